"""What a coordinator decides about a round."""

from django import forms

from plans import clock
from plans.forms import PortalForm
from plans.models import Round
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
