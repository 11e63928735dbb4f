"""Meetings as pages: for everyone to read, for coordinators to plan, move, cancel and record."""

import datetime as dt

import pytest
from django.urls import reverse

from plans.models import AuditEntry, Meeting
from plans.tests.factories import (
    ConvenerFactory,
    CoordinatorFactory,
    DraftPlanFactory,
    GroupFactory,
    MeetingFactory,
    OfficerFactory,
    PlanFactory,
    PublishedRoundFactory,
    RoundFactory,
    moment,
)
from plans.tests.reading import words_of
from priorities.tests.factories import QuestionFactory

MEETINGS = reverse("meetings", args=["2022-23"])
ADD = reverse("add_meeting", args=["2022-23"])
FEBRUARY = dt.date(2023, 2, 22)


@pytest.fixture
def plan(db):
    return PlanFactory()


@pytest.fixture
def board(plan):
    return GroupFactory(name="SEIC Board", slug="seic-board", remit="Leads the work.")


@pytest.fixture
def meeting(plan):
    return MeetingFactory(plan=plan, slug="oversight-group-9", meets_on=FEBRUARY, place="Online")


@pytest.fixture
def coordinator(client, plan):
    person = CoordinatorFactory().person
    client.force_login(person)
    return person


def at(step, meeting):
    return reverse(f"{step}_meeting", args=[meeting.plan.slug, meeting.slug])


def typed(day, month, year=2023, *, field="meets_on", **more):
    return {f"{field}_day": day, f"{field}_month": month, f"{field}_year": year, **more}


def in_order(*words, page):
    places = [page.index(word) for word in words]
    return places == sorted(places)


def test_meetings_are_listed_those_ahead_first_then_the_newest(plan, board, client):
    for day, state in [
        ((2022, 9, 28), "held"),
        ((2022, 12, 7), "held"),
        ((2023, 3, 29), "planned"),
    ]:
        MeetingFactory(plan=plan, meets_on=dt.date(*day), state=state)
    MeetingFactory(plan=plan, group=board, meets_on=dt.date(2023, 3, 8), starts_at=dt.time(10))

    page = words_of(client.get(MEETINGS))

    assert in_order(
        "Ahead",
        "Wednesday 8 March 2023 SEIC Board 10:00 Planned",
        "Wednesday 29 March 2023 Oversight Group Time and place are not known yet Planned",
        "Past",
        "Wednesday 7 December 2022 Oversight Group Time and place are not known yet Held",
        "Wednesday 28 September 2022",
        page=page,
    )
    assert "Add a meeting" not in page


def test_every_page_says_what_became_of_a_meeting(plan, meeting, coordinator, client):
    round = RoundFactory(plan=plan, number=4)
    round.meetings.add(meeting)
    meeting.move(dt.date(2023, 3, 1), reason="Snow.", by=coordinator, at=moment(2023, 2, 14))
    told = "Moved from 22 February 2023: Snow."
    board = round.get_absolute_url()

    for address in [MEETINGS, meeting.get_absolute_url(), plan.get_absolute_url(), board]:
        assert told in words_of(client.get(address)), address
    rounds = reverse("priorities:rounds", args=[plan.slug])
    assert "Oversight Group of 1 March 2023, moved from 22 February 2023" in words_of(
        client.get(rounds)
    )

    meeting.cancel("Too few could come.", by=coordinator, at=moment(2023, 2, 14))
    for address in [MEETINGS, meeting.get_absolute_url(), board]:
        assert "Too few could come. It was first planned for 22 February 2023." in words_of(
            client.get(address)
        )
    assert "No meeting of this plan is planned." in words_of(client.get(plan.get_absolute_url()))


def test_without_meetings_the_list_says_so(plan, client):
    page = words_of(client.get(MEETINGS))

    assert "No meeting of this plan is planned." in page
    assert "No meeting of this plan is past yet." in page


@pytest.mark.parametrize("others", [1, 3])
def test_the_list_costs_the_same_however_many_meetings(
    others, plan, client, django_assert_num_queries
):
    first = PublishedRoundFactory(plan=plan, number=1)
    second = PublishedRoundFactory(plan=plan, number=2)
    for _ in range(others):
        first.meetings.add(MeetingFactory(plan=plan, meets_on=dt.date(2022, 12, 7), state="held"))
        second.meetings.add(MeetingFactory(plan=plan))

    # Plan; rounds that may be read, with their meetings; each half with its rounds; the
    # collaborative, its councils.
    with django_assert_num_queries(9):
        page = client.get(MEETINGS)

    assert len(page.context["agenda"].reports.rounds) == 2 * others


