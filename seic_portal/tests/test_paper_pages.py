"""A meeting's paper from preview to print: who reads it, who issues it, what it says."""

import datetime
import json

import pytest
from django.urls import reverse

from plans.models import Ask, AuditEntry, Collaborative, Round
from plans.tests.factories import (
    CollaborativeFactory,
    ConvenerFactory,
    CoordinatorFactory,
    GroupFactory,
    MeetingFactory,
    OfficerFactory,
    PersonFactory,
    PublishedRoundFactory,
    ReaderFactory,
    moment,
)
from priorities.models import Action, Correction, Withholding
from priorities.tests.factories import (
    ActionFactory,
    AnsweredQuestionFactory,
    DateChangeFactory,
    LeadFactory,
    PriorityFactory,
    PublishedUpdateFactory,
    QuestionFactory,
    move,
)
from seic_portal.models import Paper, PaperRedaction, PaperWithholding
from seic_portal.papers.contents import contents_of
from seic_portal.tests.papers import WORDS, contents, issued

pytestmark = pytest.mark.django_db
AT = moment(2023, 2, 15)


@pytest.fixture
def meeting():
    CollaborativeFactory()
    return MeetingFactory(slug="oversight-group-2", starts_at=datetime.time(14), place="Online")


@pytest.fixture
def round(meeting):
    """A round of the meeting that members alone read until it."""
    round = PublishedRoundFactory(
        plan=meeting.plan, published_at=moment(2023, 2, 8), public_from=meeting.meets_on
    )
    round.meetings.add(meeting)
    return round


@pytest.fixture
def update(round):
    """What Fife says of the one action: at risk."""
    action = ActionFactory(
        priority=PriorityFactory(plan=round.plan, title="Literacy", prefix="LIT"),
        number=1,
        title="Coach the teaching of writing",
    )
    return PublishedUpdateFactory(
        contribution=LeadFactory(action=action, council__name="Fife", council__short_name="Fife"),
        round=round,
        status="at_risk",
        text=WORDS,
        published_at=round.published_at,
    )


def address(name, meeting, *numbers):
    return reverse(name, args=[meeting.plan.slug, meeting.slug, *numbers])


def words(response):
    """Return the text of a page's main part."""
    return " ".join(response.text.split("<main", 1)[1].split())


def sent(client, meeting, **changed):
    """Press the button of the preview as it stands, with what is typed into it."""
    form = client.get(address("preview_paper", meeting)).context["form"]
    day = form.initial.get("public_from")
    typed = {"seen": form.initial["seen"], "why": ""}
    if day:
        parts = {"day": day.day, "month": day.month, "year": day.year}
        typed |= {f"public_from_{name}": value for name, value in parts.items()}
    return client.post(address("issue_paper", meeting), typed | changed)


@pytest.mark.parametrize(
    ("factory", "answer"),
    [
        (ConvenerFactory, 200),
        (ReaderFactory, 200),
        (OfficerFactory, 200),
        (CoordinatorFactory, 200),
        (None, 404),
    ],
)
def test_members_read_a_paper_before_everyone_does(factory, answer, round, client):
    paper = issued(round.meetings.get())
    if factory:
        client.force_login(factory().person)

    for name in ["paper", "paper_file"]:
        response = client.get(address(name, paper.meeting, 1))
        assert response.status_code == answer
        assert (WORDS in response.text) == (answer == 200)
    assert client.get(address("newest_paper", paper.meeting)).status_code == (
        302 if answer == 200 else 404
    )


def test_an_administrator_does_not_read_what_was_issued_to_members(round, client):
    paper = issued(round.meetings.get())
    client.force_login(PersonFactory(is_administrator=True))

    assert client.get(paper.get_absolute_url()).status_code == 404


def test_papers_of_the_board_are_for_readers_and_not_for_conveners(round, client):
    board = GroupFactory(name="SEIC Board", slug="seic-board", is_for_conveners=False)
    paper = issued(MeetingFactory(group=board, plan=round.plan), round)
    client.force_login(ConvenerFactory().person)
    assert client.get(paper.get_absolute_url()).status_code == 404
    assert "Paper 1" not in words(client.get(paper.meeting.get_absolute_url()))

    client.force_login(ReaderFactory().person)
    assert client.get(paper.get_absolute_url()).status_code == 200
    assert "Paper 1" in words(client.get(paper.meeting.get_absolute_url()))


