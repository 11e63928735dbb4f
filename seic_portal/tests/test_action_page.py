"""The page of one action: what each council says of it, and to whom."""

import datetime
import re

import pytest
from django.urls import reverse

from plans.models import Membership, Plan
from plans.tests.factories import (
    CollaborativeFactory,
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    DraftPlanFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
    PublishedRoundFactory,
    ReaderFactory,
    RoundFactory,
    moment,
)
from priorities.models import Correction, Update
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    LeadFactory,
    MilestoneFactory,
    PriorityFactory,
    PublishedUpdateFactory,
    SubmittedUpdateFactory,
    move,
)
from seic_portal.tests import world

pytestmark = pytest.mark.django_db

OCTOBER = datetime.date(2022, 10, 1)


@pytest.fixture
def midlothian():
    return CouncilFactory(name="Midlothian", short_name="Midlothian", slug="midlothian")


@pytest.fixture
def fife():
    return CouncilFactory(name="Fife", short_name="Fife", slug="fife")


@pytest.fixture
def action(midlothian):
    action = ActionFactory(
        priority__title="Literacy",
        priority__prefix="LIT",
        number=3,
        title="Leughadh còmhla",
        title_language="gd",
        description="A trained coach works beside teachers.",
        how_we_will_know="Teachers say what they changed.",
        first_how_we_will_know="Teachers say what they changed.",
    )
    LeadFactory(action=action, council=midlothian)
    return action


@pytest.fixture
def round(action):
    return PublishedRoundFactory(plan=action.priority.plan, number=1)


def sign_in(client, membership):
    client.force_login(membership.person)


def read(client, action):
    """The words of the page as one reads them, without markup."""
    page = client.get(action.get_absolute_url()).text
    words = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page.partition('id="main-content"')[2])
    return re.sub(r"\s+", " ", words)


def positions(client, action):
    """Council and word of each position, in their order."""
    reading = client.get(action.get_absolute_url()).context["reading"]
    return [(position.part.council.name, position.label) for position in reading.positions]


def test_everyone_reads_what_is_to_be_done_by_whom_and_when(client, action):
    page = client.get(action.get_absolute_url())

    assert '<h1 class="ds_page-header__title" lang="gd">Leughadh còmhla</h1>' in page.text
    words = read(client, action)
    assert "Led by Midlothian Due 26 May 2023 What will be done A trained coach works" in words
    assert "How we will know Teachers say what they changed." in words
    assert "As first agreed" not in words
    assert "First due" not in words


def test_the_first_wording_and_the_first_date_stay_beside_new_ones(client, action):
    action.how_we_will_know = "Two schools in three say so."
    action.save()
    move(action, datetime.date(2023, 6, 23))

    words = read(client, action)

    agreed = "As first agreed Teachers say what they changed."
    assert f"How we will know Two schools in three say so. {agreed}" in words
    assert "Due 23 June 2023 . First due 26 May 2023; moved once, by 4 weeks" in words
    asked = "“Schools asked for more visits.” Asked by the central team on 16 January 2023, "
    assert f"23 June 2023 4 weeks later {asked}accepted by the coordinator" in words


def test_a_priority_lends_its_alignments_by_framework(client, action, django_user_model):
    alignments = action.priority.alignments
    nif = {"framework": "National Improvement Framework", "year": 2022}
    for number in ["5", "3"]:
        alignments.create(kind="priority", number=number, title="One", **nif)
    alignments.create(kind="driver", number="4", title="Curriculum", **nif)
    school = "How good is our school? (4th edition)"
    alignments.create(
        framework=school, year=2015, kind="quality_indicator", number="2.3", title="Learning"
    )

    terms = client.get(action.get_absolute_url()).context["terms"]

    assert terms.aligned_to == (
        "National Improvement Framework 2022, priorities 3 and 5, driver 4; "
        "How good is our school? (4th edition), 2.3"
    )


def test_positions_stand_most_serious_first_then_by_name(client, action, round, midlothian):
    said = {
        "East Lothian": "complete",
        "City of Edinburgh": "on_track",
        "Aberdeen": "on_track",
        "Scottish Borders": "off_track",
    }
    for name, status in said.items():
        part = ContributionFactory(action=action, council__name=name)
        PublishedUpdateFactory(contribution=part, round=round, status=status, no_forecast=True)

    assert positions(client, action) == [
        ("Scottish Borders", "Off track"),
        ("Midlothian", "No update"),
        ("Aberdeen", "On track"),
        ("City of Edinburgh", "On track"),
        ("East Lothian", "Complete"),
    ]


