"""A small plan with one of everything, and someone in every role: what rights are tested on."""

import datetime
from types import SimpleNamespace

from empowered_system.tests.factories import (
    AssociateMatchFactory,
    EventFactory,
    FindingFactory,
    HostFactory,
    OutcomeFactory,
    ParticipationFactory,
    ProgrammeFactory,
    PublicQuestionFactory,
    PublishedFindingFactory,
    ResourceFactory,
    StrandFactory,
    UploadFactory,
)
from networks.tests.factories import (
    GatheringFactory,
    JoinRequestFactory,
    NetworkFactory,
    NetworkLeadFactory,
    ProposalFactory,
)
from plans.models import Ask
from plans.tests.factories import (
    CollaborativeFactory,
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    DraftPlanFactory,
    FundingLineFactory,
    MeetingFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
    PublishedRoundFactory,
    ReaderFactory,
    RoundFactory,
    SettingFactory,
    moment,
)
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    DateChangeFactory,
    DraftedQuestionFactory,
    LeadFactory,
    MeasureFactory,
    MilestoneFactory,
    PriorityFactory,
    PublishedUpdateFactory,
    SubmittedUpdateFactory,
    UpdateFactory,
    ValueFactory,
)
from seic_portal.tests.papers import issued
from seic_portal.tests.reports import report_of, revision_of

PUBLIC = "Words that everyone may read."
ASK = "What members are asked to do."
PAPER = "Words of a paper for members."
MEMBERS = "Words that members may read until the meeting."
DRAFT = "Words of a draft of Midlothian."
SUBMITTED = "Words that Fife has submitted."
NOTE = "A note for Midlothian’s colleagues."
FIFES_NOTE = "A note for Fife’s colleagues."
ASKED = "Words that ask for a new date."
ANSWER = "Words of an answer that waits."
JOINING = "Words of someone who asks to join a network."
RETURNED = "A note that went back with an update."
FOUND = "Words of a finding that is not published."
PUT = "Words of a question that waits for its answer."
SUPPORT = "Words of a setting that asks for support."
ASKER = "head.of.the.setting@school.example"
OUTCOME = "Words of what a peer review came to."
TOOK_PART = "A school that took part"
NOT_REACHED = "A school that has not taken part"
UNNAMED = "A school that has not agreed to be named"


def people(midlothian, fife, borders):
    """Return someone in every role, by the name of the role; nobody for the visitor."""
    ended = datetime.date(2022, 12, 31)
    return {
        "visitor": None,
        "convener": ConvenerFactory(council=midlothian).person,
        "reader": ReaderFactory().person,
        "officer": OfficerFactory(council=midlothian).person,
        "partner": OfficerFactory(council=fife).person,
        "other": OfficerFactory(council=borders).person,
        "coordinator": CoordinatorFactory().person,
        "administrator": PersonFactory(is_administrator=True),
        "leaver": OfficerFactory(council=midlothian, ends_on=ended).person,
    }


def rounds(plan):
    """Return a public round, one for members only, and one that collects."""
    meeting = MeetingFactory(plan=plan, slug="oversight-group-2")
    public = PublishedRoundFactory(plan=plan, number=1)
    members = PublishedRoundFactory(
        plan=plan,
        number=2,
        opens_on=datetime.date(2023, 1, 9),
        due_on=datetime.date(2023, 1, 27),
        published_at=moment(2023, 2, 8),
        public_from=meeting.meets_on,
    )
    members.meetings.add(meeting)
    Ask.objects.create(meeting=meeting, number=1, text=ASK)
    issued(meeting, words=PAPER)
    return public, members, RoundFactory(plan=plan, number=3)


def updates(lead, part, public, members, open_round):
    """Save what Midlothian and Fife said, published and not."""
    for contribution in [lead, part]:
        PublishedUpdateFactory(contribution=contribution, round=public, text=PUBLIC)
        PublishedUpdateFactory(
            contribution=contribution,
            round=members,
            text=MEMBERS,
            note=NOTE if contribution is lead else FIFES_NOTE,
            published_at=moment(2023, 2, 8),
        )
    draft = UpdateFactory(contribution=lead, round=open_round, text=DRAFT, note=NOTE)
    sent = SubmittedUpdateFactory(
        contribution=part, round=open_round, text=SUBMITTED, note=FIFES_NOTE, return_note=RETURNED
    )
    return draft, sent


