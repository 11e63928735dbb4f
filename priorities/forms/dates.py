"""The forms in which a new due date is asked for, and decided."""

from copy import copy

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.core.exceptions import ValidationError

from plans import clock
from plans.forms.base import PortalForm
from plans.templatetags.portal import day
from plans.widgets import DatePartsField, long_text
from priorities.models import DateChange


class DateChangeForm(PortalForm):
    """A new due date for an action, and why it is needed."""

    to_on = DatePartsField(label="New due date", help_text="For example 30 6 2023.")

    class Meta:
        model = DateChange
        fields = ["to_on", "reason"]
        labels = {"reason": "Why does the date move?"}
        help_texts = {
            "reason": "Once it is accepted, everyone reads this beside the date. Name no pupil "
            "and no teacher."
        }
        widgets = {"reason": long_text(4)}
        error_messages = {"reason": {"required": "Say why the date moves."}}

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_class = "update"
        helper.add_input(Submit("ask", "Ask for this date"))
        return helper

    def clean_to_on(self):
        to_on, starts_on = self.cleaned_data["to_on"], self.instance.action.starts_on
        if to_on < clock.today():
            raise ValidationError(f"{day(to_on)} is past: enter today or a later day.")
        if starts_on and to_on < starts_on:
            raise ValidationError(f"The action starts on {day(starts_on)}: enter a later day.")
        return to_on


class DecisionForm(PortalForm):
    """A coordinator's answer to a request for a new date; a note goes with it."""

    ANSWERS = {"accept": DateChange.State.ACCEPTED, "decline": DateChange.State.DECLINED}

    class Meta:
        model = DateChange
        fields = ["decision_note"]
        labels = {"decision_note": "Note, needed if you decline"}
        help_texts = {
            "decision_note": "If you accept, everyone reads it beside the date; if you decline, "
            "officers and coordinators do."
        }
        widgets = {"decision_note": long_text(3)}

    def __init__(self, *args, by, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.at = by, at
        self.fields["decision_note"].unmarked = True

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_class = "update"
        helper.add_input(Submit("accept", "Accept the new date"))
        helper.add_input(Submit("decline", "Decline it", css_class="ds_button--secondary"))
        return helper

    @property
    def answer(self):
        """Return the state the button pressed leads to; None where none was."""
        return next((state for name, state in self.ANSWERS.items() if name in self.data), None)

    def clean(self):
        if self.answer is None:
            raise ValidationError("Accept the new date or decline it.")
        return super().clean()

    def validate_constraints(self):
        """Check the rules of a decided request where it is to be decided."""
        row = copy(self.instance)
        if self.answer:
            row.state, row.decided_by, row.decided_at = self.answer, self.by, self.at
        self.check(row.validate_constraints)

    def decide(self):
        """Accept or decline the request; return a sentence that says which."""
        change, note = self.instance, self.cleaned_data["decision_note"]
        reference = change.action.reference
        if self.answer == DateChange.State.ACCEPTED:
            change.accept(by=self.by, at=self.at, note=note)
            return f"{reference} is now due on {day(change.to_on)}."
        change.decline(note, by=self.by, at=self.at)
        return f"The new date is declined: {reference} stays due on {day(change.from_on)}."
