"""Who changed a programme, its dates and what it shares, when and why."""

from itertools import groupby

from django.db import models

from empowered_system.models import Event, Host, Programme, Resource
from plans.differences import compare, whole
from plans.models import Council, Setting
from plans.templatetags.portal import clock, day
from priorities.history import Change, Difference, Entry

SHOWN = {
    Programme: [
        *["title", "summary", "about", "council", "audience", "sector", "level", "area"],
        *["question", "partners", "availability", "host_capacity", "taking_part"],
        *["takes_questions", "starts_on", "ends_on"],
    ],
    Event: [
        *["title", "kind", "held_on", "starts_at", "ends_at", "place", "link", "audience"],
        *["places", "recording", "cancelled_reason"],
    ],
    Resource: ["title", "note", "link"],
    Host: ["setting", "agreed_to_be_named"],
}
RELATED = {Council, Setting}


def entries_of(programme):
    """Return every step that changed something, newest first, in six queries."""
    histories = {Programme: Programme.history.filter(id=programme.pk)} | {
        model: model.history.filter(programme_id=programme.pk) for model in (Event, Resource, Host)
    }
    names = {model: model.objects.in_bulk() for model in [Council]}
    names[Setting] = Setting.objects.in_bulk(
        list(histories[Host].values_list("setting", flat=True))
    )
    steps = {}
    for model, history in histories.items():
        rows = history.select_related("history_user").order_by("id", "history_id")
        for _, versions in groupby(rows, key=lambda row: row.id):
            before = None
            for row in versions:
                key = (row.history_date, row.history_user, row.history_change_reason or "")
                steps.setdefault(key, Entry(*key)).changes += changes(model, before, row, names)
                before = row
    told = [entry for entry in steps.values() if entry.changes]
    return sorted(told, key=lambda entry: entry.at, reverse=True)


def changes(model, before, row, names):
    """Return what happened to a row as a list of one change, or none that is shown."""
    subject = f"{model._meta.verbose_name.capitalize()} “{title(model, row, names)}”"
    if row.history_type == "-":
        return [Change(f"{subject}: removed", [])]
    found = list(differences(model, before, row, names))
    if before is None:
        return [Change(f"{subject}: added", found)]
    return [Change(subject, found)] if found else []


def title(model, row, names):
    return names[Setting].get(row.setting_id, "") if model is Host else row.title


def differences(model, before, row, names):
    """Give the fields that differ between two states of a row, in words."""
    for name in SHOWN[model]:
        of = model._meta.get_field(name)
        old, new = in_words(of, before, names), in_words(of, row, names)
        if old != new:
            is_text = isinstance(of, models.TextField) and old and new
            label = of.verbose_name[0].upper() + of.verbose_name[1:]
            yield Difference(label, (compare if is_text else whole)(old, new))


def in_words(of, row, names):
    """Return a field of a row as a person reads it; empty for a row that was not there."""
    value = getattr(row, of.attname) if row else None
    if value in (None, ""):
        return ""
    if of.related_model in RELATED:
        return str(names[of.related_model].get(value, ""))
    if isinstance(of, models.DateField):
        return day(value)
    if isinstance(of, models.TimeField):
        return clock(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(dict(of.flatchoices).get(value, value))
