"""The forms of a programme, and of the settings that offer it."""

from crispy_forms.layout import Column, Field, Fieldset, Row
from django import forms

from empowered_system.forms import helper_of
from empowered_system.forms.choosing import ActionsField, ChoosingForm, IndicatorsField
from empowered_system.models import Host, Level, Programme
from plans import clock
from plans.forms.base import PortalForm
from plans.models import Alignment, Council, Plan, Setting
from plans.widgets import DatePartsField, long_text, short_number
from priorities.models import Action

CHOICES = "empowered_system/_choices_field.html"


def offer_councils(form, person):
    """Offer a coordinator every council and none, an officer their own."""
    field = form.fields["council"]
    if person.is_coordinator:
        field.queryset = Council.objects.partners(clock.today())
        field.empty_label = "The collaborative’s own team"
    else:
        own = [council.pk for council in person.officer_councils]
        field.queryset = Council.objects.filter(pk__in=own)
        field.empty_label, field.required = None, True
        field.help_text = ""


class NewProgrammeForm(PortalForm):
    """What a programme begins with; the rest is written on its own page."""

    versioned = None  # nobody else can have saved what is not there yet

    class Meta:
        model = Programme
        fields = ["kind", "title", "summary", "plan", "council", "question", "partners"]
        labels = {
            "question": "The question, if it is an enquiry",
            "partners": "The partners, if it is a partnership project",
        }
        help_texts = {"question": "", "partners": "Organisations outside the councils; no names."}
        widgets = {"kind": forms.RadioSelect, "summary": long_text(2), "question": long_text(2)}
        error_messages = {
            "kind": {"required": "Choose what kind of programme it is."},
            "title": {"required": "Enter a title."},
            "summary": {"required": "Say in one or two sentences what it is."},
            "plan": {"required": "Choose the session in which it runs."},
        }

    helper = helper_of("Add the programme")

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Programme.Kind.choices
        self.fields["plan"].queryset = Plan.objects.unclosed()
        self.fields["plan"].empty_label = None
        offer_councils(self, person)


class ProgrammeForm(ChoosingForm):
    """All that a programme says of itself."""

    lists = ("actions", "quality_indicators")
    starts_on = DatePartsField(label="First day", required=False)
    ends_on = DatePartsField(label="Last day", required=False)
    actions = ActionsField(Action.objects.none(), label="Actions it serves", required=False)
    quality_indicators = IndicatorsField(
        Alignment.objects.none(), label="Quality indicators it is about", required=False
    )

    class Meta:
        model = Programme
        fields = [
            *["title", "summary", "about", "audience", "sector", "level", "taking_part"],
            *["starts_on", "ends_on", "takes_questions", "question", "partners", "area"],
            *["host_capacity", "availability", "council", "actions", "quality_indicators"],
        ]
        widgets = {
            "summary": long_text(2),
            "about": long_text(8),
            "taking_part": long_text(3),
            "question": long_text(2),
            "host_capacity": short_number(),
        }
        error_messages = NewProgrammeForm.Meta.error_messages | {
            "host_capacity": {"invalid": "Enter how many as a number, such as 6."}
        }

    helper = helper_of(
        "Save",
        *["title", "summary", "about", "audience"],
        Row(Column("sector"), Column("level")),
        *["taking_part", Row(Column("starts_on"), Column("ends_on")), "takes_questions"],
        Fieldset(
            "Where it applies",
            *["question", "partners", "area", "host_capacity", "availability", "council"],
        ),
        Field("actions", template=CHOICES),
        Field("quality_indicators", template=CHOICES),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        offer_councils(self, person)
        plan = self.instance.plan
        self.fields["sector"].choices = [("", "Every sector"), *Setting.Sector.choices]
        self.fields["sector"].help_text = ""
        self.fields["level"].choices = [("", "No particular stage"), *Level.choices]
        actions = Action.objects.in_plan(plan).current()
        self.fields["actions"].queryset = actions.order_by("priority__number", "number")
        indicators = Alignment.objects.offered_in(plan).filter(kind="quality_indicator")
        self.fields["quality_indicators"].queryset = indicators


class HostForm(PortalForm):
    """A setting that offers a programme, and whether it has agreed to be named."""

    class Meta:
        model = Host
        fields = ["setting", "agreed_to_be_named"]
        help_texts = {
            "agreed_to_be_named": "Without this, the page counts it and does not name it.",
        }
        error_messages = {"setting": {"required": "Choose a setting."}}

    helper = helper_of("Add the setting")

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        offered = Setting.objects.filter(is_open=True).order_by("council__name", "name")
        if not person.is_coordinator:
            offered = offered.filter(council__in=person.officer_councils)
        self.fields["setting"].queryset = offered
        self.fields["setting"].empty_label = "Choose a setting"
