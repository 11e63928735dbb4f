"""What someone has to do next: owed by an officer, published for a convener, a round to run."""

import datetime

import pytest
from django.urls import reverse

from empowered_system.tests.factories import SupportRequestFactory
from networks.tests.factories import (
    GatheringFactory,
    JoinRequestFactory,
    NetworkFactory,
    NetworkLeadFactory,
    ProposalFactory,
)
from plans.models import Round
from plans.tests.factories import (
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    MeetingFactory,
    MembershipFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
    PublishedRoundFactory,
    ReaderFactory,
    RoundFactory,
    moment,
)
from plans.tests.reading import words_of
from priorities.models import Update
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    DateChangeFactory,
    DraftedQuestionFactory,
    LeadFactory,
    MilestoneFactory,
    PriorityFactory,
    PublishedUpdateFactory,
    QuestionFactory,
    SubmittedUpdateFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db
MY_WORK = "/my-work/"


@pytest.fixture
def council():
    return CouncilFactory(name="Midlothian", slug="midlothian")


@pytest.fixture
def literacy():
    return PriorityFactory(prefix="LIT", title="Literacy")


@pytest.fixture
def officer(council):
    return OfficerFactory(council=council, person__name="Siân Eskdale").person


@pytest.fixture
def mine(client, officer):
    client.force_login(officer)
    return client


def part(priority, number, council, *, leads=False, **values):
    """Give a council a part in a new action of a priority."""
    action = ActionFactory(priority=priority, number=number, title=f"Action {number}")
    make = LeadFactory if leads else ContributionFactory
    return make(action=action, council=council, **values)


def late(**values):
    days = {"opens_on": datetime.date(2023, 1, 9), "due_on": datetime.date(2023, 2, 12)}
    return RoundFactory(number=2, **days | values)


def shown(tasks):
    return [(task.css, task.word, task.reference, task.says, task.button) for task in tasks]


def test_an_officer_sees_what_is_late_first_returned_before_all(mine, officer, council, literacy):
    returned, begun, empty = (part(literacy, number, council) for number in [3, 2, 1])
    PublishedUpdateFactory(contribution=empty, round__number=1, status="at_risk")
    round = late()
    UpdateFactory(
        contribution=begun, round=round, written_by=officer, written_at=moment(2023, 2, 15, 10)
    )
    back = SubmittedUpdateFactory(contribution=returned, round=round)
    back.send_back("How many?", by=officer, at=moment(2023, 2, 15, 9))
    page = mine.get(MY_WORK)

    owing = page.context["owing"]
    assert shown(owing.now) == [
        (
            "returned",
            "Returned",
            "LIT-3",
            "The coordinator asks: “How many?” Returned on 15 February 2023 at 09:00.",
            "Correct it",
        ),
        (
            "late",
            "Late by 3 days",
            "LIT-2",
            "You saved a draft on 15 February 2023 at 10:00; it has not been submitted.",
            "Finish it",
        ),
        (
            "late",
            "Late by 3 days",
            "LIT-1",
            "Nothing written yet. Last round: at risk.",
            "Write it",
        ),
    ]
    assert owing.soon == []
    assert owing.lede == (
        "You owe 3 things. Three are late. Round 2 was due on Sunday 12 February 2023."
    )
    for number in [1, 2, 3]:
        address = f"/plans/2022-23/rounds/2/updates/LIT-{number}/midlothian/"
        assert page.text.count(f'href="{address}"') == 1
        assert mine.get(address).context["form"] is not None


def test_on_its_due_day_an_update_stands_under_now(mine, officer, council, literacy):
    begun, empty = part(literacy, 1, council), part(literacy, 2, council)
    round = late(due_on=datetime.date(2023, 2, 15))
    UpdateFactory(contribution=begun, round=round, written_by=officer)
    owing = mine.get(MY_WORK).context["owing"]

    assert [(task.css, task.word, task.reference) for task in owing.now] == [
        ("draft", "Draft, due today", begun.action.reference),
        ("not_started", "Due today", empty.action.reference),
    ]
    assert owing.soon == []
    assert owing.lede == "You owe 2 things. Round 2 is due on Wednesday 15 February 2023."


