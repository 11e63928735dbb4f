"""Who reads which rounds of a plan, and each council's position from them."""

import datetime as dt

import pytest

from plans import clock
from plans.models import Visitor
from plans.tests.factories import (
    ConvenerFactory,
    MeetingFactory,
    PublishedRoundFactory,
    RoundFactory,
    moment,
)
from priorities.progress import Progress
from priorities.status import Silence, Status
from priorities.tests.factories import (
    ActionFactory,
    PriorityFactory,
    SubmittedUpdateFactory,
    UpdateFactory,
    move,
)
from priorities.tests.reported import NAMES, Reported, say


@pytest.fixture
def reported(db):
    return Reported()


def words(row):
    return {cell.council: cell.word for cell in row.cells}


def read(reported, person=None, **options):
    return Progress(reported.plan, person or Visitor(), today=clock.today(), **options)


def test_councils_stand_in_the_order_of_their_names_whichever_leads(reported):
    reported.take_part("Scottish Borders", "Fife")

    row = reported.row()

    assert [cell.council for cell in row.cells] == NAMES
    assert [cell.council for cell in row.parts] == ["Fife", "Scottish Borders"]
    assert row.lead == "Scottish Borders"


def test_before_a_round_is_published_nothing_is_due(reported):
    reported.take_part()
    RoundFactory(plan=reported.plan)

    assert {*words(reported.row()).values()} == {Silence.NOT_DUE}
    assert reported.row().word is Silence.NOT_DUE


def test_a_part_that_has_ended_is_no_part_any_more_but_is_on_record(reported):
    parts = reported.take_part("Fife", "Midlothian")
    say(reported.autumn(), parts, fife="on", mid="off")
    parts["Midlothian"].ends_on = dt.date(2022, 12, 16)
    parts["Midlothian"].end_reason = "The school closed."
    parts["Midlothian"].save()

    row = reported.row()

    assert words(row)["Midlothian"] is Silence.NO_PART
    assert row.cell_of("midlothian").ended_on == dt.date(2022, 12, 16)
    assert row.word is Status.ON_TRACK


def test_a_part_that_began_after_the_round_opened_owes_nothing_yet(reported):
    autumn = reported.autumn()
    parts = reported.take_part("Fife", "Midlothian")
    parts["Fife"].starts_on = autumn.opens_on
    parts["Midlothian"].starts_on = autumn.opens_on + dt.timedelta(days=1)
    for part in parts.values():
        part.save()

    found = words(reported.row())

    assert found["Fife"] is Silence.NO_UPDATE
    assert found["Midlothian"] is Silence.NOT_DUE


def test_complete_and_stopped_owe_nothing_more(reported):
    parts = reported.take_part("Fife", "Midlothian")
    say(reported.autumn(), parts, fife="done", mid="stop")
    reported.winter()

    found = words(reported.row())

    assert (found["Fife"], found["Midlothian"]) == (Status.COMPLETE, Status.STOPPED)


def test_a_silent_councils_last_word_still_counts(reported):
    parts = reported.take_part("Fife", "Midlothian")
    say(reported.autumn(), parts, fife="on", mid="off")
    say(reported.winter(), parts, fife="on")

    row = reported.row()

    assert words(row)["Midlothian"] is Silence.NO_UPDATE
    assert row.word is Status.OFF_TRACK


def test_a_council_that_never_reported_is_not_counted(reported):
    parts = reported.take_part("Fife", "Midlothian")
    say(reported.autumn(), parts, fife="done")

    assert reported.row().word is Status.COMPLETE


def test_members_read_a_round_before_the_public_does(reported):
    parts = reported.take_part("Fife")
    say(reported.autumn(), parts, fife="on")
    say(reported.winter(public_from=dt.date(2023, 2, 22)), parts, fife="risk")
    convener = ConvenerFactory(council=reported.councils["Midlothian"]).person

    assert reported.row().word is Status.ON_TRACK
    assert reported.row(convener).word is Status.AT_RISK


def test_from_its_day_on_everyone_reads_a_round(reported):
    parts = reported.take_part("Fife")
    say(reported.autumn(), parts, fife="on")
    say(reported.winter(public_from=clock.today()), parts, fife="risk")

    assert reported.row().word is Status.AT_RISK


