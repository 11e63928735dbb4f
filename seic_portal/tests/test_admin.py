"""The administration as a whole: every screen opens, for administrators only, at a fixed cost."""

import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.core import mail
from django.urls import NoReverseMatch, reverse

from empowered_system.tests.factories import (
    AssociateFactory,
    ProgrammeFactory,
    PublishedFindingFactory,
    ResourceFactory,
    StrandFactory,
    UploadFactory,
)
from networks.tests.factories import NetworkFactory
from plans.models import AuditEntry, Collaborative, Council, Person
from plans.tests.factories import (
    AlignmentFactory,
    AuditEntryFactory,
    CollaborativeFactory,
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    FundingLineFactory,
    GoalFactory,
    GroupFactory,
    MeetingFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
    ReaderFactory,
    RoundFactory,
    SettingFactory,
)
from plans.tests.pressing import press
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    MeasureFactory,
    PriorityFactory,
    ValueFactory,
)
from seic_portal.tests.papers import issued
from seic_portal.tests.reports import template_of

pytestmark = pytest.mark.django_db


def group(number):
    return GroupFactory(name=f"Group {number}", slug=f"group-{number}")


def plan(number):
    """A draft: one plan at most is open."""
    return PlanFactory(
        title=f"Plan {number}", slug=f"20{number}0-01", stage="draft", opened_at=None
    )


def shared_file():
    return ResourceFactory(link="", upload=UploadFactory()).upload


def round_with_a_meeting(number):
    row = RoundFactory()
    row.meetings.add(MeetingFactory(group=group(number)))
    return row


# What makes a row of each screen, and how many questions its list asks however many rows it has:
# session, person, whether there is a collaborative, how many rows are found and how many there are,
# the rows, what the collaborative is called: 7, and those named beside.
SCREENS = {
    # sessions, strands, councils
    "empowered_system_programme": (lambda n: ProgrammeFactory(), 10),
    "empowered_system_associate": (lambda n: AssociateFactory(), 8),  # councils
    "empowered_system_finding": (lambda n: PublishedFindingFactory(), 8),  # strands
    "empowered_system_strand": (lambda n: StrandFactory(), 7),
    "empowered_system_upload": (lambda n: shared_file(), 8),  # types of files
    "networks_network": (lambda n: NetworkFactory(), 8),  # councils
    "plans_alignment": (lambda n: AlignmentFactory(), 10),  # councils, frameworks, years
    "plans_auditentry": (lambda n: AuditEntryFactory(), 7),
    "plans_collaborative": (lambda n: Collaborative.objects.get(), 8),  # again whether there is one
    "plans_council": (lambda n: CouncilFactory(), 7),
    "plans_fundingline": (
        lambda n: FundingLineFactory(category=["supply", "events", "digital"][n]),
        8,  # plans
    ),
    "plans_goal": (lambda n: GoalFactory(), 8),  # plans
    "plans_group": (group, 7),
    "plans_meeting": (lambda n: MeetingFactory(group=group(n)), 9),  # plans, groups
    "plans_membership": (lambda n: OfficerFactory(), 8),  # councils
    "plans_person": (lambda n: OfficerFactory().person, 8),  # current memberships
    "plans_plan": (plan, 7),
    "plans_round": (round_with_a_meeting, 10),  # plans, meetings, their groups
    "plans_setting": (lambda n: SettingFactory(), 8),  # councils
    "priorities_action": (lambda n: ActionFactory(), 10),  # plans, councils, moves of dates
    "priorities_contribution": (lambda n: ContributionFactory(), 9),  # plans, councils
    "priorities_measure": (lambda n: MeasureFactory(), 7),
    "priorities_value": (lambda n: ValueFactory(), 9),  # measures, councils
    "priorities_priority": (lambda n: PriorityFactory(), 8),  # plans
    "seic_portal_paper": (lambda n: issued(), 11),  # plans, rounds, what is withheld and redacted
    "seic_portal_reporttemplate": (lambda n: template_of(CouncilFactory()), 7),
}
ADDED_ELSEWHERE = {"networks_network", "plans_auditentry", "plans_collaborative"}
ADDED_ELSEWHERE |= {f"empowered_system_{name}" for name in ["programme", "finding", "upload"]}
ADDED_ELSEWHERE |= {"seic_portal_paper"}
# The factories' plan is open, so what belongs to it is for reading.
ONLY_READ = {"plans_auditentry", "plans_goal", "priorities_action", "priorities_contribution"}
ONLY_READ |= {"priorities_priority", "empowered_system_programme", "empowered_system_finding"}
ONLY_READ |= {"seic_portal_paper"}


@pytest.fixture(autouse=True)
def collaborative():
    return CollaborativeFactory()


@pytest.fixture
def administrator(client):
    person = PersonFactory(name="Ailbhe Kestrel", is_administrator=True)
    client.force_login(person)
    return person


def name_of(screen):
    return apps.get_model(*screen.rsplit("_", 1))._meta.verbose_name


def test_every_screen_is_looked_at_here():
    registered = {f"{m._meta.app_label}_{m._meta.model_name}" for m in admin.site._registry}
    assert registered == set(SCREENS)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("screen", SCREENS)