def test_everyone_reads_a_paper_from_its_rounds_public_day_on(round, client):
    paper = issued(round.meetings.get())
    Round.objects.update(public_from=datetime.date(2023, 2, 15))

    assert WORDS in client.get(paper.get_absolute_url()).text
    assert client.get(address("newest_paper", paper.meeting)).url == paper.get_absolute_url()


def test_the_preview_is_what_members_would_read(update, client):
    meeting = update.round.meetings.get()
    Ask.objects.create(meeting=meeting, number=1, text="Consider what is at risk.")
    client.force_login(CoordinatorFactory().person)

    page = words(client.get(address("preview_paper", meeting)))

    assert "This is not issued yet" in page
    assert "Wednesday 22 February 2023, 14:00, Online" in page
    assert "Consider what is at risk." in page
    assert WORDS in page
    assert not Paper.objects.exists()


def test_without_a_published_round_there_is_nothing_to_preview_or_issue(meeting, client):
    client.force_login(CoordinatorFactory().person)

    assert "nothing to preview yet" in words(client.get(address("preview_paper", meeting)))
    response = client.post(address("issue_paper", meeting), {"issue": "yes"})
    assert response.url == address("preview_paper", meeting)


def test_a_cancelled_meeting_has_no_paper(round, client):
    meeting = round.meetings.get()
    meeting.cancel("Too few could come.", by=PersonFactory(), at=AT)
    client.force_login(CoordinatorFactory().person)

    page = words(client.get(address("preview_paper", meeting)))

    assert "This meeting is cancelled, so it has no paper." in page


def test_a_coordinator_issues_what_the_preview_showed(update, client):
    meeting = update.round.meetings.get()
    coordinator = CoordinatorFactory().person
    client.force_login(coordinator)
    shown = client.get(address("preview_paper", meeting)).context["draft"].contents

    response = sent(client, meeting)

    paper = Paper.objects.get()
    assert response.url == paper.get_absolute_url()
    assert paper.words == shown
    assert (paper.issued_by, paper.issued_on) == (coordinator, datetime.date(2023, 2, 15))
    assert "Members can read it now" in words(client.get(response.url))
    assert AuditEntry.objects.get().what.startswith("Issued paper 1 for the Oversight Group")


def test_the_day_its_round_becomes_public_is_proposed(meeting, client):
    meeting.meets_on = datetime.date(2023, 3, 8)
    meeting.save()
    round = PublishedRoundFactory(plan=meeting.plan, public_from=datetime.date(2023, 3, 20))
    round.meetings.add(meeting)
    client.force_login(CoordinatorFactory().person)
    form = client.get(address("preview_paper", meeting)).context["form"]
    assert form.initial["public_from"] == datetime.date(2023, 3, 20)

    Round.objects.update(public_from=None)
    assert "public_from" not in client.get(address("preview_paper", meeting)).context["form"].fields


def test_the_chosen_day_is_the_rounds_own(update, client):
    client.force_login(CoordinatorFactory().person)

    sent(client, update.round.meetings.get(), public_from_day="20")

    assert Round.objects.get().public_from == datetime.date(2023, 2, 20)


def test_a_paper_may_not_become_public_before_today(update, client):
    client.force_login(CoordinatorFactory().person)

    response = sent(client, update.round.meetings.get(), public_from_day="14")

    assert response.context["form"].errors == {"public_from": ["Enter today or a later day."]}
    assert not Paper.objects.exists()


def test_nothing_is_issued_that_its_coordinator_has_not_seen(update, client):
    meeting = update.round.meetings.get()
    client.force_login(CoordinatorFactory().person)
    client.get(address("preview_paper", meeting))
    form = client.get(address("preview_paper", meeting)).context["form"]
    Correction.objects.create(update=update, text="One, not two.", by=PersonFactory())

    response = sent(client, meeting, seen=form.initial["seen"])

    assert response.status_code == 200
    assert "has changed since you looked at it" in words(response)
    assert "One, not two." in words(response)
    assert not Paper.objects.exists()
    seen = response.context["form"]["seen"].value()
    assert sent(client, meeting, seen=seen).status_code == 302


