"""What a comparison of two meetings' rounds is narrowed to; it stands in the address."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms


class ChangesForm(forms.Form):
    """Since which earlier meeting, and for which council; what is left out is as usual."""

    def __init__(self, data, *, meeting, reports, councils):
        self.usual, self.earlier = reports.before(meeting), reports.earlier(meeting)
        usual = {"from": self.usual.slug if self.usual else ""}
        super().__init__(usual | data.dict())
        meetings = [(one.slug, str(one)) for one in self.earlier]
        self.fields["from"] = choice("meeting", "Since which meeting", meetings)
        every = [("", "All councils"), *((one.slug, one.name) for one in councils)]
        self.fields["council"] = choice("council", "Council", every)
        if self.usual is None:
            self.fields["from"].choices = [("", "Choose a meeting"), *meetings]

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.field_template = "sgds/filter_field.html"
        helper.layout = Layout(Div("from", "council", css_class="filters"))
        return helper

    @property
    def since(self):
        """Return the meeting to compare with; the usual one where it is not understood."""
        asked = self.cleaned_data.get("from") if self.is_valid() else None
        return next((one for one in self.earlier if one.slug == asked), self.usual)

    @property
    def title(self):
        is_usual = self.since == self.usual
        return "Since the last meeting" if is_usual else "Since an earlier meeting"

    @property
    def council(self):
        """Return the slug of the council asked for; None for all."""
        return (self.cleaned_data["council"] or None) if self.is_valid() else None

    @property
    def council_name(self):
        return dict(self.fields["council"].choices)[self.council] if self.council else ""


def choice(noun, label, choices):
    """Return a field for one of a few values; what is none of them is told so in words."""
    wrong = f"There is no {noun} “%(value)s” here. Choose one from the list."
    errors = {"invalid_choice": wrong}
    return forms.ChoiceField(label=label, choices=choices, required=False, error_messages=errors)
