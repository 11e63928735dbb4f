"""What someone may read of a plan's progress: each council's position, and the sentence of them."""

import datetime as dt

import pytest

from plans import clock
from plans.models import Visitor
from plans.tests.factories import (
    ConvenerFactory,
    CouncilFactory,
    MeetingFactory,
    PlanFactory,
    PublishedRoundFactory,
    RoundFactory,
    moment,
)
from priorities.models import Correction
from priorities.progress import Progress
from priorities.rows import gist
from priorities.status import Silence, Status
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    LeadFactory,
    PriorityFactory,
    PublishedUpdateFactory,
    SubmittedUpdateFactory,
    UpdateFactory,
)

NAMES = ["City of Edinburgh", "East Lothian", "Fife", "Midlothian", "Scottish Borders"]
WORDS = {
    "off": {"status": "off_track", "text": "Late.", "no_forecast": True},
    "risk": {"status": "at_risk", "text": "Uncertain."},
    "not": {"status": "not_started", "text": ""},
    "on": {"status": "on_track"},
    "done": {"status": "complete", "text": "Done."},
    "stop": {"status": "stopped", "text": "Not needed."},
}


@pytest.fixture
def plan(db):
    return PlanFactory()


@pytest.fixture
def councils(db):
    return {name: CouncilFactory(name=name) for name in NAMES}


@pytest.fixture
def action(plan, councils):
    return ActionFactory(priority__plan=plan, priority__prefix="LIT", number=3)


@pytest.fixture
def autumn(plan):
    """A round that everyone may read, published on 30 November 2022."""
    return PublishedRoundFactory(plan=plan, number=2, published_at=moment(2022, 11, 30))


@pytest.fixture
def winter(plan):
    """A round published on 8 February 2023, for members only until 22 February."""
    return PublishedRoundFactory(
        plan=plan,
        number=3,
        opens_on=dt.date(2023, 1, 9),
        due_on=dt.date(2023, 1, 27),
        published_at=moment(2023, 2, 8),
        public_from=dt.date(2023, 2, 22),
    )


def take_part(action, councils, *names):
    """Let councils take part in an action; the first of them leads it."""
    first, *others = names or NAMES
    parts = [LeadFactory(action=action, council=councils[first])]
    parts += [ContributionFactory(action=action, council=councils[name]) for name in others]
    return dict(zip(names or NAMES, parts, strict=True))


def say(round, parts, **words):
    """Publish updates in a round: each council's name (first letters will do) and its word."""
    for begin, word in words.items():
        (name,) = [name for name in parts if name.lower().startswith(begin.lower())]
        published = {"published_at": round.published_at} | WORDS[word]
        PublishedUpdateFactory(contribution=parts[name], round=round, **published)


def row(plan, person=None, **options):
    (found,) = Progress(plan, person or Visitor(), today=clock.today(), **options).rows
    return found


def words(row):
    return {cell.council: cell.word for cell in row.cells}


def test_the_spread_of_the_design(plan, councils, action, autumn):
    parts = take_part(action, councils)
    late_january = PublishedRoundFactory(
        plan=plan, number=3, opens_on=dt.date(2023, 1, 9), published_at=moment(2023, 2, 8)
    )
    say(autumn, parts, city="on", east="on", fife="on", mid="on", scot="on")
    say(late_january, parts, city="on", east="on", fife="on", mid="risk")

    shown = row(plan)

    assert shown.sentence == (
        "On track in 3 of 5 councils. At risk: Midlothian. "
        "No update received: Scottish Borders (on track on 30 November 2022)."
    )
    assert shown.word is Status.AT_RISK