def test_a_meetings_page_says_what_is_reported_to_it(plan, meeting, client):
    published = PublishedRoundFactory(plan=plan, number=1)
    earlier = MeetingFactory(plan=plan, meets_on=dt.date(2022, 12, 7), state="held")
    published.meetings.add(earlier)
    second = PublishedRoundFactory(plan=plan, number=2)
    second.meetings.add(meeting)

    response = client.get(meeting.get_absolute_url())

    page = words_of(response)
    assert "Oversight Group Wednesday 22 February 2023 Online. Planned." in page
    assert "Round 2 was published on 23 November 2022. Everyone can read it." in page
    assert "What has changed since 7 December 2022" in page
    assert "7 December 2022: held" in page
    assert f"{meeting.get_absolute_url()}changes/" in response.text
    assert "What became of it" not in page


def test_what_only_members_read_yet_is_no_more_than_due_to_a_visitor(plan, meeting, client):
    round = PublishedRoundFactory(
        plan=plan, number=3, due_on=dt.date(2023, 1, 27), public_from=FEBRUARY
    )
    round.meetings.add(meeting)

    def said():
        return [words_of(client.get(a)) for a in [MEETINGS, meeting.get_absolute_url()]]

    for page in said():
        assert "Round 3: the councils’ updates were due on 27 January 2023." in page
        assert "published" not in page
    client.force_login(ConvenerFactory().person)
    for page in said():
        assert "Round 3 was published on 23 November 2022. Members can read it now, every" in page


def test_a_round_that_is_ahead_and_one_that_was_abandoned_are_named(
    plan, meeting, coordinator, client
):
    ended = {"abandoned_by": coordinator, "abandoned_at": moment(2023, 2, 14)}
    ended["abandoned_reason"] = "A strike, which members alone discuss."
    for fields in [{"number": 4}, {"number": 5, **ended}]:
        RoundFactory(plan=plan, **fields).meetings.add(meeting)
    client.logout()

    page = words_of(client.get(meeting.get_absolute_url()))

    assert "Round 4: the councils’ updates are due on 17 March 2023." in page
    assert "Round 5 was abandoned: nothing is reported in it." in page
    assert "strike" not in page


@pytest.mark.parametrize("others", [1, 3])
def test_a_meetings_page_costs_the_same_however_much_there_is(
    others, plan, meeting, client, django_assert_num_queries
):
    for number in range(others):
        round = PublishedRoundFactory(plan=plan, number=number)
        round.meetings.add(
            meeting, MeetingFactory(plan=plan, meets_on=dt.date(2022, 12, number + 1))
        )
        meeting.group.seats.create(role=f"Convener {number}")

    # Plan, meeting, its rounds; readable rounds with their meetings; steps; group, seats (and
    # their councils, where they have one); other meetings; what members are asked, papers;
    # collaborative, councils.
    with django_assert_num_queries(13):
        client.get(meeting.get_absolute_url())


def test_a_coordinator_plans_a_meeting_once(plan, board, coordinator, client):
    answers = typed(29, 3, group=board.pk, starts_at="14.30", place="Haddington")

    response = client.post(ADD, answers)

    meeting = Meeting.objects.get()
    assert response["Location"] == "/plans/2022-23/meetings/seic-board-1/"
    assert (str(meeting.group), meeting.meets_on, meeting.starts_at, meeting.place) == (
        "SEIC Board",
        dt.date(2023, 3, 29),
        dt.time(14, 30),
        "Haddington",
    )
    assert meeting.history.get().history_user == coordinator
    again = client.post(ADD, answers)
    assert "The SEIC Board meets on this day already." in again.text
    assert Meeting.objects.get() == meeting


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"starts_at": "noon"}, "Enter a time, such as 14:00."),
        ({"group": ""}, "Choose the group that meets."),
        ({"meets_on_day": "31", "meets_on_month": "2"}, "31 February 2023 is not a real date."),
    ],
)
def test_what_is_wrong_with_a_meeting_is_said_beside_it(answers, told, board, coordinator, client):
    response = client.post(ADD, typed(29, 3, group=board.pk) | answers)

    assert told in response.text
    assert not Meeting.objects.exists()


def test_its_time_and_place_are_changed_but_not_its_day(meeting, coordinator, client):
    answers = typed(1, 3, starts_at="09:15", place="Galashiels")

    client.post(at("edit", meeting), answers)

    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.place) == (dt.time(9, 15), "Galashiels")
    assert meeting.meets_on == FEBRUARY
    assert "09:15" in client.get(at("edit", meeting)).text


def test_in_a_draft_its_day_is_changed_without_a_move(coordinator, client):
    meeting = MeetingFactory(plan=DraftPlanFactory())
    assert "move/" not in client.get(meeting.get_absolute_url()).text

    client.post(at("edit", meeting), typed(6, 9))

    meeting.refresh_from_db()
    assert (meeting.meets_on, meeting.moved_from) == (dt.date(2023, 9, 6), None)


