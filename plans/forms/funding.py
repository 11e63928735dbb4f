"""The form in which coordinators keep what a plan's money is for."""

import re

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core.exceptions import ValidationError

from plans.forms.base import PortalForm
from plans.funding import SUMS
from plans.models import FundingLine
from plans.widgets import DatePartsField

# "one post", "1 officer", "the salary of": words that turn a line into one person's pay.
ONE_PERSON = re.compile(
    r"\b(?:(?:one|1|a|an|the|single)\s+(?:\w+\s+)?(?:post|officer|adviser|advisor|manager|teacher"
    r"|lead|analyst|secondee)|salary|salaries)\b",
    re.IGNORECASE,
)


class PoundsField(forms.IntegerField):
    """A sum in whole pounds, typed as people write it: 1171746, 1,171,746 or £1,171,746."""

    widget = forms.TextInput(attrs={"class": "ds_input--fixed-10", "inputmode": "numeric"})
    default_error_messages = {"invalid": "Enter whole pounds, such as 12,500."}

    def to_python(self, value):
        if isinstance(value, str):
            value = value.strip().removeprefix("£").replace(",", "").replace(" ", "")
        return super().to_python(value)


def pounds_field(label, name):
    help_text = FundingLine._meta.get_field(name).help_text
    missing = {"required": f"Enter what is {name}, in whole pounds; 0 where nothing is yet."}
    return PoundsField(
        label=label, help_text=help_text, min_value=0, max_value=999_999_999, error_messages=missing
    )


class FundingForm(PortalForm):
    """One funding line; whatever would show one person's pay is refused with the reason."""

    offered = pounds_field("Offered", "offered")
    committed = pounds_field("Committed", "committed")
    claimed = pounds_field("Claimed", "claimed")
    as_at = DatePartsField(label="As at", help_text="The day on which these sums were right.")

    class Meta:
        model = FundingLine
        fields = ["category", "description", "posts", *SUMS, "as_at"]
        widgets = {
            "posts": forms.TextInput(attrs={"class": "ds_input--fixed-3", "inputmode": "numeric"})
        }

    helper = FormHelper()
    helper.form_class = "update"
    helper.layout = Layout(
        "version",
        "category",
        "description",
        "posts",
        *SUMS,
        "as_at",
        Submit("save", "Save the line"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [("", "Choose a category"), *FundingLine.Category.choices]
        self.fields["category"].choices = offered

    def clean_description(self):
        words = self.cleaned_data["description"]
        if ONE_PERSON.search(words):
            raise ValidationError(
                "This reads like one person’s post or pay. Say what the money is for instead, "
                "such as “secondments”."
            )
        return words

    def clean_as_at(self):
        day = self.cleaned_data["as_at"]
        if day and FundingLine(as_at=day).is_ahead:
            raise ValidationError("This day has not come yet: enter the day the sums were right.")
        return day
