"""The coordinator's board of a round, and its publication: to members, then to everyone."""

import datetime

import pytest
from django.contrib.messages import get_messages

from plans.models import AuditEntry, Round
from plans.tests.factories import (
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    MeetingFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
    PublishedRoundFactory,
    ReaderFactory,
    RoundFactory,
    moment,
)
from priorities.models import Update
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    LeadFactory,
    PublishedUpdateFactory,
    SubmittedUpdateFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db
ROUNDS = "/plans/2022-23/rounds/"
BOARD = f"{ROUNDS}2/"
PUBLISH = f"{BOARD}publish/"
RELEASE = f"{BOARD}release/"
ADDRESSES = [ROUNDS, BOARD, PUBLISH, RELEASE]
DAY = datetime.date(2023, 2, 15)


@pytest.fixture
def coordinator():
    return CoordinatorFactory(person__name="Catrìona Brae").person


@pytest.fixture
def theirs(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def council():
    return CouncilFactory(name="Midlothian", short_name="Midlothian", slug="midlothian")


@pytest.fixture
def action():
    return ActionFactory(priority__prefix="LIT", priority__title="Literacy", number=3)


@pytest.fixture
def part(action, council):
    return LeadFactory(action=action, council=council)


def late_round(**values):
    days = {"opens_on": datetime.date(2023, 1, 9), "due_on": datetime.date(2023, 2, 12)}
    return RoundFactory(number=2, **days | values)


def said(response):
    return [(one.level_tag, one.message) for one in get_messages(response.wsgi_request)]


def date(day, month, year):
    parts = {"day": day, "month": month, "year": year}
    return {f"public_from_{part}": str(value) for part, value in parts.items()}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    "who", [ConvenerFactory, ReaderFactory, OfficerFactory, None, "administrator"]
)
def test_only_coordinators_open_it(who, address, client, part):
    round = RoundFactory(number=2)
    SubmittedUpdateFactory(contribution=part, round=round, text="Not for you.")
    if who == "administrator":
        person = PersonFactory(is_administrator=True)
    else:
        person = who().person if who else PersonFactory()
    client.force_login(person)

    for response in [client.get(address), client.post(address, {"publish": "yes"})]:
        assert response.status_code == 403
        assert "Not for you." not in response.text
    assert Round.objects.get().published_at is None


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_visitor_is_sent_to_sign_in(address, client):
    response = client.get(address)

    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={address}")


@pytest.mark.parametrize("address", ADDRESSES[1:])
def test_an_unknown_round_is_not_found(address, theirs):
    PlanFactory()

    assert theirs.get(address).status_code == 404


def places(response):
    """Return what the board shows: (class, label) of each place, row by row."""
    return [
        [(place.css, place.label) for place in row.places]
        for priority in response.context["board"].priorities
        for row in priority.rows
    ]


WORDS = {
    "open": {
        "none": ("not_started", "Not in yet"),
        "draft": ("draft", "Draft"),
        "returned": ("returned", "Returned"),
        "submitted": ("submitted", "Submitted"),
    },
    "late": {
        "none": ("late", "Late"),
        "draft": ("late", "Late: draft begun"),
        "returned": ("returned", "Returned"),
        "submitted": ("submitted", "Submitted"),
    },
    "published": {
        "none": ("no_update", "No update"),
        "draft": ("no_update", "No update"),
        "returned": ("no_update", "No update"),
        "submitted": ("published", "Published"),
    },
}


@pytest.mark.parametrize("state", ["none", "draft", "returned", "submitted"])
@pytest.mark.parametrize("when", WORDS)
def test_a_place_says_where_the_update_stands(when, state, part, coordinator, theirs):
    round = RoundFactory(number=2) if when == "open" else late_round()
    if state == "draft":
        UpdateFactory(contribution=part, round=round)
    elif state != "none":
        update = SubmittedUpdateFactory(contribution=part, round=round)
        if state == "returned":
            update.send_back("How many?", by=coordinator, at=moment(2023, 2, 14, 13))
    if when == "published":
        Update.objects.publish(round, by=coordinator, at=moment(2023, 2, 15, 9))

    assert places(theirs.get(BOARD)) == [[WORDS[when][state]]]


