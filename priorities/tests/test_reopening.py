"""A published round open again for councils whose updates were not received."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from plans.models import AuditEntry, Reopening, Round
from plans.tests.factories import (
    CoordinatorFactory,
    CouncilFactory,
    MeetingFactory,
    OfficerFactory,
    PublishedRoundFactory,
    ReopeningFactory,
    RoundFactory,
    moment,
)
from plans.tests.reading import words_of
from priorities.models import Update
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    LeadFactory,
    PublishedUpdateFactory,
    SubmittedUpdateFactory,
    UpdateFactory,
)
from priorities.tests.test_round_views import said

pytestmark = pytest.mark.django_db
ROUNDS = "/plans/2022-23/rounds/"
BOARD, NEXT = f"{ROUNDS}3/", f"{ROUNDS}4/"
REOPEN, LATE = f"{BOARD}reopen/", f"{BOARD}late/"
DAY, NOW = datetime.date(2023, 2, 15), moment(2023, 2, 15, 9)
WHOLE = {"version": 0, "status": "on_track", "text": "Eight of twelve.", "evidence": "took_part"}


@pytest.fixture
def coordinator():
    return CoordinatorFactory(person__name="Catrìona Brae").person


@pytest.fixture
def theirs(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture
def round(coordinator):
    """A round published a week ago, whose meeting is in a week."""
    round = PublishedRoundFactory(
        number=3,
        opens_on=datetime.date(2023, 1, 9),
        due_on=datetime.date(2023, 1, 27),
        published_at=moment(2023, 2, 8),
        published_by=coordinator,
    )
    round.meetings.add(MeetingFactory())
    return round


@pytest.fixture
def action():
    return ActionFactory(priority__prefix="LIT", number=3)


@pytest.fixture
def silent(action, round):
    """Fife's part, of which nothing was received."""
    return LeadFactory(action=action, council__name="Fife", council__slug="fife")


@pytest.fixture
def told(action, round):
    """Midlothian's part, which is published."""
    council = CouncilFactory(name="Midlothian", slug="midlothian")
    part = ContributionFactory(action=action, council=council)
    PublishedUpdateFactory(contribution=part, round=round, published_at=moment(2023, 2, 8))
    return part


@pytest.fixture
def reopened(round, silent):
    return ReopeningFactory(round=round, council=silent.council)


def address(council="fife", number=3):
    return f"{ROUNDS}{number}/updates/LIT-3/{council}/"


def test_a_round_is_opened_again_for_the_councils_named(round, silent, told, theirs, coordinator):
    page = theirs.get(REOPEN)
    assert list(page.context["form"].fields["councils"].queryset) == [silent.council]
    answers = {"councils": [silent.council.pk], "reason": "Snow."}
    response = theirs.post(REOPEN, answers)

    [reopening] = Reopening.objects.all()
    assert (reopening.council, reopening.reason, reopening.by) == (
        silent.council,
        "Snow.",
        coordinator,
    )
    assert said(response) == [("success", "Round 3 is open again for Fife.")]
    entry = AuditEntry.objects.get()
    assert (entry.what, entry.reason) == (f"Opened Round 3 of {round.plan} again for Fife", "Snow.")
    again = theirs.post(REOPEN, answers)
    assert said(again)[-1] == (
        "warning",
        "Nothing was changed: Nothing is missing, or it is open again for whoever owes something.",
    )
    assert "It is open again for Fife." in words_of(theirs.get(ROUNDS))


@pytest.mark.parametrize(
    ("typed", "field"), [({"reason": "Snow."}, "councils"), ({"councils": True}, "reason")]
)
def test_councils_are_named_and_the_reason_is_given(typed, field, silent, theirs):
    if "councils" in typed:
        typed = {"councils": [silent.council.pk]}
    response = theirs.post(REOPEN, typed)

    assert list(response.context["form"].errors) == [field]
    assert not Reopening.objects.exists()


def make_earlier(round):
    PublishedRoundFactory(number=4, plan=round.plan)


def hold_meeting(round):
    round.meetings.update(meets_on=datetime.date(2023, 2, 14))


def cancel_meeting(round):
    round.meetings.update(state="cancelled", reason="Snow.")


@pytest.mark.parametrize("change", [make_earlier, hold_meeting, cancel_meeting])
def test_only_the_newest_round_is_opened_again_and_only_until_its_meeting(
    change, round, silent, theirs, coordinator
):
    change(round)
    response = theirs.post(REOPEN, {"councils": [silent.council.pk], "reason": "Snow."})

    assert said(response)[0][1].startswith("Nothing was changed: A round is opened again until")
    with pytest.raises(PermissionDenied):
        round.reopen([silent.council], "Snow.", by=coordinator, at=NOW)
    assert not Reopening.objects.exists()


def test_an_unpublished_round_is_not_opened_again(silent, theirs):
    RoundFactory(number=4)
    response = theirs.post(f"{NEXT}reopen/", {})

    assert said(response) == [("warning", "Nothing was changed: Round 4 is not published yet.")]


