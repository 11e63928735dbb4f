"""Each rule that the database keeps for papers, and the sentence that goes with it."""

import pytest
from django.db import IntegrityError, transaction

from plans.tests.constraints import constraints_of, sentences
from plans.tests.factories import MeetingFactory, PersonFactory, moment
from seic_portal.models import Paper, PaperRedaction, PaperWithholding
from seic_portal.tests.papers import issued

pytestmark = pytest.mark.django_db
AT = moment(2023, 2, 15)


def another(**values):
    """Return a third paper of a meeting that has two, with values that may not be."""
    meeting = MeetingFactory()
    issued(meeting)
    newest = issued(meeting, why="A number was wrong.")
    paper = Paper.objects.get(pk=newest.pk)
    paper.pk, paper.place, paper.number, paper.sha256 = None, 3, 3, "f" * 64
    paper.supersedes = newest
    for name, value in values.items():
        setattr(paper, name, value)
    return paper


def withholding(**values):
    by = PersonFactory()
    return PaperWithholding(paper=issued(), by=by, at=AT, **{"reason": "A name."} | values)


def again():
    row = withholding()
    row.save()
    row.pk = None
    return row


def redaction(**values):
    fields = {"reason": "A name.", "sha256": "f" * 64} | values
    return PaperRedaction(paper=issued(), by=PersonFactory(), at=AT, **fields)


def superseding_itself():
    paper = another(id=77)
    paper.supersedes_id = 77
    return paper


BROKEN = {
    "paper_number_once_at_a_meeting": lambda: another(number=2),
    "paper_supersedes_for_a_reason": lambda: another(why=""),
    "paper_takes_in_the_one_before": lambda: another(previous_sha256=""),
    "paper_supersedes_another": superseding_itself,
    "paperwithholding_has_a_reason": lambda: withholding(reason=""),
    "paperwithholding_ended_for_a_reason": lambda: withholding(ended_at=AT),
    "paperwithholding_once_in_force": again,
    "paperredaction_has_a_reason": lambda: redaction(reason=""),
    "paperredaction_done_holds_no_words": lambda: redaction(contents="{}", is_done=True),
}


def test_every_rule_of_papers_is_tried():
    names = {name for name in constraints_of("seic_portal") if name.startswith("paper")}

    assert BROKEN.keys() == names


@pytest.mark.parametrize("name", BROKEN)
def test_the_database_refuses_and_a_person_is_told_why(name):
    row = BROKEN[name]()

    assert sentences(row) == {constraints_of("seic_portal")[name].violation_error_message}
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