def test_what_is_not_published_is_nobodys_position(reported):
    reported.autumn()
    parts = reported.take_part("Fife", "Midlothian")
    collects = RoundFactory(plan=reported.plan, number=4)
    for factory, name in [(UpdateFactory, "Fife"), (SubmittedUpdateFactory, "Midlothian")]:
        factory(contribution=parts[name], round=collects, status="at_risk", text="Not yet said.")
    convener = ConvenerFactory(council=reported.councils["Fife"]).person

    assert reported.row(convener).word is Silence.NO_UPDATE


def test_the_newest_round_is_the_one_with_the_highest_number(reported):
    winter = reported.winter()
    reported.autumn()

    assert read(reported).newest == winter


@pytest.mark.parametrize(
    ("meets_on", "source"),
    [
        (dt.date(2022, 12, 7), "As reported for the Oversight Group of 7 December 2022."),
        (None, "As published on 30 November 2022."),
    ],
)
def test_progress_says_for_which_meeting_it_was_reported(meets_on, source, reported):
    autumn = reported.autumn()
    if meets_on:
        autumn.meetings.add(MeetingFactory(plan=reported.plan, meets_on=meets_on))

    assert read(reported).source == source


def test_progress_says_when_there_is_none(reported):
    assert read(reported).source == "No progress has been published yet."


def test_an_action_is_overdue_after_its_due_date_until_it_is_done(reported):
    parts = reported.take_part("Fife")
    say(reported.autumn(), parts, fife="on")
    found = []
    for day in [clock.today(), dt.date(2023, 2, 14), dt.date(2023, 1, 4)]:
        move(reported.action, day)
        found.append(reported.row().overdue)
    assert found == ["", "Overdue by 1 day", "Overdue by 6 weeks"]

    say(reported.winter(), parts, fife="done")
    assert reported.row().overdue == ""


def test_in_a_closed_plan_nothing_grows_later(reported):
    say(reported.autumn(), reported.take_part("Fife"), fife="on")
    move(reported.action, dt.date(2022, 12, 16))
    reported.plan.stage, reported.plan.closed_at = "closed", moment(2022, 12, 30)
    reported.plan.save()

    assert reported.row().overdue == "Overdue by 2 weeks"


def test_a_withdrawn_action_is_left_out_and_its_priority_stays(reported):
    reported.action.withdraw("Merged.", by=ConvenerFactory().person, at=moment(2023, 1, 9))

    assert [(p.title, p.rows) for p in read(reported).priorities] == [("Literacy", [])]


def test_progress_can_be_narrowed_to_some_actions(reported):
    reported.take_part(action=ActionFactory(priority=PriorityFactory(plan=reported.plan)))
    say(reported.autumn(), reported.take_part("Fife"), fife="on")

    progress = read(reported, actions=[reported.action])

    assert [row.reference for row in progress.rows] == ["LIT-3"]
    assert [p.title for p in progress.priorities] == ["Literacy"]


def test_an_action_is_read_without_the_others_of_its_priority(reported):
    move(reported.action, dt.date(2023, 6, 9), dt.date(2023, 6, 16))
    reported.another(4)

    (row,) = read(reported, actions=[reported.action]).rows

    assert (row.reference, row.times_moved, row.days_moved) == ("LIT-3", 2, 21)


def test_actions_stand_in_the_order_of_priorities_and_numbers(reported):
    path = PriorityFactory(plan=reported.plan, number=0, prefix="PATH")
    ActionFactory(priority=path, number=1)
    reported.another(10)
    reported.another(2)

    assert [row.reference for row in read(reported).rows] == ["PATH-1", "LIT-2", "LIT-3", "LIT-10"]


def test_every_row_knows_its_address(reported):
    assert reported.row().address == reported.action.get_absolute_url()


def test_another_plans_rounds_and_actions_do_not_count(reported):
    say(reported.autumn(), reported.take_part("Fife"), fife="on")
    PublishedRoundFactory(
        plan__slug="2021-22", plan__stage="closed", plan__closed_at=moment(2022, 6, 30), number=9
    )

    assert reported.row().word is Status.ON_TRACK


@pytest.mark.parametrize("others", [1, 3])
def test_progress_costs_seven_queries_however_many_actions(
    others, reported, django_assert_num_queries
):
    autumn = reported.autumn()
    for number in range(others):
        say(autumn, reported.take_part(action=reported.another(10 + number)), fife="risk", mid="on")

    # the collaborative and its councils, once a request; rounds, the plan's councils, priorities
    # with actions, contributions, newest updates
    with django_assert_num_queries(7):
        progress = read(reported)

    assert len(progress.rows) == others + 1