@pytest.mark.parametrize(
    ("said", "word", "sentence"),
    [
        (
            {"city": "on", "east": "on", "fife": "on", "mid": "on", "scot": "on"},
            Status.ON_TRACK,
            "On track in 5 of 5 councils.",
        ),
        (
            {"city": "off", "east": "risk", "fife": "on", "mid": "on", "scot": "off"},
            Status.OFF_TRACK,
            "On track in 2 of 5 councils. Off track: City of Edinburgh, Scottish Borders. "
            "At risk: East Lothian.",
        ),
        (
            {"city": "done", "east": "done", "fife": "done", "mid": "done", "scot": "done"},
            Status.COMPLETE,
            "Complete in 5 of 5 councils.",
        ),
        (
            {"city": "done", "east": "done", "fife": "risk", "mid": "done", "scot": "done"},
            Status.AT_RISK,
            "Complete in 4 of 5 councils. At risk: Fife.",
        ),
        (
            {"city": "stop", "east": "on", "fife": "not", "mid": "on", "scot": "on"},
            Status.ON_TRACK,
            "On track in 3 of 5 councils. Not started: Fife. Stopped: City of Edinburgh.",
        ),
        (
            {"city": "not", "east": "not", "fife": "stop", "mid": "not", "scot": "not"},
            Status.NOT_STARTED,
            "Not started in 4 of 5 councils. Stopped: Fife.",
        ),
        (
            {"city": "stop", "east": "stop", "fife": "stop", "mid": "stop", "scot": "stop"},
            Status.STOPPED,
            "Stopped in 5 of 5 councils.",
        ),
        (
            {"city": "off", "east": "risk"},
            Status.OFF_TRACK,
            "Off track in 1 of 5 councils. At risk: East Lothian. "
            "No update received: Fife, Midlothian, Scottish Borders.",
        ),
        (
            {},
            Silence.NO_UPDATE,
            "No update received: City of Edinburgh, East Lothian, Fife, Midlothian, "
            "Scottish Borders.",
        ),
    ],
)
def test_the_sentence_counts_one_word_and_names_the_others(
    said, word, sentence, plan, councils, action, autumn
):
    say(autumn, take_part(action, councils), **said)

    shown = row(plan)

    assert (shown.word, shown.sentence) == (word, sentence)


def test_a_council_that_takes_no_part_is_named_and_not_counted(plan, councils, action, autumn):
    parts = take_part(action, councils, "Fife", "Midlothian")
    say(autumn, parts, fife="on", mid="on")

    assert row(plan).sentence == (
        "On track in 2 of 2 councils. "
        "Not taking part: City of Edinburgh, East Lothian, Scottish Borders."
    )


def test_a_part_that_has_ended_is_no_part_any_more_but_is_on_record(plan, councils, action, autumn):
    parts = take_part(action, councils, "Fife", "Midlothian")
    say(autumn, parts, fife="on", mid="off")
    parts["Midlothian"].ends_on = dt.date(2022, 12, 16)
    parts["Midlothian"].end_reason = "The school closed."
    parts["Midlothian"].save()

    shown = row(plan)

    assert words(shown)["Midlothian"] is Silence.NO_PART
    assert shown.cell_of(councils["Midlothian"].slug).ended_on == dt.date(2022, 12, 16)
    assert shown.word is Status.ON_TRACK


def test_councils_stand_in_the_order_of_their_names_whichever_leads(plan, councils, action, autumn):
    take_part(action, councils, "Scottish Borders", "Fife")

    shown = row(plan)

    assert [cell.council for cell in shown.cells] == NAMES
    assert shown.lead == "Scottish Borders"


def test_before_a_round_is_published_nothing_is_due(plan, councils, action):
    take_part(action, councils)
    RoundFactory(plan=plan)

    shown = row(plan)

    assert (shown.word, shown.sentence) == (Silence.NOT_DUE, "No update due yet.")


def test_an_action_without_a_council_says_so(plan, action):
    assert row(plan).sentence == "No council takes part yet."


def test_a_part_that_began_after_the_round_opened_owes_nothing_yet(plan, councils, action, autumn):
    parts = take_part(action, councils, "Fife", "Midlothian")
    say(autumn, parts, fife="on")
    parts["Midlothian"].starts_on = autumn.opens_on + dt.timedelta(days=1)
    parts["Midlothian"].save()

    assert words(row(plan))["Midlothian"] is Silence.NOT_DUE


def test_a_part_that_began_on_the_day_the_round_opened_owes_an_update(
    plan, councils, action, autumn
):
    parts = take_part(action, councils, "Fife", "Midlothian")
    parts["Midlothian"].starts_on = autumn.opens_on
    parts["Midlothian"].save()

    assert words(row(plan))["Midlothian"] is Silence.NO_UPDATE