def test_a_published_round_says_what_became_of_a_returned_update(part, coordinator, theirs):
    round = late_round()
    update = SubmittedUpdateFactory(contribution=part, round=round)
    update.send_back("How many?", by=coordinator, at=moment(2023, 2, 14, 13))
    Update.objects.publish(round, by=coordinator, at=moment(2023, 2, 15, 9))
    [sheet] = theirs.get(BOARD).context["board"].tally.behind

    assert [(reason.label, reason.says) for reason in reasons(sheet)] == [
        ("No update", ", returned by Catrìona Brae on 14 February 2023")
    ]


def test_each_place_leads_to_the_update(part, theirs):
    RoundFactory(number=2)
    page = theirs.get(BOARD)

    address = f"{BOARD}updates/LIT-3/midlothian/"
    [row] = page.context["board"].priorities[0].rows
    assert [place.address for place in row.places] == [address]
    assert (row.reference, row.lead) == ("LIT-3", "Midlothian")
    assert page.text.count(f'href="{address}"') == 2  # in its row, and under "Not in yet"


def test_who_owes_nothing_is_not_counted_and_says_why(action, theirs):
    earlier = PublishedRoundFactory(number=1)
    round = RoundFactory(number=2)
    names = ["Absent", "Begun", "Complete", "Ended", "Stopped"]
    councils = {name: CouncilFactory(name=name) for name in names}
    parts = {name: ContributionFactory(action=action, council=councils[name]) for name in names[1:]}
    for name in ["Complete", "Stopped"]:
        PublishedUpdateFactory(contribution=parts[name], round=earlier, status=name.lower())
    parts["Begun"].starts_on = round.opens_on + datetime.timedelta(days=1)
    parts["Begun"].save()
    parts["Ended"].ends_on, parts["Ended"].end_reason = DAY, "Done elsewhere."
    parts["Ended"].save()
    page = theirs.get(BOARD)

    assert places(page) == [
        [
            ("no_part", "Not taking part"),
            ("no_part", "No update due yet"),
            ("complete", "Complete"),
            ("no_part", "Not taking part"),
            ("stopped", "Stopped"),
        ]
    ]
    assert page.context["board"].tally.lede.startswith("No update is owed in this round.")


def test_the_board_counts_each_council_and_says_what_is_missing(action, part, coordinator, theirs):
    fife = CouncilFactory(name="Fife", mailbox="education@fife.example")
    other = ActionFactory(priority=action.priority, number=4)
    round = late_round()
    SubmittedUpdateFactory(contribution=part, round=round)
    draft = ContributionFactory(action=action, council=fife)
    UpdateFactory(contribution=draft, round=round, written_at=moment(2023, 2, 14, 10))
    returned = SubmittedUpdateFactory(
        contribution=ContributionFactory(action=other, council=fife), round=round
    )
    returned.send_back("How many?", by=coordinator, at=moment(2023, 2, 15, 9))
    ContributionFactory(action=other, council=part.council)
    page = theirs.get(BOARD)

    board = page.context["board"]
    assert board.tally.lede == (
        "1 of 4 updates are in. Three are not: the round was due on Sunday 12 February 2023, "
        "3 days ago."
    )
    assert [(s.council.name, s.sent, s.returned, s.unsent) for s in board.tally.councils] == [
        ("Fife", 0, 1, 1),
        ("Midlothian", 1, 0, 1),
    ]
    assert [
        (sheet.council.name, [(r.label, r.says, [p[0] for p in r.places]) for r in reasons(sheet)])
        for sheet in board.tally.behind
    ] == [
        (
            "Fife",
            [
                ("Late: draft begun", ", last saved on 14 February 2023 at 10:00", ["LIT-3"]),
                ("Returned", " by Catrìona Brae on 15 February 2023", ["LIT-4"]),
            ],
        ),
        ("Midlothian", [("Late", ", nothing written", ["LIT-4"])]),
    ]
    assert "mailto:education@fife.example?subject=Round%202" in page.text
    assert page.context["to_read"] == [f"{BOARD}updates/LIT-3/midlothian/"]


