"""What a coordinator decides about a round."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from plans import clock
from plans.drafting_forms import long_text
from plans.forms import PortalForm
from plans.models import EarlyRelease, Round
from plans.widgets import DatePartsField


class ReleaseForm(PortalForm):
    """From which day everyone may read a round; it changes no row by itself.

    Publishing a round, the day may be empty: at once. Later it is only left out to release the
    round now.
    """

    public_from = DatePartsField(label="From which day may everyone read it?", required=False)

    class Meta:
        model = Round
        fields = []

    def __init__(self, *args, is_published, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["public_from"]
        field.required = is_published and "now" not in self.data
        field.unmarked = True
        at_once = "" if is_published else " Leave it empty to make it public at once."
        field.help_text = f"Until then only members read it.{at_once}"

    def clean_public_from(self):
        public_from = self.cleaned_data["public_from"]
        if public_from and public_from < clock.today():
            raise forms.ValidationError("Enter today or a later day.")
        return public_from


class EarlyReleaseForm(PortalForm):
    """Why a round does not wait for an election to be over."""

    class Meta:
        model = EarlyRelease
        fields = ["reason"]
        help_texts = {"reason": "It stands in the record, with your name and the day."}
        widgets = {"reason": long_text(3)}
        error_messages = {"reason": {"required": "Say why it does not wait for the election."}}

    @property
    def helper(self):
        helper = FormHelper()
        helper.add_input(Submit("release", "Do not wait"))
        return helper