def test_before_the_due_day_updates_stand_under_soon(mine, officer, council, literacy):
    for number in [1, 2]:
        PublishedRoundFactory(number=number)
    silent, begun = part(literacy, 1, council), part(literacy, 2, council, leads=True)
    PublishedUpdateFactory(contribution=silent, round=Round.objects.get(number=1))
    round = RoundFactory(number=3)
    round.meetings.add(MeetingFactory(meets_on=datetime.date(2023, 3, 29)))
    colleague = PersonFactory(name="A. Colleague")
    UpdateFactory(
        contribution=begun, round=round, written_by=colleague, written_at=moment(2023, 2, 14, 10)
    )
    owing = mine.get(MY_WORK).context["owing"]

    assert shown(owing.soon) == [
        (
            "draft",
            "Draft, by 17 March 2023",
            "LIT-2",
            (
                "Midlothian leads. A. Colleague saved a draft on 14 February 2023 at 10:00; "
                "it has not been submitted."
            ),
            "Finish it",
        ),
        (
            "not_started",
            "By 17 March 2023",
            "LIT-1",
            "Nothing written yet. No update in round 2; before that: on track.",
            "Write it",
        ),
    ]
    assert owing.now == []
    assert owing.lede == (
        "You owe 2 things. Round 3 is due on Friday 17 March 2023, "
        "for the Oversight Group of 29 March 2023."
    )


def test_overdue_milestones_of_actions_the_council_leads_are_owed(mine, council, literacy):
    led = part(literacy, 1, council, leads=True)
    given = part(literacy, 2, council)
    for action in [given.action, led.action]:
        overdue = MilestoneFactory(action=action, title="Coaches", due_on=datetime.date(2023, 2, 1))
    MilestoneFactory(action=led.action, title="Later")
    page = mine.get(MY_WORK)

    assert shown(page.context["owing"].now) == [
        (
            "late",
            "Overdue by 2 weeks",
            "LIT-1",
            "Milestone of “Action 1”, due 1 February 2023.",
            "Mark it done",
        )
    ]
    assert page.context["owing"].lede == (
        "You owe 1 thing. One is late. No further round is planned yet."
    )
    address = reverse("priorities:complete_milestone", args=["2022-23", "LIT-1", overdue.pk])
    assert page.text.count(f'href="{address}"') == 1


def test_what_was_sent_can_be_taken_back_from_here(mine, council, literacy):
    round = RoundFactory(number=2)
    sent = part(literacy, 1, council)
    SubmittedUpdateFactory(contribution=sent, round=round, entered_by_team=True)
    part(literacy, 2, council)
    page = mine.get(MY_WORK)

    [one] = page.context["owing"].sent
    assert (one.reference, one.status.label) == ("LIT-1", "On track")
    assert one.says == "Submitted on 14 February 2023 at 12:00."
    assert "Entered by the SEIC team for Midlothian." in page.text
    assert page.context["owing"].progress == (
        "One of the two updates of Midlothian for round 2 is in."
    )
    assert f'action="{one.take_back}"' in page.text
    mine.post(one.take_back)
    assert Update.objects.get().state == "draft"


def test_an_officer_of_two_councils_sees_what_both_owe(mine, officer, council, literacy):
    fife = CouncilFactory(name="Fife", slug="fife")
    OfficerFactory(person=officer, council=fife)
    RoundFactory(number=2)
    both = part(literacy, 1, council)
    ContributionFactory(action=both.action, council=fife)
    ContributionFactory(action=both.action)  # a third council's: not theirs
    page = mine.get(MY_WORK)

    owing = page.context["owing"]
    assert [(task.says, task.address.split("/")[-2]) for task in owing.soon] == [
        ("For Fife. Nothing written yet.", "fife"),
        ("For Midlothian. Nothing written yet.", "midlothian"),
    ]
    assert owing.names == "Midlothian and Fife"
    assert [council.name for council in owing.councils] == ["Midlothian", "Fife"]


