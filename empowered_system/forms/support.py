"""The forms in which support is asked for, and in which it is found."""

from django import forms
from django.core.exceptions import ValidationError

from empowered_system.forms import helper_of
from empowered_system.matching import match
from empowered_system.models import Level, OutcomeNote, Strand, SupportMatch, SupportRequest
from plans import clock
from plans.forms.base import PortalForm
from plans.guarding import PublicForm
from plans.models import Council, Setting
from plans.widgets import CriterionRadioSelect, DatePartsField, long_text

NONE = "none"
MOST_FOUND = 12
CHOOSE = "Choose your school or nursery from the list below."
NOT_FOUND = (
    "We do not know a school or nursery of this name. Look at the name again, or say which council "
    "it is in: then we take the name as you wrote it."
)


class SupportForm(PublicForm):
    """Someone asks for support for their setting, found in the register by its name."""

    place = forms.CharField(
        label="Your school or nursery",
        max_length=120,
        help_text="Its name, or a part of it.",
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": "Enter the name of your school or nursery."},
    )
    which = forms.ChoiceField(label="Which of these is it?", widget=forms.RadioSelect)
    where = forms.ModelChoiceField(
        Council.objects.none(),
        label="If it is not in the list: which council is it in?",
        empty_label="Choose a council",
        required=False,
    )
    needed_by = DatePartsField(label="By when do you need it?", required=False)

    field_order = "place which where about strand level needed_by email".split()
    helper = helper_of("Ask for support")

    class Meta:
        model = SupportRequest
        fields = ["about", "strand", "level", "needed_by", "email"]
        labels = {
            "strand": "Which element of the Empowered System, if you know",
            "level": "Which stage is it about?",
        }
        help_texts = {
            "about": "In a sentence or two. Write no names, and nothing of a single pupil.",
            "email": "We send a link to it. Nobody reads your request before you open the link.",
        }
        widgets = {
            "about": long_text(4),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
        error_messages = {
            "about": {"required": "Say what you would like help with."},
            "email": {
                "required": "Enter your e-mail address, so that you can be answered.",
                "invalid": "Enter an e-mail address such as name@school.example.",
            },
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        partners = Council.objects.partners(clock.today())
        self.fields["where"].queryset = partners
        self.fields["strand"].queryset = Strand.objects.all()
        self.fields["strand"].empty_label = "I do not know"
        self.fields["level"].choices = [("", "No particular stage"), *Level.choices]
        self.known, self.found = None, []
        typed = self.data.get(self.add_prefix("place"), "").strip()
        if typed:
            self.look_for(typed, Setting.objects.open().of(partners).select_related("council"))
        self.ask_which(bool(typed))

    def look_for(self, typed, settings):
        """Find the one setting that is meant; otherwise those that could be."""
        known, _ = match(typed, settings)
        self.known = known[0] if len(known) == 1 else None
        self.found = [] if self.known else list(settings.like(typed)[:MOST_FOUND])

    def ask_which(self, is_typed):
        """Ask for a choice where the name leaves one, and for the council where it may be new."""
        if self.known or not is_typed:
            del self.fields["which"], self.fields["where"]
        elif not self.found:
            del self.fields["which"]
            self.fields["where"].label = "Which council is it in?"
            self.fields["where"].unmarked = True
        else:
            rows = [(str(one.pk), f"{one}, {one.council}") for one in self.found]
            none = (NONE, "None of these: take the name as I wrote it")
            self.fields["which"].choices = [*rows, none]
            self.fields["which"].error_messages["required"] = CHOOSE
            self.fields["where"].unmarked = True

    def clean_needed_by(self):
        day = self.cleaned_data["needed_by"]
        if day and day < clock.today():
            raise ValidationError("This day is over: enter one that is still to come.")
        return day

    def clean(self):
        cleaned = super().clean()
        which = cleaned.get("which")
        chosen = {str(one.pk): one for one in self.found}.get(which) or self.known
        if chosen:
            self.instance.setting, self.instance.council = chosen, chosen.council
            return cleaned
        self.instance.setting_name = cleaned.get("place") or "?"  # the field says what is wrong
        if council := cleaned.get("where"):
            self.instance.council = council
        elif which == NONE:
            self.add_error("where", "Choose the council it is in.")
        elif cleaned.get("place") and not self.found:
            self.add_error("where", NOT_FOUND)
        return cleaned


class DeclineSupportForm(PortalForm):
    """Why a request is not taken further; its asker is told."""

    note = forms.CharField(
        label="Why can it not be taken further?",
        help_text="It is sent to whoever asked. Say where else they could turn.",
        max_length=1000,
        widget=long_text(4),
        error_messages={"required": "Say why, so that whoever asked knows."},
    )

    class Meta:
        model = SupportRequest
        fields = []

    helper = helper_of("Decline the request")


class MatchForm(PortalForm):
    """Who is to help with a request, and what happens next."""

    chosen = forms.ChoiceField(
        label="Who could help?",
        widget=CriterionRadioSelect,
        error_messages={"required": "Choose who is to help."},
    )

    class Meta:
        model = SupportMatch
        fields = ["note"]
        labels = {"note": "What happens next?"}
        help_texts = {
            "note": "Sent to whoever asked and to who helps: who writes to whom, and by when."
        }
        widgets = {"note": long_text(4)}
        error_messages = {"note": {"required": "Say what happens next."}}

    versioned = None  # nobody else can have saved what is not there yet
    field_order = ["chosen", "note"]
    helper = helper_of("Match and tell them")

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.offered = candidates.offered
        field = self.fields["chosen"]
        field.choices = [(key, str(one.match)) for key, one in self.offered.items()]
        field.widget.hints = {key: one.hint for key, one in self.offered.items()}

    def clean(self):
        cleaned = super().clean()
        if one := self.offered.get(cleaned.get("chosen")):
            for name in ["programme", "setting", "associate"]:
                setattr(self.instance, name, getattr(one.match, name))
        return cleaned

    def validate_constraints(self):
        """Ask for the row's rules once there is someone to match."""
        if "chosen" not in self.errors:
            super().validate_constraints()


class OutcomeForm(PortalForm):
    """What came of a match, added to what was noted before."""

    class Meta:
        model = OutcomeNote
        fields = ["text"]
        help_texts = {"text": "Read by coordinators and whoever was matched, and never published."}
        widgets = {"text": long_text(6)}
        error_messages = {"text": {"required": "Write what came of it."}}

    versioned = None  # nobody else can have saved what is not there yet
    helper = helper_of("Add this note")
