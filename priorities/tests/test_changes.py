"""What changed between two rounds, council by council, and what was decided in between."""

import datetime as dt
from itertools import permutations

import pytest
from django.core.exceptions import PermissionDenied

from plans import clock
from plans.models import Visitor
from plans.tests.factories import (
    ConvenerFactory,
    PersonFactory,
    PublishedRoundFactory,
    ReaderFactory,
    RoundFactory,
    moment,
)
from priorities.changes import Changes
from priorities.models import Action, Correction, Update
from priorities.status import Status
from priorities.tests.factories import AnsweredQuestionFactory, DateChangeFactory
from priorities.tests.reported import Reported, say

EAST, BORDERS = "East Lothian", "Scottish Borders"
BETWEEN, BEFORE, AFTER = moment(2023, 1, 20), moment(2022, 11, 30), moment(2023, 2, 8, 13)


@pytest.fixture
def reported(db):
    return Reported()


@pytest.fixture
def autumn(reported):
    return reported.autumn()


@pytest.fixture
def winter(reported, autumn):
    return reported.winter()


def changes(before, after, person=None, **options):
    plan = after.plan
    person = person or Visitor()
    return Changes(plan, before, after, person=person, today=clock.today(), **options)


def told(found):
    """Each line as its kind, its council, what it was and what it is."""
    return [
        (key, line.council, line.was and line.was.value, line.now and line.now.value)
        for key, _, lines in found.groups
        for line in lines
    ]


def says(found, key):
    return [line.says for line in found.lines[key]]


def accept(action, from_on, to_on, at, reason="Schools asked."):
    """Save a move of a due date that was accepted at a moment."""
    change = DateChangeFactory(action=action, from_on=from_on, to_on=to_on, reason=reason)
    change.accept(by=PersonFactory(), at=at)
    action.refresh_from_db()


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("on", "risk", "worse"),
        ("risk", "off", "worse"),
        ("on", "off", "worse"),
        ("not", "risk", "worse"),
        ("on", "not", "worse"),
        ("off", "risk", "better"),
        ("off", "on", "better"),
        ("not", "on", "better"),
        ("risk", "done", "finished"),
        ("on", "stop", "finished"),
        ("done", "risk", "worse"),
        ("stop", "on", "better"),
    ],
)
def test_each_turn_of_a_status_has_its_kind(was, now, kind, reported, autumn, winter):
    parts = reported.take_part("Fife")
    say(autumn, parts, fife=was)
    say(winter, parts, fife=now)

    ((key, council, _, _),) = told(changes(autumn, winter))

    assert (key, council) == (kind, "Fife")


def test_of_two_statuses_one_is_better_and_the_other_worse():
    for one, other in permutations(Status, 2):
        assert one.is_better_than(other) is not other.is_better_than(one)


def test_every_council_is_told_by_itself_most_serious_first(reported, autumn, winter):
    parts = reported.take_part()
    say(autumn, parts, city="on", east="risk", fife="on", mid="on")
    say(winter, parts, city="risk", east="on", fife="done", mid="on", scottish="on")

    found = changes(autumn, winter)

    assert told(found) == [
        ("worse", "City of Edinburgh", "on_track", "at_risk"),
        ("better", EAST, "at_risk", "on_track"),
        ("finished", "Fife", "on_track", "complete"),
        ("new", BORDERS, None, "on_track"),
    ]
    assert found.headline == (
        "Of the councils’ positions, one is worse, one is better and one is finished or stopped; "
        "one is as before."
    )
    assert found.short == [
        ("Worse", 1, ["LIT-3"]),
        ("Better", 1, ["LIT-3"]),
        ("Finished or stopped", 1, ["LIT-3"]),
        ("New", 1, ["LIT-3"]),
    ]


