"""The forms in which leads add gatherings, write notes of them, and call one off."""

from crispy_forms.layout import Column, Fieldset, Row, Submit
from django import forms

from networks.forms.networks import helper_with
from networks.models import Gathering
from plans import clock
from plans.forms.base import PortalForm
from plans.widgets import DatePartsField, long_text, short_number

# As people write a time; "4 pm" is read without its space.
TIMES = ["%H:%M", "%H.%M", "%H:%M:%S", "%I%p", "%I:%M%p", "%I.%M%p"]


class ClockField(forms.TimeField):
    """A time of day, such as 16:00 or 4pm."""

    default_error_messages = {"invalid": "Enter a time such as 16:00 or 4pm."}

    def __init__(self, **kwargs):
        widget = forms.TimeInput(format="%H:%M", attrs={"class": "ds_input--fixed-5"})
        super().__init__(input_formats=TIMES, widget=widget, required=False, **kwargs)

    def to_python(self, value):
        return super().to_python(value.replace(" ", "") if isinstance(value, str) else value)


class GatheringForm(PortalForm):
    """A gathering before it, with what it is about, and afterwards, with what came of it."""

    meets_on = DatePartsField(label="When?", help_text="For example 8 3 2023.")
    starts_at = ClockField(label="Begins at", help_text="Such as 16:00 or 4pm.")
    ends_at = ClockField(label="Ends at", help_text="Such as 17:15.")

    class Meta:
        model = Gathering
        fields = [
            *["title", "meets_on", "starts_at", "ends_at", "place", "link", "agenda", "notes"],
            *["settings_present", "councils_present"],
        ]
        labels = {
            "title": "What is it about?",
            "place": "Where?",
            "settings_present": "How many schools and settings came?",
            "councils_present": "From how many councils?",
        }
        help_texts = {
            "place": "A room, or “Online”.",
            "link": "Everyone can read it. Leave it empty if you send it by e-mail.",
            "notes": "What you talked about and agreed. Name no pupil and no teacher.",
        }
        widgets = {
            "agenda": long_text(6),
            "notes": long_text(10),
            "settings_present": short_number(),
            "councils_present": short_number(),
        }
        error_messages = {"title": {"required": "Say what it is about."}}

    helper = helper_with(
        "version",
        "title",
        "meets_on",
        Row(Column("starts_at"), Column("ends_at")),
        Row(Column("place"), Column("link")),
        "agenda",
        Fieldset(
            "Afterwards, if you want to",
            "notes",
            Row(Column("settings_present"), Column("councils_present")),
        ),
        Submit("save", "Save"),
    )


class CancelForm(PortalForm):
    """Calling a gathering off: it stays on the page, and in everyone's calendar, as cancelled."""

    title, done = "Cancel a gathering", "is cancelled"

    class Meta:
        model = Gathering
        fields = ["cancelled_reason"]
        labels = {"cancelled_reason": "Why is it cancelled?"}
        help_texts = {"cancelled_reason": "Everyone can read it."}
        widgets = {"cancelled_reason": long_text(3)}
        error_messages = {"cancelled_reason": {"required": "Say why it is cancelled."}}

    helper = helper_with("version", "cancelled_reason", Submit("cancel", "Cancel the gathering"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cancelled_reason"].required = True
        self.instance.cancelled_on = clock.today()


class HoldForm(PortalForm):
    """Holding a gathering that was cancelled, after all."""

    title, done = "Hold it after all", "takes place after all"

    class Meta:
        model = Gathering
        fields = []

    helper = helper_with("version", Submit("hold", "It takes place after all"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.cancelled_on, self.instance.cancelled_reason = None, ""