def test_a_corrected_paper_says_why_and_the_first_one_leads_to_it(update, client):
    meeting = update.round.meetings.get()
    client.force_login(CoordinatorFactory().person)
    sent(client, meeting)
    assert sent(client, meeting).context["form"].errors == {
        "why": ["Say what this paper corrects."]
    }

    sent(client, meeting, why="A number was wrong.")

    first, second = Paper.objects.all()
    assert second.supersedes == first
    old = words(client.get(first.get_absolute_url()))
    assert "A corrected paper has superseded this one" in old
    assert f'<a href="{second.get_absolute_url()}">Paper 2</a>' in old
    assert "A number was wrong." in old
    assert "This paper supersedes paper 1." in words(client.get(second.get_absolute_url()))
    assert client.get(address("newest_paper", meeting)).url == second.get_absolute_url()


def test_editing_an_action_afterwards_leaves_the_paper_as_it_was_and_is_said(update, client):
    meeting = update.round.meetings.get()
    client.force_login(CoordinatorFactory().person)
    sent(client, meeting)
    paper = Paper.objects.get()
    before = (paper.contents, paper.sha256)
    assert "moved on since" not in words(client.get(paper.get_absolute_url()))

    action = Action.objects.get()
    action.title = "Another title"
    action._history_date = moment(2023, 2, 16)
    action.save()
    Correction.objects.create(
        update=update, text="One.", by=PersonFactory(), at=moment(2023, 2, 17)
    )
    later = PublishedRoundFactory(plan=meeting.plan, number=update.round.number + 1)

    page = words(client.get(paper.get_absolute_url()))
    paper.refresh_from_db()
    assert (paper.contents, paper.sha256) == before
    assert "Coach the teaching of writing" in page
    assert "Another title" not in page
    news = (
        f"round {later.number} has been published, 1 action has been edited and 1 update has been"
    )
    assert f"{news} corrected." in page


def test_a_paper_is_data_with_all_that_its_seal_is_made_over(client):
    paper = issued()

    told = json.loads(client.get(address("paper_file", paper.meeting, 1)).text)

    assert told["sha256"] == paper.sha256
    assert told["contents"] == contents()
    assert told["salt"] == paper.salt
    assert told["withheld"] is None


def test_a_withheld_paper_says_so_and_why_on_its_page_and_in_its_data(client):
    paper = issued()
    withheld = PaperWithholding(paper=paper, reason="It names a pupil.")
    withheld.begin(by=PersonFactory(), at=AT)

    for name in ["paper", "paper_file"]:
        told = client.get(address(name, paper.meeting, 1)).text
        assert "It names a pupil." in told
        assert paper.sha256 in told
        assert WORDS not in told
    meeting = words(client.get(paper.meeting.get_absolute_url()))
    assert "withheld" in meeting

    withheld.end("It does not.", by=PersonFactory(), at=AT)
    assert WORDS in client.get(paper.get_absolute_url()).text


def test_an_administrator_withholds_a_paper_and_releases_it_again(round, client):
    paper = issued(round.meetings.get())
    client.force_login(PersonFactory(is_administrator=True))
    page = address("withhold_paper", paper.meeting, 1)
    assert WORDS not in client.get(page).text

    assert client.post(page, {"step": "withhold", "reason": ""}).context["form"].errors == {
        "reason": ["Say why it is withheld."]
    }
    client.post(page, {"step": "withhold", "reason": "It names a pupil."})
    assert Paper.objects.get().is_withheld
    again = client.post(page, {"step": "withhold", "reason": "Mine, too."})
    assert "Someone else has withheld it meanwhile." in words(again)
    client.post(page, {"step": "release", "reason": "It does not."})

    row = PaperWithholding.objects.get()
    assert (row.reason, row.ended_reason) == ("It names a pupil.", "It does not.")
    assert [entry.what for entry in AuditEntry.objects.filter(what__contains=": ")] == [
        f"Released: {paper}",
        f"Withheld: {paper}",
    ]


def test_the_words_of_a_withheld_update_are_left_out_of_the_papers_that_quote_them(update, client):
    Round.objects.update(public_from=None)
    paper = issued(update.round.meetings.get(), update=update.pk)
    Withholding(update=update, reason="It names a pupil.").begin(by=PersonFactory(), at=AT)

    for name in ["paper", "paper_file"]:
        told = client.get(address(name, paper.meeting, 1)).text
        assert WORDS not in told
        assert "It names a pupil." in told
    assert Paper.objects.get().is_whole


