"""The form in which a coordinator records a numbered revision of the open plan."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django.core.exceptions import ValidationError

from plans import clock
from plans.forms.base import PortalForm
from plans.models import Revision
from plans.widgets import DatePartsField, long_text


class RevisionForm(PortalForm):
    """When and where the plan was agreed as it stands, and what is new in it."""

    agreed_on = DatePartsField(label="Agreed on", help_text="For example 8 2 2023.")

    class Meta:
        model = Revision
        fields = ["agreed_on", "agreed_at", "what_changed"]
        labels = {"what_changed": "What changed?"}
        widgets = {"what_changed": long_text(4)}

    helper = FormHelper()
    helper.form_class = "update"
    helper.add_input(Submit("record", "Record the revision"))

    def clean_agreed_on(self):
        day = self.cleaned_data["agreed_on"]
        if day > clock.today():
            raise ValidationError("This day has not come yet: enter the day it was agreed.")
        return day
