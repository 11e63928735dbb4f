"""The forms in which coordinators keep measures and their figures."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core.exceptions import ValidationError

from plans import clock
from plans.forms.base import PortalForm
from plans.models import Council
from plans.school_year import is_session
from plans.widgets import DatePartsField, long_text
from priorities.models import Measure, Value, closed_sessions
from priorities.numbers import number_in
from priorities.values_import import SETTLED

RESERVED = {"add", "import"}  # words that stand in the same place of the portal's own addresses
SAID = ["state", "number", "published_on", "month_only"]
SAID += ["is_break", "source", "source_link", "note"]


def laid_out(names, button):
    """Return the layout of a form: its fields one below the other, and its button."""
    helper = FormHelper()
    helper.form_class = "update"
    helper.layout = Layout(*names, Submit("save", button))
    return helper


class MeasureForm(PortalForm):
    """A measure; its unit and what a year of it is stay once it has figures."""

    class Meta:
        model = Measure
        fields = ["title", "slug", "counted", "unit", "cohort", "better", "source"]
        fields += ["source_link", "published_in", "how_to_read", "caution"]
        widgets = {
            "unit": forms.RadioSelect,
            "cohort": forms.RadioSelect,
            "better": forms.RadioSelect,
            "how_to_read": long_text(5),
            "caution": long_text(4),
        }
        error_messages = {"title": {"required": "Enter a title."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        fixed = self.instance.values.exists() if self.instance.pk else False
        for name in ["slug", "unit", "cohort"] if fixed else []:
            del self.fields[name]
            self.stored.pop(name, None)
        for name in {"unit", "better"} & set(self.fields):
            self.fields[name].choices = Measure._meta.get_field(name).choices
        self.helper = laid_out(self.fields, "Save the measure")

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if slug in RESERVED:
            raise ValidationError(f"The portal needs “{slug}” for itself: enter another word.")
        return slug


class ValueForm(PortalForm):
    """What is said of a figure: the number or why there is none, when and where published."""

    number = forms.CharField(
        label="Figure",
        required=False,
        max_length=30,
        help_text="As it was published. Leave it empty where there is none.",
        widget=forms.TextInput(attrs={"class": "ds_input--fixed-10"}),
    )
    published_on = DatePartsField(
        label="Published on",
        required=False,
        help_text="Leave it empty while it is not published. If only the month is known, enter "
        "any day of it and tick the box below.",
    )

    class Meta:
        model = Value
        fields = SAID
        widgets = {"state": forms.RadioSelect}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["number"] = self.instance.written.replace(",", "")
        self.stored["number"] = self.initial["number"] or None
        self.fields["month_only"].label = "Only the month is known"
        self.fields["is_break"].label = "It cannot be compared with earlier years"
        self.helper = laid_out(self.fields, "Save the figure")

    def clean_number(self):
        """Return the number in the unit of its group; a gap is in percentage points."""
        text = self.cleaned_data["number"]
        self.take_key()
        return number_in(text, self.instance.unit) if text else None

    def take_key(self):
        """Settle the unit before the figure is read."""
        self.instance.take_unit()

    def clean_published_on(self):
        day = self.cleaned_data["published_on"]
        if day and day > clock.today():
            raise ValidationError("This day has not come yet: enter the day it was published.")
        return day

    def clean(self):
        """Keep a month as its first day."""
        cleaned = super().clean()
        if cleaned.get("month_only") and cleaned.get("published_on"):
            cleaned["published_on"] = cleaned["published_on"].replace(day=1)
        return cleaned

    def _post_clean(self):
        # Whether it has arrived follows from its state, before the row's own rules are asked.
        self.instance.state = self.cleaned_data.get("state", self.instance.state)
        self.instance.arrive(clock.today())
        super()._post_clean()


class SessionField(forms.CharField):
    """A session such as 2022-23; cleans to the year in which it begins."""

    widget = forms.TextInput(attrs={"class": "ds_input--fixed-10"})

    def to_python(self, value):
        text = super().to_python(value).replace("/", "-").replace("–", "-")
        if not text:
            return None
        if not is_session(text):
            raise ValidationError("Enter a session such as 2022-23.")
        return int(text[:4])


class NewValueForm(ValueForm):
    """A figure that is not here yet: whose it is, of which group, stage and session."""

    place = forms.ChoiceField(label="Whose figure is it?")
    year = SessionField(
        label="Session",
        help_text="Such as 2022-23. For a year from April to March: 2021-22 ends in March 2022.",
        error_messages={"required": "Enter a session such as 2022-23."},
    )

    class Meta(ValueForm.Meta):
        fields = ["group", "stage", "year", "kind", *SAID]
        widgets = ValueForm.Meta.widgets | {"kind": forms.RadioSelect}

    field_order = ["place", "group", "stage", "year", "kind", *SAID]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.councils = {c.slug: c for c in Council.objects.partners(clock.today())}
        wider = [Value.Area.REGION, Value.Area.SCOTLAND]
        self.fields["place"].choices = [
            ("", "Choose a council, the region or Scotland"),
            *((slug, council.name) for slug, council in self.councils.items()),
            *((area.value, area.label) for area in wider),
        ]
        self.helper = laid_out(self.fields, "Add the figure")

    def clean_place(self):
        place = self.cleaned_data["place"]
        self.instance.council = self.councils.get(place)
        self.instance.area = Value.Area.COUNCIL if self.instance.council else place
        return place

    def take_key(self):
        self.instance.group = self.cleaned_data.get("group", Value.Group.ALL)
        self.instance.take_unit()

    def clean_kind(self):
        kind, year = self.cleaned_data["kind"], self.cleaned_data.get("year")
        if year and Value(kind=kind, year=year).is_settled(closed_sessions()):
            raise ValidationError(SETTLED)
        return kind
