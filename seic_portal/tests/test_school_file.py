"""The Scottish Government's own school file of September 2022, where it is at hand."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from plans import clock
from plans.models import Setting
from plans.tests.factories import PersonFactory
from plans.tests.reading import words_of
from seic_portal import reference

FILE = settings.BASE_DIR.parent / "shared/data/school-level-summary-statistics-2022.xlsx"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not FILE.exists(), reason=f"the file is not there: {FILE.name}"),
]
COUNCILS = {
    "City of Edinburgh": 123,
    "East Lothian": 40,
    "Fife": 156,
    "Midlothian": 37,
    "Scottish Borders": 67,
}
IMPORT = reverse("admin:plans_setting_import")


@pytest.fixture(autouse=True)
def councils():
    reference.load(at=clock.now())


def schools():
    """Return how many schools each council has, then how many of each sector there are."""
    rows = Setting.objects.open()
    sectors = ["primary", "secondary", "special", "elc"]
    return (
        {name: rows.filter(council__name=name).count() for name in COUNCILS},
        [rows.filter(sector=sector).count() for sector in sectors],
    )


def test_it_gives_423_schools_of_five_councils_and_again_changes_nothing(client):
    said = StringIO()
    call_command("import_settings", str(FILE), stdout=said)
    assert schools() == (COUNCILS, [345, 62, 16, 0])
    assert "2038 rows of other councils left out." in said.getvalue()

    call_command("import_settings", str(FILE), stdout=said)
    assert "none added, none changed, none closed, 423 unchanged" in said.getvalue()
    assert Setting.history.count() == 423

    page = client.get(reverse("empowered_system:register"))
    assert "Five councils have 423 publicly funded schools." in words_of(page)
    assert "Midlothian 30 6 1 37" in words_of(page)


def test_the_administration_gives_the_same(client):
    client.force_login(PersonFactory(is_administrator=True))
    page = client.post(IMPORT, {"file": SimpleUploadedFile(FILE.name, FILE.read_bytes())})
    assert "423 added, none changed, none closed, none unchanged, none refused" in words_of(page)
    client.post(IMPORT, {"read": page.context["form"].packed})
    assert schools() == (COUNCILS, [345, 62, 16, 0])
