"""Figures from a file: every fault by row and column, and all of it or nothing."""

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from plans.models import AuditEntry
from plans.tests.factories import CoordinatorFactory, CouncilFactory, PlanFactory, moment
from plans.tests.reading import words_of
from priorities.models import Value
from priorities.tests.factories import MeasureFactory, NotYetFactory, ValueFactory
from priorities.values_import import MOST_ROWS, Proposal

pytestmark = pytest.mark.django_db
IMPORT = "/plans/2022-23/measures/import/"
TODAY = dt.date(2023, 2, 15)
HEAD = "measure,area,group,session,kind,value,published\n"


@pytest.fixture
def coordinator(client):
    PlanFactory()
    days = {"starts_on": dt.date(2021, 8, 1), "ends_on": dt.date(2022, 7, 31)}
    PlanFactory(slug="2021-22", stage="closed", closed_at=moment(2022, 6, 30), **days)
    MeasureFactory(title="Literacy", slug="literacy")
    edinburgh = {"slug": "city-of-edinburgh", "other_names": "Edinburgh City"}
    CouncilFactory(name="City of Edinburgh", **edinburgh)
    CouncilFactory(name="Midlothian", slug="midlothian", gss_code="S12999019")
    person = CoordinatorFactory().person
    client.force_login(person)
    return person


def sent(client, text, name="figures.csv"):
    content = text.encode() if isinstance(text, str) else text
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def confirmed(client, page):
    form = page.context["form"]
    return client.post(
        IMPORT, {"rows": form.packed, "shown": form.proposal.fingerprint}, follow=True
    )


def faults(text):
    rows = [line.split(",") for line in text.splitlines()]
    return [tuple(fault) for fault in Proposal(rows, today=TODAY).faults]


def test_a_file_is_looked_at_first_and_then_saved(client, coordinator):
    page = sent(
        client,
        HEAD + "literacy,Edinburgh City,all,2020-21,actual,71.2%,2021-12-14\n"
        "literacy,S12999019,gap,2020-21,,19.5,2021-12\n"
        "literacy,Scotland,,2022-23,,not yet published,\n"
        "literacy,Region,q1,2020-21,,Suppressed,2021-12\n",
    )
    assert "4 figures added, none changed, none unchanged. Nothing is saved yet." in words_of(page)
    assert not Value.objects.exists()

    done = confirmed(client, page)

    assert "Imported: 4 figures added" in words_of(done)
    assert [(str(value), value.words) for value in Value.objects.order_by("pk")] == [
        ("City of Edinburgh, Session 2020-21", "71.2%"),
        (
            "Midlothian, Session 2020-21, Gap between the least and the most deprived areas",
            "19.5 percentage points",
        ),
        ("Scotland, Session 2022-23", "Not yet published"),
        ("The region, Session 2020-21, Most deprived areas (SIMD quintile 1)", "Suppressed"),
    ]
    first = Value.history.first()
    assert (first.history_user, first.history_change_reason) == (
        coordinator,
        "Imported from a file",
    )
    assert AuditEntry.objects.get().what.startswith("Imported: 4 figures added")


def test_every_fault_is_named_by_row_and_column_and_nothing_is_saved_by_halves(client, coordinator):
    text = (
        HEAD + "literacy,Midlothian,all,2019-20,actual,70,2020-12\n"
        "literacy,Mid Lothian,all,2020-21,actual,101,2021-12\n"
        "literacy,Midlothian,all,2020-21,actual,101,2021-12\n"
        "literacy,Midlothian,gap,2020-21,actual,0.195,2021-12\n"
        "literacy,Midlothian,all,2019-20,actual,71,2020-12\n"
        "literacy,Midlothian,all,2021-22,aim,75,2021-12\n"
        "numeracy,Midlothian,rich,2021-23,target,75,2021-13\n"
        "literacy,Midlothian,all,2018-19,actual,,\n"
        "literacy,Midlothian,all,2017-18,actual,70,2023-12\n"
    )
    due = [
        (3, "area", "“Mid Lothian” is no council of the collaborative. Is it Midlothian?"),
        (4, "value", "A percentage is from 0 to 100"),
        (5, "value", "0.195 looks like a fraction. Give it in percentage points, such as 19.5"),
        (6, "session", "Row 2 gives this figure already."),
        (7, "kind", "The plan of this session is closed: its baselines and aims stay"),
        (8, "measure", "“numeracy” is no measure of the portal."),
        (8, "session", "Enter a session such as 2022-23."),
        (8, "group", "“rich” is not one of: all, gap, q1, q5."),
        (8, "kind", "“target” is not one of: actual, aim, baseline."),
        (8, "published", "Enter a day such as 2022-12-13, or a month such as 2022-12."),
        (9, "value", "Enter the figure; or “not yet published” or “suppressed”."),
        (10, "published", "This day has not come yet."),
    ]
    found = faults(text)
    assert [fault[:2] for fault in found] == [fault[:2] for fault in due]
    for (*_, words), (*_, begin) in zip(found, due, strict=True):
        assert words.startswith(begin)

    page = sent(client, text)

    assert "12 things to put right: nothing was saved" in words_of(page)
    assert "3 area “Mid Lothian” is no council of the collaborative." in words_of(page)
    assert "Save these figures" not in page.text
    form = page.context["form"]
    client.post(IMPORT, {"rows": form.packed, "shown": form.proposal.fingerprint})
    assert not Value.objects.exists()


