"""Which measures a priority lists, or an action hopes to move."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from plans.forms.base import reason_field
from plans.models import AuditEntry
from plans.templatetags.portal import joined
from priorities.models import Action, Measure


class WatchingForm(forms.Form):
    """The measures of a priority or an action; in an open plan they change with a reason.

    It carries what was saved when it was shown: whoever chose meanwhile is not overwritten unseen.
    """

    measures = forms.ModelMultipleChoiceField(
        Measure.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = reason_field()

    def __init__(self, *args, subject, plan, **kwargs):
        self.subject, self.plan = subject, plan
        self.saved = list(subject.measures.all())
        initial = {"measures": self.saved, "shown": self.saved_words}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["measures"].queryset = Measure.objects.all()
        self.fields["measures"].label = (
            "Which measures does this action hope to move?"
            if isinstance(subject, Action)
            else "Which measures does this priority list?"
        )
        if not plan.is_open:
            del self.fields["reason"]
        self.helper = FormHelper()
        self.helper.form_class = "update"
        self.helper.layout = Layout(*self.fields, Submit("save", "Save"))

    @property
    def saved_words(self):
        """Return the keys of what is saved now, to compare with what was shown."""
        return ",".join(str(measure.pk) for measure in self.saved)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("shown") == self.saved_words:
            return cleaned
        self.data = self.data.copy()
        self.data["shown"] = self.saved_words
        if set(cleaned.get("measures", [])) != set(self.saved):
            names = joined(self.saved) if self.saved else "none"
            raise ValidationError(
                f"Someone else chose meanwhile. Saved now: {names}. What you ticked is still "
                "ticked below: look again, then save."
            )
        return cleaned

    @transaction.atomic
    def save_by(self, person, *, at):
        """Save what was chosen; it counts as a change of the action, or of the priority's plan."""
        reason = self.cleaned_data.get("reason", "")
        chosen = self.cleaned_data["measures"]
        self.subject.measures.set(chosen)
        if isinstance(self.subject, Action):
            self.subject.count_change(by=person, at=at, reason=reason)
        else:
            self.plan.save_version(by=person, at=at, reason=reason)
        words = joined(chosen) if chosen else "none"
        AuditEntry.objects.record(
            f"Chose the measures of {self.subject}: {words}"[:200],
            by=person,
            at=at,
            address=self.subject.get_absolute_url(),
            reason=reason,
        )