def reasons(sheet):
    return list(sheet.reasons.values())


@pytest.mark.parametrize(
    ("make", "lede"),
    [
        (
            lambda: RoundFactory(number=2),
            (
                "0 of 1 updates are in. One is not: the round is due on Friday 17 March 2023, "
                "in 4 weeks."
            ),
        ),
        (
            lambda: RoundFactory(number=2, opens_on=DAY, due_on=DAY),
            (
                "0 of 1 updates are in. One is not: the round is due today, "
                "Wednesday 15 February 2023."
            ),
        ),
        (
            lambda: RoundFactory(number=2, opens_on=datetime.date(2023, 2, 20)),
            "It opens on Monday 20 February 2023. 1 update will be owed.",
        ),
        (
            lambda: PublishedRoundFactory(number=2),
            "0 of 1 updates were received. One is shown as “No update received”.",
        ),
        (
            lambda: RoundFactory(
                number=2,
                abandoned_at=moment(2023, 2, 14),
                abandoned_by=PersonFactory(),
                abandoned_reason="The meeting was cancelled.",
            ),
            "Abandoned on 14 February 2023: The meeting was cancelled.",
        ),
    ],
)
def test_the_board_says_how_far_the_round_has_come(make, lede, part, theirs):
    make()

    assert theirs.get(BOARD).context["board"].tally.lede == lede


def test_when_all_is_in_nothing_is_missing(part, theirs):
    SubmittedUpdateFactory(contribution=part, round=RoundFactory(number=2))
    page = theirs.get(BOARD)

    assert page.context["board"].tally.lede == (
        "The one update is in. The round is due on Friday 17 March 2023, in 4 weeks."
    )
    assert "Nothing is missing: every update that is owed is in." in page.text


@pytest.mark.parametrize("others", [1, 3])
def test_the_board_costs_the_same_however_many_updates(
    others, part, theirs, django_assert_num_queries
):
    round = RoundFactory(number=2)
    for _ in range(others):
        SubmittedUpdateFactory(contribution__action__priority=part.action.priority, round=round)

    # Session, person, roles; plan, round, its meeting, collecting round; councils, what is owed,
    # updates, what was finished, contributions, actions; dates to decide, whether it may be
    # opened again, what was decided; collaborative and councils of the page around it.
    with django_assert_num_queries(18):
        page = theirs.get(BOARD)

    assert len(page.context["to_read"]) == others


@pytest.mark.parametrize("others", [1, 3])
def test_the_list_of_rounds_costs_the_same_however_many(others, theirs, django_assert_num_queries):
    meeting = MeetingFactory(meets_on=datetime.date(2022, 11, 30))
    for number in range(1, 1 + others):
        PublishedRoundFactory(number=number).meetings.add(meeting)

    # Session, person, roles; plan, rounds, their reopenings, collecting round; collaborative
    # and councils of the page around it.
    with django_assert_num_queries(9):
        page = theirs.get(ROUNDS)

    assert len(page.context["rows"]) == others


def test_the_list_says_where_each_round_stands(theirs, coordinator):
    late = {"opens_on": datetime.date(2022, 8, 29), "due_on": datetime.date(2022, 9, 16)}
    PublishedRoundFactory(number=1, published_by=coordinator, **late)
    PublishedRoundFactory(
        number=2, published_by=coordinator, public_from=datetime.date(2023, 2, 22)
    )
    RoundFactory(number=3)
    RoundFactory(number=4, opens_on=datetime.date(2023, 2, 14))
    RoundFactory(number=5, opens_on=datetime.date(2023, 3, 1))

    assert [(str(r), *words) for r, *words in theirs.get(ROUNDS).context["rows"]] == [
        (
            "Round 1",
            "Published on 23 November 2022 at 12:00 by Catrìona Brae.",
            "Everyone can read it.",
        ),
        (
            "Round 2",
            "Published on 23 November 2022 at 12:00 by Catrìona Brae.",
            "Members can read it now, everyone from 22 February 2023.",
        ),
        ("Round 3", "Open for updates, due in 4 weeks.", "Nobody reads it until it is published."),
        (
            "Round 4",
            "Round 4 takes updates once round 3 is published.",
            "Nobody reads it until it is published.",
        ),
        (
            "Round 5",
            "Round 5 opens on 1 March 2023. Until then it takes no updates.",
            "Nobody reads it until it is published.",
        ),
    ]