def test_complete_and_stopped_owe_nothing_more(plan, councils, action, autumn):
    parts = take_part(action, councils, "Fife", "Midlothian")
    say(autumn, parts, fife="done", mid="stop")
    PublishedRoundFactory(plan=plan, number=3, published_at=moment(2023, 2, 8))

    found = words(row(plan))

    assert (found["Fife"], found["Midlothian"]) == (Status.COMPLETE, Status.STOPPED)


def test_a_silent_councils_last_word_still_counts(plan, councils, action, autumn):
    parts = take_part(action, councils, "Fife", "Midlothian")
    say(autumn, parts, fife="on", mid="off")
    later = PublishedRoundFactory(plan=plan, number=3, published_at=moment(2023, 2, 8))
    say(later, parts, fife="on")

    shown = row(plan)

    assert words(shown)["Midlothian"] is Silence.NO_UPDATE
    assert shown.word is Status.OFF_TRACK
    (reason,) = shown.reasons
    assert reason.silence == "as last reported on 30 November 2022; no update since"


def test_members_read_a_round_before_the_public_does(plan, councils, action, autumn, winter):
    parts = take_part(action, councils, "Fife")
    say(autumn, parts, fife="on")
    say(winter, parts, fife="risk")
    convener = ConvenerFactory(council=councils["Midlothian"]).person

    assert row(plan).word is Status.ON_TRACK
    assert row(plan, convener).word is Status.AT_RISK


def test_what_is_not_published_is_nobodys_position(plan, councils, action, autumn):
    parts = take_part(action, councils, "Fife", "Midlothian")
    UpdateFactory(contribution=parts["Fife"], status="off_track", text="Draft.")
    SubmittedUpdateFactory(contribution=parts["Midlothian"], status="at_risk", text="Sent.")
    convener = ConvenerFactory(council=councils["Fife"]).person

    assert row(plan, convener).word is Silence.NO_UPDATE


def test_the_newest_round_is_the_one_with_the_highest_number(plan, winter, autumn):
    progress = Progress(plan, ConvenerFactory().person, today=clock.today())

    assert progress.newest == winter


@pytest.mark.parametrize(
    ("meets_on", "source"),
    [
        (dt.date(2022, 12, 7), "As reported for the Oversight Group of 7 December 2022."),
        (None, "As published on 30 November 2022."),
    ],
)
def test_progress_says_for_which_meeting_it_was_reported(meets_on, source, plan, autumn):
    if meets_on:
        autumn.meetings.add(MeetingFactory(plan=plan, meets_on=meets_on))

    assert Progress(plan, Visitor(), today=clock.today()).source == source


def test_an_action_is_overdue_by_days_and_then_by_weeks_until_it_is_done(
    plan, councils, action, autumn
):
    say(autumn, take_part(action, councils, "Fife"), fife="on")
    action.due_on = action.first_due_on = dt.date(2023, 2, 14)
    action.save()
    assert row(plan).overdue == "Overdue by 1 day"

    action.due_on = action.first_due_on = dt.date(2023, 1, 4)
    action.save()
    assert row(plan).overdue == "Overdue by 6 weeks"

    action.due_on = action.first_due_on = clock.today()
    action.save()
    assert row(plan).overdue == ""


def test_a_complete_action_is_never_overdue(plan, councils, action, autumn):
    say(autumn, take_part(action, councils, "Fife"), fife="done")
    action.due_on = action.first_due_on = dt.date(2022, 10, 28)
    action.save()

    assert row(plan).overdue == ""


def test_in_a_closed_plan_nothing_grows_later(councils, action, autumn):
    plan = autumn.plan
    plan.stage, plan.closed_at = "closed", moment(2022, 12, 30)
    plan.save()
    say(autumn, take_part(action, councils, "Fife"), fife="on")
    action.due_on = action.first_due_on = dt.date(2022, 12, 16)
    action.save()

    assert row(plan).overdue == "Overdue by 2 weeks"


@pytest.mark.parametrize(
    ("due_on", "moved"),
    [
        (dt.date(2022, 12, 16), ""),
        (dt.date(2023, 3, 31), "First due 16 December 2022; now 15 weeks later"),
        (dt.date(2022, 12, 9), "First due 16 December 2022; now 1 week earlier"),
    ],
)
def test_a_moved_date_keeps_the_first_one_beside_it(due_on, moved, plan, action):
    action.first_due_on, action.due_on = dt.date(2022, 12, 16), due_on
    action.save()

    assert row(plan).moved == moved