def test_an_officer_never_sees_what_another_council_has_written(mine, council, literacy):
    round = RoundFactory(number=2)
    other = part(literacy, 1, CouncilFactory())
    UpdateFactory(contribution=other, round=round, text="Not for you.")
    owing = mine.get(MY_WORK).context["owing"]

    assert (owing.now, owing.soon, owing.sent) == ([], [], [])


def test_a_draft_for_a_part_that_has_ended_is_not_owed(mine, council, literacy):
    ended = part(
        literacy, 1, council, ends_on=datetime.date(2023, 2, 14), end_reason="Done elsewhere."
    )
    UpdateFactory(contribution=ended, round=RoundFactory(number=2))
    owing = mine.get(MY_WORK).context["owing"]

    assert (owing.now, owing.soon, owing.sent) == ([], [], [])


def test_nothing_owed_once_everything_is_in(mine, council, literacy):
    round = RoundFactory(number=2)
    for number in [1, 2]:
        SubmittedUpdateFactory(contribution=part(literacy, number, council), round=round)
    page = mine.get(MY_WORK)

    assert "You owe nothing today" in page.text
    assert page.context["owing"].nothing == ("All two updates of Midlothian for round 2 are in.")


def test_nothing_owed_between_two_rounds_says_what_comes_next(mine, council, literacy):
    first = part(literacy, 1, council)
    part(literacy, 2, council)
    update = PublishedUpdateFactory(contribution=first, round__number=1)
    other = ContributionFactory(action=first.action)
    PublishedUpdateFactory(contribution=other, round=update.round)
    RoundFactory(number=2, opens_on=datetime.date(2023, 2, 27))

    assert mine.get(MY_WORK).context["owing"].nothing == (
        "One of the two updates of Midlothian for round 1 is published. "
        "The next round opens on Monday 27 February 2023."
    )


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: RoundFactory(number=2), "No update of Midlothian for round 2 is owed."),
        (
            lambda: PublishedRoundFactory(number=2),
            "No update of Midlothian for round 2 is owed. No further round is planned yet.",
        ),
        (PlanFactory, "No further round is planned yet."),
    ],
)
def test_a_council_without_actions_owes_nothing(make, sentence, mine):
    make()

    assert mine.get(MY_WORK).context["owing"].nothing == sentence


@pytest.mark.parametrize("others", [1, 3])
def test_it_costs_an_officer_the_same_however_much_is_owed(
    others, mine, officer, council, literacy, django_assert_num_queries
):
    round = RoundFactory(number=20)
    for number in range(1, 1 + others):
        led = part(literacy, number, council, leads=True)
        MilestoneFactory(action=led.action, due_on=datetime.date(2023, 2, 1))
        PublishedUpdateFactory(contribution=led, round__number=number)
        part(literacy, 10 + number, council)
        written = part(literacy, 20 + number, council)
        UpdateFactory(contribution=written, round=round)
        sent = part(literacy, 30 + number, council)
        SubmittedUpdateFactory(contribution=sent, round=round)

    # Session, person, roles; open plan; round, published rounds, who owes, updates, which the
    # last words are and what they say, parts, milestones, questions; what is open again; dates
    # asked for; networks led; support to agree to and matched; collaborative, the menu's plan and
    # councils of the page around it.
    with django_assert_num_queries(21):
        page = mine.get(MY_WORK)

    owing = page.context["owing"]
    assert (len(owing.now), len(owing.soon), len(owing.sent)) == (others, 3 * others, others)


