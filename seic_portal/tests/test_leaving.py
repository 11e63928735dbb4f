"""Someone stops acting for a council, or a council leaves: what ends, who goes on, what stays."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from plans import clock
from plans.models import AuditEntry, Council
from plans.tests.factories import (
    CollaborativeFactory,
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    DraftPlanFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
)
from priorities.models import Contribution
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    LeadFactory,
    PriorityFactory,
    PublishedUpdateFactory,
)
from seic_portal.leaving import leave

pytestmark = pytest.mark.django_db
TODAY = dt.date(2023, 2, 15)


def typed(name, day, **more):
    """The answers that give a day, and whatever else is typed."""
    words = zip(["day", "month", "year"], [day.day, day.month, day.year], strict=True)
    return {f"{name}_{part}": str(number) for part, number in words} | more


@pytest.fixture
def administrator(client):
    CollaborativeFactory()
    person = PersonFactory(is_administrator=True)
    client.force_login(person)
    return person


@pytest.fixture
def fife():
    return CouncilFactory(name="Fife", slug="fife")


@pytest.fixture
def literacy():
    return PriorityFactory(plan=PlanFactory(), prefix="LIT")


def action(literacy, number):
    return ActionFactory(priority=literacy, number=number, title=f"Action {number}")


@pytest.fixture
def role(fife):
    return OfficerFactory(council=fife, person__name="Zoë Kinghorne")


def end(client, role, **answers):
    return client.post(
        reverse("end_membership", args=[role.pk]), typed("ends_on", TODAY, **answers)
    )


def officers_of(part):
    part.refresh_from_db()
    return part.lead_officer, part.deputy


def test_ending_a_role_asks_who_takes_over_each_part(administrator, role, fife, literacy, client):
    zoe, dan = role.person, OfficerFactory(council=fife, person__name="Dan").person
    led = ContributionFactory(action=action(literacy, 1), council=fife, lead_officer=zoe)
    second = ContributionFactory(
        action=action(literacy, 2), council=fife, lead_officer=dan, deputy=zoe
    )
    both = ContributionFactory(
        action=action(literacy, 3), council=fife, lead_officer=zoe, deputy=dan
    )
    other = ContributionFactory(action=action(literacy, 4), council=fife, lead_officer=dan)
    page = client.get(reverse("end_membership", args=[role.pk]))
    assert "LIT-1 Action 1 (2022-23): who is officer from now on?" in page.text
    assert "LIT-2 Action 2 (2022-23): who is deputy from now on?" in page.text
    assert "LIT-4" not in page.text
    response = end(client, role, **{f"part_{led.pk}": dan.pk, f"part_{both.pk}": dan.pk})
    assert response.url == reverse("admin:plans_person_change", args=[zoe.pk])
    role.refresh_from_db()
    assert role.ends_on == TODAY
    assert officers_of(led) == (dan, None)
    assert officers_of(second) == (dan, None)
    assert officers_of(both) == (dan, None)
    assert officers_of(other) == (dan, None)
    reason = "Zoë Kinghorne no longer acts as officer, Fife"
    assert led.history.first().history_change_reason == reason
    assert [part.action.history.count() for part in [led, second]] == [2, 2]
    assert AuditEntry.objects.get().reason == (
        "officer, Fife until 15 February 2023. "
        "Handed over: LIT-1 to Dan, LIT-2 to nobody yet, LIT-3 to Dan."
    )


def test_one_officer_may_take_over_everything_but_what_others_take(
    administrator, role, fife, literacy, client
):
    dan, eve = (OfficerFactory(council=fife).person for _ in range(2))
    parts = [
        ContributionFactory(action=action(literacy, n), council=fife, lead_officer=role.person)
        for n in [1, 2]
    ]
    end(client, role, everything=dan.pk, **{f"part_{parts[1].pk}": eve.pk})
    assert [officers_of(part)[0] for part in parts] == [dan, eve]


def test_only_officers_of_the_council_are_offered(administrator, role, fife, literacy, client):
    part = ContributionFactory(action=action(literacy, 1), council=fife, lead_officer=role.person)
    stranger = OfficerFactory().person
    for person in [stranger, ConvenerFactory(council=fife).person, role.person]:
        response = end(client, role, **{f"part_{part.pk}": person.pk})
        assert "Choose an officer of this council." in response.text
    role.refresh_from_db()
    assert role.ends_on is None


def test_a_role_without_a_council_ends_too(administrator, client):
    role = CoordinatorFactory()
    assert "nothing to hand over" in client.get(reverse("end_membership", args=[role.pk])).text
    end(client, role)
    role.refresh_from_db()
    assert role.ends_on == TODAY


def test_parts_in_closed_plans_and_ended_parts_keep_who_did_them(
    administrator, role, fife, literacy, client
):
    closed = PlanFactory(
        slug="2021-22", stage="closed", closed_at=clock.now(), title="Closed", opened_at=clock.now()
    )
    past = ContributionFactory(
        action=ActionFactory(priority=PriorityFactory(plan=closed)),
        council=fife,
        lead_officer=role.person,
    )
    ended = ContributionFactory(
        action=action(literacy, 1),
        council=fife,
        lead_officer=role.person,
        ends_on=TODAY,
        end_reason="Done",
    )
    end(client, role)
    assert [officers_of(part)[0] for part in [past, ended]] == [role.person] * 2


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_a_role_costs_the_same_however_many_parts(
    number, administrator, role, literacy, client, django_assert_num_queries
):
    for n in range(number):
        ContributionFactory(
            action=action(literacy, n + 1), council=role.council, lead_officer=role.person
        )
    # Session, person, their roles, the role, its parts, officers, the collaborative, its councils,
    # the open plan.
    with django_assert_num_queries(9):
        client.get(reverse("end_membership", args=[role.pk]))


def test_coordinators_find_the_parts_without_an_officer(role, fife, literacy, client):
    CollaborativeFactory()
    client.force_login(CoordinatorFactory().person)
    gone = OfficerFactory(council=fife, person__name="Gone", ends_on=dt.date(2023, 2, 14)).person
    for number, fields in enumerate(
        [{}, {"lead_officer": gone}, {"deputy": role.person}, {"lead_officer": role.person}], 1
    ):
        ContributionFactory(action=action(literacy, number), council=fife, **fields)
    stranger = OfficerFactory().person
    ContributionFactory(action=action(literacy, 5), council=fife, lead_officer=stranger)
    page = client.get(reverse("priorities:without_officer", args=["2022-23"]))
    found = [part.action.reference for part in page.context["parts"]]
    assert found == ["LIT-1", "LIT-2", "LIT-5"]
    assert "3 parts of actions have neither an officer nor a deputy" in page.text
    assert "Named: Gone, no longer its officer." in page.text
    assert page.text.count("Nobody has been named yet.") == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_many_parts(
    number, fife, literacy, client, django_assert_num_queries
):
    CollaborativeFactory()
    client.force_login(CoordinatorFactory().person)
    for n in range(number):
        ContributionFactory(action=action(literacy, n + 1), council=fife)
    # Session, person, roles, plan, parts, the collaborative, its councils.
    with django_assert_num_queries(7):
        client.get(reverse("priorities:without_officer", args=["2022-23"]))


LEAVE = {"reason": "It joins another collaborative."}
PAGE = "/councils/fife/leave/"


def test_a_council_leaves_and_what_it_did_ends_with_it(administrator, role, fife, literacy, client):
    part = ContributionFactory(action=action(literacy, 1), council=fife)
    PublishedUpdateFactory(contribution=part, text="Words of Fife.")
    draft = ContributionFactory(
        action__priority__plan=DraftPlanFactory(), action__first_due_on=None, council=fife
    )
    other = ContributionFactory(action=action(literacy, 2))
    last = dt.date(2023, 3, 31)
    response = client.post(PAGE, typed("left_on", last, **LEAVE))
    assert response.url == reverse("admin:plans_council_change", args=[fife.pk])
    for row in [fife, part, role, other]:
        row.refresh_from_db()
    assert (fife.left_on, part.ends_on, role.ends_on, other.ends_on) == (last, last, last, None)
    assert part.end_reason == "Fife left the collaborative: It joins another collaborative."
    assert not Contribution.objects.filter(pk=draft.pk).exists()
    entry = AuditEntry.objects.get()
    assert (entry.what, entry.reason) == (
        "Fife leaves the collaborative on 31 March 2023",
        LEAVE["reason"],
    )
    for page in [
        reverse("councils", args=["2022-23"]),
        reverse("council", args=["2022-23", "fife"]),
    ]:
        assert "Leaves the collaborative on 31 March 2023." in client.get(page).text
    assert client.get(PAGE).status_code == 404


def test_after_its_last_day_pages_say_that_it_left_and_keep_its_words(
    administrator, fife, literacy, client, settings
):
    part = ContributionFactory(action=action(literacy, 1), council=fife)
    PublishedUpdateFactory(contribution=part, text="Words of Fife.")
    client.post(PAGE, typed("left_on", TODAY, **LEAVE))
    settings.PORTAL_DATE = dt.date(2023, 2, 16)
    page = client.get(reverse("council", args=["2022-23", "fife"]))
    assert "Left the collaborative on 15 February 2023." in page.text
    said = client.get(reverse("priorities:action_updates", args=["2022-23", "LIT-1"]))
    assert "Words of Fife." in said.text


def test_what_it_leads_is_handed_over_first(administrator, fife, literacy, client):
    lead = LeadFactory(action=action(literacy, 1), council=fife)
    page = client.get(PAGE)
    assert "Fife leads 1 action." in page.text
    assert lead.action.get_absolute_url() in page.text
    client.post(PAGE, typed("left_on", TODAY, **LEAVE))
    assert Council.objects.get(slug="fife").left_on is None
    fife.left_on = TODAY
    with pytest.raises(PermissionDenied):
        leave(fife, "It must.", by=administrator, at=clock.now())


@pytest.mark.parametrize(
    ("typed_in", "says"),
    [
        (
            typed("left_on", dt.date(2023, 2, 14), **LEAVE),
            "Enter today, 15 February 2023, or a later day.",
        ),
        (
            typed("left_on", dt.date(2023, 8, 1), **LEAVE),
            "Enter a day until the plan’s end, 31 July 2023.",
        ),
        (typed("left_on", TODAY, reason=""), "Say why the council leaves."),
    ],
)
def test_a_council_leaves_from_today_on_and_for_a_reason(
    typed_in, says, administrator, fife, literacy, client
):
    response = client.post(PAGE, typed_in)
    assert says in response.text
    assert Council.objects.get(slug="fife").left_on is None
