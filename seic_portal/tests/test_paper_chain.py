"""Papers are sealed in one chain: whatever becomes of one of them shows."""

import json
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from plans.models import AuditEntry
from plans.redaction import Words
from plans.tests.factories import MeetingFactory, PersonFactory, RoundFactory, moment
from priorities.tests.test_guards import WAYS, refused
from seic_portal.models import Paper, PaperRedaction, PaperWithholding
from seic_portal.papers.seal import canonical, digest
from seic_portal.tests.papers import contents, issued

pytestmark = pytest.mark.django_db
STAYS = "An issued paper is never changed or removed"
DONE_ONCE = "A redaction is done once, and never changed or deleted"
AT = moment(2023, 2, 15)


@pytest.fixture
def three():
    """Three papers: of two meetings, the first of them corrected."""
    first, second = MeetingFactory(), MeetingFactory()
    return [issued(first), issued(second), issued(first, why="A number was wrong.")]


def verify(**options):
    """Return the lines that the command says, and the error it ends with, if any."""
    said, error = StringIO(), ""
    try:
        call_command("verify_papers", stdout=said, **options)
    except CommandError as failure:
        error = str(failure)
    return said.getvalue().splitlines(), error


def by_force(statement, *values):
    """Do what only someone with the database in hand can do: past its guards."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in ["paper_stays", "paper_remains", "audit_entry_remains"]:
                cursor.execute(f"DROP TRIGGER {name}")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in ["seic_portal_paper", "plans_auditentry"]:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement, values)


def faults(lines):
    return [line for line in lines if "FAULT" in line]


def test_a_paper_stands_in_the_chain_behind_the_one_before(three):
    first, second, third = three

    assert [paper.place for paper in three] == [1, 2, 3]
    assert [paper.number for paper in three] == [1, 1, 2]
    assert [paper.previous_sha256 for paper in three] == ["", first.sha256, second.sha256]
    assert third.supersedes == first
    assert first.successor == third
    assert len({paper.sha256 for paper in three}) == 3
    assert json.loads(Paper.objects.get(pk=first.pk).contents) == contents()


def test_a_seal_can_be_made_again_by_anyone_with_what_the_paper_says(three):
    paper = Paper.objects.get(pk=three[2].pk)
    own = {
        "place": 3,
        "meeting_id": paper.meeting_id,
        "round_id": paper.round_id,
        "number": 2,
        "schema": 2,
        "contents_sha256": digest(paper.salt + canonical(contents())),
        "issued_by_id": paper.issued_by_id,
        "supersedes_id": three[0].pk,
        "why": "A number was wrong.",
        "previous_sha256": three[1].sha256,
        "issued_at": "2022-11-25T12:00:00+00:00",
    }

    assert paper.sha256 == digest(canonical(own))


def test_issuing_is_recorded_with_the_seal(three):
    entry = AuditEntry.objects.get(address=three[2].get_absolute_url())

    assert entry.what == "Issued paper 2 for the Oversight Group of 22 February 2023"
    assert entry.reason == f"Paper 3 of the chain, SHA-256 {three[2].sha256}"


def test_only_a_corrected_paper_supersedes_and_it_says_why():
    meeting = MeetingFactory()
    with pytest.raises(PermissionDenied, match="says why"):
        issued(meeting, why="There is nothing to correct.")
    issued(meeting)
    with pytest.raises(PermissionDenied, match="says why"):
        issued(meeting)

    assert Paper.objects.count() == 1


def test_an_unpublished_round_has_no_paper():
    with pytest.raises(PermissionDenied, match="published round"):
        issued(round=RoundFactory())


def test_papers_issued_since_a_moment_are_those_after_it():
    meeting = MeetingFactory()
    issued(meeting, at=moment(2022, 11, 25))
    later = issued(meeting, at=moment(2022, 11, 26), why="A number was wrong.")

    assert list(Paper.objects.issued_since(moment(2022, 11, 25))) == [later]


@pytest.mark.parametrize("way", sorted(WAYS.keys() - {"bulk with history"}))
def test_no_way_leads_to_other_contents(way, three):
    refused(STAYS, lambda: WAYS[way](three[2], contents="{}"))

    assert verify()[1] == ""


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("salt", ""),
        ("contents_sha256", "0" * 64),
        ("previous_sha256", "0" * 64),
        ("sha256", "0" * 64),
        ("why", "Another reason."),
        ("number", 7),
        ("place", 7),
        ("schema", 7),
        ("issued_at", AT),
    ],
)
def test_nothing_else_of_a_paper_changes_either(name, value, three):
    refused(STAYS, lambda: WAYS["queryset"](three[2], **{name: value}))


def test_no_way_leads_to_a_missing_paper(three):
    newest = Paper.objects.get(pk=three[2].pk)
    refused(STAYS, newest.delete)
    refused(STAYS, Paper.objects.filter(pk=newest.pk).delete)

    assert Paper.objects.count() == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"why": "", "number": 2},
        {"why": "Wrong.", "supersedes": None},
        {"place": 9, "previous_sha256": ""},
    ],
)
def test_the_database_refuses_a_paper_that_is_not_one(fields, three):
    paper = Paper.objects.get(pk=three[2].pk)
    paper.pk, paper.place, paper.number, paper.sha256 = None, 4, 3, "f" * 64
    paper.supersedes = three[2]
    for name, value in fields.items():
        setattr(paper, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        paper.save(force_insert=True)


def test_whole_papers_are_verified_and_the_newest_seal_is_told(three):
    lines, error = verify()

    assert error == ""
    assert lines == [
        "1. Paper 1 for the Oversight Group, 22 February 2023: as it was issued.",
        "2. Paper 1 for the Oversight Group, 22 February 2023: as it was issued.",
        "3. Paper 2 for the Oversight Group, 22 February 2023: as it was issued.",
        f"3 papers verified. Note the newest seal elsewhere: {three[2].sha256}",
    ]


def test_a_portal_without_papers_is_verified(db):
    assert verify() == (["No papers verified. Note the newest seal elsewhere: "], "")


def test_one_byte_changed_in_the_contents_is_reported(three):
    changed = three[0].contents.replace("tutor", "tuter")
    by_force("UPDATE seic_portal_paper SET contents = %s WHERE place = 1", changed)

    lines, error = verify()

    assert error == "1 fault found."
    place = "1. Paper 1 for the Oversight Group, 22 February 2023"
    assert faults(lines) == [f"{place}: FAULT: its contents were changed after it was issued."]


def test_a_space_added_to_the_contents_is_reported(three):
    by_force("UPDATE seic_portal_paper SET contents = contents || ' ' WHERE place = 2")

    assert verify()[1] == "1 fault found."


def test_another_reason_or_moment_is_reported(three):
    by_force("UPDATE seic_portal_paper SET why = 'A number was write.' WHERE place = 3")

    lines, error = verify()

    assert error == "1 fault found."
    assert "something about it was changed" in faults(lines)[0]


def test_a_paper_sealed_anew_does_not_fit_the_one_behind_it_nor_the_audit(three):
    first = Paper.objects.get(pk=three[0].pk)
    first.contents = first.contents.replace("tutor", "tuter")
    first.contents_sha256 = digest(first.salt + first.contents)
    first.sha256 = digest(canonical({"anything": "else"}))
    by_force(
        "UPDATE seic_portal_paper SET contents = %s, contents_sha256 = %s, sha256 = %s "
        "WHERE place = 1",
        first.contents,
        first.contents_sha256,
        first.sha256,
    )

    found = faults(verify()[0])

    assert len(found) == 2
    assert "the audit does not record that it was issued" in found[0]
    assert "2. " in found[1]
    assert "it does not follow the paper before it" in found[1]


@pytest.mark.parametrize("place", [2, 3])
def test_a_paper_that_was_removed_is_reported_the_newest_too(place, three):
    by_force("DELETE FROM seic_portal_paper WHERE place = %s", place)

    lines, error = verify()

    assert error.endswith("found.")
    assert f"{place}. Missing: FAULT: a paper was issued here and is gone." in lines


def test_two_papers_that_changed_places_are_reported(three):
    by_force("UPDATE seic_portal_paper SET place = 9 WHERE place = 2")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE seic_portal_paper SET place = 2 WHERE place = 3")
        cursor.execute("UPDATE seic_portal_paper SET place = 3 WHERE place = 9")

    assert "something about it was changed" in " ".join(faults(verify()[0]))


def test_a_seal_noted_elsewhere_must_be_there(three):
    assert verify(seal=three[2].sha256)[1] == ""

    lines, error = verify(seal="f" * 64)

    assert error == "1 fault found."
    assert f"FAULT: no paper has the seal {'f' * 64}." in lines


def test_verification_asks_the_same_however_many_papers(three, django_assert_num_queries):
    issued()
    PaperWithholding(paper=three[0], reason="A mistake.").begin(by=PersonFactory(), at=AT)
    # papers, their withholdings and redactions, who withheld, the audit
    with django_assert_num_queries(5):
        verify()


def test_what_is_withheld_is_told_and_is_no_fault(three):
    by = PersonFactory(name="A. Admin")
    withholding = PaperWithholding(paper=three[1], reason="It names a pupil.")
    withholding.begin(by=by, at=AT)
    lines, error = verify()

    assert error == ""
    assert lines[1].endswith("Withheld on 15 February 2023 by A. Admin: It names a pupil.")

    withholding.end("It does not.", by=by, at=AT)

    assert verify()[0][1].endswith("as it was issued.")


def redact(words, paper):
    papers = Paper.objects.filter(pk=paper.pk)
    by = PersonFactory(name="A. Admin")
    return PaperRedaction.objects.take_out(
        Words(words), papers, reason="A pupil was named.", by=by, at=AT
    )


def test_redacted_words_are_gone_and_the_rest_is_still_verified(three):
    assert [paper.place for paper in redact("six  Courses", three[0])] == [1]

    paper = Paper.objects.get(pk=three[0].pk)
    assert paper.words == contents("Two of the [redacted] still have no tutor.")
    assert (paper.sha256, paper.salt) == (three[0].sha256, "")
    assert PaperRedaction.objects.get().contents == ""
    lines, error = verify()
    assert error == ""
    assert lines[0].endswith("Redacted on 15 February 2023 by A. Admin: A pupil was named.")
    assert "six courses" not in " ".join(AuditEntry.objects.values_list("reason", flat=True))


def test_a_paper_without_the_words_stays_as_it_is(three):
    assert redact("Anna Smith", three[0]) == []
    assert verify()[0][0].endswith("as it was issued.")


def test_words_can_be_redacted_twice(three):
    redact("six courses", three[0])
    redact("tutor", three[0])

    assert verify()[1] == ""
    assert Paper.objects.get(pk=three[0].pk).words == contents(
        "Two of the [redacted] still have no [redacted]."
    )


def test_contents_changed_after_a_redaction_are_reported(three):
    redact("six courses", three[0])
    by_force("UPDATE seic_portal_paper SET contents = '{}' WHERE place = 1")

    assert "changed after words were redacted" in faults(verify()[0])[0]


def test_a_redaction_without_its_audit_is_reported(three):
    redact("six courses", three[0])
    by_force("DELETE FROM plans_auditentry WHERE what LIKE %s", "Redacted%")

    assert "the audit does not record that words were redacted" in faults(verify()[0])[0]


def test_a_redaction_that_is_done_lets_nothing_pass(three):
    redact("six courses", three[0])
    paper = Paper.objects.get(pk=three[0].pk)
    done = PaperRedaction.objects.get()

    refused(STAYS, lambda: WAYS["queryset"](paper, contents=""))
    refused(STAYS, lambda: WAYS["queryset"](paper, salt="again"))
    refused(DONE_ONCE, lambda: WAYS["queryset"](done, is_done=False))
    refused(DONE_ONCE, lambda: WAYS["queryset"](done, reason="Another."))
    refused(DONE_ONCE, done.delete)


def test_a_redaction_under_way_lets_nothing_else_pass(three):
    row = PaperRedaction.objects.create(
        paper=three[0], contents="{}", sha256=digest("{}"), reason="Why", by=PersonFactory(), at=AT
    )
    papers = Paper.objects.filter(place=1)

    refused(STAYS, lambda: papers.update(contents="[]", salt=""))
    refused(STAYS, lambda: papers.update(contents="{}"))
    refused(STAYS, lambda: papers.update(contents="{}", salt="", why="Because"))
    refused(STAYS, lambda: Paper.objects.filter(place=2).update(contents="{}", salt=""))
    refused(DONE_ONCE, lambda: WAYS["queryset"](row, contents="[]"))