def test_a_line_is_plain_values_with_the_councils_own_words(reported, autumn, winter):
    reported.action.title_language = "gd"
    reported.action.save()
    parts = reported.take_part("Fife")
    say(autumn, parts, fife="risk")
    forecast = {
        "no_forecast": False,
        "forecast_on": dt.date(2023, 6, 9),
        "text": "Two *trainers* left.",
    }
    say(winter, parts, also={"status": "off_track"} | forecast, fife="on")

    (line,) = changes(autumn, winter).lines["worse"]

    assert (line.reference, line.title, line.lang) == ("LIT-3", reported.action.title, "gd")
    assert line.address == "/plans/2022-23/actions/LIT-3/"
    assert f"{line.now.label} {line.where}{line.before}." == "Off track in Fife, was at risk."
    assert line.says == (
        "Two trainers left. Now forecast for 9 June 2023, 2 weeks after the due date."
    )


def test_silence_is_told_once_and_again(reported, autumn, winter):
    parts = reported.take_part("City of Edinburgh", "Fife", "Midlothian", BORDERS)
    say(reported_first(reported), parts, scottish="on")
    say(autumn, parts, city="on", fife="risk")
    say(winter, parts, city="on")

    found = changes(autumn, winter)

    assert told(found) == [
        ("late", "Midlothian", None, "no_update"),
        ("late", BORDERS, "on_track", "no_update"),
        ("silent", "Fife", "at_risk", "no_update"),
    ]
    assert [f"{line.where}{line.before}. {line.says}".strip() for line in found.lines["late"]] == [
        "from Midlothian, which has never reported on it. Nothing was received for round 2 either.",
        "from Scottish Borders, last reported on track. Nothing was received for round 2 either.",
    ]
    assert says(found, "silent") == [""]
    assert found.headline == (
        "Of the councils’ positions, two are still late and one has no update this time; "
        "three are as before."
    )


def reported_first(reported):
    return PublishedRoundFactory(
        plan=reported.plan,
        number=1,
        opens_on=dt.date(2022, 8, 29),
        due_on=dt.date(2022, 9, 16),
        published_at=moment(2022, 9, 21),
    )


def test_who_owes_nothing_is_not_silent(reported, autumn, winter):
    parts = reported.take_part("City of Edinburgh", "Fife", "Midlothian")
    say(autumn, parts, city="done", fife="on", mid="on")
    parts["Fife"].starts_on = dt.date(2023, 1, 10)  # behind the day on which winter opened
    parts["Fife"].save()
    parts["Midlothian"].ends_on, parts["Midlothian"].end_reason = dt.date(2022, 10, 1), "Moved."
    parts["Midlothian"].save()

    assert told(changes(autumn, winter)) == []


def test_rounds_in_between_count_for_where_it_stands(reported, autumn, winter):
    parts = reported.take_part("Fife", "Midlothian")
    first = reported_first(reported)
    say(first, parts, fife="on", mid="off")
    say(autumn, parts, fife="risk")
    say(winter, parts, mid="off")

    assert told(changes(first, winter)) == [
        ("worse", "Fife", "on_track", "at_risk"),
        ("silent", "Fife", "at_risk", "no_update"),
    ]


def test_what_is_not_published_counts_for_nothing(reported, autumn, winter):
    parts = reported.take_part("Fife")
    say(autumn, parts, fife="on")
    say(winter, parts, fife="on")
    spring = RoundFactory(plan=reported.plan, number=4)
    say(spring, parts, also={"state": "submitted", "published_at": None}, fife="off")

    found = changes(autumn, winter)

    assert (found.groups, found.headline) == ([], "Nothing has changed.")


def test_without_a_round_before_all_is_new(reported, autumn):
    parts = reported.take_part("Fife", "Midlothian")
    say(autumn, parts, fife="on")

    assert told(changes(None, autumn)) == [
        ("silent", "Midlothian", None, "no_update"),
        ("new", "Fife", None, "on_track"),
    ]


def test_where_nobody_takes_part_nothing_could_change(reported, autumn, winter):
    assert changes(autumn, winter).headline == "Nothing was reported that could change."


