"""Who changed an action, when and why, as differences that can be read."""

from collections import namedtuple
from dataclasses import dataclass, field
from itertools import groupby

from django.db import models

from plans.differences import Part, compare, whole
from plans.models import Council, Person
from plans.templatetags.portal import day
from priorities.models import Action, Contribution, Milestone

WORDING = ["number", "title", "title_language", "description", "how_we_will_know"]
SHOWN = {
    Action: [*WORDING, "starts_on", "due_on", "predecessor", "withdrawn_reason"],
    Milestone: ["title", "number", "due_on", "done_on", "dropped_on", "dropped_reason"],
    Contribution: [
        *["role", "lead_officer", "deputy", "supporting_roles"],
        *["starts_on", "ends_on", "end_reason"],
    ],
}
LABELS = {
    (Action, "withdrawn_reason"): "Why it was withdrawn",
    (Milestone, "title"): "Milestone",
    (Milestone, "number"): "Place in the list",
    (Milestone, "done_on"): "Done on",
    (Milestone, "dropped_on"): "Dropped on",
    (Contribution, "lead_officer"): "Officer who leads",
    (Contribution, "supporting_roles"): "Who else takes part",
}

Difference = namedtuple("Difference", "label parts")


@dataclass(slots=True)
class Change:
    """What happened to the action itself, to a milestone or to a council's part."""

    subject: str
    differences: list[Difference]


@dataclass(slots=True)
class Entry:
    """What one person changed in one step, and why."""

    at: object
    by: Person | None
    why: str
    changes: list[Change] = field(default_factory=list)


class Story:
    """The history of an action with its milestones and its councils' parts.

    Costs six queries: three histories, and the names of the people, councils and actions in them.
    """

    def __init__(self, action):
        self.rows = {
            Action: read(Action.history.filter(id=action.pk)),
            Milestone: read(Milestone.history.filter(action_id=action.pk)),
            Contribution: read(Contribution.history.filter(action_id=action.pk)),
        }
        parts = self.rows[Contribution]
        people = {key for row in parts for key in (row.lead_officer_id, row.deputy_id)}
        earlier = {row.predecessor_id for row in self.rows[Action]}
        actions = Action.objects.select_related("priority__plan")
        self.names = {
            Person: Person.objects.in_bulk(people - {None}),
            Council: Council.objects.in_bulk({row.council_id for row in parts}),
            Action: actions.in_bulk(earlier - {None}),
        }

    @property
    def entries(self):
        """Return every step that changed something, newest first."""
        steps = {}
        for model, rows in self.rows.items():
            for _, history in groupby(rows, key=lambda row: row.id):
                before = None
                for row in history:
                    key = (row.history_date, row.history_user, row.history_change_reason or "")
                    steps.setdefault(key, Entry(*key)).changes += self.changes(model, before, row)
                    before = row
        told = [entry for entry in steps.values() if entry.changes]
        return sorted(told, key=lambda entry: entry.at, reverse=True)

    def changes(self, model, before, row):
        """Return what happened to a row as a list of one change, or none that is shown."""
        subject = self.subject(model, row)
        if row.history_type == "-":
            return [Change(f"{subject}: removed", [])]
        if before is None:
            return [Change(f"{subject}: added", self.first(model, row))]
        differences = self.differences(model, before, row)
        return [Change(subject, differences)] if differences else []

    def first(self, model, row):
        """Return what a row began with, unmarked; a milestone's title is its subject already."""
        began = self.differences(model, None, row)
        if model is Milestone:
            began = [one for one in began if one.label == "Due date"]
        return [Difference(label, [Part(parts[0].text, False, False)]) for label, parts in began]

    def differences(self, model, before, row):
        """Return the fields that differ between two states of a row, in words."""
        found = []
        for name in SHOWN[model]:
            of = model._meta.get_field(name)
            old, new = self.words(of, before), self.words(of, row)
            if old != new:
                label = LABELS.get((model, name)) or of.verbose_name.capitalize()
                is_text = isinstance(of, models.TextField) and old and new
                found.append(Difference(label, (compare if is_text else whole)(old, new)))
        return found

    def words(self, of, row):
        """Return a field of a row as a person reads it; empty for a row that was not there."""
        value = getattr(row, of.attname) if row else None
        if value is None:
            return ""
        if of.is_relation:
            return str(self.names[of.related_model].get(value, ""))
        if isinstance(of, models.DateField):
            return day(value)
        return str(dict(of.flatchoices).get(value, value))

    def subject(self, model, row):
        if model is Milestone:
            return f"Milestone “{row.title}”"
        if model is Contribution:
            return f"{self.names[Council][row.council_id]}’s part"
        return "The action"


def read(history):
    """Return the rows of a history in the order in which they were saved, row by row."""
    return list(history.select_related("history_user").order_by("id", "history_id"))
