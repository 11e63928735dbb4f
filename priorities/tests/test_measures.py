"""What may be a measure and a figure, what a figure says, and who keeps it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from plans.tests.factories import (
    CoordinatorFactory,
    CouncilFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
    moment,
)
from priorities.models import Unit, Value
from priorities.numbers import number_in
from priorities.tests.factories import MeasureFactory, NotYetFactory, ValueFactory

pytestmark = pytest.mark.django_db
NONE = {"number": None, "published_on": None, "arrived_on": None}


def closed_plan():
    return PlanFactory(
        slug="2021-22", stage="closed", starts_on=dt.date(2021, 8, 1), closed_at=moment(2022, 6, 30)
    )


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"number": Decimal("100.01")}, "A percentage is from 0 to 100"),
        ({"number": Decimal("-0.01")}, "A percentage is from 0 to 100"),
        ({"group": "gap", "unit": "points", "number": Decimal(101)}, "a gap from -100 to 100"),
        ({"unit": "count", "number": Decimal(-1)}, "a number 0 or more"),
        ({"group": "gap"}, "A gap between percentages is in percentage points."),
        ({"unit": "points"}, "A gap between percentages is in percentage points."),
        ({"number": None}, "Enter the figure; leave it empty where"),
        ({"state": "suppressed"}, "Enter the figure; leave it empty where"),
        ({"state": "not_yet", "number": None}, "Say when it was published; leave the day empty"),
        ({"published_on": None}, "Say when it was published; leave the day empty"),
        ({"arrived_on": None}, "Say when it was published; leave the day empty"),
        ({"area": "council"}, "A figure is a council’s, the region’s or Scotland’s."),
        ({"year": 1999}, "Enter a session such as 2022-23."),
        ({"state": "not_yet", "kind": "aim", **NONE}, "A baseline or an aim has a figure."),
    ],
)
def test_what_may_not_be_is_refused_by_the_database_and_told_in_words(wrong, told):
    value = ValueFactory.build(measure=MeasureFactory(), **{"unit": "percent"} | wrong)

    with pytest.raises(ValidationError) as error:
        value.validate_constraints()
    assert told in " ".join(error.value.messages)
    with pytest.raises(IntegrityError), transaction.atomic():
        value.save()


@pytest.mark.parametrize("of_a_council", [True, False])
def test_a_figure_is_there_once(of_a_council):
    council = CouncilFactory() if of_a_council else None
    value = ValueFactory(council=council)
    again = ValueFactory.build(measure=value.measure, council=council, unit="percent")

    with pytest.raises(ValidationError, match="This figure is here already"):
        again.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()
    ValueFactory(measure=value.measure, council=council, kind="aim")


def test_a_measure_has_a_caution():
    with pytest.raises(IntegrityError), transaction.atomic():
        MeasureFactory(caution="")


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"number": Decimal("65.75")}, "65.75%"),
        ({"number": Decimal("90.00")}, "90%"),
        ({"number": Decimal(0)}, "0%"),
        ({"number": Decimal("4.80"), "group": "gap", "unit": "points"}, "4.8 percentage points"),
        ({"number": Decimal(1204), "unit": "count"}, "1,204"),
        ({"number": None, "state": "suppressed"}, "Suppressed"),
        ({"number": None, "state": "not_yet"}, "Not yet published"),
    ],
)
def test_a_figure_is_written_as_it_was_published_and_no_figure_is_no_zero(said, words):
    assert ValueFactory.build(**{"unit": "percent"} | said).words == words


def test_the_gap_between_shares_is_in_percentage_points():
    share, count = MeasureFactory(), MeasureFactory(unit="count")
    pairs = [(share, "all"), (share, "gap"), (count, "gap")]
    values = [Value(measure=measure, group=group) for measure, group in pairs]
    for value in values:
        value.take_unit()

    assert [value.unit for value in values] == [Unit.PERCENT, Unit.POINTS, Unit.COUNT]


@pytest.mark.parametrize(
    ("cohort", "words"),
    [
        ("session", "Session 2020-21"),
        ("leavers", "Leavers of 2020-21"),
        ("year", "April 2020 to March 2021"),
    ],
)
def test_a_figure_says_of_whom_it_is(cohort, words):
    assert ValueFactory(measure__cohort=cohort).cohort_words == words


def test_a_figure_that_came_after_its_plan_was_closed_says_so():
    plan = closed_plan()
    before, after = dt.date(2022, 6, 30), dt.date(2022, 7, 1)

    assert not ValueFactory.build(arrived_on=before).arrived_after(plan)
    assert ValueFactory.build(arrived_on=after).arrived_after(plan)
    assert not ValueFactory.build(arrived_on=None).arrived_after(plan)
    assert not ValueFactory.build(arrived_on=after).arrived_after(PlanFactory())


def test_a_figure_arrives_once_and_not_while_it_is_not_published():
    value, day = NotYetFactory.build(), dt.date(2023, 2, 15)
    value.arrive(day)
    assert value.arrived_on is None

    value.state = "published"
    value.arrive(day)
    value.arrive(dt.date(2023, 3, 1))
    assert value.arrived_on == day


def test_coordinators_keep_figures_but_not_the_aims_of_a_closed_plan():
    closed_plan()
    coordinator = CoordinatorFactory().person
    figure, aim = ValueFactory(year=2021), ValueFactory(year=2021, kind="aim")
    later = ValueFactory(year=2022, kind="aim")

    assert figure.may_be_changed_by(coordinator)
    assert not aim.may_be_changed_by(coordinator)
    assert later.may_be_changed_by(coordinator)
    for person in [OfficerFactory().person, PersonFactory(is_administrator=True)]:
        assert not figure.may_be_changed_by(person)


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("72.3", Unit.PERCENT, "72.3"),
        (" 72.3 % ", Unit.PERCENT, "72.3"),
        ("0", Unit.PERCENT, "0"),
        ("0.4%", Unit.PERCENT, "0.4"),
        ("19.5 pp", Unit.POINTS, "19.5"),
        ("0.4 percentage points", Unit.POINTS, "0.4"),
        ("−1.2", Unit.POINTS, "-1.2"),
        ("1,204", Unit.COUNT, "1204"),
    ],
)
def test_a_figure_is_read_as_people_write_it(text, unit, number):
    assert number_in(text, unit) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "unit", "told"),
    [
        ("0.195", Unit.POINTS, "such as 19.5; if it is really below one, write 0.195 pp."),
        ("-0.02", Unit.POINTS, "looks like a fraction"),
        ("0.723", Unit.PERCENT, "such as 72.3; if it is really below one, write 0.723%."),
        ("19.5%", Unit.POINTS, "This figure is counted in percentage points."),
        ("19.5 pp", Unit.PERCENT, "This figure is counted in per cent."),
        ("5%", Unit.COUNT, "This figure is counted in a number."),
        ("72,3", Unit.PERCENT, "Enter a figure such as 72.3."),
        ("more than 94%", Unit.PERCENT, "Enter a figure such as 72.3."),
        ("72.281", Unit.PERCENT, "Give two decimals at most"),
    ],
)
def test_what_is_no_figure_of_this_unit_is_refused_with_the_reason(text, unit, told):
    with pytest.raises(ValidationError) as error:
        number_in(text, unit)
    assert told in error.value.message