def test_a_coordinator_moves_a_meeting_and_is_told_what_follows(plan, meeting, coordinator, client):
    days = {"published_at": moment(2023, 2, 8), "public_from": FEBRUARY}
    members = PublishedRoundFactory(plan=plan, number=3, **days)
    members.meetings.add(meeting)
    RoundFactory(plan=plan, number=4).meetings.add(meeting)
    due = {"due_on": dt.date(2023, 2, 15), "asked_at": moment(2023, 2, 1)}
    asked = QuestionFactory(plan=plan, action=None, meeting=meeting, **due)
    page = words_of(client.get(at("move", meeting)))
    assert "1 open question for it: the answer becomes due five working days before" in page
    assert "Round 3 becomes public on the new day, instead of 22 February 2023." in page
    assert "Round 4 stays due on 17 March 2023." in page

    response = client.post(
        at("move", meeting),
        typed(1, "March", field="to", reason="Snow.", was="2023-02-22"),
        follow=True,
    )

    members.refresh_from_db()
    meeting.refresh_from_db()
    assert meeting.meets_on == members.public_from == dt.date(2023, 3, 1)
    asked.refresh_from_db()
    assert asked.due_on == dt.date(2023, 2, 22)
    page = words_of(response)
    assert "The meeting is moved to 1 March 2023." in page
    assert "Moved from 22 February 2023 to 1 March 2023: Snow." in page


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (typed(14, 2, field="to", reason="Snow."), "14 February 2023 is past: enter today"),
        (typed(22, 2, field="to", reason="Snow."), "It meets on this day already"),
        (typed(1, 3, field="to", reason=""), "Say why the meeting is moved."),
        (
            typed(1, 3, field="to", reason="Snow.", was="2023-02-20"),
            "Someone has moved it to 22 February 2023 meanwhile. Look again.",
        ),
    ],
)
def test_a_move_that_cannot_be_is_refused_and_what_was_typed_stays(
    answers, told, meeting, coordinator, client
):
    response = client.post(at("move", meeting), answers)

    assert told in response.text
    assert answers["reason"] in response.text
    meeting.refresh_from_db()
    assert (meeting.meets_on, meeting.reason) == (FEBRUARY, "")


def test_whoever_looks_again_may_move_what_someone_else_has_moved(meeting, coordinator, client):
    answers = typed(1, 3, field="to", reason="Snow.", was="2023-02-20")
    response = client.post(at("move", meeting), answers)
    assert 'name="was" value="2023-02-22"' in response.text

    client.post(at("move", meeting), answers | {"was": "2023-02-22"})

    meeting.refresh_from_db()
    assert meeting.meets_on == dt.date(2023, 3, 1)


def test_a_coordinator_cancels_a_meeting_with_a_reason(plan, meeting, coordinator, client):
    RoundFactory(plan=plan, number=4, public_from=FEBRUARY).meetings.add(meeting)
    page = words_of(client.get(at("cancel", meeting)))
    assert "it stays due on 17 March 2023 and becomes public on 22 February 2023." in page
    empty = client.post(at("cancel", meeting), {"reason": ""})
    assert "Say why the meeting is cancelled." in empty.text

    response = client.post(at("cancel", meeting), {"reason": "Too few."}, follow=True)

    assert "The meeting is cancelled. It stays in the list, with the reason." in response.text
    assert "Cancelled: Too few." in words_of(response)
    assert AuditEntry.objects.get().by == coordinator


def test_a_coordinator_records_a_meeting_as_held(plan, coordinator, client):
    meeting = MeetingFactory(plan=plan, meets_on=dt.date(2023, 2, 14))
    assert at("hold", meeting) in client.get(meeting.get_absolute_url()).text
    assert "It was planned for Tuesday 14 February 2023." in words_of(
        client.get(at("hold", meeting))
    )

    response = client.post(at("hold", meeting), follow=True)

    assert "The meeting is recorded as held." in response.text
    meeting.refresh_from_db()
    assert meeting.is_held
    assert at("edit", meeting) not in response.text


@pytest.mark.parametrize("step", ["edit", "move", "cancel", "hold"])
def test_a_meeting_that_is_over_is_left_as_it_is_and_the_reason_comes_back(
    step, plan, coordinator, client
):
    meeting = MeetingFactory(plan=plan, state="held")

    response = client.post(at(step, meeting), {"reason": "Long typed."}, follow=True)

    assert "Nothing was changed. It is held already. Your reason was: “Long typed.”" in words_of(
        response
    )


def test_a_meeting_ahead_is_not_recorded_as_held(meeting, coordinator, client):
    assert at("hold", meeting) not in client.get(meeting.get_absolute_url()).text

    response = client.post(at("hold", meeting), follow=True)

    assert "Nothing was changed. It is still ahead." in words_of(response)


def test_an_officer_reads_but_does_not_manage(meeting, client):
    client.force_login(OfficerFactory().person)

    page = client.get(meeting.get_absolute_url())

    assert "What you can do" not in page.text
    assert client.post(at("cancel", meeting), {"reason": "Snow."}).status_code == 403
    meeting.refresh_from_db()
    assert meeting.is_planned
