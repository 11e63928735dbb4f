"""A due date that moves in the open: asked for, decided, taken back, and read by everyone."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from plans.models import AuditEntry, Plan, Visitor
from plans.tests.factories import (
    CollaborativeFactory,
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    DraftPlanFactory,
    OfficerFactory,
    PersonFactory,
    PublishedRoundFactory,
    RoundFactory,
    moment,
)
from plans.tests.reading import words_of
from priorities.models import Action, DateChange
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    DateChangeFactory,
    LeadFactory,
    PublishedUpdateFactory,
    move,
)

pytestmark = pytest.mark.django_db
FIRST, LATER, LAST = (datetime.date(2023, month, 26) for month in [5, 6, 7])
AT = moment(2023, 2, 15)
DATES = "/plans/2022-23/actions/LIT-3/dates/"
WHY = "Schools asked for six visits."


@pytest.fixture
def midlothian():
    CollaborativeFactory()
    return CouncilFactory(name="Midlothian", slug="midlothian", short_name="Midlothian")


@pytest.fixture
def action(midlothian):
    action = ActionFactory(priority__prefix="LIT", priority__slug="literacy", number=3)
    LeadFactory(action=action, council=midlothian)
    return action


@pytest.fixture
def officer(midlothian):
    return OfficerFactory(council=midlothian, person__name="Isla Grant").person


@pytest.fixture
def coordinator():
    return CoordinatorFactory(person__name="Catrìona Brae").person


@pytest.fixture
def waiting(action, midlothian, officer):
    return DateChangeFactory(
        action=action, council=midlothian, asked_by=officer, to_on=LATER, reason=WHY
    )


def signed_in(client, person):
    client.force_login(person)
    return client


def said(response):
    return [(one.level_tag, one.message) for one in get_messages(response.wsgi_request)]


def asked(day, **more):
    return {"to_on_day": day.day, "to_on_month": day.month, "to_on_year": day.year, **more}


def decide(change):
    return f"{DATES}{change.pk}/decide/"


# Accepting, declining, withdrawing


def test_an_accepted_request_moves_the_date_with_its_reason_in_the_history(waiting, coordinator):
    waiting.accept(by=coordinator, at=AT, note="Once only.")

    action, change = Action.objects.get(), DateChange.objects.get()
    assert (action.due_on, action.first_due_on, action.version) == (LATER, FIRST, 2)
    newest = action.history.order_by("history_id").last()
    assert (newest.due_on, newest.history_user, newest.history_change_reason) == (
        LATER,
        coordinator,
        WHY,
    )
    decided = (change.state, change.decided_by, change.decided_at, change.decision_note)
    assert decided == ("accepted", coordinator, AT, "Once only.")
    entry = AuditEntry.objects.get()
    assert (entry.what, entry.by, entry.reason) == (
        "Moved the due date of LIT-3 of 2022-23",
        coordinator,
        WHY,
    )


def test_a_declined_request_leaves_the_date_where_it_is(waiting, coordinator):
    waiting.decline("Not yet.", by=coordinator, at=AT)

    assert (Action.objects.get().due_on, Action.objects.get().version) == (FIRST, 1)
    assert DateChange.objects.get().decision_note == "Not yet."


@pytest.mark.parametrize("again", ["accept", "withdraw"])
def test_a_request_is_decided_once(again, waiting, coordinator):
    seen_before = DateChange.objects.get()
    waiting.decline("Not yet.", by=coordinator, at=AT)

    with pytest.raises(PermissionDenied):
        getattr(seen_before, again)(by=coordinator, at=AT)

    assert Action.objects.get().due_on == FIRST


def test_no_date_moves_once_the_plan_is_closed(waiting, coordinator):
    Plan.objects.update(stage="closed", closed_at=AT)

    with pytest.raises(PermissionDenied):
        waiting.accept(by=coordinator, at=AT)

    assert Action.objects.get().due_on == FIRST


def test_a_withdrawn_action_waits_for_no_date_any_longer(waiting, coordinator):
    waiting.action.withdraw("Merged.", by=coordinator, at=AT)

    change = DateChange.objects.get()
    assert (change.state, change.decided_by) == ("withdrawn", coordinator)
    assert change.decision_note == "The action was withdrawn."


def test_no_published_status_changes_with_the_date(waiting, coordinator, client):
    PublishedUpdateFactory(
        contribution=waiting.action.lead,
        round=PublishedRoundFactory(number=1),
        status="off_track",
        text="Late.",
        forecast_on=LATER,
    )
    waiting.accept(by=coordinator, at=AT)

    (row,) = client.get("/plans/2022-23/progress/").context["progress"].rows

    assert (row.label, row.cells[0].label) == ("Off track", "Off track")
    assert row.moved == "First due 26 May 2023; moved once, by 31 days"
    assert "First due 26 May 2023; moved once, by 31 days" in words_of(
        client.get("/plans/2022-23/progress/")
    )


# Rights


def test_officers_of_the_lead_council_and_coordinators_ask_in_an_open_plan(
    action, officer, coordinator, midlothian
):
    partner = ContributionFactory(action=action).council
    may = [officer, coordinator]
    may_not = [
        OfficerFactory(council=partner).person,
        ConvenerFactory(council=midlothian).person,
        PersonFactory(is_administrator=True),
        Visitor(),
    ]

    def who_may():
        people = may + may_not
        return [person for person in people if Action.objects.get().date_may_be_asked_by(person)]

    assert who_may() == may
    Plan.objects.update(stage="closed", closed_at=AT)
    assert who_may() == []


def test_coordinators_ask_for_no_date_of_a_draft(coordinator):
    draft = ActionFactory(priority__plan=DraftPlanFactory(), first_due_on=None)

    assert draft.may_be_edited_by(coordinator)
    assert not draft.date_may_be_asked_by(coordinator)


def test_whoever_asked_takes_it_back_and_coordinators_decide_while_it_waits(
    waiting, officer, coordinator, midlothian
):
    other = OfficerFactory().person

    def rights(change):
        people = [officer, coordinator, other, Visitor()]
        return [
            (change.may_be_withdrawn_by(person), change.may_be_decided_by(person))
            for person in people
        ]

    assert rights(waiting) == [(True, False), (False, True), (False, False), (False, False)]
    waiting.council = None
    assert rights(waiting) == [(False, False), (True, True), (False, False), (False, False)]
    waiting.decline("Not yet.", by=coordinator, at=AT)
    assert rights(waiting) == [(False, False)] * 4


# The page


def test_everyone_reads_the_moves_without_names(action, officer, coordinator, midlothian, client):
    change = DateChangeFactory(
        action=action, council=midlothian, asked_by=officer, to_on=LATER, reason=WHY
    )
    change.accept(by=coordinator, at=moment(2023, 1, 20), note="Once only.")

    words = words_of(client.get(DATES))

    assert "Due 26 June 2023. First due 26 May 2023; moved once, by 31 days." in words
    agreed = "The due date first agreed, when the action was added on 15 February 2023."
    assert f"26 May 2023 {agreed}" in words
    assert (
        "26 June 2023 31 days later “Schools asked for six visits.” Asked by Midlothian on "
        "16 January 2023, accepted by the coordinator on 20 January 2023. Note: “Once only.”"
    ) in words
    assert "Isla" not in words
    assert "Catrìona" not in words


def test_officers_and_coordinators_read_who_asked_and_what_came_to_nothing(
    waiting, coordinator, client
):
    waiting.decline("Not yet.", by=coordinator, at=moment(2023, 1, 20))
    DateChangeFactory(action=waiting.action, asked_by=coordinator, to_on=LAST)

    public = client.get(DATES).context["terms"].changes
    words = words_of(signed_in(client, OfficerFactory().person).get(DATES))

    assert public == []
    assert "Declined “Schools asked for six visits.” Asked by Isla Grant for Midlothian" in words
    assert "declined by Catrìona Brae on 20 January 2023. Note: “Not yet.”" in words
    assert "Waiting for a decision “Schools asked for more visits.” Asked by Catrìona Brae" in words
    assert "Catrìona Brae for the SEIC team" in words


@pytest.mark.parametrize("reader", [ConvenerFactory, None])
def test_members_who_do_not_work_on_plans_read_what_everyone_reads(reader, waiting, client):
    if reader:
        signed_in(client, reader(council=waiting.council).person)

    page = client.get(DATES)

    assert page.context["terms"].changes == []
    assert "It has not moved." in page.text
    assert WHY not in page.text


def test_each_is_offered_what_they_may_do(waiting, officer, coordinator, client):
    def offered(person):
        context = signed_in(client, person).get(DATES).context
        return [bool(context[name]) for name in ["may_ask", "may_withdraw", "may_decide"]]

    assert offered(officer) == [False, True, False]
    assert offered(coordinator) == [False, False, True]
    assert offered(OfficerFactory().person) == [False, False, False]
    waiting.withdraw(by=officer, at=AT)
    assert offered(officer) == [True, False, False]
    assert offered(coordinator) == [True, False, False]


@pytest.mark.parametrize("moves", [1, 3])
def test_the_page_costs_the_same_however_often_a_date_moved(
    moves, action, client, django_assert_num_queries
):
    move(action, *[datetime.date(2023, 6, day) for day in range(1, moves + 1)])

    # plan, action, contributions, councils, moves, when the first was agreed; collaborative,
    # councils of the page around it
    with django_assert_num_queries(8):
        page = client.get(DATES)

    assert len(page.context["terms"].changes) == moves


def test_a_draft_has_no_moves_and_says_so(client, coordinator):
    draft = ActionFactory(
        priority__plan=DraftPlanFactory(), priority__prefix="NUM", number=1, first_due_on=None
    )
    address = reverse("priorities:dates", args=["2023-24", draft.reference])

    page = signed_in(client, coordinator).get(address)

    assert "26 May 2023 The due date as drafted." in words_of(page)
    assert page.context["may_ask"] is False


# Asking


def test_an_officer_asks_and_everyone_sees_no_difference_yet(action, officer, midlothian, client):
    page = signed_in(client, officer).post(f"{DATES}ask/", asked(LATER, reason=WHY), follow=True)

    change = DateChange.objects.get()
    assert (change.action, change.from_on, change.to_on) == (action, FIRST, LATER)
    assert (change.council, change.asked_by, change.state) == (midlothian, officer, "asked")
    assert "The new date is asked for. A coordinator decides." in page.text
    assert page.redirect_chain == [(DATES, 302)]
    assert Action.objects.get().due_on == FIRST


def test_a_coordinator_asks_for_the_central_team(action, coordinator, client):
    signed_in(client, coordinator).post(f"{DATES}ask/", asked(LATER, reason=WHY))

    assert DateChange.objects.get().council is None


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        (
            {},
            {"to_on": ["Enter a day, a month and a year."], "reason": ["Say why the date moves."]},
        ),
        (
            asked(FIRST, reason=WHY),
            {"to_on": ["This is the due date already: enter another one."]},
        ),
        (
            asked(datetime.date(2023, 2, 14), reason=WHY),
            {"to_on": ["14 February 2023 is past: enter today or a later day."]},
        ),
        (asked(LATER, reason="  "), {"reason": ["Say why the date moves."]}),
    ],
)
def test_a_request_needs_another_day_and_a_reason(answers, errors, action, officer, client):
    page = signed_in(client, officer).post(f"{DATES}ask/", {"ask": "x", **answers})

    assert page.context["form"].errors == errors
    assert not DateChange.objects.exists()


def test_a_date_does_not_move_before_the_start(action, officer, client):
    action.starts_on = datetime.date(2023, 4, 3)
    action.save()

    day = datetime.date(2023, 3, 1)
    page = signed_in(client, officer).post(f"{DATES}ask/", asked(day, reason=WHY))

    told = ["The action starts on 3 April 2023: enter a later day."]
    assert page.context["form"].errors == {"to_on": told}


def test_a_second_request_waits_for_the_first_and_keeps_its_words(waiting, officer, client):
    client = signed_in(client, officer)

    opened = client.get(f"{DATES}ask/")
    sent = client.post(f"{DATES}ask/", asked(LAST, reason="Snow."))

    assert (opened.status_code, opened["Location"]) == (302, DATES)
    assert said(opened) == [("warning", "A new date has been asked for already.")]
    told = "A new date has been asked for already; it waits for a decision."
    assert sent.context["form"].non_field_errors() == [told]
    assert sent.context["form"]["reason"].value() == "Snow."
    assert DateChange.objects.get() == waiting


def test_who_may_read_but_not_ask_is_refused(action, client):
    partner = OfficerFactory(council=ContributionFactory(action=action).council).person

    sent = signed_in(client, partner).post(f"{DATES}ask/", asked(LATER, reason=WHY))

    assert sent.status_code == 403
    assert not DateChange.objects.exists()


# Deciding


def test_a_coordinator_accepts(waiting, coordinator, client):
    client = signed_in(client, coordinator)
    page = client.get(decide(waiting))
    assert "Midlothian asks for 26 June 2023, 31 days later than 26 May 2023." in words_of(page)

    page = client.post(decide(waiting), {"accept": "x", "decision_note": ""}, follow=True)

    assert page.redirect_chain == [(DATES, 302)]
    assert "LIT-3 is now due on 26 June 2023." in page.text
    assert Action.objects.get().due_on == LATER


def test_a_coordinator_declines_with_a_note(waiting, coordinator, client):
    client = signed_in(client, coordinator)

    without = client.post(decide(waiting), {"decline": "x", "decision_note": " "})
    assert without.context["form"].errors == {
        "decision_note": ["Say why the new date is declined."]
    }
    assert DateChange.objects.get().is_waiting

    page = client.post(decide(waiting), {"decline": "x", "decision_note": "Not yet."}, follow=True)
    assert "The new date is declined: LIT-3 stays due on 26 May 2023." in page.text
    change = DateChange.objects.get()
    assert (change.state, change.decided_by, change.decision_note) == (
        "declined",
        coordinator,
        "Not yet.",
    )


def test_a_note_alone_decides_nothing(waiting, coordinator, client):
    page = signed_in(client, coordinator).post(decide(waiting), {"decision_note": "Hm."})

    assert page.context["form"].non_field_errors() == ["Accept the new date or decline it."]
    assert DateChange.objects.get().is_waiting


def test_who_decides_second_is_told_what_was_decided(waiting, coordinator, client):
    waiting.accept(by=PersonFactory(name="Morag"), at=moment(2023, 2, 14))
    client = signed_in(client, coordinator)

    opened = client.get(decide(waiting))
    sent = client.post(decide(waiting), {"decline": "x", "decision_note": "Not yet."})

    told = "Nothing was changed: the request was accepted on 14 February 2023 by Morag."
    assert said(opened) == [("warning", told)]
    assert said(sent)[-1] == ("warning", f"{told} Your note was: “Not yet.”")
    assert Action.objects.get().due_on == LATER


def test_the_officer_who_asked_does_not_decide(waiting, officer, client):
    assert signed_in(client, officer).post(decide(waiting), {"accept": "x"}).status_code == 403
    assert DateChange.objects.get().is_waiting


def test_a_request_is_found_under_its_own_action_alone(waiting, coordinator, client):
    other = ActionFactory(priority=waiting.action.priority, number=4)
    address = reverse("priorities:decide_date", args=["2022-23", other.reference, waiting.pk])

    assert signed_in(client, coordinator).get(address).status_code == 404


# Withdrawing


def test_the_council_that_asked_takes_its_request_back(waiting, officer, client):
    client = signed_in(client, officer)
    address = f"{DATES}{waiting.pk}/withdraw/"

    assert client.get(address)["Location"] == DATES
    assert DateChange.objects.get().is_waiting
    page = client.post(address, follow=True)

    assert "The request is withdrawn: LIT-3 stays due on 26 May 2023." in page.text
    change = DateChange.objects.get()
    assert (change.state, change.decided_by) == ("withdrawn", officer)
    again = client.post(address)
    assert said(again)[0][1].startswith("Nothing was changed: the request was withdrawn on ")


@pytest.mark.parametrize("maker", [CoordinatorFactory, OfficerFactory])
def test_nobody_else_takes_it_back(maker, waiting, client):
    client = signed_in(client, maker().person)

    assert client.post(f"{DATES}{waiting.pk}/withdraw/").status_code == 403
    assert DateChange.objects.get().is_waiting


# Where it is found


def test_an_update_leads_to_asking_for_another_date(action, officer, coordinator, client):
    RoundFactory(number=2)
    partner = ContributionFactory(action=action, council__slug="fife").council
    own = "/plans/2022-23/rounds/2/updates/LIT-3/midlothian/"
    link = f'<a href="{DATES}ask/">Ask to move the due date</a>'

    assert link in signed_in(client, officer).get(own).text
    assert link in signed_in(client, coordinator).get(own).text
    partners = signed_in(client, OfficerFactory(council=partner).person)
    assert link not in partners.get(own.replace("midlothian", "fife")).text


def test_the_board_of_a_round_asks_to_decide(waiting, coordinator, client):
    RoundFactory(number=2)
    other = ActionFactory(priority=waiting.action.priority, number=4)
    client = signed_in(client, coordinator)

    one = words_of(client.get("/plans/2022-23/rounds/2/"))
    DateChangeFactory(action=other, to_on=LAST)
    two = client.get("/plans/2022-23/rounds/2/")

    assert "Decide one due date. LIT-3: Midlothian asks for 26 June 2023 Publish" in one
    assert "Decide two due dates. LIT-3: Midlothian asks" in words_of(two)
    assert "LIT-4: the central team asks for 26 July 2023" in words_of(two)
    assert f'href="{decide(waiting)}"' in two.text


def test_my_work_shows_what_waits_to_whoever_decides_and_whoever_asked(
    waiting, officer, coordinator, client
):
    def found(person):
        page = signed_in(client, person).get("/my-work/")
        return list(page.context.get("requests") or []), words_of(page)

    assert found(coordinator)[0] == found(officer)[0] == [waiting]
    assert "Due dates to decide Waiting for a decision LIT-3" in found(coordinator)[1]
    assert "New due dates you asked for Waiting for a decision LIT-3" in found(officer)[1]
    assert found(OfficerFactory().person)[0] == []
    assert found(ConvenerFactory(council=waiting.council).person)[0] == []
    waiting.withdraw(by=officer, at=AT)
    assert found(coordinator)[0] == []


@pytest.mark.parametrize("others", [1, 3])
def test_my_work_costs_a_coordinator_the_same_however_many_wait(
    others, action, coordinator, client, django_assert_num_queries
):
    for number in range(others):
        moved = ActionFactory(priority=action.priority, number=10 + number)
        move(moved, LATER)
        DateChangeFactory(action=moved, to_on=LAST)
    client = signed_in(client, coordinator)

    # Session, person, roles; open plan; dates asked for, moves of these; collecting round;
    # questions; networks led, proposed ones; requests for support to match, and matched ones;
    # collaborative, the menu's plan and councils of the page around it.
    with django_assert_num_queries(15):
        page = client.get("/my-work/")

    assert len(page.context["requests"]) == others


def test_every_page_with_a_due_date_shows_the_first_beside_it(
    action, officer, coordinator, midlothian, client
):
    RoundFactory(number=2)
    ContributionFactory(action=action, council__name="Fife", council__slug="fife")
    move(action, LATER, LAST)
    moved = "First due 26 May 2023; moved twice, 61 days in all"
    plan = "/plans/2022-23"
    public = [
        f"{plan}/progress/",
        f"{plan}/priorities/literacy/",
        f"{plan}/actions/LIT-3/",
        f"{plan}/councils/midlothian/",
        f"{plan}/councils/fife/",
        DATES,
    ]
    own = [
        f"{plan}/rounds/2/updates/LIT-3/midlothian/",
        f"{plan}/actions/LIT-3/edit/",
        f"{DATES}ask/",
    ]

    assert [moved in words_of(client.get(address)) for address in public] == [True] * 6
    signed_in(client, officer)
    assert [moved in words_of(client.get(address)) for address in own] == [True] * 3
    change = DateChangeFactory(action=action, to_on=LATER)
    signed_in(client, coordinator)
    work = [decide(change), "/my-work/", f"{plan}/write/"]
    assert [moved in words_of(client.get(address)) for address in work] == [True] * 3
    signed_in(client, PersonFactory(is_administrator=True))
    screens = [
        reverse("admin:priorities_action_changelist"),
        reverse("admin:priorities_action_change", args=[action.pk]),
    ]
    assert [moved in words_of(client.get(address)) for address in screens] == [True] * 2
