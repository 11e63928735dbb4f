"""The forms in which an action's milestones are added, changed, done and dropped."""

from django import forms
from django.core.exceptions import ValidationError

from plans import clock
from plans.templatetags.portal import day
from plans.widgets import DatePartsField, long_text
from priorities.forms.actions import PartForm, StepForm
from priorities.models import Action, Milestone


def has_come(value):
    """Refuse a day after today."""
    if value > clock.today():
        raise ValidationError(f"{day(value)} is still to come: enter the day it was done.")


class MilestoneForm(PartForm):
    """A milestone; in an open plan its first date stays beside a new one."""

    due_on = DatePartsField(label="Due date")
    done_on = DatePartsField(
        label="Done on",
        help_text="Leave it empty if it is not done after all.",
        required=False,
        validators=[has_come],
    )

    class Meta:
        model = Milestone
        fields = ["title", "due_on", "done_on"]
        labels = {"title": "What is reached by then?"}
        error_messages = {"title": {"required": "Say what is reached by then."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.done_on:
            del self.fields["done_on"]
        if not self.instance.pk and self.asks_why:
            self.fields["reason"].label = "Why is it added?"

    def save_by(self, person, *, at):
        if self.action.priority.plan.is_open:
            self.instance.keep_first(self.initial.get("due_on"))
        return super().save_by(person, at=at)


class DoneForm(PartForm):
    """The day a milestone was done."""

    asks_why = False
    button = "Mark as done"
    done_on = DatePartsField(label="When was it done?", validators=[has_come])

    class Meta:
        model = Milestone
        fields = ["done_on"]

    @property
    def why(self):
        return f"Done on {day(self.cleaned_data['done_on'])}"


class DropForm(PartForm):
    """Why a milestone is no longer meant to be done."""

    asks_why = False
    button = "Drop the milestone"

    class Meta:
        model = Milestone
        fields = ["dropped_reason"]
        labels = {"dropped_reason": "Why is it dropped?"}
        help_texts = {"dropped_reason": "Everyone can read this: the milestone stays in the list."}
        widgets = {"dropped_reason": long_text(3)}
        error_messages = {"dropped_reason": {"required": "Say why the milestone is dropped."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dropped_reason"].required = True
        self.instance.dropped_on = self.instance.dropped_on or clock.today()

    @property
    def why(self):
        return f"Dropped: {self.cleaned_data['dropped_reason']}"


class OrderForm(StepForm):
    """One milestone moves up or down by one place."""

    asks_why = False
    up = forms.ModelChoiceField(Milestone.objects.none(), required=False)
    down = forms.ModelChoiceField(Milestone.objects.none(), required=False)

    class Meta:
        model = Action
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ["up", "down"]:
            self.fields[name].queryset = self.action.milestones.all()

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.moved:
            raise ValidationError("Choose a milestone to move.")
        return cleaned

    @property
    def moved(self):
        """The milestone that moves, up or down."""
        return self.cleaned_data.get("up") or self.cleaned_data.get("down")

    def save_by(self, person, *, at):
        steps = -1 if self.cleaned_data.get("up") else 1
        self.action.milestones.move(self.moved, steps, by=person, at=at)
        self.action.count_change(by=person, at=at, reason="Put in another order")
