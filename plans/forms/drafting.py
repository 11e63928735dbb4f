"""The forms in which coordinators write a plan: its own page, and its goals."""

import math

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory

from plans import conflicts
from plans.forms.base import PortalForm, reason_field
from plans.models import Goal, Plan
from plans.school_year import days_of, is_session
from plans.widgets import DatePartsField, long_text, short_number

SESSION = ["slug", "title", "starts_on", "ends_on", "predecessor"]
TEXTS = ["vision", "background", "governance", "funding", "source"]


class PlanForm(PortalForm):
    """A draft plan's own page: its session, its dates, and the texts around the goals."""

    starts_on = DatePartsField(label="First day")
    ends_on = DatePartsField(label="Last day")

    class Meta:
        model = Plan
        fields = SESSION + TEXTS
        labels = {"predecessor": "The plan before it"}
        widgets = {
            "slug": forms.TextInput(attrs={"class": "ds_input--fixed-10"}),
            "vision": long_text(2),
            "background": long_text(8),
            "governance": long_text(),
            "funding": long_text(),
        }
        error_messages = {
            "slug": {
                "unique": "There is a plan for this session already.",
                "required": "Enter the session, such as 2022-23.",
            },
            "title": {"required": "Enter a title."},
        }

    helper = FormHelper()
    helper.form_class = "update"
    helper.layout = Layout(
        "version",
        "title",
        "slug",
        Row(Column("starts_on"), Column("ends_on")),
        "predecessor",
        Fieldset("What the plan says", "vision", "background", "governance", "funding", "source"),
        Submit("save", "Save"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        predecessor = self.fields["predecessor"]
        predecessor.queryset = Plan.objects.may_precede(self.instance)
        predecessor.empty_label = "None"

    def clean_slug(self):
        session = self.cleaned_data["slug"]
        if not is_session(session):
            raise ValidationError(
                "Enter a session as a year and the one after it, such as 2022-23."
            )
        return session

    def clean(self):
        cleaned = super().clean()
        if "slug" in cleaned:
            session = cleaned["slug"]
            for name, usual in zip(["starts_on", "ends_on"], days_of(session), strict=True):
                self.settle(name, usual, f"The session {session}")
        return cleaned

    def settle(self, name, usual, session):
        """Take the session's own day where none is given; refuse a day in another year."""
        day = self.cleaned_data.get(name)
        if day is None and name not in self.errors:
            self.cleaned_data[name] = usual
        elif day and day.year != usual.year:
            verb = "begins" if name == "starts_on" else "ends"
            self.add_error(name, f"{session} {verb} in {usual.year}.")


class NewPlanForm(PlanForm):
    """What a draft begins with; the rest is written on its own pages."""

    versioned = None  # nobody else can have saved what is not there yet

    class Meta(PlanForm.Meta):
        fields = SESSION

    helper = FormHelper()
    helper.form_class = "update"
    helper.layout = Layout(
        "title",
        "slug",
        Row(Column("starts_on"), Column("ends_on")),
        "predecessor",
        Submit("save", "Begin the draft"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, words in [("starts_on", "1 August"), ("ends_on", "31 July")]:
            self.fields[name].required = False
            self.fields[name].help_text = f"Leave it empty for {words}."


class GoalForm(PortalForm):
    """One row of a plan's goals; an empty row is a goal that is not yet written."""

    goal = forms.IntegerField(widget=forms.HiddenInput, required=False)
    number = forms.IntegerField(
        label="Place",
        widget=short_number(),
        min_value=1,
        max_value=99,
        required=False,
        error_messages={"invalid": "Enter its place as a number, such as 1."},
    )
    is_removed = forms.BooleanField(label="Remove this goal", required=False)

    class Meta:
        model = Goal
        fields = ["number", "text"]
        labels = {"text": "Goal"}
        widgets = {"text": long_text(2)}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False
        for field in self.fields.values():
            field.unmarked = True  # whether a row needs them, its being used says

    def take_over(self, text):
        """Show what someone else made of the goal; nothing where they removed it."""
        self.data = self.data.copy()
        self.data[self.add_prefix("text")] = text or ""
        if text is None:
            self.data[self.add_prefix("goal")] = ""

    def clean_text(self):
        return " ".join(self.cleaned_data["text"].split())

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("goal") and not cleaned["is_removed"] and cleaned.get("text") == "":
            self.add_error("text", "Write the goal, or tick that it is removed.")
        return cleaned


class BaseGoalFormSet(BaseFormSet):
    """A plan's goals in their order, with empty rows behind them."""

    @property
    def wanted(self):
        """The goals that stay, in their new order, as pairs of a key (or None) and a text.

        Who moved up goes before whichever has that number, who moved down goes behind it; a new
        goal without a number goes to the end.
        """
        rows = [(place(i, form.cleaned_data), form.cleaned_data) for i, form in enumerate(self, 1)]
        kept = [pair for pair in rows if pair[1].get("text") and not pair[1]["is_removed"]]
        kept.sort(key=lambda pair: pair[0])
        return [(row["goal"], row["text"]) for _, row in kept]

    @property
    def removed(self):
        """The keys of the goals that go."""
        rows = [form.cleaned_data for form in self]
        return {row["goal"] for row in rows if row.get("is_removed") and row["goal"]}


def place(before, row):
    """Where a row sorts, from its place before and the number it was given."""
    number = row.get("number") or math.inf
    if not row.get("goal"):
        return number, -1
    return number, (number > before) - (number < before)


GoalFormSet = formset_factory(GoalForm, formset=BaseGoalFormSet, extra=3)


class GoalsForm(PortalForm):
    """A plan's goals, all in one list (`rows`), and why they change once the plan is open."""

    reason = reason_field()

    class Meta:
        model = Plan
        fields = []

    def __init__(self, data=None, *, instance):
        super().__init__(data, instance=instance)
        if instance.is_draft:
            del self.fields["reason"]
        saved = enumerate(instance.goals.all(), start=1)
        goals = [{"goal": goal.pk, "number": i, "text": goal.text} for i, goal in saved]
        self.rows = GoalFormSet(data, initial=goals, prefix="goals")

    def is_valid(self):
        return self.rows.is_valid() and super().is_valid()

    def clean(self):
        version = self.cleaned_data.get("version")
        is_stale = version != self.saved_version
        cleaned = super().clean()
        if is_stale and self.others_changed_goals(version):
            self.conflicts = self.found(version)
            self.add_error(None, ValidationError(conflicts.words(self.instance), code="conflict"))
        return cleaned

    def later(self, version):
        """The moments at which others have saved the plan since the version this form is of."""
        return self.instance.history.filter(version__gt=version or 0).values("history_date")

    def others_changed_goals(self, version):
        goals = Goal.history.filter(plan=self.instance)
        return goals.filter(history_date__in=self.later(version)).exists()

    def found(self, version):
        """Return what others made of each goal; what this person left alone is taken over."""
        goals = Goal.history.filter(plan=self.instance).exclude(
            history_date__in=self.later(version)
        )
        before = dict(goals.order_by("history_id").values_list("id", "text"))
        saved = {goal.pk: goal.text for goal in self.instance.goals.all()}
        changed = []
        for i, row in enumerate(self.rows, start=1):
            key = row.cleaned_data.get("goal")
            if key and before.get(key) != saved.get(key):
                is_taken_over = row.cleaned_data.get("text") == before.get(key)
                if is_taken_over:
                    row.take_over(saved.get(key))
                now = saved.get(key, "Removed")
                changed.append(conflicts.Conflict(f"Goal {i}", now, is_taken_over))
        in_order = "\n".join(f"{i}. {text}" for i, text in enumerate(saved.values(), start=1))
        return changed or [conflicts.Conflict("Goals", in_order, False)]

    def save_by(self, person, *, at):
        """Save the goals in their order, and the plan's next version."""
        reason = self.cleaned_data.get("reason", "")
        rows = self.rows
        Goal.objects.rewrite(
            self.instance, rows.wanted, rows.removed, by=person, at=at, reason=reason
        )
