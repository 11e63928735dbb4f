"""Who changed a row, when and why: kept beside every row that people edit."""

from django.db import models
from simple_history.models import HistoricalRecords

from plans import clock


class History(HistoricalRecords):
    """History with a reason as long as it needs to be, dated by the portal's clock.

    The library stamps real time, which in a demonstration would put every change after today.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("history_change_reason_field", models.TextField(null=True))
        super().__init__(*args, **kwargs)

    def create_historical_record(self, instance, history_type, using=None):
        if hasattr(instance, "_history_date"):
            return super().create_historical_record(instance, history_type, using)
        instance._history_date = clock.now()
        try:
            return super().create_historical_record(instance, history_type, using)
        finally:
            del instance._history_date


def sign(row, *, by, at, reason=""):
    """Note on a row, before it is saved, who changes it, when and why; return the row."""
    row._history_user = by
    row._history_date = at
    row._change_reason = reason or None
    return row


def versions(model, fields, **of):
    """Return for some rows how often some of their fields have changed, and when last.

    `of`: which rows, such as plan=plan.
    In pairs by key, in one query; a row that has not changed since it was saved first counts 0.
    """
    found = {}
    rows = model.history.filter(**of).order_by("history_id")
    for pk, at, *values in rows.values_list("id", "history_date", *fields):
        times, _, before = found.get(pk, (-1, None, None))
        if values != before:
            found[pk] = times + 1, at, values
    return {pk: (times, at) for pk, (times, at, _) in found.items()}
