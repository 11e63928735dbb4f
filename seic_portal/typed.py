"""What someone typed into a form that could not be saved, so that it comes back to them."""

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.core.signing import BadSignature, Signer
from django.http import UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from plans.models import Person

AUTHOR = "form_author"
ACCOUNTS = "/accounts/"  # passwords and the keys of their resets are sent to these addresses
MOST = 1_000_000  # characters that are sent back a second time, to be sent again
BUTTONS = {"save", "submit", "more"}
UNREADABLE = (BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError)

signer = Signer(salt="portal.form-author")


class Typed:
    """The fields of a POST, but for passwords and tokens; none of what belongs to signing in."""

    def __init__(self, request):
        self.fields = list(fields_of(request))

    def __bool__(self):
        return bool(self.fields)

    @property
    def fits(self):
        """Say whether it is little enough to be sent again from the page that shows it."""
        return sum(len(name) + len(text) for name, text in self.fields) <= MOST

    @property
    def words(self):
        """Return whatever is more than one word: its label, its text and how many rows it takes."""
        return [
            (label(name), text, min(12, text.count("\n") + len(text) // 60 + 1))
            for name, text in self.fields
            if len(text.split()) > 1 and name not in BUTTONS
        ]

    @property
    def author(self):
        """Return who was signed in when the form was made, as its signed field says, or None."""
        signed = dict(self.fields).get(AUTHOR, "")
        try:
            key = signer.unsign(signed)
        except BadSignature:
            return None
        return Person.objects.filter(pk=key).first()


def fields_of(request):
    """Give name and text of each field that may be repeated; nothing where nothing can be read."""
    if request.method != "POST" or request.path.startswith(ACCOUNTS):
        return
    try:
        sent = list(request.POST.lists())
    except UNREADABLE:
        return
    for name, texts in sent:
        if name != "csrfmiddlewaretoken" and "password" not in name:
            for text in texts:
                yield name, text


def label(name):
    """A field's name in words: "goals-0-text" is "Goals 1 text"."""
    parts = [str(int(part) + 1) if part.isdecimal() else part for part in name.split("-")]
    return " ".join(parts).replace("_", " ").capitalize()
