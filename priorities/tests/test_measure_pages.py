"""Measures as they are read: charts, tables and file say one thing, and nothing is ranked."""

import csv
import datetime as dt
import io
import re
from decimal import Decimal

import pytest

from plans.tests.factories import CouncilFactory, DraftPlanFactory, PlanFactory, moment
from plans.tests.reading import words_of
from priorities.charts import BOTTOM, TOP, Scale, draw, ends
from priorities.tests.factories import (
    ActionFactory,
    MeasureFactory,
    NotYetFactory,
    PriorityFactory,
    ValueFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "/plans/2022-23/measures/literacy/"
MARK = re.compile(r'<text class="figure" [^>]*>([^<]*)</text>')
REASON = re.compile(r'<text class="upright reason" [^>]*>([^<]*)</text>')
ROW = re.compile(r"<tr>\s*<th scope=\"row\">(.*?)</th>\s*<td>(.*?)</td>", re.DOTALL)


@pytest.fixture
def measure():
    """A measure with every kind of figure: of two councils and Scotland, a gap, and none yet."""
    PlanFactory()
    measure = MeasureFactory(title="Literacy", slug="literacy")
    fife, borders = CouncilFactory(name="Fife"), CouncilFactory(name="Scottish Borders")
    for year, number in [(2018, "61.2"), (2019, "60.75"), (2020, "64")]:
        ValueFactory(measure=measure, council=fife, year=year, number=Decimal(number))
    ValueFactory(measure=measure, council=fife, year=2021, number=Decimal(70), is_break=True)
    ValueFactory(measure=measure, council=fife, year=2022, number=Decimal(75), kind="aim")
    NotYetFactory(measure=measure, council=fife, year=2022)
    ValueFactory(measure=measure, council=borders, number=None, state="suppressed", year=2019)
    ValueFactory(measure=measure, council=borders, number=Decimal("66.1"))
    ValueFactory(measure=measure, number=Decimal("72.3"), year=2018)
    ValueFactory(measure=measure, group="gap", unit="points", number=Decimal("-0.4"))
    return measure


def table_figures(page):
    """Return the figures of every table, without their units."""
    cells = [re.sub(r"<[^>]*>", "", figure) for _, figure in ROW.findall(page.text)]
    return [cell.removesuffix("%").removesuffix(" percentage points").strip() for cell in cells]


def lines_of(response):
    return list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("group", ["all", "gap"])
def test_charts_tables_and_file_have_the_same_figures(group, measure, client):
    page = client.get(PAGE, {"group": group, "stage": "all"})
    lines = [line for line in lines_of(client.get(f"{PAGE}?format=csv")) if line["group"] == group]

    drawn = [re.sub("^(Aim|Baseline) ", "", text) for text in MARK.findall(page.text)]
    drawn += REASON.findall(page.text)
    assert sorted(drawn) == sorted(table_figures(page))
    assert table_figures(page) == [line["value"] for line in lines]
    assert len(lines) == {"all": 9, "gap": 1}[group]


def test_what_has_no_figure_says_why_in_words_on_chart_table_and_to_who_cannot_see(measure, client):
    page = client.get(PAGE)

    assert REASON.findall(page.text) == ["Not yet published", "Suppressed"]
    assert "Session 2019-20: Suppressed. Session 2020-21: 66.1%." in page.text
    assert "Session 2022-23: Not yet published. Session 2022-23, aim: 75%." in page.text
    assert "Session 2022-23 Not yet published –" in words_of(page)


def test_a_break_in_the_series_is_drawn_and_told_as_one(measure, client):
    page = client.get(PAGE)

    assert page.text.count('<line class="break"') == 1
    assert "Series break. Session 2021-22: 70%." in page.text
    assert "Session 2021-22 Series break: not comparable with earlier figures 70%" in words_of(page)
    # 2018 to 2019 and on to 2020; not across the break, not to the aim, not over a missing year.
    assert page.text.count('<line class="join"') == 2


def test_areas_stand_by_name_and_the_caution_stands_beside_them(measure, client):
    page = client.get(PAGE)

    assert re.findall(r'<h3 id="chart-[^"]*">([^<]*)</h3>', page.text) == [
        "Fife",
        "Scottish Borders",
        "Scotland",
    ]
    assert "Before you compare councils Keep each council’s context in mind." in words_of(page)
    assert "this is no ranking" in words_of(page)
    assert "No such figure is held here of the region." in words_of(page)


def test_groups_are_chosen_among_those_that_have_figures(measure, client):
    page = client.get(PAGE, {"group": "gap", "stage": "all"})

    assert "-0.4 percentage points" in words_of(page)
    assert "72.3%" not in words_of(page)
    assert [cut.group for cut in page.context["figures"].cuts] == ["all", "gap"]
    assert client.get(PAGE, {"group": "nonsense"}).context["figures"].chosen.group == "all"


def test_a_closed_plan_shows_figures_up_to_its_session_and_marks_what_arrived_since(
    measure, client
):
    closed = PlanFactory(
        slug="2021-22",
        stage="closed",
        starts_on=dt.date(2021, 8, 1),
        ends_on=dt.date(2022, 7, 31),
        closed_at=moment(2022, 6, 30),
    )
    measure.values.filter(year=2021).update(arrived_on=dt.date(2022, 12, 20))

    page = client.get(f"/plans/{closed.slug}/measures/literacy/")
    late = lines_of(client.get(f"/plans/{closed.slug}/measures/literacy/?format=csv"))

    assert words_of(page).count("Arrived since this plan closed") == 1
    assert "Session 2021-22 Series break" in words_of(page)
    assert "Session 2022-23" not in words_of(page)
    assert [line["session"] for line in late if line["arrived_after_closing"] == "yes"] == [
        "2021-22"
    ]
    assert "Arrived since" not in words_of(client.get(PAGE))


def test_the_file_names_source_and_day_and_says_when_it_is_sample_data(measure, client):
    measure.values.filter(year=2020).update(month_only=True, source="Council news, Mar\u00e8")
    line = next(one for one in lines_of(client.get(f"{PAGE}?format=csv")) if one["area"] == "Fife")
    months = {one["published"] for one in lines_of(client.get(f"{PAGE}?format=csv"))}

    assert line["source"] == "Scottish Government"
    assert months == {"2021-12-14", "2021-12", ""}


def test_measures_are_listed_with_their_newest_wider_figure_and_what_is_to_come(client):
    literacy = PriorityFactory(title="Literacy")
    listed, other = MeasureFactory(title="Listed"), MeasureFactory(title="Other")
    listed.priorities.add(literacy)
    ValueFactory(measure=listed, year=2019, number=Decimal(70))
    ValueFactory(measure=listed, council=CouncilFactory(name="Fife"), year=2021)
    NotYetFactory(measure=listed, year=2022)

    page = words_of(client.get("/plans/2022-23/measures/"))

    assert (
        "Listed Pupils in P1, P4 and P7. Scotland: 70% (Session 2019-20) Councils with figures: "
        "Fife Not yet published: Session 2022-23 Listed by Literacy"
    ) in page
    assert f"{other.title} Pupils in P1, P4 and P7. No figure has been published yet." in page


def test_a_measure_is_shown_on_its_priority_and_on_actions_that_hope_to_move_it(client):
    action = ActionFactory(number=1)
    measure = MeasureFactory(title="Writing in P4")
    measure.priorities.add(action.priority)
    measure.actions.add(action)

    assert "Contributes to Writing in P4" in words_of(client.get(action.get_absolute_url()))
    assert "Writing in P4 Pupils" in words_of(client.get(action.priority.get_absolute_url()))
    page = client.get(f"/plans/2022-23/measures/{measure.slug}/")
    assert f"{action.reference} {action.title}" in words_of(page)
    assert "none of these actions is said to have caused a change" in words_of(page)


def test_without_figures_and_measures_the_pages_say_so(client):
    DraftPlanFactory()
    PlanFactory()
    MeasureFactory(slug="literacy")

    assert "No figures have been entered yet." in words_of(client.get(PAGE))
    assert "No priority of this plan lists a measure yet." in words_of(
        client.get("/plans/2022-23/measures/")
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_a_measure_costs_the_same_however_many_figures(rows, client, django_assert_num_queries):
    PlanFactory()
    measure = MeasureFactory(slug="literacy")
    for _ in range(rows):
        ValueFactory(measure=measure, council=CouncilFactory())
        measure.actions.add(ActionFactory())

    # plan, measure, figures, councils, actions, collaborative, partner councils below
    with django_assert_num_queries(7):
        client.get(PAGE)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_many_measures(rows, client, django_assert_num_queries):
    for _ in range(rows):
        measure = ValueFactory().measure
        measure.priorities.add(PriorityFactory())

    # plan, measures, their priorities, figures, collaborative, partner councils below
    with django_assert_num_queries(6):
        client.get("/plans/2022-23/measures/")


@pytest.mark.parametrize(
    ("numbers", "unit", "scale"),
    [
        (["61.2", "75"], "percent", (60, 80)),
        (["90", "90"], "percent", (90, 100)),
        (["100"], "percent", (90, 100)),
        (["4.8", "4.4"], "points", (0, 5)),
        (["-0.4", "20.5"], "points", (-5, 25)),
        (["0"], "count", (0, 10)),
        (["1204", "87"], "count", (0, 2000)),
    ],
)
def test_a_scale_ends_in_round_numbers(numbers, unit, scale):
    assert ends([Decimal(number) for number in numbers], unit) == scale


def test_marks_stand_where_their_figures_belong():
    values = [
        ValueFactory(year=2019, number=Decimal(60)),
        ValueFactory(year=2020, number=Decimal(80)),
    ]

    chart = draw(values, Scale(values, "percent"), id="one", title="Scotland")

    assert [(mark.x, mark.y, mark.label) for mark in chart.marks] == [
        ("34.00%", BOTTOM, "60"),
        ("78.00%", TOP, "80"),
    ]
    assert [(tick.y, tick.label) for tick in chart.ticks] == [
        (150, "60"),
        (92, "70"),
        (34, "80"),
    ]


def test_of_many_years_the_newest_seven_are_drawn_and_the_page_says_so(measure, client):
    ValueFactory(measure=measure, number=Decimal(50), year=2011)

    page = client.get(PAGE)

    assert "They show the newest seven years; the tables show all." in words_of(page)
    assert "50%" in words_of(page)
    assert "50" not in MARK.findall(page.text)
