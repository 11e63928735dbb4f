"""The forms in which leads write their network's page, and coordinators keep it listed."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row, Submit
from django import forms
from django.core.exceptions import ValidationError

from networks.models import Lead, Network
from networks.models.networks import FOR
from plans import clock, conflicts
from plans.forms.base import PortalForm
from plans.models import AuditEntry, Council, Person
from plans.widgets import long_text


def helper_with(*layout):
    """Return how a form of these fields is drawn."""
    helper = FormHelper()
    helper.form_class = "update"
    helper.layout = Layout(*layout)
    return helper


class NetworkForm(PortalForm):
    """A network's own page, all of it in the words of those who lead it."""

    class Meta:
        model = Network
        fields = [
            *["name", "name_language", "purpose", "audience", *FOR.values(), "focus", "agenda"],
            *["pace", "joining", "founded", "mailbox", "link_council", "more_title"],
            "more_address",
        ]
        labels = {
            "name": "Name of the network",
            "purpose": "What is it for?",
            "audience": "Who is it for?",
            "focus": "What are you working on now?",
            "agenda": "Your agenda",
            "pace": "How often do you meet?",
            "joining": "How does one join?",
            "founded": "In which year did it begin?",
            "mailbox": "The network’s mailbox",
            "link_council": "The council whose officer links it with the collaborative",
            "more_title": "Where can one read more?",
            "more_address": "The address of that page",
        }
        help_texts = {
            "purpose": "One or two sentences.",
            "audience": "In your own words.",
            "focus": "Your areas of focus, one on each line.",
            "agenda": "What you have set yourselves, if you want to say it. Nobody else sets it.",
            "pace": "In your own words, such as: twice a term, online, never on a Monday.",
            "joining": "There is a form to join, which reaches those who lead the network. Say "
            "here what one should know before.",
            "founded": "It may have begun before the collaborative, in 2017.",
            "mailbox": "Everyone can read it: not one person’s own address.",
            "more_title": "Such as: our page on the national intranet for schools.",
        }
        widgets = {
            "purpose": long_text(3),
            "focus": long_text(4),
            "agenda": long_text(8),
            "joining": long_text(3),
            "founded": forms.TextInput(
                attrs={"class": "ds_input--fixed-4", "inputmode": "numeric"}
            ),
        }
        error_messages = {
            "name": {"required": "Enter the name of the network."},
            "purpose": {"required": "Say in a sentence what it is for."},
            "founded": {"invalid": "Enter the year with four digits, such as 2015."},
        }

    helper = helper_with(
        "version",
        "name",
        "name_language",
        "purpose",
        "audience",
        Fieldset("Which sectors? Tick none if it is for all", *FOR.values()),
        "focus",
        "agenda",
        "pace",
        "joining",
        Fieldset("Facts", "founded", "mailbox", "link_council", "more_title", "more_address"),
        Submit("save", "Save"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        council = self.fields["link_council"]
        council.queryset = Council.objects.partners(clock.today())
        council.empty_label = "Not known"


class KeepForm(PortalForm):
    """A coordinator's decision: whatever was saved meanwhile asks for a second look."""

    def clean(self):
        is_stale = self.cleaned_data.get("version") != self.saved_version
        cleaned = super().clean()
        if is_stale:
            self.add_error(None, ValidationError(conflicts.second_look(self.instance)))
        return cleaned

    def keep(self, *, by, at):
        """Save the decision, and note it for the record."""
        network = self.save_by(by, at=at, reason=self.what)
        address, reason = network.get_absolute_url(), network.archived_reason
        what = f"{self.what}: {network}"
        AuditEntry.objects.record(what, by=by, at=at, address=address, reason=reason)


class ArchiveForm(KeepForm):
    """Taking a network out of the directory: its page stays, with the reason."""

    title, done = "Archive this network", "is archived"
    what = "Archived a network"

    class Meta:
        model = Network
        fields = ["archived_reason"]
        labels = {"archived_reason": "Why is it archived?"}
        help_texts = {"archived_reason": "Everyone can read it on the network’s page."}
        widgets = {"archived_reason": long_text(3)}
        error_messages = {"archived_reason": {"required": "Say why it is archived."}}

    helper = helper_with("version", "archived_reason", Submit("archive", "Archive the network"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["archived_reason"].required = True
        self.instance.archived_on = clock.today()


class ReturnForm(KeepForm):
    """Bringing an archived network back into the directory."""

    title, done = "Bring this network back", "is in the directory again"
    what = "Brought a network back"

    class Meta:
        model = Network
        fields = []

    helper = helper_with("version", Submit("bring_back", "Bring it back"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.archived_on, self.instance.archived_reason = None, ""


class LeadForm(PortalForm):
    """Who is to lead a network: someone who signs in already, or someone to invite."""

    name = forms.CharField(
        max_length=100,
        label="Their name",
        help_text="Needed if they do not sign in here yet. Public pages never show it.",
        required=False,
    )
    email = forms.EmailField(
        max_length=254,
        label="Their e-mail address",
        help_text="Where they sign in, or are invited to. Public pages never show it.",
        error_messages={"required": "Enter the e-mail address they sign in with."},
    )

    class Meta:
        model = Lead
        fields = []

    helper = helper_with(
        Row(Column("name"), Column("email")), Submit("appoint", "Appoint them as a lead")
    )

    def clean_email(self):
        """Find who has the address; who may not sign in is the administrators' to decide."""
        email = Person.normalize_username(self.cleaned_data["email"])
        person = Person.objects.filter(email__iexact=email).first()
        if person and not person.is_active:
            raise ValidationError(f"{person} may not sign in: ask an administrator.")
        if person:
            self.instance.person = person
        return email

    def clean(self):
        cleaned = super().clean()
        if "email" in cleaned and not self.instance.person_id and not cleaned.get("name"):
            self.add_error("name", "Nobody signs in with this address yet: enter a name, too.")
        return cleaned

    def appoint(self, *, by, at):
        """Let them lead the network; return the person, and whether they are new here."""
        email, name = self.cleaned_data["email"], self.cleaned_data["name"]
        return self.instance.network.appoint_someone(email, name, by=by, at=at)
