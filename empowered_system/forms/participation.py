"""The forms in which settings' participation is recorded, many at once, and changed."""

from django import forms
from django.core.exceptions import ValidationError
from simple_history.utils import bulk_create_with_history

from empowered_system.forms import helper_of
from empowered_system.matching import match
from empowered_system.models import Participation
from plans.forms.base import PortalForm
from plans.history import sign
from plans.models import Setting
from plans.templatetags.portal import counted
from plans.widgets import long_text, short_number

COUNTS = ["practitioners", "interactions", "support_visits"]
WIDGETS = {name: short_number() for name in COUNTS}
WRONG = {name: {"invalid": "Enter a whole number, or leave it empty."} for name in COUNTS}


class SearchForm(forms.Form):
    """What settings are searched by; everything stands in the address."""

    q = forms.CharField(label="Name or SEED code", required=False)
    sector = forms.ChoiceField(choices=[("", "All"), *Setting.Sector.choices], required=False)
    council = forms.ChoiceField(required=False)

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["council"].choices = [("", "All"), *((c.slug, c.name) for c in councils)]
        if len(councils) < 2:
            del self.fields["council"]


class PasteForm(forms.Form):
    """SEED codes or names, pasted; what matches is chosen, and what does not is said."""

    pasted = forms.CharField(
        label="SEED codes or names",
        help_text="One on each line, as they stand in a spreadsheet or an e-mail.",
        widget=long_text(6),
        max_length=20_000,
        error_messages={"required": "Paste the SEED codes or names of the settings."},
    )

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered, self.matched = offered, []

    def clean_pasted(self):
        self.matched, unmatched = match(self.cleaned_data["pasted"], self.offered)
        if unmatched:
            what = counted(len(self.matched), "setting")
            raise ValidationError(
                [
                    f"{what.capitalize()} found and chosen. These lines were not:",
                    *(f"“{line}”: {reason}." for line, reason in unmatched),
                ]
            )
        return self.cleaned_data["pasted"]


class EachForm(PortalForm):
    """What is the same for each of the settings that are recorded together."""

    versioned = None  # nobody else can have saved what is not there yet

    class Meta:
        model = Participation
        fields = ["role", *COUNTS]
        labels = {
            "role": "What did they do?",
            "practitioners": "Practitioners from each setting",
            "interactions": "Interactions of each setting",
            "support_visits": "Support visits to each setting",
        }
        widgets = {"role": forms.RadioSelect, **WIDGETS}
        error_messages = WRONG


class CountsForm(PortalForm):
    """The counts of one setting, where they differ from what is the same for each."""

    versioned = None

    class Meta:
        model = Participation
        fields = COUNTS
        labels = {"support_visits": "Visits"}
        help_texts = dict.fromkeys(COUNTS, "")
        widgets = WIDGETS
        error_messages = WRONG

    def __init__(self, *args, each, **kwargs):
        super().__init__(*args, **kwargs)
        self.each = each

    def clean(self):
        """Take over what is the same for each where nothing else is said."""
        cleaned = super().clean()
        for name in COUNTS:
            if cleaned.get(name) is None and name not in self.errors:
                cleaned[name] = self.each.get(name)
        return cleaned


class Recording:
    """Settings recorded together: what is the same for each, and the counts of each."""

    def __init__(self, programme, settings, data=None):
        self.each = EachForm(data)
        same = self.each.cleaned_data if self.each.is_valid() else {}
        role = {"role": same["role"]} if same else {}
        self.rows = [
            CountsForm(
                data,
                prefix=f"setting-{setting.pk}",
                instance=Participation(programme=programme, setting=setting, **role),
                each=same,
            )
            for setting in settings
        ]

    def is_valid(self):
        return all(form.is_valid() for form in [self.each, *self.rows])

    @property
    def is_wrong_somewhere(self):
        """Whether something is wrong of one setting."""
        return any(row.errors for row in self.rows)

    @property
    def differs(self):
        """Whether something was typed for one setting, or is wrong there."""
        return any(row.has_changed() or row.errors for row in self.rows if row.is_bound)

    def save_by(self, person, *, at):
        """Save all of them; return how many."""
        rows = [sign(row.instance, by=person, at=at) for row in self.rows]
        signed = {"default_user": person, "default_date": at}
        bulk_create_with_history(rows, Participation, batch_size=200, **signed)
        return len(rows)


class ParticipationForm(PortalForm):
    """What one setting did in a programme, corrected."""

    helper = helper_of("Save")

    class Meta:
        model = Participation
        fields = ["role", *COUNTS]
        widgets = {"role": forms.RadioSelect, **WIDGETS}
        error_messages = WRONG
