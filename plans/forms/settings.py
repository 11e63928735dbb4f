"""Where an administrator chooses a file of settings, and confirms what it would change.

Between the two nothing is kept on the server: what was read of the file travels in the page,
signed, for an hour and for the one who sent it.
"""

from collections import Counter

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError

from plans import clock
from plans.models import Council
from plans.settings_file import Listed, Refused, SettingsFile, read_settings
from plans.settings_import import Proposal
from plans.sheets import UnreadableError

SALT = "plans.settings-import"
HOUR = 60 * 60


class SettingsFileForm(forms.Form):
    """A file first; then what was read of it, to be confirmed.

    `proposal` holds what would change, once a file has been read. `is_confirmed` where that is
    what was shown: if the register has changed meanwhile, it is shown again.
    """

    file = forms.FileField(
        label="File",
        help_text="The Scottish Government’s school file (.xlsx), or a list of your own (.csv).",
        required=False,
    )
    read = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.proposal, self.is_confirmed = person, None, False

    def clean(self):
        cleaned = super().clean()
        councils = list(Council.objects.partners(clock.today()))
        if cleaned.get("file"):
            self.proposal = Proposal(self.read_file(cleaned["file"], councils), councils)
        elif cleaned.get("read"):
            found, shown = self.unpacked(cleaned["read"])
            self.proposal = Proposal(found, councils, hold=True)
            if self.proposal.fingerprint != shown:
                raise ValidationError("The register has changed meanwhile. Look at it once more.")
            self.is_confirmed = self.proposal.may_be_saved
        elif "file" not in self.errors:
            self.add_error("file", "Choose a file.")
        return cleaned

    def read_file(self, file, councils):
        try:
            return read_settings(file, file.name, file.size, councils=councils)
        except UnreadableError as fault:
            raise ValidationError({"file": f"{fault} Nothing was changed."}) from None

    @property
    def packed(self):
        """Return what was read and what it would change, signed, for the page to carry."""
        found = self.proposal.found
        facts = [found.is_whole, list(found.listed), list(found.refused), dict(found.outside)]
        facts += [self.proposal.fingerprint, self.person.pk]
        return signing.dumps(facts, salt=SALT, compress=True)

    def unpacked(self, packed):
        """Return what was read, and what was shown of it."""
        try:
            *facts, shown, person = signing.loads(packed, salt=SALT, max_age=HOUR)
        except signing.BadSignature:
            person = None
        if person != self.person.pk:
            raise ValidationError("This page is too old to confirm. Choose the file again.")
        is_whole, listed, refused, outside = facts
        listed, refused = [Listed(*row) for row in listed], [Refused(*row) for row in refused]
        return SettingsFile(is_whole, listed, refused, Counter(outside)), shown