def test_a_redacted_paper_says_so(client):
    paper = issued()
    PaperRedaction.objects.create(
        paper=paper, sha256="0" * 64, reason="A pupil was named.", by=PersonFactory(), at=AT
    )

    page = words(client.get(paper.get_absolute_url()))

    assert "Words were taken out of this paper on 15 February 2023." in page
    assert "A pupil was named." in page


def told_by(meeting, at=AT):
    collaborative = Collaborative.objects.get()
    round = meeting.rounds.get()
    return contents_of(meeting, round, collaborative, by=CoordinatorFactory().person, at=at)


def test_a_paper_tells_what_needs_attention_and_where_each_council_stands(update):
    told = told_by(update.round.meetings.get())

    [action] = told["attention"]
    assert (action["reference"], action["lead"], action["due"]) == ("LIT-1", "Fife", "26 May 2023")
    [reason] = action["reasons"]
    assert (reason["label"], reason["words"], reason["update"]) == ("At risk", WORDS, update.pk)
    [priority] = told["priorities"]
    [row] = priority["actions"]
    assert (row["label"], row["cells"]) == (
        "At risk",
        [{"council": "Fife", "short_name": "Fife", "css": "at_risk", "label": "At risk"}],
    )
    assert told["glance"]["totals"] == [1]
    [new] = told["changes"]["groups"]
    assert (new["heading"], new["actions"][0]["says"]) == ("New", ["Fife, at risk"])


def test_a_paper_tells_which_dates_moved_and_what_was_corrected_since(update):
    action = update.contribution.action
    move(action, datetime.date(2023, 6, 23))
    DateChangeFactory(action=action, to_on=datetime.date(2023, 7, 7))
    Correction.objects.create(
        update=update, text="One, not two.", by=PersonFactory(), at=moment(2023, 2, 14)
    )
    Correction.objects.create(
        update=update, text="Later.", by=PersonFactory(), at=moment(2023, 3, 1)
    )

    told = told_by(update.round.meetings.get(), at=AT)

    [moved] = told["moves"]
    assert (moved["was"], moved["now"], moved["distance"]) == (
        "26 May 2023",
        "23 June 2023",
        "4 weeks later",
    )
    assert [one["words"] for one in told["corrections"]] == ["One, not two."]


def test_a_paper_has_the_questions_answered_since_and_the_number_of_open_ones(update):
    action = update.contribution.action
    AnsweredQuestionFactory(action=action, text="Why?", answer="Because.", settled_at=AT)
    AnsweredQuestionFactory(action=action, settled_at=moment(2023, 2, 16))
    QuestionFactory(action=action, asked_at=moment(2023, 2, 14))
    QuestionFactory(action=action, asked_at=moment(2023, 2, 16))

    told = told_by(update.round.meetings.get())["questions"]

    assert [(one["words"], one["answer"]) for one in told["answered"]] == [("Why?", "Because.")]
    assert told["open"] == 2


def test_a_paper_names_no_officer(update):
    update.contribution.lead_officer = PersonFactory(name="Olive Officer")
    update.contribution.save()

    assert "Olive Officer" not in json.dumps(told_by(update.round.meetings.get()))


# Session, person and roles, plan, collaborative; then what each page is made of.
QUERIES = {"preview": 38, "paper": 15, "meeting": 19}


@pytest.mark.parametrize("others", [1, 3])
def test_a_paper_is_made_and_read_in_as_many_queries_however_long(
    others, update, client, django_assert_num_queries
):
    meeting = update.round.meetings.get()
    for number in range(others):
        action = ActionFactory(priority=update.contribution.action.priority, number=10 + number)
        other = PublishedUpdateFactory(
            contribution=LeadFactory(action=action, council=update.contribution.council),
            round=update.round,
            status="at_risk",
            published_at=update.round.published_at,
        )
        Correction.objects.create(update=other, text="One.", by=PersonFactory())
        move(action, datetime.date(2023, 6, 23))
        issued(meeting, why="Once more." if number else "")
    person = CoordinatorFactory().person
    client.force_login(person)
    client.get(address("preview_paper", meeting))

    with django_assert_num_queries(QUERIES["preview"]):
        client.get(address("preview_paper", meeting))
    with django_assert_num_queries(QUERIES["paper"]):
        client.get(address("paper", meeting, 1))
    with django_assert_num_queries(QUERIES["meeting"]):
        client.get(meeting.get_absolute_url())