def test_a_position_is_read_in_full(client, action, round):
    CollaborativeFactory()
    update = PublishedUpdateFactory(
        contribution=action.lead,
        round=round,
        status="at_risk",
        text="Four schools have **no** coach.",
        next_step="Offer shared cover.",
        forecast_on=datetime.date(2023, 7, 7),
        evidence="changed_practice",
        evidence_seen="In five schools.",
        received_on=datetime.date(2022, 11, 22),
        entered_by_team=True,
    )
    Correction.objects.create(update=update, text="It was three.", by=PersonFactory())

    words = read(client, action)

    assert (
        "Midlothian At risk Lead council. Written 22 November 2022, 4 days late "
        "Entered by the SEIC team for Midlothian "
        "Four schools have no coach. Next step Offer shared cover. "
        "Forecast 7 July 2023, 6 weeks after the due date "
        "Evidence Changed practice. In five schools. "
        "Correction, 15 February 2023 It was three."
    ) in words
    assert "As published on 23 November 2022" in words


def test_a_silent_council_is_late_with_its_last_known_status(client, action, round):
    PublishedUpdateFactory(contribution=action.lead, round=round)
    PublishedRoundFactory(
        plan=action.priority.plan,
        number=2,
        opens_on=datetime.date(2023, 1, 9),
        due_on=datetime.date(2023, 1, 27),
        published_at=moment(2023, 2, 1),
    )

    words = read(client, action)

    assert (
        "Midlothian No update Lead council. 5 days late when published "
        "The update was due on 27 January 2023 and has not been received. "
        "Last known: on track, on 23 November 2022."
    ) in words
    assert "On track No update received: Midlothian (on track on 23 November 2022)." in words


def test_before_the_first_round_no_update_is_due(client, action):
    words = read(client, action)

    assert positions(client, action) == [("Midlothian", "No update due yet")]
    assert "No round of updates has been published yet." in words


def test_a_part_that_has_ended_keeps_its_last_words(client, action, round, fife):
    ended = ContributionFactory(
        action=action,
        council=fife,
        ends_on=datetime.date(2022, 12, 16),
        end_reason="Its service is being reviewed.",
    )
    PublishedUpdateFactory(contribution=ended, round=round, text="Nobody can be named.")
    CouncilFactory(name="East Lothian")

    words = read(client, action)

    assert positions(client, action)[-1] == ("Fife", "Not taking part")
    assert (
        "Fife Not taking part Took part until 16 December 2022: Its service is being reviewed. "
        "Its last update, on track, written 15 November 2022: Nobody can be named."
    ) in words
    assert "Not taking part: East Lothian." in words


def test_a_round_for_members_only_is_read_by_members_only(client):
    action = world.build().action

    assert world.MEMBERS not in read(client, action)
    assert world.PUBLIC in read(client, action)
    sign_in(client, ConvenerFactory())
    assert world.MEMBERS in read(client, action)
    until = "until the pre-election pause is over, on 5 May 2023."
    assert f"For members only {until}" in read(client, action)


ROLES = ["visitor", "convener", "reader", "officer", "partner", "coordinator", "administrator"]


@pytest.mark.parametrize("address", ["action", "priorities:action_updates"])
@pytest.mark.parametrize("role", ROLES)
def test_drafts_notes_and_what_was_returned_stand_here_for_nobody(role, address, client):
    built = world.build()
    if person := built.people[role]:
        client.force_login(person)
    names = {"plan": built.plan.slug, "reference": built.action.reference}

    text = client.get(reverse(address, kwargs=names)).text

    secrets = [world.DRAFT, world.SUBMITTED, world.NOTE, world.FIFES_NOTE, world.RETURNED]
    assert [words for words in secrets if words in text] == []
    assert (world.PUBLIC if role == "visitor" else world.MEMBERS) in text


@pytest.mark.parametrize(
    ("membership", "sees_names"),
    [
        (None, False),
        (ConvenerFactory, False),
        (ReaderFactory, False),
        (OfficerFactory, True),
        (CoordinatorFactory, True),
    ],
)
def test_officers_are_named_to_those_who_work_on_plans(membership, sees_names, client, action):
    part = action.lead
    part.council.mailbox = "education@midlothian.example"
    part.council.save()
    part.lead_officer = PersonFactory(name="Siân Eskdale")
    part.deputy = PersonFactory(name="Ewan Pentland")
    part.save()
    if membership:
        sign_in(client, membership())

    words = read(client, action)

    assert "education@midlothian.example" in words
    assert ("Siân Eskdale; deputy Ewan Pentland" in words) == sees_names
    assert ("Siân" in words) == sees_names
    assert ("Every change to this action" in words) == sees_names