def test_a_list_costs_the_same_however_many_rows(
    screen, rows, administrator, client, django_assert_num_queries
):
    make, queries = SCREENS[screen]
    made = {make(n).pk for n in range(rows)}
    with django_assert_num_queries(queries):
        response = client.get(reverse(f"admin:{screen}_changelist"))
    assert made <= {row.pk for row in response.context["cl"].result_list}
    assert response.context["cl"].model_admin.purpose in response.text


@pytest.mark.parametrize("screen", SCREENS)
def test_a_list_can_be_searched(screen, administrator, client):
    SCREENS[screen][0](1)
    response = client.get(reverse(f"admin:{screen}_changelist"), {"q": "nothing like it"})
    searches = response.context["cl"].search_fields
    assert response.context["cl"].result_count == (0 if searches else 1)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_form_to_add_opens(screen, administrator, client):
    response = client.get(reverse(f"admin:{screen}_add"))
    if screen in ADDED_ELSEWHERE:
        assert response.status_code == 403
    else:
        assert response.context["title"] == f"Add {name_of(screen)}"


@pytest.mark.parametrize("screen", SCREENS)
def test_a_row_opens_to_be_changed_or_read(screen, administrator, client):
    row = SCREENS[screen][0](1)
    response = client.get(reverse(f"admin:{screen}_change", args=[row.pk]))
    verb = "View" if screen in ONLY_READ else "Change"
    assert response.context["title"] == f"{verb} {name_of(screen)}"


@pytest.mark.parametrize("screen", SCREENS)
def test_a_rows_history_opens_and_cannot_be_written_back(screen, administrator, client):
    row = SCREENS[screen][0](1)
    response = client.get(reverse(f"admin:{screen}_history", args=[row.pk]))
    assert str(row) in response.context["title"]
    assert "revert" not in response.text.casefold()
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:{screen}_simple_history", args=[row.pk, 1])


@pytest.mark.parametrize(
    "role", [OfficerFactory, ConvenerFactory, CoordinatorFactory, ReaderFactory]
)
def test_whoever_is_no_administrator_is_told_so(role, client):
    client.force_login(role().person)
    response = client.get(reverse("admin:index"), follow=True)
    assert len(response.redirect_chain) == 1
    assert response.status_code == 403
    assert "You may not do this" in response.text


def test_a_visitor_is_sent_to_sign_in_and_comes_back(client):
    person = PersonFactory(is_administrator=True)
    person.set_password("a long password")
    person.save()
    response = client.get(reverse("admin:plans_council_changelist"), follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))
    credentials = {"login": person.email, "password": "a long password"}
    response = client.post(response.redirect_chain[-1][0], credentials)
    assert response["Location"] == reverse("admin:plans_council_changelist")


def test_an_administrator_who_may_not_sign_in_is_out_at_once(administrator, client):
    Person.objects.filter(pk=administrator.pk).update(is_active=False)
    response = client.get(reverse("admin:index"), follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_the_administration_is_the_portals_own(administrator, client):
    response = client.get(reverse("admin:index"))
    assert f'<a href="{reverse("home")}">Back to the portal</a>' in response.text
    assert "South East Improvement Collaborative: Administration" in response.text
    assert "Ailbhe Kestrel" in response.text
    assert '<meta name="robots" content="NONE,NOARCHIVE">' in response.text
    assert "Sample data" not in response.text


def test_sample_data_is_called_so_in_the_administration(administrator, client):
    Collaborative.objects.update(holds_sample_data=True)
    response = client.get(reverse("admin:index"))
    assert "Sample data: this portal is a demonstration." in response.text


WEST_LOTHIAN = {
    "name": "West Lothian",
    "short_name": "West Lothian",
    "slug": "west-lothian",
    "gss_code": "S12000040",
    "convener_title": "Executive Councillor for Education",
}
MORAG = {
    "name": "Mòrag Reid",
    "email": "Morag.Reid@WestLothian.example",
    "memberships-0-role": "officer",
    "memberships-0-starts_on": "15/02/2023",
}


def test_a_sixth_council_and_its_officer_need_nothing_but_the_administration(
    administrator, client, django_capture_on_commit_callbacks
):
    press(client, reverse("admin:plans_council_add"), WEST_LOTHIAN)
    council = Council.objects.get(name="West Lothian")
    with django_capture_on_commit_callbacks(execute=True):
        press(
            client,
            reverse("admin:plans_person_add"),
            MORAG | {"memberships-0-council": council.pk},
        )
    client.logout()

    (message,) = mail.outbox
    (link,) = re.findall(r"http://testserver(/accounts/password/reset/key/\S+)", message.body)
    form = client.get(link, follow=True).redirect_chain[-1][0]
    password = {"password1": "Almond Valley 1844", "password2": "Almond Valley 1844"}
    client.post(form, password)
    client.post(
        reverse("account_login"),
        {"login": "morag.reid@westlothian.example", "password": "Almond Valley 1844"},
    )

    assert client.session["_auth_user_id"] == str(Person.objects.get(name="Mòrag Reid").pk)
    assert Person.objects.get(name="Mòrag Reid").officer_councils == [council]
    assert set(AuditEntry.objects.values_list("what", "by__name")) == {
        ("New role: Mòrag Reid", "Ailbhe Kestrel"),
        ("Invited: Mòrag Reid", "Ailbhe Kestrel"),
    }
    assert "South East Improvement Collaborative, as officer, West Lothian." in message.body
