"""Who records which settings took part, and how."""

import pytest
from django.urls import reverse

from empowered_system.models import Participation
from empowered_system.tests.factories import ParticipationFactory, ProgrammeFactory
from plans.tests.factories import (
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    OfficerFactory,
    PersonFactory,
    ReaderFactory,
    SettingFactory,
)
from plans.tests.reading import words_of

pytestmark = pytest.mark.django_db
COUNTS = ["practitioners", "interactions", "support_visits"]


@pytest.fixture
def programme():
    return ProgrammeFactory(title="Talk first")


@pytest.fixture
def midlothian():
    return CouncilFactory(name="Midlothian")


@pytest.fixture
def fife():
    return CouncilFactory(name="Fife")


@pytest.fixture
def officer(midlothian, client):
    person = OfficerFactory(council=midlothian).person
    client.force_login(person)
    return person


def url(name, programme, **more):
    return reverse(f"empowered_system:{name}", kwargs={"programme": programme.slug, **more})


def facts():
    rows = Participation.objects.order_by("setting__name")
    return list(rows.values_list("setting__name", *COUNTS))


def test_an_officer_records_forty_settings_at_once(programme, midlothian, officer, client):
    settings = [SettingFactory(council=midlothian, name=f"School {n:02}") for n in range(40)]
    text = "\n".join(setting.name for setting in settings)
    page = client.post(url("choose_settings", programme), {"pasted": text}, follow=True)
    assert "40 settings are chosen." in words_of(page)

    answers = {"setting": [setting.pk for setting in settings], "role": "took_part"}
    answers |= {"practitioners": "3", "interactions": "6"}
    answers |= {f"setting-{settings[1].pk}-practitioners": "1"}
    page = client.post(url("record_participation", programme), answers, follow=True)

    assert page.redirect_chain == [(url("participation", programme), 302)]
    assert "40 settings recorded." in words_of(page)
    assert facts()[:3] == [
        ("School 00", 3, 6, None),
        ("School 01", 1, 6, None),
        ("School 02", 3, 6, None),
    ]
    assert Participation.history.filter(history_user=officer).count() == 40


def test_ticks_stay_from_search_to_search(programme, midlothian, officer, client):
    ticked = SettingFactory(council=midlothian, name="Ticked before")
    found = SettingFactory(council=midlothian, name="Sgoil Àirigh", sector="elc")
    SettingFactory(council=midlothian, name="Another")
    page = client.get(
        url("choose_settings", programme), {"q": "airigh", "sector": "elc", "setting": ticked.pk}
    )
    choice = page.context["choice"]
    assert (choice.chosen, choice.shown) == ([ticked], [found])
    assert f'value="{ticked.pk}" id="setting-{ticked.pk}" checked' in page.text


def test_only_ones_own_open_settings_not_recorded_yet_are_offered(
    programme, midlothian, fife, officer, client
):
    SettingFactory(council=fife)
    SettingFactory(council=midlothian, is_open=False)
    ParticipationFactory(programme=programme, setting__council=midlothian)
    offered = SettingFactory(council=midlothian)
    page = client.get(url("choose_settings", programme))
    assert page.context["choice"].found == [offered]


def test_a_long_list_says_how_many_it_leaves_out(programme, midlothian, officer, client):
    for _ in range(62):
        SettingFactory(council=midlothian)
    said = words_of(client.get(url("choose_settings", programme)))
    assert "2 more are not shown" in said


def test_lines_that_match_nothing_are_reported_and_the_others_chosen(
    programme, midlothian, fife, officer, client
):
    found = SettingFactory(council=midlothian, name="Whinshaw Primary School")
    SettingFactory(council=fife, name="Elsewhere")
    page = client.post(
        url("choose_settings", programme), {"pasted": "Whinshaw Primary\nElsewhere\nNowhere"}
    )
    said = words_of(page)
    assert "1 setting found and chosen. These lines were not:" in said
    assert "“Elsewhere”: no setting of that code or name." in said
    assert "“Nowhere”: no setting of that code or name." in said
    assert page.context["choice"].chosen == [found]
    assert "Nowhere</textarea>" in page.text


def test_a_coordinator_records_settings_of_any_council(programme, midlothian, fife, client):
    client.force_login(CoordinatorFactory().person)
    settings = [SettingFactory(council=council) for council in (midlothian, fife)]
    answers = {"setting": [setting.pk for setting in settings], "role": "shared"}
    client.post(url("record_participation", programme), answers)
    assert Participation.objects.filter(role="shared").count() == 2


