"""The pages that say whom the strands reached, and what each reader is told."""

import csv

import pytest
from django.urls import reverse

from empowered_system.tests.factories import ParticipationFactory, ProgrammeFactory, StrandFactory
from plans.tests.factories import (
    CollaborativeFactory,
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
    ReaderFactory,
    SettingFactory,
)
from plans.tests.reading import words_of
from priorities.tests.factories import PriorityFactory

pytestmark = pytest.mark.django_db
REACH = reverse("empowered_system:reach")
NOT_REACHED = reverse("empowered_system:not_reached")
REGISTER = reverse("empowered_system:register")


@pytest.fixture
def midlothian():
    return CouncilFactory(name="Midlothian", slug="midlothian")


@pytest.fixture
def small_counts(midlothian):
    """Three people of a special school, 21 of a primary school; neither agreed to be named."""
    programme = ProgrammeFactory()
    for name, sector, people in [("Whinshaw", "primary", 21), ("Otterdene", "special", 3)]:
        setting = SettingFactory(name=name, sector=sector, council=midlothian)
        ParticipationFactory(
            setting=setting, programme=programme, practitioners=people, interactions=people
        )


def rows_of(response):
    """Return the lines of a file by what they are counted by and their group."""
    text = response.content.decode("utf-8-sig")
    return {(row["by"], row["group"]): row for row in csv.DictReader(text.splitlines())}


@pytest.mark.parametrize("role", [None, ConvenerFactory, ReaderFactory])
@pytest.mark.parametrize("query", ["", "?council=midlothian"])
def test_the_public_reads_no_small_count_on_the_page_or_in_the_file(
    query, role, small_counts, client
):
    if role:
        client.force_login(role().person)
    page = client.get(REACH + query)
    said = words_of(page)
    assert "2 of 2 settings" in said
    assert "fewer than 5" in said
    assert "about 20" in said
    assert ">3<" not in page.text
    assert ">24<" not in page.text

    rows = rows_of(
        client.get(REACH, {"format": "csv"} | ({"council": "midlothian"} if query else {}))
    )
    special, overall = rows["sector", "Special"], rows["all", "All"]
    assert (special["practitioners"], special["interactions"]) == ("fewer than 5", "fewer than 5")
    assert (overall["practitioners"], overall["settings_that_took_part"]) == ("about 20", "2")


def test_who_works_on_plans_reads_exact_counts(small_counts, client):
    client.force_login(OfficerFactory().person)
    rows = rows_of(client.get(REACH, {"format": "csv"}))
    assert rows["sector", "Special"]["practitioners"] == "3"
    assert rows["council", "Midlothian"]["practitioners"] == "24"
    assert "You read exact counts because you work on plans." in words_of(client.get(REACH))


@pytest.mark.parametrize("role", [None, ConvenerFactory, OfficerFactory, CoordinatorFactory])
@pytest.mark.parametrize("address", [REACH, REACH + "?format=csv", REGISTER])
def test_no_setting_is_named(role, address, small_counts, client):
    SettingFactory(name="Kelpiefoot")
    if role:
        client.force_login(role().person)
    text = client.get(address).content.decode()
    assert not [name for name in ["Whinshaw", "Otterdene", "Kelpiefoot"] if name in text]


def test_a_file_of_sample_data_says_so(small_counts, client):
    CollaborativeFactory(holds_sample_data=True)
    response = client.get(REACH, {"format": "csv"})
    assert response["Content-Disposition"] == (
        'attachment; filename="sample-data-reach-2022-23.csv"'
    )
    assert rows_of(response)["all", "All"]["sample_data"] == "Sample data"


@pytest.mark.parametrize("others", [1, 3])
def test_reach_costs_the_same_however_much_there_is(others, client, django_assert_num_queries):
    CollaborativeFactory()
    for _ in range(others):
        PriorityFactory()
        ParticipationFactory(programme__strand=StrandFactory())
    # the open plan, the counts (9), every session, the collaborative, its councils
    with django_assert_num_queries(13):
        page = client.get(REACH)
    assert len(page.context["reach"].by_strand) == others


