"""Forms that anyone may send without signing in, and how spam is held off without a puzzle.

Three things together, none of which a person meets: a field that no browser shows and only a
program fills in; the signed moment at which the page was made, since nobody writes a form within
three seconds of it; and a limit on how many are sent from one address of the network, and under one
e-mail address. Whoever is refused keeps every word, is told what to do, and may press again.
"""

import time

from allauth.core import ratelimit
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from plans.forms.base import PortalForm

SALT = "plans.guarding"
QUICKEST = 3  # seconds: a program sends a page the moment it has it
OLDEST = 24 * 60 * 60  # seconds: a page left open over night still sends

TOO_QUICK = "This came very quickly. Look through what you have written, then press again."
AGAIN = "Something was missing on the page. Your words are still here: press the button again."
TOO_MANY = (
    "Many forms were sent from where you are in the last ten minutes, so this one was not. "
    "Your words are still here: wait ten minutes, then press again."
)


def stamp(age=0):
    """Return the signed moment a page was made at, a number of seconds ago."""
    return signing.dumps(time.time() - age, salt=SALT)


def age_of(stamped):
    """Return how many seconds ago a page was made; None where nobody here says so."""
    try:
        return time.time() - signing.loads(stamped, salt=SALT)
    except signing.BadSignature:
        return None


class TrapWidget(forms.TextInput):
    """A text box that no browser shows; also not to who listens to the page."""

    is_hidden = True
    template_name = "sgds/widgets/trap.html"


class PublicForm(PortalForm):
    """A form of a new row that anyone may send; a view hands it its request.

    Its limits are `public_form` and `public_form_email` among the rate limits in the settings: they
    count only what could be saved, so that nobody is locked out by their own mistakes.
    """

    versioned = None  # nobody else can have saved what is not there yet
    web_page = forms.CharField(required=False, widget=TrapWidget)
    made = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["made"].initial = stamp

    def clean(self):
        cleaned = super().clean()
        age = age_of(cleaned.get("made", ""))
        if cleaned.get("web_page") or age is None or age > OLDEST:
            self.data[self.add_prefix("web_page")] = ""
            self.data[self.add_prefix("made")] = stamp(QUICKEST)
            raise ValidationError(AGAIN, code="guarded")
        if age < QUICKEST:
            raise ValidationError(TOO_QUICK, code="guarded")
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        if not self.errors and not self.is_within_limits():
            self.add_error(None, ValidationError(TOO_MANY, code="guarded"))

    def is_within_limits(self):
        """Count this form, and say whether there is still room for it."""
        email = self.cleaned_data.get("email")
        if email and not ratelimit.consume(self.request, action="public_form_email", key=email):
            return False
        return ratelimit.consume(self.request, action="public_form")