def test_a_convener_reads_their_councils_exceptions_as_members_do(client, council, literacy):
    round = PublishedRoundFactory(number=1, public_from=datetime.date(2023, 2, 22))
    words = {"at_risk": "No cover yet.", "on_track": "All is well."}
    for number, (status, text) in enumerate(words.items(), start=1):
        own = part(literacy, number, council)
        PublishedUpdateFactory(contribution=own, round=round, status=status, text=text)
        other = ContributionFactory(action=own.action, council=CouncilFactory(name=f"C {number}"))
        PublishedUpdateFactory(
            contribution=other,
            round=round,
            status="off_track",
            no_forecast=True,
            text="Another council’s.",
        )
    part(literacy, 3, council)
    later = RoundFactory(number=2)
    for contribution in own.action.contributions.all():
        UpdateFactory(contribution=contribution, round=later, text="A draft.", note="A note.")
    client.force_login(ConvenerFactory(council=council).person)
    page = client.get(MY_WORK)

    [midlothian] = page.context["own"]
    assert [(row.reference, reason.words) for row, reason in midlothian["exceptions"]] == [
        ("LIT-1", "No cover yet.")
    ]
    assert [row.reference for row in midlothian["silent"]] == ["LIT-3"]
    assert "For members only until 22 February 2023." in page.text
    assert "A draft." not in page.text
    assert "A note." not in page.text
    assert f'href="{reverse("priorities:progress", args=["2022-23"])}"' in page.text
    assert f'href="{reverse("council", args=["2022-23", "midlothian"])}"' in page.text
    assert "owing" not in page.context


def test_a_reader_reads_every_councils_exceptions(client, council, literacy):
    for number, status in enumerate(["on_track", "at_risk"], start=1):
        PublishedUpdateFactory(
            contribution=part(literacy, number, council), round__number=number, status=status
        )
    client.force_login(ReaderFactory().person)
    page = client.get(MY_WORK)

    assert [row.reference for row in page.context["exceptions"]] == ["LIT-2"]
    assert page.context["own"] == []


@pytest.mark.parametrize("others", [1, 3])
def test_it_costs_a_convener_the_same_however_much_is_wrong(
    others, client, council, literacy, django_assert_num_queries
):
    rounds = [PublishedRoundFactory(number=number) for number in [1, 2]]
    for month, round in enumerate(rounds, start=1):
        round.meetings.add(MeetingFactory(meets_on=datetime.date(2023, month, 1)))
    for number in range(1, 1 + others):
        mine = part(literacy, number, council)
        for round, status in zip(rounds, ["on_track", "at_risk"], strict=True):
            at = moment(2023, 1, 1 + round.number)
            PublishedUpdateFactory(contribution=mine, round=round, status=status, published_at=at)
    client.force_login(ConvenerFactory(council=council).person)

    # Session, person, roles; open plan; questions; rounds, councils, actions, updates, parts
    # of progress; meetings and their rounds, what has changed between two of them (fourteen);
    # networks led; support matched; collaborative, the menu's plan and councils of the page around
    # it.
    with django_assert_num_queries(31):
        page = client.get(MY_WORK)

    assert len(page.context["own"][0]["exceptions"]) == others


def test_a_coordinator_is_led_to_the_board_of_the_round_that_collects(client, council, literacy):
    PublishedRoundFactory(number=1)
    part(literacy, 1, council)
    RoundFactory(number=2)
    RoundFactory(number=3)
    client.force_login(CoordinatorFactory().person)
    page = client.get(MY_WORK)

    assert page.context["board"].tally.lede == (
        "0 of 1 updates are in. One is not: the round is due on Friday 17 March 2023, in 4 weeks."
    )
    assert 'href="/plans/2022-23/rounds/2/"' in page.text
    assert 'href="/plans/2022-23/rounds/"' in page.text


def test_a_coordinator_is_told_that_no_round_collects(client):
    PublishedRoundFactory(number=1)
    client.force_login(CoordinatorFactory().person)

    assert "No round takes updates today." in client.get(MY_WORK).text


