"""A file beside the fields of a form: checked by its contents, kept as an upload."""

from pathlib import PurePath

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from empowered_system.models import Upload
from empowered_system.uploads import KINDS, TYPES, checked_type
from plans.history import sign

NAME_LENGTH = Upload._meta.get_field("name").max_length


class SharedFileField(forms.FileField):
    """A file to share; cleans to an upload that is not saved yet, or None."""

    widget = forms.FileInput(attrs={"accept": ",".join(TYPES)})
    default_error_messages = {"empty": "This file is empty: choose another."}

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)
        self.help_text = (
            f"{KINDS}; at most {filesizeformat(settings.UPLOAD_MAX_BYTES)}. Everyone can take it "
            "away: it must show no pupil, and name none."
        )

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return None
        content_type = checked_type(file, most=settings.UPLOAD_MAX_BYTES)
        name = PurePath(file.name)
        kept = f"{name.stem[: NAME_LENGTH - len(name.suffix)]}{name.suffix.lower()}"
        return Upload(file=file, name=kept, content_type=content_type, size=file.size)


def keep(upload, *, by, at):
    """Save a new upload as sent by someone; nothing where there is none."""
    if upload and upload._state.adding:
        upload.uploaded_by, upload.uploaded_at = by, at
        sign(upload, by=by, at=at).save()
