"""Loading reference and sample data: the same every time, and never beside what is real."""

import datetime as dt
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from plans.models import Alignment, AuditEntry, Council, Goal, Meeting, Membership, Person, Plan
from plans.models import Round as ReportingRound
from plans.tests.factories import PersonFactory, PlanFactory
from priorities.models import Action, Contribution, Milestone, Priority, Update
from seic_portal import demonstration

pytestmark = pytest.mark.django_db

DATED = [Plan, Goal, Meeting, ReportingRound, Membership, Council]
DATED += [Priority, Action, Contribution, Milestone, Update]
# Questions and requests for support go by the database's own numbers.
NUMBER = re.compile(r"(?<=question )\d+|(?<=questions/)\d+|(?<=requests/)\d+")


@pytest.fixture
def in_demonstration(settings):
    settings.PORTAL_DEMONSTRATION = True


def story():
    """What was loaded and when it is said to have happened, without the database's own numbers."""
    updates = Update.objects.order_by("pk").values_list(
        "contribution__action__title",
        "contribution__council__slug",
        "round__number",
        "state",
        "status",
        "text",
        "written_by__email",
        "written_at",
        "submitted_at",
        "published_at",
        "version",
    )
    history = [
        list(
            model.history.order_by("pk").values_list(
                "history_date", "history_user__email", "history_change_reason"
            )
        )
        for model in DATED
    ]
    people = Person.objects.order_by("email").values_list("email", "name", "password", "joined_at")
    audit = AuditEntry.objects.values_list("what", "at", "address")
    told = [(NUMBER.sub("", what), at, NUMBER.sub("", address)) for what, at, address in audit]
    return list(updates), history, list(people), told


def load_and_undo():
    with transaction.atomic():
        demonstration.load()
        told = story()
        transaction.set_rollback(True)
    return told


def test_the_demonstration_is_the_same_every_time():
    assert load_and_undo() == load_and_undo()


def test_a_second_load_changes_nothing(in_demonstration, capsys):
    call_command("load_demonstration")
    before = story()

    call_command("load_demonstration")

    assert story() == before
    assert capsys.readouterr().out.splitlines() == [
        "Loaded 3 plans, 23 people, 36 actions and 304 updates.",
        "The demonstration is loaded already.",
    ]


def test_councils_loaded_beforehand_have_been_there_from_the_beginning(in_demonstration):
    call_command("load_reference")
    call_command("load_demonstration")

    assert Council.history.latest("history_date").history_date.date() == dt.date(2021, 1, 11)


def test_nothing_is_loaded_beside_real_people(in_demonstration):
    PersonFactory(email="someone@council.example")

    with pytest.raises(CommandError, match=r"^This database holds real people\."):
        call_command("load_demonstration")

    assert not Plan.objects.exists()


def test_nothing_is_loaded_beside_a_plan_that_is_no_sample(in_demonstration):
    PlanFactory()

    with pytest.raises(CommandError, match=r"^This database holds a plan that is no sample\."):
        call_command("load_demonstration")

    assert not Person.objects.exists()


def test_nothing_is_loaded_outside_a_demonstration(settings):
    settings.PORTAL_DEMONSTRATION = False

    with pytest.raises(CommandError, match=r"^This is not a demonstration"):
        call_command("load_demonstration")

    assert not Plan.objects.exists()


def test_reference_data_holds_councils_priorities_drivers_and_indicators(capsys):
    call_command("load_reference")

    assert list(Council.objects.values_list("name", "gss_code")) == [
        ("City of Edinburgh", "S12000036"),
        ("East Lothian", "S12000010"),
        ("Fife", "S12000047"),
        ("Midlothian", "S12000019"),
        ("Scottish Borders", "S12000026"),
    ]
    assert "Edinburgh City" in Council.objects.get(slug="city-of-edinburgh").known_names
    for year in (2022, 2023):
        framework = Alignment.objects.filter(short_name="NIF", year=year)
        assert framework.filter(kind="priority").count() == 5
        assert framework.filter(kind="driver").count() == 6
    for name in ("HGIOS4", "HGIOELC"):
        assert Alignment.objects.filter(short_name=name, kind="quality_indicator").count() == 15
    assert not Alignment.objects.filter(note="").exists()
    assert capsys.readouterr().out.splitlines() == [
        "Councils: 5 added, 0 there already.",
        "Items of national frameworks: 52 added, 0 up to date.",
        "Strands: 5 added, 0 there already.",
        "Report headings: 5 councils' added, 0 there already.",
    ]


def test_loading_reference_data_again_leaves_what_administrators_changed(capsys):
    call_command("load_reference")
    Council.objects.filter(slug="fife").update(convener_title="Spokesperson for Education")
    Alignment.objects.filter(number="2.3").update(title="Wrong")
    capsys.readouterr()

    call_command("load_reference")

    assert Council.objects.get(slug="fife").convener_title == "Spokesperson for Education"
    assert not Alignment.objects.filter(title="Wrong").exists()
    assert capsys.readouterr().out.splitlines() == [
        "Councils: 0 added, 5 there already.",
        "Items of national frameworks: 0 added, 52 up to date.",
        "Strands: 0 added, 5 there already.",
        "Report headings: 0 councils' added, 5 there already.",
    ]