def test_a_plan_without_rounds_says_so(theirs):
    PlanFactory()

    assert "This plan has no round yet." in theirs.get(ROUNDS).text


def test_before_publishing_one_sees_what_will_be_shown(part, theirs):
    round = RoundFactory(number=2)
    SubmittedUpdateFactory(contribution=part, round=round)
    ContributionFactory(action=part.action, council=CouncilFactory(name="Fife", slug="fife"))
    page = theirs.get(PUBLISH)

    assert page.context["board"].tally.to_publish == (
        "This publishes 1 update. One is shown as “No update received”."
    )
    assert [sheet.council.name for sheet in page.context["board"].tally.behind] == ["Fife"]
    assert Round.objects.get().published_at is None


@pytest.mark.parametrize(
    ("meets_on", "public_from", "proposed"),
    [
        (datetime.date(2023, 3, 29), None, datetime.date(2023, 3, 23)),
        (datetime.date(2023, 2, 21), None, DAY),
        (datetime.date(2023, 2, 20), None, datetime.date(2023, 2, 20)),
        (DAY, None, DAY),
        (datetime.date(2023, 2, 14), None, None),
        (datetime.date(2023, 3, 29), datetime.date(2023, 4, 3), datetime.date(2023, 4, 3)),
        (datetime.date(2023, 3, 29), datetime.date(2023, 2, 1), None),
        (None, None, None),
    ],
)
def test_three_clear_working_days_before_the_meeting_or_its_own_day_are_proposed(
    meets_on, public_from, proposed, theirs
):
    round = RoundFactory(number=2, public_from=public_from)
    if meets_on:
        round.meetings.add(MeetingFactory(meets_on=meets_on))

    assert theirs.get(PUBLISH).context["form"]["public_from"].value() == proposed


def test_the_day_of_a_cancelled_meeting_is_not_proposed(theirs):
    round = RoundFactory(number=2)
    for day, state in [(20, "cancelled"), (27, "planned")]:
        meets_on = datetime.date(2023, 3, day)
        round.meetings.add(MeetingFactory(meets_on=meets_on, state=state, reason="Snow."))
    form = theirs.get(PUBLISH).context["form"]

    assert form["public_from"].value() == datetime.date(2023, 3, 21)


@pytest.mark.parametrize(
    ("answers", "public_from", "is_public"),
    [
        ({}, None, True),
        (date(22, 2, 2023), datetime.date(2023, 2, 22), False),
        (date(15, 2, 2023), DAY, True),
    ],
)
def test_a_round_is_published_in_one_step(
    answers, public_from, is_public, part, coordinator, theirs
):
    round = RoundFactory(number=2)
    SubmittedUpdateFactory(contribution=part, round=round)
    draft = UpdateFactory(contribution__action=part.action, round=round, text="Unfinished.")
    response = theirs.post(PUBLISH, {"publish": "yes", **answers})

    round = Round.objects.get()
    assert (round.published_by, round.public_from) == (coordinator, public_from)
    assert round.is_public is is_public
    assert {u.contribution_id: u.state for u in Update.objects.all()} == {
        part.pk: "published",
        draft.contribution_id: "draft",
    }
    assert AuditEntry.objects.get().what == f"Published Round 2 of {round.plan} with 1 update"
    assert response.url == BOARD
    assert said(response) == [("success", "Round 2 is published with 1 update.")]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        (date(14, 2, 2023), "Enter today or a later day."),
        (date(31, 2, 2023), "31 February 2023 is not a real date."),
    ],
)
def test_a_day_that_is_past_or_impossible_publishes_nothing(answers, sentence, part, theirs):
    SubmittedUpdateFactory(contribution=part, round=RoundFactory(number=2))
    response = theirs.post(PUBLISH, {"publish": "yes", **answers})

    assert response.context["form"].errors == {"public_from": [sentence]}
    assert 'href="#id_public_from_day"' in response.text
    assert Round.objects.get().published_at is None
    assert Update.objects.get().state == "submitted"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda by: PublishedRoundFactory(
                number=2, published_by=by, published_at=moment(2023, 2, 15, 10)
            ),
            (
                "Round 2 was published on 15 February 2023 at 10:00 by Catrìona Brae. "
                "It takes no more updates."
            ),
        ),
        (
            lambda by: RoundFactory(number=2, opens_on=datetime.date(2023, 2, 20)),
            "Round 2 opens on 20 February 2023. Until then it takes no updates.",
        ),
        (
            lambda by: [RoundFactory(number=1), RoundFactory(number=2)],
            "Round 2 takes updates once round 1 is published.",
        ),
    ],
)
@pytest.mark.parametrize("way", ["get", "post"])
def test_a_round_that_does_not_collect_is_not_published_and_says_why(
    way, make, sentence, coordinator, theirs
):
    make(coordinator)
    before = list(Round.objects.values())
    response = getattr(theirs, way)(PUBLISH, {"publish": "yes"})

    assert said(response) == [("warning", f"Nothing was published: {sentence}")]
    assert response.url == BOARD
    assert list(Round.objects.values()) == before