def buttons(client, action):
    page = client.get(action.get_absolute_url()).text
    return re.findall(r'class="ds_button [^"]*" href="[^"]*">([^<]+)</a>', page)


def test_each_is_offered_what_they_may_do(client, action, midlothian, fife):
    ContributionFactory(action=action, council=fife)
    RoundFactory(plan=action.priority.plan)
    assert buttons(client, action) == []

    sign_in(client, OfficerFactory(council=midlothian))
    assert buttons(client, action) == ["Write Midlothian’s update", "Edit this action"]
    sign_in(client, OfficerFactory(council=fife))
    assert buttons(client, action) == ["Write Fife’s update"]
    sign_in(client, OfficerFactory())
    assert buttons(client, action) == []
    sign_in(client, CoordinatorFactory())
    assert buttons(client, action) == ["Edit this action"]
    sign_in(client, ConvenerFactory(council=midlothian))
    assert buttons(client, action) == ["Ask a question"]


def test_no_update_is_offered_when_none_is_owed(client, action, round, midlothian):
    sign_in(client, OfficerFactory(council=midlothian))
    assert buttons(client, action) == ["Edit this action"]

    RoundFactory(plan=action.priority.plan, number=2)
    assert buttons(client, action) == ["Write Midlothian’s update", "Edit this action"]
    PublishedUpdateFactory(contribution=action.lead, round=round, status="complete")
    assert buttons(client, action) == ["Edit this action"]


def test_rights_end_with_the_membership(client, action, midlothian):
    membership = OfficerFactory(council=midlothian)
    Membership.objects.update(ends_on=datetime.date(2023, 2, 14))
    sign_in(client, membership)

    assert buttons(client, action) == []


def test_what_was_withdrawn_says_so_and_why_and_keeps_what_was_said(client, action, round):
    PublishedUpdateFactory(contribution=action.lead, round=round, text="Six coaches.")
    action.withdraw("The money was not given.", by=PersonFactory(), at=moment(2022, 12, 1))

    words = read(client, action)

    assert "Withdrawn on 1 December 2022 The money was not given." in words
    assert "Midlothian On track Lead council. Written 15 November 2022 Six coaches." in words
    assert 'class="overall"' not in client.get(action.get_absolute_url()).text


def test_nothing_is_missing_in_rounds_after_the_withdrawal(client, action, round):
    PublishedUpdateFactory(contribution=action.lead, round=round)
    for number, day in [(2, moment(2023, 1, 2)), (3, moment(2023, 2, 1))]:
        PublishedRoundFactory(
            plan=action.priority.plan,
            number=number,
            opens_on=day.date() - datetime.timedelta(days=9),
            due_on=day.date(),
            published_at=day,
        )
    action.withdraw("No money.", by=PersonFactory(), at=moment(2023, 1, 20))

    reading = client.get(action.get_absolute_url()).context["reading"]

    (row,) = [[position.label for position in row] for _, row in reading.table]
    assert row == ["On track", "No update", "Not taking part"]


def test_lineage_is_shown_both_ways_but_not_what_is_still_a_draft(client, action):
    earlier = ActionFactory(
        priority__plan=PlanFactory(
            slug="2021-22",
            stage="closed",
            closed_at=moment(2022, 7, 29),
            starts_on=datetime.date(2021, 8, 1),
            ends_on=datetime.date(2022, 7, 31),
        ),
        priority__prefix="REC",
        number=2,
        title="Try coaching",
    )
    action.predecessor = earlier
    action.save()
    ActionFactory(
        priority=PriorityFactory(plan=DraftPlanFactory(), prefix="LIT"),
        number=1,
        title="Go on coaching",
        predecessor=action,
        first_due_on=None,
    )

    assert "Carries on REC-2 Try coaching , plan 2021-22" in read(client, action)
    assert "Carried on by LIT-3 Leughadh còmhla , plan 2022-23" in read(client, earlier)
    assert "Go on coaching" not in read(client, action)
    sign_in(client, ReaderFactory())
    assert "Carried on by LIT-1 Go on coaching , plan 2023-24" in read(client, action)


