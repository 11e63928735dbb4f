"""What is taken back of a published update: withheld everywhere it is quoted, or gone for good."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from plans.models import AuditEntry, Round
from plans.redaction import Words
from plans.tests.factories import PersonFactory, moment
from priorities.models import Correction, Redaction, Update, Withholding
from priorities.tests.factories import SubmittedUpdateFactory
from priorities.tests.reported import Reported, say
from priorities.tests.test_guards import UPDATE_STAYS, WAYS, refused

pytestmark = pytest.mark.django_db
AT = moment(2023, 2, 15)
SECRET = "Anna Smith has left the group."
WHY = "It names a pupil."
DONE_ONCE = "A redaction is done once, and never changed or deleted"


@pytest.fixture
def reported():
    return Reported()


@pytest.fixture
def update(reported):
    """What Fife said in the autumn, at risk, with everything one can say; and a correction."""
    parts = reported.take_part("Fife")
    words = dict.fromkeys(["text", "next_step", "evidence_seen", "note"], SECRET)
    say(reported.autumn(), parts, fife="risk", also=words)
    update = Update.objects.get()
    Correction.objects.create(update=update, text=SECRET, by=PersonFactory(), at=moment(2023, 1, 9))
    return update


def withhold(update):
    row = Withholding(update=update, reason=WHY)
    row.begin(by=PersonFactory(name="A. Admin"), at=AT)
    return row


def pages(update):
    """Return the addresses of every page and file that quotes a published update."""
    plan = update.round.plan.slug
    action = update.contribution.action
    return [
        reverse("priorities:progress", args=[plan]),
        reverse("priorities:progress", args=[plan]) + "?format=csv",
        action.get_absolute_url(),
        reverse("priorities:action_updates", args=[plan, action.reference]),
        reverse("priorities:updates_feed", args=[plan]),
    ]


def test_a_withheld_update_is_quoted_nowhere_and_its_place_says_why(update, client):
    for page in pages(update):
        assert SECRET in client.get(page).text, page

    withholding = withhold(update)
    for page in pages(update):
        told = client.get(page).text
        assert "Anna Smith" not in told, page
        assert WHY in told, page

    withholding.end("It does not.", by=PersonFactory(), at=AT)
    for page in pages(update):
        told = client.get(page).text
        assert SECRET in told, page
        assert WHY not in told, page


def test_the_feed_shows_a_withheld_update_as_changed(update, client):
    feed = reverse("priorities:updates_feed", args=[update.round.plan.slug])
    assert "<updated>2023-01-09T12:00:00+00:00</updated>" in client.get(feed).text

    withhold(update)

    assert "<updated>2023-02-15T12:00:00+00:00</updated>" in client.get(feed).text


def test_the_status_of_a_withheld_update_stays(update, reported):
    withhold(update)

    assert reported.row().label == "At risk"


def test_words_that_are_withheld_are_not_sent_again_as_no_change(update):
    Update.history.all().delete()
    part = update.contribution
    last = Update.objects.last_words(part)
    last.status, last.is_corrected = "on_track", False
    assert part.why_not_unchanged(last, today=AT.date()) == ""

    withhold(update)
    last = Update.objects.last_words(part)
    last.status, last.is_corrected = "on_track", False

    assert "withheld" in part.why_not_unchanged(last, today=AT.date())


def test_withholding_and_releasing_are_recorded_with_their_reasons(update):
    row = withhold(update)
    row.end("It does not.", by=PersonFactory(), at=AT)

    assert [(entry.what, entry.reason) for entry in AuditEntry.objects.all()] == [
        (f"Released: {update}", "It does not."),
        (f"Withheld: {update}", WHY),
    ]


def test_what_is_released_already_is_not_released_again(update):
    row = withhold(update)
    row.end("It does not.", by=PersonFactory(), at=AT)

    with pytest.raises(PermissionDenied):
        row.end("Again.", by=PersonFactory(), at=AT)


def test_an_administrator_withholds_an_update_on_its_page(update, client):
    client.force_login(PersonFactory(is_administrator=True))
    page = update.get_absolute_url()
    assert SECRET in client.get(page).text
    address = f"{page}withhold/"
    assert f'href="{address}"' in client.get(page).text

    client.post(address, {"step": "withhold", "reason": WHY})

    assert SECRET not in client.get(page).text
    assert WHY in client.get(page).text
    assert Update.objects.get().withholding.reason == WHY
    client.post(address, {"step": "release", "reason": "It does not."})
    assert SECRET in client.get(page).text


def test_only_what_is_published_is_withheld(client):
    update = SubmittedUpdateFactory()
    client.force_login(PersonFactory(is_administrator=True))

    assert client.get(f"{update.get_absolute_url()}withhold/").status_code == 403


def redact(words, updates=None):
    updates = Update.objects.all() if updates is None else updates
    return Redaction.objects.take_out(Words(words), updates, reason=WHY, by=PersonFactory(), at=AT)


def test_redacted_words_are_gone_from_an_update_its_history_and_its_corrections(update):
    update.history.create(
        **{f.attname: getattr(update, f.attname) for f in Update._meta.concrete_fields},
        history_date=AT,
        history_type="~",
        history_change_reason=f"Returned: {SECRET}",
    )

    assert redact("anna  smith") == 4

    update.refresh_from_db()
    left = "[redacted] has left the group."
    said = [update.text, update.next_step, update.evidence_seen, update.note]
    assert said == [left] * 4
    assert update.corrections.get().text == left
    assert {row.text for row in update.history.all()} == {left}
    assert update.history.get(history_date=AT).history_change_reason == f"Returned: {left}"
    assert not any("Anna" in str(vars(row)) for row in Redaction.objects.all())


def test_words_are_redacted_from_a_draft_without_a_trace_of_publication(reported):
    draft = SubmittedUpdateFactory(text=SECRET)

    assert redact("Anna Smith") == 2

    draft.refresh_from_db()
    assert draft.text == "[redacted] has left the group."
    assert not Redaction.objects.exists()


def test_words_that_are_not_there_change_nothing(update):
    assert redact("Berta Brown", Update.objects.filter(pk=update.pk)) == 0


@pytest.mark.parametrize("way", WAYS)
def test_a_redaction_lets_only_its_own_words_pass(way, update):
    Redaction.objects.create(
        update=update,
        text="Gone",
        next_step=SECRET,
        evidence_seen=SECRET,
        reason=WHY,
        by=PersonFactory(),
        at=AT,
    )

    refused(UPDATE_STAYS, lambda: WAYS[way](update, text="Something else"))
    update.refresh_from_db()
    refused(UPDATE_STAYS, lambda: WAYS[way](update, text="Gone", status="on_track"))
    update.refresh_from_db()
    WAYS[way](update, text="Gone")
    update.refresh_from_db()
    assert update.text == "Gone"


def test_a_redaction_that_is_done_lets_nothing_pass(update):
    redact("Anna Smith")
    update.refresh_from_db()
    done = Redaction.objects.last()

    refused(UPDATE_STAYS, lambda: WAYS["queryset"](update, text="", next_step=""))
    refused(DONE_ONCE, lambda: WAYS["queryset"](done, is_done=False))
    refused(DONE_ONCE, lambda: WAYS["queryset"](done, reason="Another."))
    refused(DONE_ONCE, done.delete)


def test_a_redaction_is_of_one_update_alone(update, reported):
    say(reported.winter(), {"Fife": update.contribution}, fife="risk")
    other = Update.objects.exclude(pk=update.pk).get()
    Redaction.objects.create(update=update, text="Gone", reason=WHY, by=PersonFactory(), at=AT)

    refused(
        UPDATE_STAYS,
        lambda: WAYS["queryset"](other, text="Gone", next_step="", evidence_seen=""),
    )


def test_a_withheld_update_is_readable_for_members_only_with_its_round(update, client):
    withhold(update)
    Round.objects.update(public_from=moment(2023, 3, 1).date())

    assert WHY not in client.get(update.contribution.action.get_absolute_url()).text