def test_a_date_that_moved_in_between_is_told_from_first_to_last(reported, autumn, winter):
    action = reported.action
    accept(action, dt.date(2023, 5, 26), dt.date(2023, 6, 2), BEFORE, "Too early to count.")
    accept(action, dt.date(2023, 6, 2), dt.date(2023, 6, 9), BETWEEN, "Snow.")
    accept(action, dt.date(2023, 6, 9), dt.date(2023, 6, 23), BETWEEN, "Rain.")
    accept(action, dt.date(2023, 6, 23), dt.date(2023, 6, 24), AFTER, "Too late to count.")

    assert says(changes(autumn, winter), "moved") == [
        (
            "From 2 June 2023 to 23 June 2023, 3 weeks later. “Snow.” “Rain.” "
            "First due 26 May 2023; moved four times, 29 days in all."
        )
    ]


def test_a_date_that_came_back_is_told(reported, autumn, winter):
    first, other = dt.date(2023, 5, 26), dt.date(2023, 6, 2)
    accept(reported.action, first, other, BETWEEN, "Snow.")
    accept(reported.action, other, first, BETWEEN, "Thaw.")
    DateChangeFactory(action=reported.action, to_on=dt.date(2023, 7, 1), reason="Only asked for.")

    assert says(changes(autumn, winter), "moved") == [
        "Moved and moved back to 26 May 2023. “Snow.” “Thaw.”"
    ]


def test_corrections_made_in_between_are_told(reported, autumn, winter):
    parts = reported.take_part("Fife")
    say(autumn, parts, fife="on")
    say(winter, parts, fife="on")
    of_autumn, of_winter = Update.objects.order_by("round__number")
    for update, at, text in [
        (of_autumn, BEFORE, "Too early"),
        (of_autumn, BETWEEN, "Seven, not eight"),
        (of_winter, AFTER, "Too late"),
    ]:
        Correction.objects.create(update=update, text=text, at=at, by=PersonFactory())

    (line,) = changes(autumn, winter).lines["corrected"]

    assert (line.council, line.says) == (
        "Fife",
        "Its update of round 2 was corrected: “Seven, not eight”",
    )


def test_questions_answered_in_between_are_told_with_who_asked(reported, autumn, winter):
    about = {"action": reported.action, "owed_by": reported.councils["Fife"]}
    for at in [BEFORE, BETWEEN, AFTER]:
        AnsweredQuestionFactory(text=f"Asked by {at:%d %B}?", settled_at=at, **about)
    everything = {"action": None, "plan": reported.plan, "owed_by": None}
    AnsweredQuestionFactory(text="And the plan?", settled_at=BETWEEN, **everything)

    found = changes(autumn, winter)

    first, second = found.lines["answered"]
    assert (first.reference, first.title) == (reported.action.reference, "Asked by 20 January?")
    assert first.says == (
        "Asked by the Cabinet Member for Education, Midlothian; answered by Fife on "
        "20 January 2023."
    )
    assert (second.reference, second.title) == ("Plan", "And the plan?")
    assert [line.title for line in found.of("fife").chosen("answered")] == ["Asked by 20 January?"]


def test_actions_that_were_added_and_councils_that_joined_are_new(reported, autumn, winter):
    added = reported.another(number=4)
    Action.history.update(history_date=BEFORE)
    Action.history.filter(id=added.pk).update(history_date=BETWEEN)
    parts = reported.take_part("Fife", "Midlothian", EAST, action=added)
    for name in ["Fife", "Midlothian"]:
        parts[name].starts_on = dt.date(2023, 1, 30)
        parts[name].save()
    say(winter, parts, east="on")

    found = changes(autumn, winter)

    assert says(found, "new") == [
        "Added to the plan on 20 January 2023.",
        "Fife and Midlothian take part from 30 January 2023.",
        "All schools have begun.",
    ]
    assert {line.reference for line in found.lines["new"]} == {"LIT-4"}


