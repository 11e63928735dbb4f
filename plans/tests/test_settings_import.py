"""The register of settings as files bring it: the national one, and lists of our own."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from plans.models import AuditEntry, Council, Setting
from plans.tests.factories import CouncilFactory, OfficerFactory, PersonFactory, SettingFactory
from plans.tests.reading import words_of
from plans.tests.school_file import HEADINGS, ROWS, csv_file, school_file

pytestmark = pytest.mark.django_db
OWN = "council,seed_code,name,sector,roll,open\n"


@pytest.fixture(autouse=True)
def councils():
    CouncilFactory(name="City of Edinburgh", other_names="Edinburgh City\nEdinburgh, City of")
    CouncilFactory(name="Fife")
    CouncilFactory(name="Angus", left_on="2022-07-31", joined_on="2020-01-01")


def imported(file, tmp_path, **options):
    """Import a file with the command; return what it says."""
    path = tmp_path / Path(file.name).name
    path.write_bytes(file.read())
    out = io.StringIO()
    call_command("import_settings", str(path), stdout=out, **options)
    return out.getvalue()


def refused(file, tmp_path):
    """Import a file that is refused; return what the command says."""
    before = list(Setting.objects.values())
    with pytest.raises(CommandError) as refusal:
        imported(file, tmp_path)
    assert list(Setting.objects.values()) == before
    assert not AuditEntry.objects.exists()
    return str(refusal.value)


def row(*changed, of=0):
    """Return a row of the file with some cells changed: pairs of a place and what stands there."""
    cells = list(ROWS[of])
    for place, value in changed:
        cells[place] = value
    return cells


def test_a_national_file_fills_the_register(tmp_path):
    said = imported(school_file(), tmp_path)

    facts = Setting.objects.values_list("council__name", "seed_code", "name", "sector", "roll")
    assert list(facts.order_by("seed_code", "sector")) == [
        ("City of Edinburgh", "5500001", "Invented Primary School", "primary", 210),
        ("City of Edinburgh", "5500002", "Bun-sgoil Àirigh", "primary", None),
        ("Fife", "5500003", "Invented Campus - Primary", "primary", 120),
        ("Fife", "5500003", "Invented Campus - Secondary", "secondary", 300),
    ]
    assert Setting.objects.get(folded_name="bun sgoil airigh").is_open
    assert "2 rows of other councils left out." in said
    assert "Settings: 4 added, none changed, none closed, none unchanged, none refused." in said
    assert Setting.history.count() == 4
    assert AuditEntry.objects.get().what.startswith("Imported settings: 4 added")


def test_the_same_file_again_changes_nothing(tmp_path):
    imported(school_file(), tmp_path)
    said = imported(school_file(), tmp_path)
    assert "none added, none changed, none closed, 4 unchanged, none refused" in said
    assert Setting.history.count() == 4
    assert AuditEntry.objects.count() == 1


def test_a_newer_file_updates_and_closes_and_never_deletes(tmp_path):
    imported(school_file(), tmp_path)
    nursery = SettingFactory(council=Setting.objects.first().council, sector="elc")
    newer = [row((2, "Invented Primary"), (5, 199)), ROWS[2], ROWS[3]]
    said = imported(school_file(newer), tmp_path)

    changed = Setting.objects.get(seed_code="5500001")
    assert (changed.name, changed.roll) == ("Invented Primary", 199)
    assert changed.folded_name == "invented primary"
    assert "roll: 210 becomes 199" in said
    gone = Setting.objects.get(seed_code="5500002")
    assert not gone.is_open
    assert gone.history.first().history_change_reason == "No longer in the national school file"
    assert Setting.objects.get(pk=nursery.pk).is_open

    imported(school_file(), tmp_path)
    assert Setting.objects.get(seed_code="5500002").is_open


def test_a_rehearsal_changes_nothing(tmp_path):
    said = imported(school_file(), tmp_path, dry_run=True)
    assert "Would be: 4 added" in said
    assert not Setting.objects.exists()


def test_a_school_added_by_hand_gets_its_seed_code(tmp_path):
    fife = Council.objects.get(name="Fife")
    by_hand = SettingFactory(council=fife, name="Invented Campus – primary")
    imported(school_file(), tmp_path)
    by_hand.refresh_from_db()
    assert (by_hand.seed_code, by_hand.roll) == ("5500003", 120)


REASONS = [
    (row((0, "Edinbrugh City")), "No council is called “Edinbrugh City”. Is City of Edinburgh"),
    (row((0, "Atlantis")), "No council is called “Atlantis”."),
    (row((0, None)), "It names no council."),
    (row(), "The same SEED code 5500001 and sector stand in row 3."),
    (row((0, "Fife"), (3, "Special")), "SEED code 5500001 stands under another council too."),
    (row((1, None)), "It has no SEED code."),
    (row((1, "55-1")), "“55-1” is no SEED code."),
    (row((1, 5500009), (2, None)), "It has no name."),
    (row((1, 5500009), (2, "x" * 121)), "Its name is longer than 120 characters."),
    (row((1, 5500009), (3, "Nursery")), "“Nursery” is no sector"),
    (row((1, 5500009), (5, -3)), "“-3” is no number of pupils."),
]


@pytest.mark.parametrize(("wrong", "reason"), REASONS, ids=[reason for _, reason in REASONS])
def test_one_row_that_cannot_be_taken_holds_back_the_whole_file(wrong, reason, tmp_path):
    said = refused(school_file([*ROWS, wrong]), tmp_path)
    assert f"Row 9, {wrong[2] or wrong[1]}: {reason}" in said
    assert said.endswith("Nothing was changed.")


@pytest.mark.parametrize("place", [0, 1, 2, 3, 5])
def test_a_missing_column_is_named(place, tmp_path):
    headings = [*HEADINGS]
    gone = headings[place].removesuffix(" [Note 1]")
    headings[place] = "Something else"
    said = refused(school_file(headings=headings), tmp_path)
    assert said == f"The file has no column “{gone}”. Nothing was changed."


def test_a_column_that_stands_twice_is_named(tmp_path):
    headings = [*HEADINGS[:4], "Pupil roll", "Pupil roll"]
    assert "has the column “Pupil roll” twice" in refused(school_file(headings=headings), tmp_path)


def test_a_file_without_headings_says_what_it_needs(tmp_path):
    said = refused(csv_file("a,b\n1,2\n"), tmp_path)
    assert "No row of headings was found." in said
    assert "“Local Authority”, “SeedCode”" in said


def test_a_national_file_without_a_councils_schools_is_not_whole(tmp_path):
    said = refused(school_file(ROWS[:2]), tmp_path)
    assert said == "The file lists no school of Fife. Is it the whole file? Nothing was changed."


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError):
        call_command("import_settings", str(tmp_path / "none.xlsx"))


def test_a_list_of_our_own_adds_nurseries_and_closes_only_what_it_says(tmp_path):
    imported(school_file(), tmp_path)
    first = "Fife,,Sgoil-àraich Àirigh,ELC,24,\nEdinburgh City,,Little Acorns,elc,,no\n"
    said = imported(csv_file(OWN + first), tmp_path)
    assert "2 added" in said
    assert "none closed" in said
    assert Setting.objects.get(name="Sgoil-àraich Àirigh").sector == "elc"
    assert not Setting.objects.get(name="Little Acorns").is_open

    again = "Fife,,Sgoil-araich Airigh,ELC,30,yes\n"
    said = imported(csv_file(OWN + again), tmp_path)
    assert "name: “Sgoil-àraich Àirigh” becomes “Sgoil-araich Airigh”; roll: 24 becomes 30" in said
    assert Setting.objects.count() == 6


def test_a_list_of_our_own_says_what_is_wrong(tmp_path):
    twice = "Fife,,Little Acorns,ELC,1,\nFife,,little acorns,Primary,1,\nFife,,Oak,ELC,1,maybe\n"
    said = refused(csv_file(OWN + twice), tmp_path)
    assert "Row 3, little acorns: The same name and sector stand in row 2." in said
    assert "Row 4, Oak: “maybe” does not say whether it is open" in said


@pytest.fixture
def administrator(client):
    person = PersonFactory(is_administrator=True)
    client.force_login(person)
    return person


IMPORT = "admin:plans_setting_import"


def confirm(client, page):
    """Press the button under what would change; return the next page."""
    return client.post(reverse(IMPORT), {"read": page.context["form"].packed}, follow=True)


def test_an_administrator_sees_what_would_change_and_confirms(administrator, client):
    fife = Council.objects.get(name="Fife")
    SettingFactory(seed_code="5500001", name="Old name", council=fife)
    page = client.post(reverse(IMPORT), {"file": school_file()})
    said = words_of(page)
    assert "3 added, 1 changed, none closed, none unchanged, none refused" in said
    assert "name: “Old name” becomes “Invented Primary School”" in said
    assert "2 rows of other councils left out." in said
    assert Setting.objects.count() == 1

    page = confirm(client, page)
    assert "The file is imported: 3 added, 1 changed" in words_of(page)
    assert Setting.objects.count() == 4
    assert Setting.history.filter(history_user=administrator).count() == 4
    assert AuditEntry.objects.get().by == administrator
    page = client.post(reverse(IMPORT), {"file": school_file()})
    assert "there is nothing to import" in words_of(page)


def test_an_administrator_sees_why_rows_are_refused_and_cannot_confirm(administrator, client):
    page = client.post(reverse(IMPORT), {"file": school_file([*ROWS, row((0, "Atlantis"))])})
    assert "No council is called “Atlantis”." in words_of(page)
    assert "Confirm and import" not in words_of(page)
    confirm(client, page)
    assert not Setting.objects.exists()


def test_an_unreadable_file_and_none_at_all_are_told(administrator, client):
    page = client.post(reverse(IMPORT), {"file": csv_file("a,b\n")})
    assert "No row of headings was found." in words_of(page)
    page = client.post(reverse(IMPORT), {})
    assert "Choose a file." in words_of(page)


def test_what_changed_meanwhile_is_shown_again(administrator, client):
    page = client.post(reverse(IMPORT), {"file": school_file()})
    SettingFactory(seed_code="5500001", council=Council.objects.get(name="Fife"))
    page = confirm(client, page)
    assert "The register has changed meanwhile." in words_of(page)
    assert Setting.objects.count() == 1
    confirm(client, page)
    assert Setting.objects.count() == 4


def test_what_another_administrator_was_shown_cannot_be_confirmed(administrator, client):
    page = client.post(reverse(IMPORT), {"file": school_file()})
    client.force_login(PersonFactory(is_administrator=True))
    assert "Choose the file again." in words_of(confirm(client, page))
    page = client.post(reverse(IMPORT), {"read": "forged"})
    assert "Choose the file again." in words_of(page)
    assert not Setting.objects.exists()


def test_nobody_else_imports(client):
    client.force_login(OfficerFactory().person)
    assert client.get(reverse(IMPORT), follow=True).status_code == 403
    assert client.post(reverse(IMPORT), {"file": school_file()}).status_code in {302, 403}
    assert not Setting.objects.exists()


def test_a_setting_is_found_whatever_its_accents(administrator, client):
    SettingFactory(name="Bun-sgoil Àirigh")
    SettingFactory(name="Another")
    page = client.get(reverse("admin:plans_setting_changelist"), {"q": "AIRIGH bun"})
    assert [row.name for row in page.context["cl"].result_list] == ["Bun-sgoil Àirigh"]
