"""The forms in which an action is edited, and taken out of its plan."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.core.exceptions import ValidationError

from plans import conflicts
from plans.forms.base import PortalForm, reason_field
from plans.widgets import DatePartsField, long_text
from priorities.models import Action

WORDING = ["title", "title_language", "description", "how_we_will_know"]


class ReasonedForm(PortalForm):
    """A form of an action, or of what belongs to it: in an open plan it asks why."""

    reason = reason_field()
    question = "Why are you changing it?"
    hint = "Officers and coordinators read it in the action’s history."
    button = "Save"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = self.question
        self.fields["reason"].help_text = self.hint
        if not self.asks_why:
            del self.fields["reason"]

    @property
    def action(self):
        return self.instance

    @property
    def asks_why(self):
        return self.action.priority.plan.is_open

    @property
    def why(self):
        """The reason that stands in the history."""
        return self.cleaned_data.get("reason", "")

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_class = "update"
        helper.add_input(Submit("save", self.button))
        return helper

    def save_by(self, person, *, at):
        return super().save_by(person, at=at, reason=self.why)


class StepForm(ReasonedForm):
    """A decision about an action: whatever someone else saved meanwhile asks for a second look."""

    def clean(self):
        is_stale = self.cleaned_data.get("version") != self.saved_version
        cleaned = super().clean()
        if is_stale:
            self.add_error(None, ValidationError(conflicts.second_look(self.action)))
        return cleaned


class ActionForm(ReasonedForm):
    """The words of an action in an open plan, whose dates and reference stay."""

    class Meta:
        model = Action
        fields = WORDING
        help_texts = {"how_we_will_know": "The wording first agreed stays beside a new one."}
        widgets = {"description": long_text(8), "how_we_will_know": long_text(4)}
        error_messages = {"title": {"required": "Enter a title."}}


class DraftActionForm(ReasonedForm):
    """An action of a draft plan: its words, its place, its dates, and what it carries on."""

    starts_on = DatePartsField(label="Start date", required=False)
    due_on = DatePartsField(label="Due date", required=False)

    class Meta:
        model = Action
        fields = ["number", *WORDING, "starts_on", "due_on", "predecessor"]
        labels = {"predecessor": "The action of last year’s plan that it carries on"}
        widgets = {"description": long_text(8), "how_we_will_know": long_text(4)}
        error_messages = {"title": {"required": "Enter a title."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        before = Action.objects.in_plan(self.action.priority.plan.predecessor_id).current()
        self.fields["predecessor"].queryset = before.order_by("priority__number", "number")
        self.fields["predecessor"].empty_label = "None: it is new"


class WithdrawForm(StepForm):
    """Taking an action out: from an open plan with a reason, from a draft for good."""

    question = "Why is it withdrawn?"
    hint = "Everyone can read it on the action’s page."

    class Meta:
        model = Action
        fields = []

    @property
    def button(self):
        return "Withdraw the action" if self.asks_why else "Delete the action"

    def clean(self):
        if not self.asks_why and self.action.successors.exists():
            raise ValidationError(
                "Another plan’s action carries this one on: it cannot be deleted."
            )
        return super().clean()

    def save_by(self, person, *, at):
        if self.asks_why:
            self.action.withdraw(self.why, by=person, at=at)
        else:
            self.action.discard(by=person, at=at)


class PartForm(ReasonedForm):
    """A form of what belongs to an action: saving it is a change of the action too."""

    @property
    def action(self):
        return self.instance.action

    @property
    def versioned(self):
        """The action, whose version counts the changes of its parts; a new part has none."""
        return self.action if self.instance.pk else None

    def save_by(self, person, *, at):
        saved = super().save_by(person, at=at)
        self.action.count_change(by=person, at=at, reason=self.why)
        return saved
