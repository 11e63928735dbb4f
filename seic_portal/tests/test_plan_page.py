"""A plan on a page, which for the open plan is the portal's home."""

import datetime as dt

import pytest
from django.urls import reverse

from networks.tests.factories import GatheringFactory, NetworkFactory
from plans.models import Goal, Seat
from plans.tests.factories import (
    CollaborativeFactory,
    ConvenerFactory,
    CoordinatorFactory,
    DraftPlanFactory,
    FundingLineFactory,
    GroupFactory,
    MeetingFactory,
    OfficerFactory,
    PlanFactory,
    moment,
)
from plans.tests.reading import words_of
from priorities.tests.factories import ActionFactory, PriorityFactory
from priorities.tests.reported import Reported, say
from seic_portal import reference

HOME = reverse("home")
MOVED = {"moved_from": dt.date(2023, 2, 15), "reason": "Half term."}
CLOSED = {"stage": "closed", "closed_at": moment(2022, 6, 30)}


@pytest.fixture
def reported(db):
    return Reported()


def test_home_is_the_open_plan_and_says_where_it_stays(reported, client):
    PlanFactory(slug="2021-22", title="Last year", **CLOSED)
    address = reported.plan.get_absolute_url()
    canonical = f'<link rel="canonical" href="http://testserver{address}">'

    home, own = client.get(HOME), client.get(address)

    assert (home.context["plan"], own.context["plan"]) == (reported.plan, reported.plan)
    assert canonical in home.text
    assert canonical in own.text


def test_with_no_plan_open_home_is_the_newest_closed_one(client, db):
    for slug, year in [("2021-22", 2021), ("2020-21", 2020)]:
        days = {"starts_on": dt.date(year, 8, 1), "ends_on": dt.date(year + 1, 7, 31)}
        PlanFactory(slug=slug, **days, **CLOSED)
    DraftPlanFactory()

    page = client.get(HOME)

    assert page.context["plan"].slug == "2021-22"
    assert "This plan was closed on 30 June 2022." in words_of(page)


@pytest.mark.parametrize("signed_in", [True, False])
def test_without_any_plan_home_says_so_and_leads_on(signed_in, client, db):
    DraftPlanFactory()
    if signed_in:
        client.force_login(ConvenerFactory().person)

    page = client.get(HOME)

    assert "No plan has been published yet" in words_of(page)
    assert reverse("about") in page.text
    assert ("Drafts and all plans" in words_of(page)) is signed_in


def test_a_draft_is_not_there_for_a_visitor_and_says_so_to_a_member(client, db):
    address = DraftPlanFactory().get_absolute_url()

    assert client.get(address).status_code == 404

    client.force_login(ConvenerFactory().person)
    assert (
        "This plan is a draft. Only members who sign in can read it. Shared priorities"
        in words_of(client.get(address))
    )


def test_the_page_holds_the_plans_own_words(reported, client):
    plan = reported.plan
    plan.title, plan.vision = "Regional Plan 2022-23", "Working together"
    plan.governance = "The **Oversight Group** leads."
    plan.funding = "The award is £1,171,746 for the session."
    plan.source, plan.background = "A report to Cabinet.", "The data of each council."
    plan.save()
    Goal.objects.create(plan=plan, number=2, text="Inclusion")
    Goal.objects.create(plan=plan, number=1, text="Teaching")

    page = words_of(client.get(HOME))

    assert (
        "Regional Plan 2022-23 of City of Edinburgh, East Lothian, Fife, Midlothian and "
        "Scottish Borders Working together" in page
    )
    assert "Strategic goals Teaching Inclusion" in page
    assert "Governance The Oversight Group leads." in page
    assert "Funding £1,171,746 The award is £1,171,746 for the session." in page
    assert "Background to this plan The data of each council." in page
    assert "Source: A report to Cabinet." in page


def test_what_is_not_written_yet_is_said(reported, client):
    page = words_of(client.get(HOME))

    assert "Strategic goals No goals have been written yet." in page
    assert "Governance Not recorded here." in page
    assert "Funding Not recorded here." in page
    assert "Next meeting No meeting of this plan is planned." in page


def test_priorities_are_counted_in_words_with_the_day_they_were_reported(reported, client):
    path = PriorityFactory(plan=reported.plan, number=2, title="Pathways")
    ActionFactory(priority=path)
    say(reported.autumn(), reported.take_part("Fife"), fife="risk")

    page = words_of(client.get(HOME))

    assert (
        "Two shared priorities As reported by the councils on 30 November 2022 "
        "Literacy 1 action: 1 at risk. Pathways 1 action planned." in page
    )


def test_before_the_first_round_the_page_promises_nothing(reported, client):
    page = words_of(client.get(HOME))

    assert (
        "One shared priority No progress has been published yet. Literacy 1 action planned." in page
    )