def test_what_left_the_plan_is_told_with_its_reason(reported, autumn, winter):
    withdrawn, kept = reported.another(number=4), reported.action
    reported.take_part("Fife", "Midlothian", action=withdrawn)
    withdrawn.withdraw("No money.", by=PersonFactory(), at=BETWEEN)
    parts = reported.take_part("Fife", "Midlothian", action=kept)
    parts["Fife"].ends_on, parts["Fife"].end_reason = dt.date(2022, 12, 16), "No staff."
    parts["Fife"].save()

    found = changes(autumn, winter)

    assert [(line.reference, line.council, line.says) for line in found.lines["gone"]] == [
        ("LIT-3", "Fife", "Took part until 16 December 2022: No staff."),
        ("LIT-4", "", "Withdrawn on 20 January 2023: No money."),
    ]
    assert [line.reference for line in found.of("midlothian").chosen("gone")] == ["LIT-4"]


def test_one_councils_changes_are_its_own(reported, autumn, winter):
    reported.another(number=4)
    parts = reported.take_part("Fife", "Midlothian")
    say(autumn, parts, fife="on", mid="on")
    say(winter, parts, fife="risk", mid="on")
    accept(reported.action, dt.date(2023, 5, 26), dt.date(2023, 6, 2), BETWEEN)

    fife, midlothian, nobody = [
        changes(autumn, winter, council=council)
        for council in ["fife", "midlothian", "east-lothian"]
    ]

    assert [key for key, *_ in told(fife)] == ["worse", "moved"]
    assert fife.headline == "Of its positions, one is worse; none is as before."
    assert [key for key, *_ in told(midlothian)] == ["moved"]
    assert midlothian.headline == "No position has changed; one is as before."
    assert told(nobody) == []
    assert told(changes(autumn, winter).of("fife")) == told(fife)


def test_only_rounds_one_may_read_are_compared(reported, autumn):
    hidden = reported.winter(public_from=dt.date(2023, 2, 22))
    say(hidden, reported.take_part("Fife"), fife="off")

    with pytest.raises(PermissionDenied):
        changes(autumn, hidden)
    convener = ConvenerFactory(council=reported.councils["Fife"])
    for member in [convener, ReaderFactory()]:
        (line,) = changes(autumn, hidden, member.person).lines["new"]
        assert line.now == Status.OFF_TRACK
    waiting = RoundFactory(plan=reported.plan, number=4)
    with pytest.raises(PermissionDenied):
        changes(autumn, waiting, ReaderFactory().person)


@pytest.mark.parametrize("others", [1, 3])
def test_it_costs_the_same_however_much_has_changed(
    others, reported, autumn, winter, django_assert_num_queries
):
    for number in range(4, 4 + others):
        action = reported.another(number)
        parts = reported.take_part(action=action)
        say(autumn, parts, city="on", fife="on")
        say(winter, parts, city="risk", mid="off")
        accept(action, dt.date(2023, 5, 26), dt.date(2023, 6, 2), BETWEEN)
        update = Update.objects.filter(contribution=parts["Fife"]).get()
        Correction.objects.create(update=update, text="Seven.", at=BETWEEN, by=PersonFactory())
        parts[EAST].ends_on, parts[EAST].end_reason = dt.date(2022, 12, 16), "No staff."
        parts[EAST].save()
        reported.another(number + 10).withdraw("No money.", by=PersonFactory(), at=BETWEEN)
        AnsweredQuestionFactory(action=action, settled_at=BETWEEN)

    # The collaborative and its councils; rounds, actions, parts; statuses then and now and
    # which they are, missing then and now; dates, corrections, added actions, what left,
    # questions answered.
    with django_assert_num_queries(16):
        found = changes(autumn, winter)
        kinds = [key for key, *_ in found.groups]

    assert kinds == ["worse", "late", "silent", "moved", "new", "gone", "corrected", "answered"]
    assert len(found.lines["worse"]) == others
