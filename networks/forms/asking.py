"""The forms in which anyone asks something of a network, and in which they are answered."""

from crispy_forms.layout import Fieldset, Submit
from django.core.exceptions import ValidationError

from networks.forms.networks import helper_with
from networks.models import JoinRequest, Network, Proposal
from plans import clock
from plans.forms.base import PortalForm
from plans.guarding import PublicForm
from plans.models import Council
from plans.widgets import long_text

WHO = {
    "name": {"required": "Enter your name."},
    "proposer": {"required": "Enter your name."},
    "email": {
        "required": "Enter your e-mail address, so that you can be answered.",
        "invalid": "Enter an e-mail address such as name@school.example.",
    },
    "workplace": {"required": "Say where you work: your school, setting or council."},
}
WORKPLACE = "Your school, setting or council."


class JoinForm(PublicForm):
    """Someone asks to join a network."""

    class Meta:
        model = JoinRequest
        fields = ["name", "email", "workplace", "message"]
        help_texts = {
            "workplace": WORKPLACE,
            "message": "What you hope for, or what you would like to share.",
        }
        widgets = {"message": long_text(4)}
        error_messages = WHO

    helper = helper_with(
        *["made", "name", "email", "workplace", "message", "web_page"],
        Submit("join", "Ask to join"),
    )


class AnswerForm(PortalForm):
    """A lead's answer to someone who asked to join; or the note that it was given elsewhere."""

    class Meta:
        model = JoinRequest
        fields = ["answer"]
        labels = {"answer": "Your answer"}
        help_texts = {"answer": "It is sent to them by e-mail when you press “Send the answer”."}
        widgets = {"answer": long_text(6)}

    helper = helper_with(
        "answer",
        Submit("send", "Send the answer"),
        Submit("elsewhere", "I have answered already", css_class="ds_button--secondary"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].unmarked = True  # the button pressed says whether it is needed

    @property
    def is_sent(self):
        return "elsewhere" not in self.data

    def clean_answer(self):
        if self.is_sent and not self.cleaned_data["answer"]:
            raise ValidationError("Write an answer to send.")
        return self.cleaned_data["answer"]

    def validate_constraints(self):
        """Leave the answer's moment to `JoinRequest.settle`, which sets it with the answer."""

    def settle(self, *, by, at):
        """Note the answer, and say whether there is one to send."""
        self.instance.settle(self.cleaned_data["answer"] if self.is_sent else "", by=by, at=at)
        return self.is_sent


class ProposalForm(PublicForm):
    """Someone proposes a network: what it is, and who they are."""

    class Meta:
        model = Proposal
        fields = ["name", "purpose", "audience", "proposer", "email", "workplace"]
        help_texts = {"purpose": "One or two sentences.", "workplace": WORKPLACE}
        widgets = {"purpose": long_text(4)}
        error_messages = WHO | {
            "name": {"required": "Enter a name for the network."},
            "purpose": {"required": "Say in a sentence what it is for."},
        }

    helper = helper_with(
        "made",
        Fieldset("The network", "name", "purpose", "audience"),
        Fieldset("You", "proposer", "email", "workplace"),
        "web_page",
        Submit("propose", "Propose this network"),
    )


class AcceptForm(PortalForm):
    """What a coordinator settles before a proposed network is listed; its words stay its own."""

    class Meta:
        model = Network
        fields = ["name", "slug", "link_council"]
        labels = {
            "name": "Name of the network",
            "slug": "Its place in the address",
            "link_council": "The council whose officer links it with the collaborative",
        }
        help_texts = {"slug": "Small letters, digits and hyphens. It cannot be changed later."}
        error_messages = {
            "slug": {
                "required": "Enter its place in the address, such as small-schools.",
                "unique": "Another network has this address.",
            }
        }

    versioned = None  # nobody else can have saved what is not there yet
    helper = helper_with("name", "slug", "link_council", Submit("accept", "Accept and list it"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        council = self.fields["link_council"]
        council.queryset = Council.objects.partners(clock.today())
        council.empty_label = "Not known"

    def accept(self, proposal, *, by, at):
        """List the network; its proposer leads it. Return them, and whether they are new here."""
        proposal.accept(self.instance, by=by, at=at)
        return self.instance.appoint_someone(proposal.email, proposal.proposer, by=by, at=at)


class DeclineForm(PortalForm):
    """Why a proposed network is not listed; its proposer is told."""

    class Meta:
        model = Proposal
        fields = ["note"]
        labels = {"note": "Why is it declined?"}
        help_texts = {"note": "It is sent to whoever proposed it."}
        widgets = {"note": long_text(4)}
        error_messages = {"note": {"required": "Say why it is declined."}}

    helper = helper_with("note", Submit("decline", "Decline it"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].required = True

    def validate_constraints(self):
        """Leave the decision's moment to `Proposal.decline`, which sets it with the reason."""