def test_sample_data_is_marked_where_it_stands(reported, client):
    reported.autumn()
    MeetingFactory(plan=reported.plan)

    assert "Sample data" not in words_of(client.get(HOME))

    CollaborativeFactory(holds_sample_data=True)
    page = words_of(client.get(HOME))
    assert "As reported by the councils on 30 November 2022 Sample data" in page
    assert "Next meeting Sample data" in page
    assert "Groups, and the roles that sit on them Sample data" in page


def test_the_five_strands_stand_in_the_collaboratives_own_words(reported, client):
    reference.load_strands(moment(2021, 1, 11))

    page = words_of(client.get(HOME))

    for title, first_words in [
        ("Pedagogy Pioneers", "High performing practitioners within all sectors"),
        ("SEIC Associates", "Leaders across the system contributing"),
        ("Research Schools/ELCs", "Settings engaging in supported research"),
        ("Improvement Through Partnerships", "Focussed improvement projects"),
        ("Learning Schools/ELCs", "Enabling collaboration across schools"),
    ]:
        assert f"{title} {first_words}" in page


def test_networks_are_named_with_their_next_gathering_and_without_a_status(reported, client):
    council = reported.councils["Fife"]
    GatheringFactory(
        network=NetworkFactory(name="Early Talk", audience="Nurseries.", link_council=council),
        meets_on=dt.date(2023, 3, 8),
    )
    NetworkFactory(name="Small Schools", confirmed_on=dt.date(2023, 1, 9))
    NetworkFactory(name="Gone", archived_on=dt.date(2022, 6, 24), archived_reason="Done.")

    section = words_of(client.get(HOME)).split("Networks ")[2].split("How it is led")[0]

    assert section == (
        "All networks are self-sustaining: they set their own agenda, pace and areas of focus. "
        "Early Talk For: Nurseries. Next gathering 8 March 2023 "
        "Small Schools Its leads said on 9 January 2023 that it is going "
        "All networks, and how to join one "
    )


def test_the_next_meeting_is_the_first_that_is_still_ahead(reported, client):
    for day, fields in [
        (8, {}),
        (16, {"state": "cancelled", "reason": "Snow."}),
        (28, {}),
        (22, {"place": "Online", "starts_at": dt.time(14)} | MOVED),
    ]:
        MeetingFactory(plan=reported.plan, meets_on=dt.date(2023, 2, day), **fields)

    assert (
        "Next meeting Wednesday 22 February 2023 Oversight Group Online, 14:00 "
        "Moved from 15 February 2023: Half term." in words_of(client.get(HOME))
    )


def test_groups_are_shown_with_roles_and_without_names(reported, client):
    board = GroupFactory(name="SEIC Board", slug="seic-board", remit="Leads.")
    for role, name in [
        ("Director", None),
        ("Head teacher", "Midlothian"),
        ("Head teacher", "Fife"),
    ]:
        council = reported.councils.get(name)
        Seat.objects.create(group=board, role=role, council=council)

    assert "SEIC Board Leads. Director Head teacher: Fife and Midlothian" in (
        words_of(client.get(HOME))
    )


def test_an_earlier_plan_does_not_claim_todays_groups(client, db):
    GroupFactory()
    plan = PlanFactory(slug="2021-22", **CLOSED)

    assert "Groups, and the roles" not in words_of(client.get(plan.get_absolute_url()))


@pytest.mark.parametrize(("factory", "may"), [(CoordinatorFactory, True), (OfficerFactory, False)])
def test_coordinators_alone_are_led_to_writing(factory, may, reported, client):
    client.force_login(factory().person)

    assert (reverse("priorities:write_plan", args=["2022-23"]) in client.get(HOME).text) is may


def test_members_are_told_what_the_public_cannot_read_yet(reported, client):
    reported.winter(public_from=dt.date(2023, 2, 22))
    note = "For members only until 22 February 2023."

    assert note not in words_of(client.get(HOME))

    client.force_login(ConvenerFactory().person)
    assert note in words_of(client.get(HOME))


@pytest.mark.parametrize("others", [1, 3])
def test_the_page_costs_the_same_however_much_is_in_it(
    others, reported, client, django_assert_num_queries
):
    autumn = reported.autumn()
    for number in range(others):
        say(autumn, reported.take_part(action=reported.another(10 + number)), fife="risk", mid="on")
        PriorityFactory(plan=reported.plan)
        Goal.objects.create(plan=reported.plan, number=number, text="A goal")
        group = GroupFactory(name=f"Group {number}", slug=f"group-{number}")
        Seat.objects.create(group=group, role="Officer", council=reported.councils["Fife"])
        MeetingFactory(plan=reported.plan, group=group)
        FundingLineFactory(plan=reported.plan, category=["supply", "events", "digital"][number])

    # plan, rounds, councils, priorities with actions, contributions, newest updates, meeting;
    # collaborative; goals; strands, settings that took part and all; networks; groups, seats, their
    # councils; the partner councils below; funding; questions about the plan, and how many are open
    with django_assert_num_queries(20):
        response = client.get(HOME)

    assert len(response.context["progress"].priorities) == others + 1