def test_another_session_and_what_is_not_there(client):
    assert "No plan has been opened yet" in words_of(client.get(REACH))
    PlanFactory()
    PlanFactory(slug="2023-24", stage="draft", opened_at=None)
    assert "in the session 2022-23." in words_of(client.get(REACH, {"session": "2022-23"}))
    for query in [{"session": "2023-24"}, {"council": "atlantis"}, {"strand": "none"}]:
        assert client.get(REACH, query).status_code == 404


@pytest.fixture
def unreached(midlothian):
    PlanFactory()
    ParticipationFactory(setting__name="Whinshaw", setting__council=midlothian)
    SettingFactory(name="Otterdene", council=midlothian)
    SettingFactory(name="Closed long ago", council=midlothian, is_open=False)
    SettingFactory(name="Kelpiefoot", council__name="Fife", council__slug="fife")


def test_an_officer_reads_which_of_their_own_settings_have_not_taken_part(
    unreached, midlothian, client
):
    client.force_login(OfficerFactory(council=midlothian).person)
    said = words_of(client.get(NOT_REACHED))
    assert "1 of Midlothian’s 2 open settings has taken part in nothing" in said
    assert "Otterdene" in said
    assert not [n for n in ["Whinshaw", "Closed long ago", "Kelpiefoot"] if n in said]

    page = client.get(NOT_REACHED, {"council": "fife"})
    assert page.status_code == 403
    assert "Kelpiefoot" not in page.text


def test_a_coordinator_reads_every_councils(unreached, client):
    client.force_login(CoordinatorFactory().person)
    assert "Kelpiefoot" in words_of(client.get(NOT_REACHED, {"council": "fife"}))
    assert "Otterdene" in words_of(client.get(NOT_REACHED, {"council": "midlothian"}))


@pytest.mark.parametrize(
    "who",
    [
        lambda council: ConvenerFactory(council=council).person,
        lambda council: ReaderFactory().person,
        lambda council: PersonFactory(is_administrator=True),
        lambda council: OfficerFactory(council=council, ends_on="2022-12-31").person,
    ],
)
def test_nobody_else_reads_who_has_not_taken_part(who, unreached, midlothian, client):
    client.force_login(who(midlothian))
    page = client.get(NOT_REACHED)
    assert page.status_code == 403
    assert "Otterdene" not in page.text


def test_a_coordinator_without_councils_reads_that_there_are_none(client):
    client.force_login(CoordinatorFactory().person)
    assert "No council belongs to the collaborative yet." in words_of(client.get(NOT_REACHED))


@pytest.mark.parametrize("others", [1, 3])
def test_the_list_costs_the_same_however_long(
    others, midlothian, client, django_assert_num_queries
):
    PlanFactory()
    for _ in range(others):
        SettingFactory(council=midlothian)
    client.force_login(OfficerFactory(council=midlothian).person)
    # session, person, memberships, the open plan, settings, how many there are,
    # the collaborative, its councils
    with django_assert_num_queries(8):
        page = client.get(NOT_REACHED)
    assert len(page.context["rows"]) == others


@pytest.mark.parametrize("others", [1, 3])
def test_the_register_counts_schools_by_council_and_sector(
    others, midlothian, client, django_assert_num_queries
):
    for _ in range(others):
        SettingFactory(council=midlothian, sector="secondary")
        SettingFactory(council=midlothian, sector="elc")
        SettingFactory(council=midlothian, sector="secondary", is_open=False)
    # councils, settings, the open plan, the collaborative, its councils
    with django_assert_num_queries(5):
        page = client.get(REGISTER)
    (row,) = page.context["table"].rows
    assert (row.label, row.numbers, row.total) == ("Midlothian", [0, others, 0], others)
    said = words_of(page)
    assert "publicly funded school" in said
    assert "early learning and childcare setting" in said