def programme(action, council):
    """Return a programme of Midlothian's with one of everything that belongs to it."""
    strand = StrandFactory(number=1, title="Pedagogy Pioneers", slug="pedagogy-pioneers")
    writing = ProgrammeFactory(
        strand=strand,
        plan=action.priority.plan,
        council=council,
        title="Writing in the small school",
        slug="writing-in-the-small-school",
        takes_questions=True,
    )
    writing.actions.add(action)
    HostFactory(programme=writing, setting__name=UNNAMED, setting__council=council)
    ParticipationFactory(
        programme=writing, setting__name=TOOK_PART, setting__council=council, practitioners=3
    )
    SettingFactory(name=NOT_REACHED, council=council)
    EventFactory(programme=writing, title="Spelling without lists")
    ResourceFactory(programme=writing, link="", upload=UploadFactory())
    PublicQuestionFactory(programme=writing, text=PUT)
    FindingFactory(programme=writing, title="A draft", slug="a-draft", found=FOUND)
    PublishedFindingFactory(programme=writing, title="Ten minutes of talk", slug="ten-minutes")
    return writing


def support(council):
    """Return the associate who was matched with a request of a council's setting."""
    match = AssociateMatchFactory(
        request__setting__council=council,
        request__setting__name="A school that asks for support",
        request__about=SUPPORT,
        request__email=ASKER,
    )
    match.request.steps.create(state="matched", at=moment(2023, 2, 14), note=match.note)
    OutcomeFactory(match=match, text=OUTCOME)
    return match.associate.person


def network():
    """Save a network with one of everything, which nobody of the roles leads."""
    network = NetworkFactory(name="Early Talk", slug="early-talk")
    NetworkLeadFactory(network=network)
    GatheringFactory(network=network)
    JoinRequestFactory(network=network, message=JOINING)
    ProposalFactory()


def build():
    """Save the world and return its parts."""
    midlothian = CouncilFactory(name="Midlothian", slug="midlothian", short_name="Midlothian")
    fife = CouncilFactory(name="Fife", slug="fife", short_name="Fife")
    borders = CouncilFactory(name="Scottish Borders", slug="scottish-borders", short_name="Borders")
    # A pause holds back the round that would be public from its meeting on.
    pause = {
        "election_from": datetime.date(2023, 2, 20),
        "election_until": datetime.date(2023, 5, 4),
    }
    CollaborativeFactory(host_council=midlothian, **pause)
    plan = PlanFactory()
    FundingLineFactory(plan=plan)
    literacy = PriorityFactory(plan=plan, title="Literacy", slug="literacy", prefix="LIT")
    action = ActionFactory(priority=literacy, number=1, title="Coach the teaching of writing")
    lead = LeadFactory(action=action, council=midlothian)
    part = ContributionFactory(action=action, council=fife)
    late = ActionFactory(priority=literacy, number=2)
    LeadFactory(action=late, council=borders)  # nothing was received of it
    MilestoneFactory(action=action, title="Twelve coaches trained")
    DateChangeFactory(action=action, council=midlothian, reason=ASKED)
    watched = MeasureFactory(slug="literacy-primary")
    ValueFactory(measure=watched)
    network()
    revision_of(plan)
    report_of(plan, midlothian)
    draft, sent = updates(lead, part, *rounds(plan))
    draft_plan = DraftPlanFactory(predecessor=plan)
    MeetingFactory(plan=draft_plan, slug="board-1", meets_on=datetime.date(2023, 9, 6))
    draft_action = ActionFactory(
        priority__plan=draft_plan,
        priority__slug="numeracy",
        priority__prefix="NUM",
        number=1,
        first_due_on=None,
    )
    everyone = people(midlothian, fife, borders)
    question = DraftedQuestionFactory(
        action=action, owed_by=midlothian, asked_by=everyone["convener"], answer=ANSWER
    )
    return SimpleNamespace(
        plan=plan,
        action=action,
        draft=draft,
        sent=sent,
        draft_plan=draft_plan,
        draft_action=draft_action,
        programme=programme(action, midlothian),
        question=question,
        people=everyone,
        associate=support(midlothian),
    )