@pytest.mark.parametrize("name", ["choose_settings", "record_participation"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_another_councils_setting_is_refused(name, method, programme, fife, officer, client):
    elsewhere = SettingFactory(council=fife, name="A school in Fife")
    answers = {"setting": elsewhere.pk, "role": "took_part", "pasted": "x"}
    page = getattr(client, method)(url(name, programme), answers)
    assert page.status_code == 403
    assert "A school in Fife" not in page.text
    assert not Participation.objects.exists()


@pytest.mark.parametrize("name", ["edit_participation", "remove_participation"])
def test_another_councils_participation_is_refused(name, fife, officer, client):
    row = ParticipationFactory(setting__council=fife, practitioners=3)
    address = url(name, row.programme, pk=row.pk)
    assert client.get(address).status_code == 403
    answers = {"role": "shared", "practitioners": "9", "version": "1"}
    assert client.post(address, answers).status_code == 403
    row.refresh_from_db()
    assert (row.practitioners, row.role) == (3, "took_part")


@pytest.mark.parametrize("role", [ConvenerFactory, ReaderFactory])
def test_whoever_only_reads_records_nothing_and_reads_no_names(role, client):
    row = ParticipationFactory(setting__name="Named nowhere")
    client.force_login(role().person)
    for name in ["participation", "choose_settings", "record_participation"]:
        page = client.get(url(name, row.programme))
        assert page.status_code == 403
        assert "Named nowhere" not in page.text


def test_an_administrator_has_no_part_in_it(programme, client):
    client.force_login(PersonFactory(is_administrator=True))
    assert client.get(url("participation", programme)).status_code == 403


def test_a_list_names_ones_own_settings_only(programme, midlothian, fife, officer, client):
    ParticipationFactory(programme=programme, setting__council=midlothian, setting__name="Ours")
    theirs = ParticipationFactory(
        programme=programme, setting__council=fife, setting__name="Theirs"
    )
    theirs.delete()
    ParticipationFactory(programme=programme, setting__council=fife, setting__name="Theirs too")
    said = words_of(client.get(url("participation", programme)))
    assert "Ours" in said
    assert "Theirs" not in said


@pytest.mark.parametrize("others", [1, 3])
def test_a_list_costs_the_same_however_many_rows(
    others, programme, midlothian, officer, client, django_assert_num_queries
):
    for _ in range(others):
        ParticipationFactory(programme=programme, setting__council=midlothian)
    # session, person, memberships, programme, rows, history, the open plan, the collaborative,
    # its councils
    with django_assert_num_queries(9):
        page = client.get(url("participation", programme))
    assert len(page.context["rows"]) == others


@pytest.mark.parametrize("others", [1, 3])
def test_choosing_and_recording_cost_the_same_however_many_settings(
    others, programme, midlothian, officer, client, django_assert_num_queries
):
    settings = [SettingFactory(council=midlothian) for _ in range(others)]
    query = {"setting": [setting.pk for setting in settings]}
    # as above without rows and history; whose they are, those chosen, those found
    with django_assert_num_queries(10):
        client.get(url("choose_settings", programme), query)
    with django_assert_num_queries(9):  # without those found
        client.get(url("record_participation", programme), query)


def test_recording_without_a_setting_or_with_too_many_asks_to_choose(
    programme, midlothian, officer, client
):
    for query in [{}, {"setting": list(range(1000, 1151))}]:
        page = client.get(url("record_participation", programme), query, follow=True)
        assert page.redirect_chain == [(url("choose_settings", programme), 302)]
        assert "Choose at least one setting, and 150 at most." in words_of(page)


def test_what_is_wrong_is_said_beside_its_setting_and_nothing_is_saved(
    programme, midlothian, officer, client
):
    one, two = (SettingFactory(council=midlothian) for _ in range(2))
    answers = {"setting": [one.pk, two.pk], "role": "took_part", "practitioners": "2"}
    answers |= {f"setting-{two.pk}-interactions": "1"}
    page = client.post(url("record_participation", programme), answers)
    assert "Each practitioner took part at least once" in words_of(page)
    assert f'href="#id_setting-{two.pk}-interactions"' in page.text
    assert not Participation.objects.exists()

    answers = {"setting": [one.pk], "role": "took_part", "practitioners": "a few"}
    page = client.post(url("record_participation", programme), answers)
    assert "Enter a whole number, or leave it empty." in words_of(page)
    assert 'value="a few"' in page.text


def test_a_setting_recorded_meanwhile_is_not_recorded_twice(programme, midlothian, officer, client):
    row = ParticipationFactory(programme=programme, setting__council=midlothian)
    answers = {"setting": row.setting.pk, "role": "took_part"}
    client.post(url("record_participation", programme), answers)
    assert Participation.objects.get() == row


def test_a_correction_is_kept_with_who_made_it(midlothian, officer, client):
    row = ParticipationFactory(setting__council=midlothian, practitioners=3)
    address = url("edit_participation", row.programme, pk=row.pk)
    answers = {"role": "shared", "practitioners": "9", "version": "1"}
    page = client.post(address, answers, follow=True)
    row.refresh_from_db()
    assert (row.practitioners, row.role, row.version) == (9, "shared", 2)
    assert row.history.first().history_user == officer
    assert "changed on 15 February 2023" in words_of(page)

    page = client.post(address, answers | {"practitioners": "5", "version": "1"})
    assert "What is saved now" in words_of(page)
    row.refresh_from_db()
    assert row.practitioners == 9


def test_what_is_removed_stays_in_the_history(midlothian, officer, client):
    row = ParticipationFactory(setting__council=midlothian, setting__name="Whinshaw")
    page = client.post(url("remove_participation", row.programme, pk=row.pk), follow=True)
    assert not Participation.objects.exists()
    assert "Whinshaw is no longer recorded." in words_of(page)
    assert "Whinshaw: deleted on 15 February 2023" in words_of(page)


def test_a_draft_sessions_programme_is_not_there_for_a_visitor(client):
    row = ParticipationFactory()
    address = url("participation", row.programme)
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
