"""The form that all forms of the portal extend."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from plans.history import sign


class PortalForm(forms.ModelForm):
    """A form that checks the whole row, and never overwrites someone else's edit unseen.

    Django leaves out every constraint that names a field the form does not show; this form keeps
    them all, with what the view filled in beforehand. The error code of a constraint names the
    field its sentence is shown beside.

    Where the row has a `version`, the form carries it. If someone else has saved the row in the
    meantime, the form is not valid, `conflicts` holds what is saved now for every field that
    differs from what was typed as (label, value), and the next press of the button saves.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts = []
        self.stored = {name: self.initial.get(name) for name in self.fields}
        if hasattr(self.instance, "version"):
            self.fields["version"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=self.saved_version, required=False
            )

    @property
    def saved_version(self):
        """Return the version of the saved row; 0 for one that is not saved yet."""
        return self.instance.version if self.instance.pk else 0

    def clean(self):
        cleaned = super().clean()
        if "version" in self.fields and cleaned.get("version") != self.saved_version:
            self.note_conflicts()
        return cleaned

    def note_conflicts(self):
        """Keep what is saved now beside what was typed, and ask for a second look."""
        for name, stored in self.stored.items():
            field = self.fields[name]
            if field.has_changed(stored, self[name].data):
                choices = dict(getattr(field, "choices", ()))
                self.conflicts.append((field.label, choices.get(stored, stored)))
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = self.saved_version
        self.add_error(
            None,
            ValidationError(
                "Someone else saved this while you were writing. Your words are in the form, "
                "theirs stand beside them: mend yours where needed, then save again.",
                code="conflict",
            ),
        )

    def validate_unique(self):
        self.check(self.instance.validate_unique)

    def validate_constraints(self):
        self.check(self.instance.validate_constraints)

    def check(self, validate):
        """Run one of the row's own checks without the fields that are wrong already."""
        try:
            validate(exclude=set(self.errors) - {NON_FIELD_ERRORS})
        except ValidationError as error:
            self._update_errors(self.placed(error))

    def placed(self, error):
        """Put each sentence beside the field its code names, where the form shows that field."""
        places = {}
        for name, errors in error.error_dict.items():
            for one in errors:
                place = one.code if one.code in self.fields else name
                place = place if place in self.fields else NON_FIELD_ERRORS
                places.setdefault(place, []).append(one)
        return ValidationError(places)

    def save_by(self, person, *, at, reason=""):
        """Save the row as changed by someone at a moment, with why, and its next version."""
        if hasattr(self.instance, "version"):
            self.instance.version = self.saved_version + 1
        sign(self.instance, by=person, at=at, reason=reason)
        return self.save()
