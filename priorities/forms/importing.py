"""The form that takes a file of figures: first to look at, then to save."""

import csv
import io

from django import forms
from django.core.exceptions import ValidationError

from plans import clock
from plans.sheets import UnreadableError, read_sheets
from priorities.values_cells import text_of
from priorities.values_import import Proposal

MOST_CHARACTERS = 1_000_000


class ImportForm(forms.Form):
    """A file of figures, or the rows of one that was looked at and is now to be saved.

    `proposal`: what it would change, once the form is valid. Rows that were looked at come back as
    they were read, with the fingerprint of what they would have changed: where something else has
    been saved meanwhile, they are shown again.
    """

    file = forms.FileField(
        label="File of figures",
        help_text="An Excel workbook (.xlsx) or a CSV file in UTF-8.",
        error_messages={"required": "Choose a file of figures."},
    )
    rows = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    proposal = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not self.data.get("rows")

    @property
    def is_confirmed(self):
        """Whether its rows were looked at before and may be saved as they were shown."""
        return bool(self.cleaned_data.get("rows")) and self.proposal.may_be_saved

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file is None:
            return None
        try:
            sheets = read_sheets(file, file.name, file.size)
        except UnreadableError as refusal:
            raise ValidationError(str(refusal)) from None
        return next((rows for rows in sheets if any(any(row) for row in rows)), [])

    def clean(self):
        cleaned = super().clean()
        rows, typed = cleaned.get("file"), cleaned.get("rows")
        if self.errors:
            return cleaned
        if rows is not None:
            self.cleaned_data["rows"] = ""
            self.proposal = Proposal(rows, today=clock.today())
            self.packed = packed(rows)
            return self.cleaned_data
        rows = list(csv.reader(io.StringIO(typed, newline="")))
        self.proposal = Proposal(rows, today=clock.today(), hold=True)
        self.packed = typed
        if self.proposal.fingerprint != cleaned.get("shown"):
            raise ValidationError(
                "Someone has changed figures meanwhile. Look at what would change now, then save."
            )
        return cleaned

    def clean_rows(self):
        rows = self.cleaned_data["rows"]
        if len(rows) > MOST_CHARACTERS:
            raise ValidationError("These are too many rows at once.")
        return rows


def packed(rows):
    """Return rows of cells as CSV, to be sent again as they were read."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([text_of(cell) for cell in row] for row in rows)
    return stream.getvalue()
