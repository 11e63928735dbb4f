"""What a person chooses to be reminded of."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit

from plans.forms.base import PortalForm
from plans.models import Person
from plans.widgets import CriterionRadioSelect

HINTS = {
    "all": "When a round opens, a week before it is due and the day after, while you owe "
    "something; when an update is sent back to you, a question waits for your answer or a paper "
    "is issued to you. One e-mail at a time, with all of it.",
    "returned": "An update sent back waits for you alone, so this one e-mail always comes.",
}


class RemindersForm(PortalForm):
    """Every reminder, or none but that an update came back."""

    class Meta:
        model = Person
        fields = ["reminders"]
        labels = {"reminders": "Which e-mails would you like?"}
        error_messages = {"reminders": {"required": "Choose which e-mails you would like."}}
        widgets = {"reminders": CriterionRadioSelect(hints=HINTS)}

    @property
    def helper(self):
        helper = FormHelper()
        helper.add_input(Submit("save", "Save"))
        return helper