def test_a_late_figure_of_a_closed_plan_is_taken_and_marked(client, coordinator):
    page = sent(client, HEAD + "literacy,Midlothian,all,2021-22,actual,80.7,2022-12\n")

    assert "1 figure of the session of a closed plan" in words_of(page)
    assert "Arrives since the plan 2021-22 closed" in words_of(page)
    confirmed(client, page)
    assert Value.objects.get().arrived_on == TODAY
    read = words_of(client.get("/plans/2021-22/measures/literacy/"))
    assert "Arrived since this plan closed" in read


def test_a_changed_figure_is_shown_beside_what_it_was(client, coordinator):
    measure = ValueFactory(number=Decimal("66.1"), note="Kept.").measure
    row = f"{measure.slug},Scotland,all,2020-21,actual,66.3,2021-12-14\n"

    page = sent(client, HEAD + row)
    assert "66.1% 66.3%" in words_of(page)
    confirmed(client, page)

    value = Value.objects.get()
    assert (value.words, value.note, value.version) == ("66.3%", "Kept.", 2)
    assert value.history.count() == 2
    assert "there is nothing to save" in words_of(sent(client, HEAD + row))


def test_a_figure_that_was_not_published_yet_arrives_by_a_file(client, coordinator):
    measure = NotYetFactory(year=2021).measure

    page = sent(client, HEAD + f"{measure.slug},Scotland,all,2021-22,,70.5,2022-12-13\n")

    assert "Arrives since the plan 2021-22 closed" in words_of(page)
    confirmed(client, page)
    assert (Value.objects.get().words, Value.objects.get().arrived_on) == ("70.5%", TODAY)


def test_what_changed_between_looking_and_saving_is_shown_again(client, coordinator):
    value = ValueFactory()
    page = sent(client, HEAD + f"{value.measure.slug},Scotland,all,2020-21,actual,60,2021-12-14\n")
    Value.objects.update(number=Decimal(61))

    again = confirmed(client, page)

    assert "Someone has changed figures meanwhile." in words_of(again)
    assert "61% 60%" in words_of(again)
    assert Value.objects.get().words == "61%"
    confirmed(client, again)
    assert Value.objects.get().words == "60%"


def test_the_file_of_a_measure_is_read_again_and_changes_nothing(client, coordinator):
    measure = ValueFactory(measure__slug="writing", number=Decimal("65.75")).measure
    council = CouncilFactory(name="Fife")
    ValueFactory(measure=measure, group="gap", unit="points", number=Decimal("-3.5"))
    ValueFactory(measure=measure, council=council, number=None, state="suppressed", is_break=True)
    ValueFactory(
        measure=measure,
        council=council,
        year=2019,
        month_only=True,
        published_on=dt.date(2020, 12, 1),
        note="=1+1",
    )
    ValueFactory(measure=measure, area="region", kind="aim", year=2024)
    NotYetFactory(measure=measure, year=2022)

    file = client.get("/plans/2022-23/measures/writing/?format=csv").content

    assert "All of this is here already" in words_of(sent(client, file))
    assert "'=1+1" in file.decode()


def test_a_workbook_is_read_as_a_file_is(client, coordinator):
    book = Workbook()
    sheet = book.active
    sheet.append(["Measure", "Area", "Session", "Value", "Published"])
    sheet.append(["literacy", "Midlothian", "2020-21", 65.75, dt.date(2021, 12, 14)])
    sheet.append(["literacy", "Scotland", "2020-21", 70, dt.date(2021, 12, 14)])
    stream = io.BytesIO()
    book.save(stream)

    confirmed(client, sent(client, stream.getvalue(), "figures.xlsx"))

    assert [value.words for value in Value.objects.order_by("pk")] == ["65.75%", "70%"]
    assert {value.published_on for value in Value.objects.all()} == {dt.date(2021, 12, 14)}


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"\x89PNG", "figures.png", "neither an Excel workbook (.xlsx) nor a CSV file"),
        (b"PK\x03\x04broken", "figures.xlsx", "The file is damaged"),
        (b"measure,value\n", "figures.csv", "1 area This column is missing."),
        (b"\n", "figures.csv", "1 measure This column is missing."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(
    content, name, told, client, coordinator
):
    assert told in words_of(sent(client, content, name))


def test_nothing_chosen_is_said_beside_the_field(client, coordinator):
    page = client.post(IMPORT, {"rows": ""})
    assert "Choose a file of figures." in words_of(page)


def test_a_file_with_too_many_rows_is_refused(coordinator):
    row = "literacy,Midlothian,all,2019-20,actual,70,2020-12\n"
    ((_, _, told),) = faults(HEAD + row * (MOST_ROWS + 1))
    assert told == "It has over 1,000 rows."


@pytest.mark.parametrize("rows", [1, 3])
def test_looking_at_a_file_asks_what_is_there_once(rows, coordinator, django_assert_num_queries):
    lines = [HEAD.strip().split(",")]
    lines += [
        ["literacy", "Scotland", "", f"20{n}-{n + 1}", "", "suppressed", "2022-12"]
        for n in range(12, 12 + rows)
    ]

    # measures, collaborative, councils, figures, closed plans; and for each row three rules, each
    # in a savepoint of two statements
    with django_assert_num_queries(5 + 9 * rows):
        Proposal(lines, today=TODAY)
