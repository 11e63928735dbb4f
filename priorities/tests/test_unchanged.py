"""“No change since the last round”: in one press, for one or several, and when it is refused."""

import csv
import datetime
import io

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from plans.tests.factories import (
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    OfficerFactory,
    PublishedRoundFactory,
    RoundFactory,
    moment,
)
from priorities.models import REPEATED, Update
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    MilestoneFactory,
    PriorityFactory,
    PublishedUpdateFactory,
    SubmittedUpdateFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2023, 2, 15)
AT = moment(2023, 2, 15, 10)
ADDRESS = "/plans/2022-23/rounds/3/unchanged/"
LAST = {
    "status": "on_track",
    "text": "Eight of twelve schools have a coach.",
    "next_step": "Name the last four by 24 March.",
    "forecast_on": datetime.date(2023, 5, 12),
    "no_forecast": False,
    "evidence": "changed_practice",
    "evidence_seen": "Lessons in four schools.",
}


@pytest.fixture
def council():
    return CouncilFactory(name="Midlothian", slug="midlothian")


@pytest.fixture
def officer(council):
    return OfficerFactory(council=council, person__name="Siân Eskdale").person


@pytest.fixture
def mine(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def priority():
    return PriorityFactory(prefix="LIT", slug="literacy")


@pytest.fixture
def rounds(priority):
    """Two rounds that are published, and one that collects."""
    days = [(2022, 9, 21), (2022, 11, 30)]
    first, second = (
        PublishedRoundFactory(plan=priority.plan, number=n, published_at=moment(*day))
        for n, day in enumerate(days, 1)
    )
    return first, second, RoundFactory(plan=priority.plan, number=3)


@pytest.fixture
def part(priority, council):
    return part_of(priority, council, 1)


def part_of(priority, council, number, **fields):
    action = ActionFactory(priority=priority, number=number, title=f"Action {number}", **fields)
    return ContributionFactory(action=action, council=council)


def say(part, round, **words):
    fields = LAST | {"published_at": round.published_at} | words
    return PublishedUpdateFactory(contribution=part, round=round, note="For us.", **fields)


def form_address(number=1):
    return f"/plans/2022-23/rounds/3/updates/LIT-{number}/midlothian/"


def send(client, *parts):
    return client.post(ADDRESS, {"part": [part.pk for part in parts]})


def told(response):
    return [(one.level_tag, one.message) for one in get_messages(response.wsgi_request)]


def now(part):
    return Update.objects.get(contribution=part, round__number=3)


def test_the_tick_sends_the_last_words_again(mine, officer, part, rounds):
    say(part, rounds[1])
    page = mine.get(form_address())
    label = "Nothing has changed since the last round. Send those words again"
    assert page.context["form"]["no_change"].label == label

    mine.post(form_address(), {"submit": "yes", "version": 0, "no_change": "on", "note": "Mine."})

    update = now(part)
    assert {name: getattr(update, name) for name in REPEATED} == LAST
    assert (update.state, update.no_change, update.note) == ("submitted", True, "Mine.")
    assert (update.submitted_by, update.received_on) == (officer, TODAY)


@pytest.mark.parametrize(
    "words",
    [
        {"text": "Nine of twelve."},
        {"status": "at_risk"},
        {"next_step": "None."},
        {"no_forecast": "on"},
        {"evidence_seen": "More."},
    ],
)
def test_a_tick_never_throws_away_what_was_written(words, mine, part, rounds):
    say(part, rounds[1])
    sent = {"submit": "yes", "version": 0, "no_change": "on", **words}
    response = mine.post(form_address(), sent)

    assert response.context["form"].errors == {
        "no_change": [
            (
                "You have ticked that nothing has changed, but what stands below is not what was "
                "sent last. Untick it to send your words, or take them out."
            )
        ]
    }
    ((name, value),) = words.items()
    assert str(getattr(now(part), name)) == ("True" if value == "on" else value)
    assert now(part).state == "draft"


def test_a_tick_stays_in_a_draft(mine, part, rounds):
    say(part, rounds[1])
    mine.post(form_address(), {"save": "yes", "version": 0, "no_change": "on"})

    assert (now(part).state, now(part).no_change, now(part).text) == ("draft", True, "")


def test_taken_back_or_returned_it_is_written_like_any_other(mine, officer, part, rounds):
    say(part, rounds[1])
    for step in [
        lambda update: update.take_back(by=officer, at=AT),
        lambda update: update.send_back("What is new?", by=officer, at=AT),
    ]:
        send_one(part, officer)
        update = now(part)
        step(update)
        assert (update.no_change, update.text) == (False, LAST["text"])
        Update.objects.filter(pk=update.pk).delete()


def send_one(part, by, **fields):
    round = part.action.priority.plan.rounds.get(number=3)
    update = Update(contribution=part, round=round, no_change=True, written_by=by, written_at=AT)
    update.submit(by=by, at=AT)
    return update


REFUSED = {
    "nothing": (
        [],
        "No words of Midlothian’s have been published that could be sent again.",
    ),
    "no words": (
        [{"text": ""}],
        "No words of Midlothian’s have been published that could be sent again.",
    ),
    "at risk": ([{"status": "at_risk"}], "It was at risk: say what has happened since."),
    "off track": ([{"status": "off_track"}], "It was off track: say what has happened since."),
    "twice": (
        [{}, {"no_change": True}],
        "“No change” was sent in round 2: say how it stands now.",
    ),
    "twice with a gap": (
        [{"no_change": True}],
        "“No change” was sent in round 1: say how it stands now.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_it_is_refused_with_the_reason_wherever_it_is_tried(case, mine, officer, part, rounds):
    said, why = REFUSED[case]
    for round, words in zip(rounds, said, strict=False):
        say(part, round, **words)

    with pytest.raises(PermissionDenied, match=why[:20]):
        send_one(part, officer)
    response = send(mine, part)
    assert told(response) == [("warning", f"LIT-1 for Midlothian was not sent. {why}")]
    page = mine.get(form_address())
    assert "no_change" not in page.context["form"].fields
    assert (f"“No change” cannot be sent this time. {why}" in page.text) is bool(said)
    mine.post(form_address(), {"submit": "yes", "version": 0, "no_change": "on"})
    assert (now(part).state, now(part).no_change) == ("draft", False)


def test_words_that_were_corrected_are_not_sent_again(mine, officer, part, rounds):
    say(part, rounds[1]).corrections.create(text="Seven, not eight.", by=officer)

    assert told(send(mine, part)) == [
        (
            "warning",
            (
                "LIT-1 for Midlothian was not sent. "
                "Its last words were corrected: say what is true now."
            ),
        )
    ]


@pytest.mark.parametrize(("starts_on", "is_sent"), [(16, True), (15, False)])
def test_before_the_action_starts_it_may_be_said_again_and_again(
    starts_on, is_sent, mine, council, priority, rounds
):
    day = datetime.date(2023, 2, starts_on)
    part = part_of(priority, council, 2, starts_on=day)
    say(part, rounds[0], status="not_started")
    say(part, rounds[1], status="not_started", no_change=True)
    send(mine, part)

    assert Update.objects.filter(round__number=3, state="submitted").exists() is is_sent


def test_several_are_sent_in_order_and_those_refused_are_named(mine, council, priority, rounds):
    well, risky, also = (part_of(priority, council, number) for number in [1, 2, 3])
    for one, status in [(well, "on_track"), (risky, "at_risk"), (also, "not_started")]:
        say(one, rounds[1], status=status)
    response = send(mine, also, risky, well)

    assert response.url == "/my-work/"
    assert told(response) == [
        (
            "success",
            (
                "Sent as “no change”: LIT-1 for Midlothian and LIT-3 for Midlothian. "
                "You can take them back until the round is published."
            ),
        ),
        (
            "warning",
            "LIT-2 for Midlothian was not sent. It was at risk: say what has happened since.",
        ),
    ]
    sent = Update.objects.filter(round__number=3).values_list("contribution", "state", "no_change")
    assert set(sent) == {(well.pk, "submitted", True), (also.pk, "submitted", True)}


def test_what_was_begun_or_sent_meanwhile_stays_as_it_is(mine, council, priority, rounds):
    begun, sent = (part_of(priority, council, number) for number in [1, 2])
    for one in [begun, sent]:
        say(one, rounds[1])
    UpdateFactory(contribution=begun, round=rounds[2], text="Half a sentence")
    SubmittedUpdateFactory(contribution=sent, round=rounds[2], text="All of it.")
    response = send(mine, begun, sent)

    assert [message for _, message in told(response)] == [
        (
            "LIT-1 for Midlothian was not sent. "
            "It has been begun: finish it, or tick there that nothing has changed."
        ),
        "LIT-2 for Midlothian was not sent. An update was submitted meanwhile.",
    ]
    assert (now(begun).text, now(sent).text) == ("Half a sentence", "All of it.")


def test_the_page_shows_the_last_words_and_what_does_not_fit(mine, council, priority, rounds):
    well, risky = (part_of(priority, council, number) for number in [1, 2])
    say(well, rounds[1])
    say(risky, rounds[1], status="at_risk")
    MilestoneFactory(action=well.action, due_on=datetime.date(2023, 2, 14))
    page = mine.get(ADDRESS)

    returns = page.context["returns"]
    assert [one.part for one in returns.open] == [well]
    assert [one.part for one in returns.others] == [risky]
    assert LAST["text"] in page.text
    assert "You have marked this on track, but a milestone is overdue." in page.text
    send(mine, well)
    doubt = "You have marked this on track, but a milestone is overdue."
    assert now(well).warnings == doubt


def test_the_way_there_stands_on_my_work_while_there_is_something(mine, part, rounds):
    link = f'href="{ADDRESS}"'
    assert link not in mine.get("/my-work/").text
    say(part, rounds[0], status="at_risk")
    assert link not in mine.get("/my-work/").text
    say(part, rounds[1])
    assert link in mine.get("/my-work/").text
    send(mine, part)
    assert link not in mine.get("/my-work/").text


def test_nothing_ticked_is_said_on_the_page(mine, part, rounds):
    say(part, rounds[1])
    response = send(mine)

    assert response.context["form"].errors == {
        "part": ["Tick at least one action in which nothing has changed."]
    }
    assert 'href="#id_part_0"' in response.text
    assert 'id="id_part_0"' in response.text


def test_an_officer_sends_nothing_of_another_council(mine, priority, rounds):
    theirs = part_of(priority, CouncilFactory(), 2)
    say(theirs, rounds[1])
    response = send(mine, theirs)

    assert "is not yours to report" in response.text
    assert not Update.objects.filter(round__number=3).exists()


def test_a_round_that_does_not_collect_takes_none(mine, officer, part, rounds):
    say(part, rounds[0])
    Update.objects.publish(rounds[2], by=officer, at=AT)
    response = send(mine, part)

    assert (
        "Round 3 was published on 15 February 2023 at 10:00 by Siân Eskdale."
        in (told(response)[0][1])
    )
    assert "It takes no more updates." in mine.get(ADDRESS).text
    assert not Update.objects.filter(round__number=3).exists()


@pytest.mark.parametrize("make", [ConvenerFactory, CoordinatorFactory])
def test_only_officers_send_for_their_councils(make, client, part, rounds):
    say(part, rounds[1])
    client.force_login(make().person)

    assert (client.get(ADDRESS).status_code, send(client, part).status_code) == (403, 403)
    assert not Update.objects.filter(round__number=3).exists()


def test_a_visitor_is_sent_to_sign_in(client, part, rounds):
    login = reverse("account_login")
    assert client.get(ADDRESS).url == f"{login}?next={ADDRESS}"


@pytest.mark.parametrize("others", [1, 3])
def test_the_page_costs_the_same_however_much_is_owed(
    others, mine, council, priority, rounds, django_assert_num_queries
):
    for number in range(1, others + 1):
        say(part_of(priority, council, number), rounds[1])
        part_of(priority, council, number + 10)

    # Session, person, roles; plan, round; collecting round, parts, updates, last words, which they
    # are and the rounds they may be of, milestones, a round that may be open again;
    # collaborative and councils of the page around it.
    with django_assert_num_queries(15):
        page = mine.get(ADDRESS)

    returns = page.context["returns"]
    assert (len(returns.open), len(returns.others)) == (others, others)


def test_every_page_and_the_file_say_since_when_nothing_has_changed(client, part, rounds):
    coordinator = CoordinatorFactory().person
    say(part, rounds[0])
    send_one_in(rounds[1], part, coordinator)
    client.force_login(coordinator)

    for address in ["/plans/2022-23/actions/LIT-1/", "/plans/2022-23/actions/LIT-1/updates/"]:
        assert "No change since round 1." in client.get(address).text
    one = client.get("/plans/2022-23/rounds/2/updates/LIT-1/midlothian/")
    assert "No change since round 1." in one.text
    file = client.get("/plans/2022-23/progress/?format=csv").text
    (line,) = csv.DictReader(io.StringIO(file.lstrip("\ufeff")))
    assert line["no_change_since_round"] == "1"


def send_one_in(round, part, by):
    """Publish “no change” in a round that is published already."""
    words = LAST | {"published_at": round.published_at, "no_change": True}
    PublishedUpdateFactory(contribution=part, round=round, written_by=by, **words)
