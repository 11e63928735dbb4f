"""The forms of an event: its day and place, and calling it off."""

from crispy_forms.layout import Column, Row
from django import forms

from empowered_system.forms import helper_of
from empowered_system.forms.choosing import DecisionForm
from empowered_system.models import Event
from plans.forms.base import PortalForm, reason_field
from plans.widgets import DatePartsField, short_number

TIMES = ["%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p"]


class TimeOfDayField(forms.TimeField):
    """A time as people write it: 16:00, 4pm, 3.45 pm."""

    widget = forms.TimeInput(attrs={"class": "ds_input--fixed-10"}, format="%H:%M")
    default_error_messages = {"invalid": "Enter a time such as 16:00 or 4pm."}

    def __init__(self, **kwargs):
        super().__init__(input_formats=TIMES, **kwargs)

    def to_python(self, value):
        return super().to_python(value.replace(" ", "") if isinstance(value, str) else value)


class EventForm(PortalForm):
    """A dated event of a programme; its recording is added once there is one."""

    held_on = DatePartsField(label="Day")
    starts_at = TimeOfDayField(label="Begins at", required=False)
    ends_at = TimeOfDayField(label="Ends at", required=False)

    class Meta:
        model = Event
        fields = [
            *["kind", "title", "held_on", "starts_at", "ends_at", "place", "link"],
            *["audience", "places", "recording"],
        ]
        help_texts = {"link": "Where people sign up or join. Everyone can read it."}
        widgets = {"kind": forms.RadioSelect, "places": short_number()}
        error_messages = {
            "kind": {"required": "Choose what kind of event it is."},
            "title": {"required": "Enter a title."},
            "places": {"invalid": "Enter how many as a number, such as 12."},
            "link": {"invalid": "Enter a whole address, such as https://example.org/webinar."},
            "recording": {"invalid": "Enter a whole address, such as https://example.org/film."},
        }

    helper = helper_of(
        "Save",
        *["kind", "title", "held_on", Row(Column("starts_at"), Column("ends_at"))],
        *["place", "link", "audience", "places", "recording"],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Event.Kind.choices


class CancelForm(DecisionForm):
    """Calling an event off, with a reason that everyone reads."""

    reason = reason_field(
        "Why is it cancelled?",
        "Everyone reads it on the page and in calendars.",
        missing="Say why it is cancelled.",
        longest=300,
    )

    class Meta:
        model = Event
        fields = []

    helper = helper_of("Cancel the event")

    def save_by(self, person, *, at):
        self.instance.cancel(self.cleaned_data["reason"], by=person, at=at)
