"""The form that all forms of the portal extend."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.validators import MaxLengthValidator

from plans import conflicts
from plans.history import sign
from plans.templatetags.portal import counted
from plans.widgets import long_text


class Fits(MaxLengthValidator):
    """Says by how many characters a text is too long; what was typed stays as it is."""

    def __call__(self, value):
        over = len(value) - self.limit_value
        if over > 0:
            raise ValidationError(
                f"This is {counted(over, 'character')} too long: "
                f"there is room for {self.limit_value:,}.",
                code=self.code,
            )


class OfferedField(forms.ModelChoiceField):
    """One of a few rows, looked up among those that are offered rather than one by one."""

    def to_python(self, value):
        offered = {str(row.pk): row for row in self.queryset}
        if value in self.empty_values:
            return None
        if str(value) not in offered:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return offered[str(value)]


def reason_field(
    question="Why is this changed?",
    hint="The plan is open: the reason is kept beside the change.",
    *,
    missing="Say why this is changed.",
    rows=2,
    longest=1000,
):
    """Why something is done, which the form insists on; `hint` says who reads it."""
    return forms.CharField(
        label=question,
        help_text=hint,
        widget=long_text(rows),
        max_length=longest,
        error_messages={"required": missing},
    )


class PortalForm(forms.ModelForm):
    """A form that checks the whole row, and never overwrites someone else's edit unseen.

    Django leaves out every constraint that names a field the form does not show; this form keeps
    them all, with what the view filled in beforehand. The error code of a constraint names the
    field its sentence is shown beside.

    Where the row has a `version`, the form carries it. If someone else has saved the row in the
    meantime and changed what this form shows, the form is not valid, `conflicts` holds what is
    saved now (see `plans.conflicts`), and the next press of the button saves.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts = []
        self.stored = {n: self.initial.get(n) for n in self._meta.fields if n in self.fields}
        if self.versioned is not None:
            self.fields["version"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=self.saved_version, required=False
            )
        if self.is_bound:
            self.data = self.data.copy()
        for name, field in self.fields.items():
            self.make_plain(self.add_prefix(name), field)

    def make_plain(self, key, field):
        """Count an end of line as one character, as browsers do, and say what is too long."""
        if isinstance(field.widget, forms.Textarea) and self.data.get(key):
            self.data[key] = self.data[key].replace("\r\n", "\n")
        field.validators = [
            Fits(check.limit_value) if type(check) is MaxLengthValidator else check
            for check in field.validators
        ]

    @property
    def versioned(self):
        """The row whose version says whether someone else has saved; None where nobody asks."""
        return self.instance if hasattr(self.instance, "version") else None

    @property
    def saved_version(self):
        """Return the version of the saved row; 0 for one that is not saved yet."""
        return self.versioned.version if self.versioned.pk else 0

    def value_in(self, row, name):
        """Return what a row holds for a field of the form, as the database has it."""
        return row.serializable_value(name)

    @property
    def who_saved(self):
        """Say who saved the row meanwhile, and when."""
        return conflicts.who_saved(self.versioned)

    def clean(self):
        cleaned = super().clean()
        if "version" in self.fields and cleaned.get("version") != self.saved_version:
            self.conflicts = conflicts.find(self, cleaned.get("version"))
            self.data[self.add_prefix("version")] = self.saved_version
        if self.conflicts:
            self.add_error(None, ValidationError(conflicts.words(self.versioned), code="conflict"))
        return cleaned

    def _post_clean(self):
        super()._post_clean()  # Django's own: without the constraints of what is not shown
        self.validate_constraints()

    def _update_errors(self, errors):
        super()._update_errors(self.placed(errors))

    def validate_unique(self):
        self.check(self.instance.validate_unique)

    def validate_constraints(self):
        self.check(self.instance.validate_constraints)

    def check(self, validate):
        """Run one of the row's own checks without the fields that are wrong already."""
        try:
            validate(exclude=set(self.errors) - {NON_FIELD_ERRORS})
        except ValidationError as error:
            self._update_errors(error)

    def placed(self, error):
        """Put each sentence, once, beside the field its code names, if the form shows it."""
        places = {}
        for name, errors in error.error_dict.items():
            for one in errors:
                place = one.code if one.code in self.fields else name
                place = place if place in self.fields else NON_FIELD_ERRORS
                if not set(one.messages) & set(self.errors.get(place, [])):
                    places.setdefault(place, []).append(one)
        return ValidationError(places)

    def save_by(self, person, *, at, reason=""):
        """Save the row as changed by someone at a moment, with why, and its next version."""
        if self.versioned is self.instance:
            self.instance.version = self.saved_version + 1
        sign(self.instance, by=person, at=at, reason=reason)
        return self.save()
