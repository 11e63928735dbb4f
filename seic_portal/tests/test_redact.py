"""One command takes words out of an update and of the papers that quote it, for good."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from plans.models import AuditEntry, Round
from plans.tests.factories import MeetingFactory, PersonFactory, moment
from priorities.models import Correction, Update
from priorities.tests.factories import LeadFactory, PublishedUpdateFactory
from seic_portal.models import Paper
from seic_portal.tests.papers import issued

pytestmark = pytest.mark.django_db
NAMED = "Anna Smith has left the group."
GONE = "[redacted] has left the group."


@pytest.fixture
def administrator():
    return PersonFactory(email="admin@example.org", is_administrator=True)


@pytest.fixture
def update(administrator):
    """What Fife said of LIT-1 in a public round, that names a pupil."""
    part = LeadFactory(council__slug="fife", action__number=1, action__priority__prefix="LIT")
    return PublishedUpdateFactory(contribution=part, text=NAMED, round__number=1)


@pytest.fixture
def papers(update):
    """A paper that quotes the update, and one that does not."""
    meeting = MeetingFactory(plan=update.round.plan, slug="oversight-group-2")
    update.round.meetings.add(meeting)
    return issued(meeting, words=NAMED, update=update.pk), issued(meeting, why="A mistake.")


def redact(address, words="Anna Smith", by="admin@example.org", reason="A pupil was named."):
    said = StringIO()
    call_command("redact", address, words=words, by=by, reason=reason, stdout=said)
    return said.getvalue().splitlines()


def test_words_go_from_an_update_and_from_the_papers_that_quote_it(update, papers, client):
    Correction.objects.create(update=update, text=NAMED, by=PersonFactory())

    said = redact(update.get_absolute_url())

    assert said == [
        "3 texts of the council’s redacted, history included.",
        "1 paper redacted.",
        f"  {papers[0]}",
    ]
    update.refresh_from_db()
    assert update.text == GONE
    for page in [papers[0].get_absolute_url(), update.contribution.action.get_absolute_url()]:
        assert GONE in client.get(page).text
        assert "Anna" not in client.get(page).text
    assert "taken out of this paper" in client.get(papers[0].get_absolute_url()).text
    assert Paper.objects.get(pk=papers[1].pk).is_whole


def test_the_audit_tells_who_and_why_and_never_the_words(update, papers, administrator):
    redact(update.get_absolute_url())

    entries = AuditEntry.objects.filter(what__startswith="Redacted")
    assert {entry.by for entry in entries} == {administrator}
    assert [entry.what for entry in entries] == [
        f"Redacted {update.contribution.council} on LIT-1",
        f"Redacted {papers[0]}",
    ]
    assert all(entry.reason.startswith("A pupil was named.") for entry in entries)
    assert not any("Anna" in entry.what + entry.reason for entry in AuditEntry.objects.all())


def test_verification_says_so_and_finds_no_fault(update, papers):
    redact(update.get_absolute_url())
    said = StringIO()

    call_command("verify_papers", stdout=said)

    first, second, *_ = said.getvalue().splitlines()
    assert "Redacted on 15 February 2023" in first
    assert second.endswith("as it was issued.")


def test_words_go_from_every_round_of_the_council_and_from_no_other_council(update):
    later = PublishedUpdateFactory(contribution=update.contribution, text=NAMED, round__number=2)
    other = PublishedUpdateFactory(contribution=LeadFactory(), round=update.round, text=NAMED)

    redact(update.get_absolute_url())

    assert Update.objects.get(pk=later.pk).text == GONE
    assert Update.objects.get(pk=other.pk).text == NAMED


def test_words_go_from_one_paper_alone(update, papers):
    said = redact(papers[0].get_absolute_url())

    assert said == [
        "No texts of the council’s redacted, history included.",
        "1 paper redacted.",
        f"  {papers[0]}",
    ]
    update.refresh_from_db()
    assert update.text == NAMED
    assert GONE in Paper.objects.get(pk=papers[0].pk).contents


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"by": "somebody@example.org"}, "somebody@example.org is no administrator."),
        ({"reason": " "}, "Say why the words go."),
        ({"words": " "}, "No words were given."),
        ({"words": "Berta Brown"}, "These words are not there. Nothing was changed."),
        ({"address": "/nowhere/"}, "/nowhere/ is no page of the portal."),
        ({"address": "/about/"}, "/about/ is neither an update’s page nor a paper’s."),
        (
            {"address": "/plans/2022-23/rounds/9/updates/LIT-1/fife/"},
            "There is no such update.",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(changed, says, update):
    options = {"address": update.get_absolute_url()} | changed

    with pytest.raises(CommandError, match=says):
        redact(**options)

    update.refresh_from_db()
    assert update.text == NAMED
    assert not AuditEntry.objects.exists()


def test_an_officer_does_not_redact(update):
    PersonFactory(email="officer@example.org")

    with pytest.raises(CommandError, match="no administrator"):
        redact(update.get_absolute_url(), by="officer@example.org")


def test_what_is_withheld_until_the_meeting_is_redacted_too(update):
    Round.objects.update(public_from=moment(2023, 3, 1).date())

    redact(f"https://plan.example{update.get_absolute_url()}")

    assert Update.objects.get().text == GONE
