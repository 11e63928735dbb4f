"""Forms beside which others may have saved meanwhile: lists to choose from, and decisions."""

from django import forms
from django.core.exceptions import ValidationError

from plans import conflicts
from plans.forms.base import PortalForm


class ActionsField(forms.ModelMultipleChoiceField):
    """Actions of a plan, each by its reference and title."""

    widget = forms.CheckboxSelectMultiple


class IndicatorsField(forms.ModelMultipleChoiceField):
    """Quality indicators, each by its framework, number and title."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, indicator):
        return f"{indicator.short_name} {indicator.number} {indicator.title}"


class ChoosingForm(PortalForm):
    """A form with lists to choose several from (`lists`), which history does not keep.

    Where others chose differently since this form was made, this person's choice stands in the form
    and what is saved stands beside it.
    """

    lists = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.chosen = {name: self.stored.pop(name) or [] for name in self.lists}

    def clean(self):
        is_stale = self.cleaned_data.get("version") != self.saved_version
        cleaned = super().clean()
        found = list(self.differences(cleaned)) if is_stale and self.versioned else []
        if found and not self.conflicts:
            self.add_error(None, ValidationError(conflicts.words(self.versioned), code="conflict"))
        self.conflicts += found
        return cleaned

    def differences(self, cleaned):
        for name, saved in self.chosen.items():
            if set(cleaned.get(name, saved)) != set(saved):
                words = "\n".join(str(one) for one in saved) or "Nothing"
                yield conflicts.Conflict(self.fields[name].label, words, False)


class DecisionForm(PortalForm):
    """A decision without words to compare: whatever others saved asks for a second look."""

    def clean(self):
        is_stale = self.cleaned_data.get("version") != self.saved_version
        cleaned = super().clean()
        if is_stale:
            self.add_error(None, ValidationError(conflicts.second_look(self.instance)))
        return cleaned