@pytest.mark.parametrize(
    ("said", "forecast"),
    [
        (
            {"forecast_on": dt.date(2023, 6, 30)},
            "Now forecast for 30 June 2023, 5 weeks after the due date.",
        ),
        ({"forecast_on": dt.date(2023, 5, 26)}, "Now forecast for 26 May 2023."),
        ({"no_forecast": True}, "No date can be given yet."),
        ({}, ""),
    ],
)
def test_a_reason_gives_the_forecast(said, forecast, plan, councils, action, autumn):
    parts = take_part(action, councils, "Fife")
    said = {"status": "at_risk", "text": "Two **schools** wait."} | said
    PublishedUpdateFactory(contribution=parts["Fife"], round=autumn, **said)

    (reason,) = row(plan).reasons

    assert (reason.label, reason.council) == ("At risk", "Fife")
    assert (reason.words, reason.is_cut) == ("Two schools wait.", False)
    assert reason.forecast == forecast
    assert (reason.silence, reason.correction) == ("", "")


def test_reasons_stand_most_serious_first(plan, councils, action, autumn):
    say(autumn, take_part(action, councils), city="risk", east="on", fife="off", scot="risk")

    assert [(reason.label, reason.council) for reason in row(plan).reasons] == [
        ("Off track", "Fife"),
        ("At risk", "City of Edinburgh"),
        ("At risk", "Scottish Borders"),
    ]


def test_the_newest_correction_stands_beside_what_it_corrects(plan, councils, action, autumn):
    say(autumn, take_part(action, councils, "Fife"), fife="risk")
    update = PublishedUpdateFactory._meta.model.objects.get()
    for day, text in [(1, "Seven schools, not eight."), (3, "Six schools.")]:
        Correction.objects.create(
            update=update, text=text, at=moment(2022, 12, day), by=update.written_by
        )

    (reason,) = row(plan).reasons

    assert reason.correction == "Six schools."


def test_a_long_text_is_cut_after_sixty_words():
    assert gist("word " * 70) == (" ".join(["word"] * 70), False)
    assert gist("word " * 71) == (" ".join(["word"] * 60) + " …", True)


def test_a_withdrawn_action_is_left_out_and_its_priority_stays(plan, action):
    action.withdrawn_at, action.withdrawn_by = moment(2023, 1, 9), ConvenerFactory().person
    action.withdrawn_reason = "Merged with another."
    action.save()

    progress = Progress(plan, Visitor(), today=clock.today())

    assert [(p.title, p.rows) for p in progress.priorities] == [(action.priority.title, [])]


def test_progress_can_be_narrowed_to_some_actions(plan, councils, action, autumn):
    other = ActionFactory(priority=PriorityFactory(plan=plan))
    take_part(other, councils)
    say(autumn, take_part(action, councils, "Fife"), fife="on")

    progress = Progress(plan, Visitor(), today=clock.today(), actions=[action])

    assert [found.reference for found in progress.rows] == ["LIT-3"]
    assert [p.title for p in progress.priorities] == [action.priority.title]


def test_actions_stand_in_the_order_of_priorities_and_numbers(plan):
    second = PriorityFactory(plan=plan, number=2, prefix="PATH")
    first = PriorityFactory(plan=plan, number=1, prefix="LIT")
    for priority, number in [(second, 1), (first, 10), (first, 2)]:
        ActionFactory(priority=priority, number=number)

    progress = Progress(plan, Visitor(), today=clock.today())

    assert [found.reference for found in progress.rows] == ["LIT-2", "LIT-10", "PATH-1"]


@pytest.mark.parametrize("others", [1, 3])
def test_progress_costs_five_queries_however_many_actions(
    others, plan, councils, autumn, django_assert_num_queries
):
    for _ in range(others):
        say(autumn, take_part(ActionFactory(priority__plan=plan), councils), fife="risk", mid="on")

    # rounds, councils, priorities with actions, contributions, newest updates
    with django_assert_num_queries(5):
        progress = Progress(plan, Visitor(), today=clock.today())

    assert len(progress.rows) == others
