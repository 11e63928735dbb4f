"""Measures and figures are kept by coordinators; priorities and actions name what they watch."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from plans.models import AuditEntry
from plans.tests.factories import (
    CoordinatorFactory,
    CouncilFactory,
    DraftPlanFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
    moment,
)
from plans.tests.pressing import press
from plans.tests.reading import words_of
from priorities.models import Measure, Value
from priorities.tests.factories import (
    LeadFactory,
    MeasureFactory,
    NotYetFactory,
    PriorityFactory,
    ValueFactory,
)

pytestmark = pytest.mark.django_db
MEASURES = "/plans/2022-23/measures/"
TYPED = {
    "version": "0",
    "title": "Literacy in S3",
    "slug": "literacy-s3",
    "counted": "Pupils in S3.",
    "unit": "percent",
    "cohort": "session",
    "better": "higher",
    "source": "Scottish Government",
    "source_link": "",
    "published_in": "Each December",
    "how_to_read": "Teachers judge in June.",
    "caution": "Keep each council’s context in mind.",
}
FIGURE = {
    "version": "0",
    "place": "fife",
    "group": "all",
    "stage": "all",
    "year": "2021-22",
    "kind": "actual",
    "state": "published",
    "number": "80.7%",
    "published_on_day": "13",
    "published_on_month": "12",
    "published_on_year": "2022",
    "source": "",
    "source_link": "",
    "note": "",
}
NO_DAY = {f"published_on_{part}": "" for part in ["day", "month", "year"]}


@pytest.fixture
def coordinator(client):
    PlanFactory()
    CouncilFactory(name="Fife", slug="fife")
    person = CoordinatorFactory().person
    client.force_login(person)
    return person


def close_2021_22():
    days = {"starts_on": dt.date(2021, 8, 1), "ends_on": dt.date(2022, 7, 31)}
    return PlanFactory(slug="2021-22", stage="closed", closed_at=moment(2022, 6, 30), **days)


def add(client, **typed):
    measure = Measure.objects.first() or MeasureFactory(slug="literacy")
    return client.post(f"{MEASURES}{measure.slug}/values/add/", FIGURE | typed, follow=True)


def test_a_measure_is_added_and_leads_to_its_figures(client, coordinator):
    page = client.post(f"{MEASURES}add/", TYPED, follow=True)

    measure = Measure.objects.get(slug="literacy-s3")
    assert measure.history.get().history_user == coordinator
    assert page.redirect_chain[-1][0] == f"{MEASURES}literacy-s3/"
    assert "“Literacy in S3” is added. Now add its figures." in words_of(page)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"slug": "import"}, "The portal needs “import” for itself"),
        ({"caution": ""}, "This field is required."),
        ({"title": ""}, "Enter a title."),
    ],
)
def test_a_measure_that_may_not_be_is_refused_and_nothing_typed_is_lost(
    typed, told, client, coordinator
):
    page = client.post(f"{MEASURES}add/", TYPED | typed)

    assert told in words_of(page)
    assert "Teachers judge in June." in page.text
    assert not Measure.objects.exists()


def test_unit_and_address_of_a_measure_stay_once_it_has_figures(client, coordinator):
    measure = ValueFactory(measure__slug="literacy").measure

    client.post(f"{MEASURES}literacy/edit/", TYPED | {"version": "1", "unit": "count"})

    measure.refresh_from_db()
    assert (measure.title, measure.slug, measure.unit) == ("Literacy in S3", "literacy", "percent")


def test_a_figure_is_added_as_it_was_published(client, coordinator):
    page = add(client, month_only="on", is_break="on", source="Council news", note="Quoted later.")

    value = Value.objects.get()
    assert (value.area, value.council.name, value.year) == ("council", "Fife", 2021)
    assert (value.number, value.unit, value.words) == (Decimal("80.7"), "percent", "80.7%")
    assert (value.published_words, value.is_break) == ("Dec 2022", True)
    assert value.arrived_on == dt.date(2023, 2, 15)
    assert value.history.get().history_user == coordinator
    assert "The figure “Fife, Session 2021-22” is added." in words_of(page)
    assert "Source: Council news" in words_of(page)


def test_what_has_no_figure_is_added_too(client, coordinator):
    add(client, place="scotland", state="not_yet", number="", **NO_DAY)
    add(client, place="region", state="suppressed", number="")

    assert [(value.area, value.words) for value in Value.objects.order_by("pk")] == [
        ("scotland", "Not yet published"),
        ("region", "Suppressed"),
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"number": "100.1"}, "A percentage is from 0 to 100"),
        ({"group": "gap", "number": "0.195"}, "0.195 looks like a fraction."),
        ({"group": "gap"}, "This figure is counted in percentage points."),
        ({"number": "a lot"}, "Enter a figure such as 72.3."),
        ({"number": ""}, "Enter the figure; leave it empty where"),
        ({"state": "suppressed"}, "Enter the figure; leave it empty where"),
        ({"state": "not_yet", "number": ""}, "leave the day empty while it is not."),
        (NO_DAY, "Say when it was published"),
        ({"published_on_year": "2023"}, "This day has not come yet"),
        ({"year": "2021-23"}, "Enter a session such as 2022-23."),
        ({"place": ""}, "Whose figure is it?"),
    ],
)
def test_a_figure_that_may_not_be_is_refused_with_the_reason(typed, told, client, coordinator):
    page = add(client, **typed)

    assert told in words_of(page)
    assert not Value.objects.exists()
    assert page.context["form"].errors


def test_the_same_figure_is_not_added_twice(client, coordinator):
    add(client)
    page = add(client, number="90")

    assert "This figure is here already: change that one instead." in words_of(page)
    assert Value.objects.get().words == "80.7%"


def test_a_figure_of_a_closed_plan_is_taken_and_marked_and_its_aims_are_not(client, coordinator):
    close_2021_22()

    taken = words_of(add(client))
    refused = words_of(add(client, kind="aim"))

    assert "It is marked as having arrived since the plan 2021-22 closed." in taken
    assert "The plan of this session is closed: its baselines and aims stay" in refused
    assert Value.objects.get().kind == "actual"
    read = words_of(client.get("/plans/2021-22/measures/literacy/"))
    assert "Arrived since this plan closed" in read


def test_a_figure_is_entered_once_it_is_published_and_corrected_later(client, coordinator):
    value = NotYetFactory(year=2021, council=None)
    address = reverse("priorities:edit_value", args=["2022-23", value.measure.slug, value.pk])
    client.post(address, FIGURE | {"version": "1", "number": "70.5"})
    client.post(address, FIGURE | {"version": "2", "number": "70.6"})

    value.refresh_from_db()
    assert (value.words, value.year, value.version) == ("70.6%", 2021, 3)
    assert value.arrived_on == dt.date(2023, 2, 15)


def test_two_who_change_a_figure_are_told(client, coordinator):
    value = ValueFactory()
    address = reverse("priorities:edit_value", args=["2022-23", value.measure.slug, value.pk])
    client.post(address, FIGURE | {"version": "1", "number": "70.5"})
    page = client.post(address, FIGURE | {"version": "1", "number": "70.6"})

    value.refresh_from_db()
    assert value.words == "70.5%"
    assert "70.6" in page.text
    assert "What is saved now" in words_of(page)


def test_a_figure_is_removed_after_a_second_look(client, coordinator):
    value = ValueFactory()
    address = reverse("priorities:remove_value", args=["2022-23", value.measure.slug, value.pk])

    assert "goes from the page, the chart and the file" in words_of(client.get(address))
    assert Value.objects.exists()
    client.post(address)
    assert not Value.objects.exists()
    assert Value.history.filter(history_type="-", history_user=coordinator).count() == 1


def test_an_aim_of_a_closed_plan_is_neither_changed_nor_removed(client, coordinator):
    close_2021_22()
    value = ValueFactory(year=2021, kind="aim")
    place = ["2022-23", value.measure.slug, value.pk]

    answers = {
        client.post(reverse(f"priorities:{name}_value", args=place), FIGURE).status_code
        for name in ["edit", "remove"]
    }
    assert answers == {403}
    assert Value.objects.exists()


def choose(client, address, *measures, **typed):
    shown = client.get(address).context["form"].initial["shown"]
    chosen = {"measures": [measure.pk for measure in measures], "shown": shown}
    return client.post(address, chosen | typed, follow=True)


def test_the_lead_councils_officer_says_which_measures_an_action_hopes_to_move(client):
    lead = LeadFactory(action__number=1, action__priority__prefix="LIT")
    officer = OfficerFactory(council=lead.council).person
    client.force_login(officer)
    writing, _ = MeasureFactory(title="Writing"), MeasureFactory()

    page = choose(
        client, "/plans/2022-23/actions/LIT-1/measures/", writing, reason="It is about writing."
    )

    action = lead.action
    assert list(action.measures.all()) == [writing]
    assert "Contributes to Writing" in words_of(page)
    assert action.history.first().history_change_reason == "It is about writing."
    entry = AuditEntry.objects.get()
    assert (entry.what, entry.by, entry.reason) == (
        f"Chose the measures of {action}: Writing",
        officer,
        "It is about writing.",
    )


def test_in_an_open_plan_measures_are_chosen_with_a_reason_and_in_a_draft_without(
    client, coordinator
):
    literacy = PriorityFactory(slug="literacy")
    draft = PriorityFactory(slug="literacy", plan=DraftPlanFactory())
    measure = MeasureFactory()
    address = "/plans/{}/priorities/literacy/measures/"

    refused = choose(client, address.format("2022-23"), measure)
    choose(client, address.format("2023-24"), measure)

    assert "Say why this is changed." in words_of(refused)
    assert not literacy.measures.exists()
    assert list(draft.measures.all()) == [measure]
    assert draft.plan.history.first().version == 2


def test_whoever_chose_meanwhile_is_not_overwritten_unseen(client, coordinator):
    draft = PriorityFactory(slug="literacy", plan=DraftPlanFactory())
    mine, other = MeasureFactory(), MeasureFactory(title="Another’s choice")
    address = "/plans/2023-24/priorities/literacy/measures/"
    draft.measures.add(other)

    page = client.post(address, {"measures": [mine.pk], "shown": ""})

    assert "Someone else chose meanwhile. Saved now: Another’s choice." in words_of(page)
    assert list(draft.measures.all()) == [other]
    assert f'value="{mine.pk}" id="id_measures_1" checked' in page.text
    again = {"measures": [mine.pk], "shown": page.context["form"]["shown"].value()}
    client.post(address, again)
    assert list(draft.measures.all()) == [mine]


def test_administrators_keep_figures_by_the_same_rules(client):
    client.force_login(PersonFactory(is_administrator=True))
    close_2021_22()
    measure = MeasureFactory()
    typed = {
        "measure": measure.pk,
        "area": "scotland",
        "group": "gap",
        "year": 2020,
        "number": "20.5",
        "published_on": "14/12/2021",
    }

    press(client, reverse("admin:priorities_value_add"), typed)
    refused = client.post(
        reverse("admin:priorities_value_add"),
        typed | {"year": 2021, "kind": "aim", "stage": "all", "state": "published", "version": 0},
    )

    value = Value.objects.get()
    assert (value.words, value.arrived_on) == ("20.5 percentage points", dt.date(2023, 2, 15))
    assert "its baselines and aims stay as they were" in words_of(refused)