@pytest.mark.parametrize("others", [1, 3])
def test_it_costs_a_coordinator_the_same_however_much_waits(
    others, client, council, literacy, django_assert_num_queries
):
    round = RoundFactory(number=20)
    for number in range(1, 1 + others):
        sent = part(literacy, number, council, leads=True)
        SubmittedUpdateFactory(contribution=sent, round=round)
        part(literacy, 10 + number, council)
        DateChangeFactory(action=sent.action)
        QuestionFactory(action=sent.action, owed_by=None)
        DraftedQuestionFactory(action=sent.action, owed_by=council)
        ProposalFactory()
    client.force_login(CoordinatorFactory().person)

    # Session, person, roles; networks led and proposed; open plan; dates asked for and their moves;
    # questions; the round that collects and its board (six); requests for support to match, and
    # those matched to this person; collaborative, the menu's plan and councils of the page around.
    with django_assert_num_queries(21):
        page = client.get(MY_WORK)

    assert len(page.context["requests"]) == page.context["proposals"] == others
    assert len(page.context["questions"].lines) == 2 * others
    assert page.context["board"].tally.lede.startswith(f"{others} of {2 * others} updates are in.")


def test_an_administrator_is_led_to_the_administration(client):
    PlanFactory()
    client.force_login(PersonFactory(is_administrator=True))
    page = client.get(MY_WORK)

    assert page.text.count(f'href="{reverse("admin:index")}"') == 2  # in the menu, and here
    assert "no role" not in page.text


@pytest.mark.parametrize("ended", [True, False])
def test_someone_without_a_role_is_told_whom_to_ask(ended, client):
    person = PersonFactory()
    if ended:
        MembershipFactory(person=person, role="reader", ends_on=datetime.date(2023, 2, 14))
    PublishedRoundFactory(number=1, public_from=datetime.date(2023, 2, 22))
    client.force_login(person)
    page = client.get(MY_WORK)

    assert "Your account has no role yet" in page.text
    assert [name for name in ["owing", "progress", "board"] if name in page.context] == []


def test_without_an_open_plan_nothing_is_owed(mine):
    PlanFactory(stage="closed", closed_at=moment(2022, 12, 1))

    assert "No plan is open" in mine.get(MY_WORK).text


def test_a_visitor_is_sent_to_sign_in(client):
    response = client.get(MY_WORK)

    assert (response.status_code, response.url) == (302, "/accounts/login/?next=/my-work/")


def test_a_lead_of_a_network_sees_its_next_step_and_no_word_of_a_role(client):
    lead = NetworkLeadFactory(network__name="Early Talk")
    JoinRequestFactory.create_batch(2, network=lead.network)
    GatheringFactory.create_batch(2, network=lead.network, meets_on=datetime.date(2023, 3, 8))
    NetworkFactory(name="Another")
    client.force_login(lead.person)

    words = words_of(client.get(MY_WORK))

    assert "Your network Early Talk Active" in words
    assert "2 people ask to join" in words
    assert "Next gathering: Wednesday 8 March 2023" in words
    assert "Yes, it is going" in words
    assert [said for said in ["no role", "Another", "No plan is open"] if said in words] == []


@pytest.mark.parametrize("others", [1, 3])
def test_it_costs_a_lead_the_same_however_many(others, client, django_assert_num_queries):
    person = PersonFactory()
    for _ in range(others):
        lead = NetworkLeadFactory(person=person)
        JoinRequestFactory.create_batch(others, network=lead.network)
    client.force_login(person)

    # Session, person, roles; open plan; the networks; support matched; collaborative, the menu's
    # plan and councils.
    with django_assert_num_queries(9):
        page = client.get(MY_WORK)

    assert [network.waiting for network in page.context["networks"]] == [others] * others


def test_a_coordinator_is_told_that_proposed_networks_wait(client):
    ProposalFactory.create_batch(2)
    client.force_login(CoordinatorFactory().person)

    assert "2 networks wait for you to list or decline." in words_of(client.get(MY_WORK))


def test_requests_for_support_that_wait_are_told_to_whom_they_wait_for(client):
    asked = SupportRequestFactory(state="with_council")
    officer = OfficerFactory(council=asked.council).person
    SupportRequestFactory(state="with_team")
    client.force_login(officer)
    assert "1 request for support waits for your council" in words_of(client.get("/my-work/"))

    client.force_login(OfficerFactory().person)
    assert "Requests for support" not in words_of(client.get("/my-work/"))
    client.force_login(CoordinatorFactory().person)
    assert "1 request for support waits for you to find" in words_of(client.get("/my-work/"))
