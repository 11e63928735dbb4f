"""The form in which an administrator withholds something published, or releases it again."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError


class WithholdForm(forms.Form):
    """Why something is withheld, or released again.

    `current`: what withholds it now, if anything. `new`: the row that would. The form carries which
    of the two steps was offered, so that nobody releases what someone else has just withheld.
    """

    reason = forms.CharField(
        max_length=500,
        help_text="Everyone who looks for it reads this. Name no pupil and no teacher.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    step = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, current, new, **kwargs):
        super().__init__(*args, **kwargs)
        self.current, self.new = current, new
        self.own = "release" if current else "withhold"
        self.initial["step"] = self.own
        verb = "released again" if current else "withheld"
        self.fields["reason"].label = f"Why is it {verb}?"
        self.fields["reason"].error_messages["required"] = f"Say why it is {verb}."

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_class = "update"
        helper.add_input(Submit("save", "Release it again" if self.current else "Withhold it"))
        return helper

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("step") != self.own:
            self.data = self.data.copy()
            self.data["step"] = self.own
            done = "withheld" if self.current else "released"
            raise ValidationError(f"Someone else has {done} it meanwhile. Look, and press again.")
        return cleaned

    @property
    def done(self):
        """Return what has been done, as a sentence."""
        if self.current:
            return "It is released: it can be read again."
        return "It is withheld: its place says so, and why."

    def settle(self, *, by, at):
        """Do what the form offers."""
        reason = self.cleaned_data["reason"]
        if self.current:
            self.current.end(reason, by=by, at=at)
        else:
            self.new.reason = reason
            self.new.begin(by=by, at=at)