@pytest.fixture
def for_members(coordinator):
    return PublishedRoundFactory(
        number=2, published_by=coordinator, public_from=datetime.date(2023, 2, 22)
    )


def test_what_members_read_is_made_public_now(for_members, coordinator, theirs):
    assert theirs.get(BOARD).context["form"]["public_from"].value() == for_members.public_from
    response = theirs.post(RELEASE, {"now": "yes"})

    round = Round.objects.get()
    assert (round.public_from, round.is_public) == (DAY, True)
    entry = AuditEntry.objects.get()
    assert (entry.what, entry.by) == (
        f"Round 2 of {round.plan} public from 15 February 2023",
        coordinator,
    )
    assert round.history.latest().history_user == coordinator
    assert said(response) == [("success", "Everyone can read it.")]
    assert theirs.get(BOARD).context["form"] is None


def test_the_day_from_which_everyone_reads_it_is_changed(for_members, theirs):
    response = theirs.post(RELEASE, date(1, 3, 2023))

    assert Round.objects.get().public_from == datetime.date(2023, 3, 1)
    assert said(response) == [("success", "Members can read it now, everyone from 1 March 2023.")]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"day": "x"}, "Enter a day, a month and a year."),
        (date(14, 2, 2023), "Enter today or a later day."),
    ],
)
def test_a_day_of_release_is_given_and_not_past(answers, sentence, for_members, theirs):
    response = theirs.post(RELEASE, answers)

    assert response.context["form"].errors == {"public_from": [sentence]}
    assert Round.objects.get().public_from == for_members.public_from
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("make", [RoundFactory, PublishedRoundFactory])
def test_what_is_public_or_unpublished_is_not_released(make, theirs):
    make(number=2)
    response = theirs.post(RELEASE, {"now": "yes"})

    assert [kind for kind, _ in said(response)] == ["warning"]
    assert Round.objects.get().public_from is None


def test_a_published_round_says_who_was_in_time_and_whose_updates_were_not_received(
    action, part, theirs
):
    fife, borders = CouncilFactory(name="Fife"), CouncilFactory(name="Scottish Borders")
    other = ActionFactory(priority=action.priority, number=4)
    round = PublishedRoundFactory(number=2)
    for council, received in [(part.council, 18), (fife, 21)]:
        contribution = (
            part if council == part.council else ContributionFactory(action=action, council=council)
        )
        day = datetime.date(2022, 11, received)
        PublishedUpdateFactory(contribution=contribution, round=round, received_on=day)
    ContributionFactory(action=other, council=fife)
    ContributionFactory(action=other, council=borders)
    tally = theirs.get(BOARD).context["board"].tally

    assert tally.by_due == (
        "1 of 4 received by the due date, one after it; Fife: no update received on LIT-4; "
        "Scottish Borders: no update received."
    )
    assert [sheet.late for sheet in tally.councils] == [1, 0, 0]