def test_milestones_say_what_is_done_overdue_moved_and_dropped(client, action):
    day = datetime.date
    MilestoneFactory(
        action=action, title="Trained", due_on=day(2022, 9, 9), done_on=day(2022, 9, 2)
    )
    MilestoneFactory(action=action, title="Named", due_on=day(2023, 1, 18), number=2)
    MilestoneFactory(
        action=action,
        title="Visited",
        due_on=day(2023, 3, 17),
        first_due_on=day(2023, 2, 24),
        number=3,
    )
    MilestoneFactory(
        action=action,
        title="Filmed",
        due_on=day(2023, 1, 13),
        dropped_on=day(2023, 1, 9),
        dropped_reason="No consent.",
        number=4,
    )

    words = read(client, action)

    assert "Milestones: 1 of 3 done, 1 overdue" in words
    assert (
        "Trained 9 Sep 2022 2 Sep 2022 Named 18 Jan 2023 Overdue by 4 weeks "
        "Visited 17 Mar 2023 First due 24 Feb 2023 – "
        "Filmed Dropped on 9 January 2023: No consent. 13 Jan 2023 Dropped"
    ) in words


def test_nothing_grows_later_once_a_plan_is_closed(client, action):
    due = datetime.date(2023, 1, 18)
    MilestoneFactory(action=action, due_on=due)
    MilestoneFactory(action=action, due_on=datetime.date(2023, 3, 18))
    Plan.objects.update(stage="closed", closed_at=moment(2023, 2, 1))

    steps = client.get(action.get_absolute_url()).context["terms"].steps

    assert [(step.overdue, step.is_undone) for step in steps] == [("2 weeks", True), ("", True)]


def test_the_latest_three_rounds_stand_side_by_side(client, action, midlothian, fife):
    part = ContributionFactory(action=action, council=fife, starts_on=OCTOBER)
    for number, status in enumerate(["not_started", "on_track", "complete"], start=1):
        round = PublishedRoundFactory(plan=action.priority.plan, number=number)
        PublishedUpdateFactory(contribution=action.lead, round=round, status=status)
    PublishedRoundFactory(plan=action.priority.plan, number=4)
    before = PublishedRoundFactory(plan=action.priority.plan, number=5)
    part.starts_on = before.opens_on + datetime.timedelta(days=1)
    part.save()

    reading = client.get(action.get_absolute_url()).context["reading"]

    assert [round.number for round in reading.latest_rounds] == [3, 4, 5]
    table = [(str(council), [one.label for one in row]) for council, row in reading.table]
    assert table == [
        ("Fife", ["Not taking part"] * 3),
        ("Midlothian", ["Complete", "Complete", "Complete"]),
    ]


def test_a_draft_is_hidden_from_visitors_and_read_by_members(client):
    draft = ActionFactory(priority__plan=DraftPlanFactory(), first_due_on=None)

    assert client.get(draft.get_absolute_url()).status_code == 404
    sign_in(client, ReaderFactory())
    assert "The due date as drafted." in read(client, draft)
    assert buttons(client, draft) == []
    sign_in(client, CoordinatorFactory())
    assert buttons(client, draft) == ["Edit this action", "Write the plan"]


@pytest.mark.parametrize(
    "reference", ["LIT-4", "lit-3", "LIT", "LIT-x", "LIT-99999999999999999999"]
)
def test_an_action_that_is_not_there_is_not_found(reference, client, action):
    address = reverse("action", kwargs={"plan": "2022-23", "reference": reference})

    assert client.get(address).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_the_same_however_much_was_said(
    many, client, action, django_assert_num_queries
):
    for number in range(1, many + 1):
        round = PublishedRoundFactory(plan=action.priority.plan, number=number)
        part = ContributionFactory(action=action)
        MilestoneFactory(action=action)
        for contribution in [part, action.lead]:
            update = PublishedUpdateFactory(contribution=contribution, round=round)
            Correction.objects.create(update=update, text="Three.", by=update.written_by)

    # plan, action, contributions, councils; progress: rounds, councils, priorities, contributions,
    # newest updates; parts, updates, corrections; successors; collaborative, partners; milestones,
    # alignments, moves of the date, when it was agreed; questions, and how many are open;
    # programmes that serve it; measures it contributes to
    with django_assert_num_queries(24):
        client.get(action.get_absolute_url())


def test_an_officer_costs_four_queries_more(
    client, action, midlothian, round, django_assert_num_queries
):
    PublishedUpdateFactory(contribution=action.lead, round=round)
    RoundFactory(plan=action.priority.plan, number=2)
    sign_in(client, OfficerFactory(council=midlothian))

    # as above, and session, person, memberships, the round that collects, parts that owe in it; a
    # member reads open questions, which are not counted apart
    with django_assert_num_queries(28):
        client.get(action.get_absolute_url())


def test_only_published_updates_are_read_at_all(action, round):
    SubmittedUpdateFactory(contribution=action.lead, round=round, text=world.SUBMITTED)

    assert list(Update.objects.published().in_full()) == []
