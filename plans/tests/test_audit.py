"""What was decided is looked up later, so nobody changes it: the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction

from plans.models import AuditEntry
from plans.tests.factories import AuditEntryFactory

pytestmark = pytest.mark.django_db


def reworded(entry):
    entry.what = "Something else"
    entry.save()


@pytest.mark.parametrize(
    "attempt",
    [
        reworded,
        lambda entry: AuditEntry.objects.update(by=None),
        lambda entry: AuditEntry.objects.update(reason=""),
        lambda entry: entry.delete(),
        lambda entry: AuditEntry.objects.all().delete(),
    ],
    ids=["saved", "another person", "without a reason", "deleted", "all deleted"],
)
def test_an_entry_is_never_changed_or_removed(attempt):
    entry = AuditEntryFactory(what="Released round 3 early", reason="Members asked.")

    with (
        pytest.raises(IntegrityError, match="An audit entry is never changed or removed"),
        transaction.atomic(),
    ):
        attempt(entry)

    assert AuditEntry.objects.get() == entry
    assert str(AuditEntry.objects.get()) == "Released round 3 early"