def test_the_council_named_sends_what_was_missing_and_it_is_published_late(
    round, silent, told, reopened, client, coordinator
):
    officer = OfficerFactory(council=silent.council).person
    client.force_login(officer)
    page = client.get("/my-work/")
    assert f'href="{address()}"' in page.text
    assert reopened.reason in words_of(client.get(address()))
    client.post(address(), WHOLE | {"submit": "x"})
    update = Update.objects.get(contribution=silent)
    assert (update.state, update.days_late) == ("submitted", 19)

    client.force_login(coordinator)
    board = client.get(BOARD)
    assert board.context["to_read"] == [address()]
    assert "This publishes 1 update and closes round 3 again." in words_of(client.get(LATE))
    response = client.post(LATE)
    update.refresh_from_db()
    reopened.refresh_from_db()
    assert (update.state, reopened.closed_by) == ("published", coordinator)
    assert update.published_at > round.published_at
    assert said(response)[-1][1].startswith("Round 3 is closed again with 1 late update.")
    assert client.get(BOARD).context["board"].tally.by_due == (
        "1 of 2 received by the due date, one after it."
    )


@pytest.mark.parametrize("who", ["told", "other"])
def test_for_everyone_else_a_published_round_stays_closed(
    who, round, silent, told, reopened, client
):
    part = told if who == "told" else ContributionFactory(action=silent.action)
    client.force_login(OfficerFactory(council=part.council).person)
    client.post(address(part.council.slug), WHOLE | {"submit": "x"})

    before = Update.objects.filter(contribution=part).values_list("state", "text")
    assert list(before) in (
        [("published", "All schools have begun.")],
        [("draft", "Eight of twelve.")],
    )
    refused = UpdateFactory.build(contribution=part, round=round, status="on_track")
    with pytest.raises(PermissionDenied):
        refused.submit(by=part.council and CoordinatorFactory().person, at=NOW)


def test_what_is_late_says_why_it_is_refused(round, silent, client):
    client.force_login(OfficerFactory(council=silent.council).person)
    response = client.post(address(), WHOLE | {"submit": "x"})

    assert said(response) == [
        (
            "warning",
            (
                "Not sent: Round 3 was published on 8 February 2023 at 12:00 by Catrìona Brae. "
                "It takes no more updates. Your words are kept."
            ),
        )
    ]
    assert Update.objects.get().state == "draft"


def test_the_next_round_collects_from_everybody_else(round, silent, told, reopened, client):
    RoundFactory(number=4)
    assert silent.collecting(DAY) == round
    assert told.collecting(DAY).number == 4
    client.force_login(OfficerFactory(council=silent.council).person)
    response = client.post(address(number=4), WHOLE | {"submit": "x"})

    assert said(response)[0][1] == (
        "Not sent: Round 3 is open again and waits for this update. Round 4 takes it after that. "
        "Your words are kept."
    )
    client.force_login(OfficerFactory(council=told.council).person)
    client.post(address("midlothian", 4), WHOLE | {"submit": "x"})
    assert Update.objects.get(contribution=told, round__number=4).state == "submitted"


def test_what_was_sent_to_the_next_round_is_not_missing_from_the_last(
    round, silent, told, reopened
):
    SubmittedUpdateFactory(contribution=silent, round=RoundFactory(number=4))

    assert silent.collecting(DAY).number == 4


def test_no_change_is_not_sent_to_the_next_round_meanwhile(round, silent, reopened, client):
    first = PublishedRoundFactory(number=1)
    PublishedUpdateFactory(contribution=silent, round=first)
    RoundFactory(number=4)
    client.force_login(OfficerFactory(council=silent.council).person)
    page = client.get(f"{NEXT}unchanged/")

    [one] = page.context["returns"].others
    assert one.why == "Round 3 is open again and waits for this update."


def test_after_its_meeting_it_takes_nothing_more(round, silent, reopened):
    round.meetings.update(meets_on=datetime.date(2023, 2, 14))

    assert silent.collecting(DAY) is None


def test_the_next_round_is_not_published_while_the_last_is_open_again(
    round, silent, reopened, theirs, coordinator
):
    later = RoundFactory(number=4)
    response = theirs.post(f"{NEXT}publish/", {"publish": "yes"})

    assert said(response) == [
        (
            "warning",
            (
                "Nothing was published: Round 3 is still open again for Fife. "
                "Publish what has come late, and close it, first."
            ),
        )
    ]
    with pytest.raises(PermissionDenied):
        Update.objects.publish(later, by=coordinator, at=NOW)
    theirs.post(LATE)
    theirs.post(f"{NEXT}publish/", {"publish": "yes"})
    assert Round.objects.get(number=4).is_published


def test_it_is_closed_once(round, silent, reopened, theirs, coordinator):
    draft = UpdateFactory(contribution=silent, round=round)
    assert "Nothing has come." in words_of(theirs.get(LATE))
    theirs.post(LATE)
    response = theirs.post(LATE)

    assert said(response)[-1] == ("warning", "Nothing was published: Round 3 is not open again.")
    with pytest.raises(PermissionDenied):
        Update.objects.publish_late(round, by=coordinator, at=NOW)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_late_update_enters_the_feed_when_it_is_published(
    round, silent, told, reopened, client, coordinator
):
    late = SubmittedUpdateFactory(contribution=silent, round=round)
    Update.objects.publish_late(round, by=coordinator, at=NOW)
    feed = client.get("/plans/2022-23/updates.atom").text

    newest, older = feed.split("<entry>")[1:]
    assert f"update/{late.pk}</id>" in newest
    assert "<published>2023-02-15T09:00:00" in newest
    assert "<published>2023-02-08T12:00:00" in older
