"""The forms in which a coordinator says which councils do an action, and who in them."""

from django import forms
from django.core.exceptions import ValidationError

from plans import clock
from plans.forms.base import OfferedField
from plans.models import Council, Person
from plans.templatetags.portal import day
from plans.widgets import DatePartsField, long_text
from priorities.forms.actions import PartForm, StepForm
from priorities.models import Action, Contribution


class CouncilForm(StepForm):
    """A choice among the collaborative's councils, those aside that have what is to be given."""

    council = forms.ModelChoiceField(
        Council.objects.none(),
        empty_label="Choose a council",
        error_messages={"required": "Choose a council."},
    )
    field_order = ["council", "reason"]

    class Meta:
        model = Action
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plan = self.action.priority.plan
        councils = Council.objects.partners_in(plan)
        if plan.is_open:
            councils = councils.partners(clock.today())
        self.fields["council"].queryset = councils.exclude(pk__in=self.left_out)

    def save_by(self, person, *, at):
        council = self.cleaned_data["council"]
        signed = {"by": person, "at": at, "reason": self.why}
        part = self.give(council, signed)
        self.action.count_change(**signed)
        if self.asks_why:
            self.action.record(self.words.format(council), **signed)
        return part


class NewContributionForm(CouncilForm):
    """A council takes part, for the first time or again."""

    button = "Add the council"
    question = "Why does it take part now?"
    words = "{} takes part in"

    @property
    def left_out(self):
        return [part.council_id for part in self.action.contributions.all() if not part.ends_on]

    def give(self, council, signed):
        return Contribution.objects.begin(self.action, council, **signed)


class LeadForm(CouncilForm):
    """Another council leads; whichever led before takes part as the others do."""

    button = "Change which council leads"
    question = "Why does the lead change?"
    words = "{} leads"

    @property
    def left_out(self):
        return [self.action.lead.council_id] if self.action.lead else []

    def give(self, council, signed):
        return Contribution.objects.change_lead(self.action, council, **signed)


class OfficerField(OfferedField):
    default_error_messages = {"invalid_choice": "Choose an officer of this council."}


class ContributionForm(PartForm):
    """Who in a council does its part: its own officers by name, others by their roles."""

    lead_officer = OfficerField(Person.objects.none(), label="Officer who leads", required=False)
    deputy = OfficerField(Person.objects.none(), required=False)

    class Meta:
        model = Contribution
        fields = ["lead_officer", "deputy", "supporting_roles"]
        labels = {"supporting_roles": "Who else takes part"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        part = self.instance
        officers = Person.objects.officers_of(part.council, clock.today())
        named = Person.objects.filter(pk__in=[part.lead_officer_id, part.deputy_id])
        for name in ["lead_officer", "deputy"]:
            self.fields[name].queryset = officers | named.distinct()
            self.fields[name].empty_label = "Nobody named yet"


class EndForm(PartForm):
    """The last day of a council's part, and why it ends."""

    asks_why = False
    button = "End its part"
    ends_on = DatePartsField(
        label="Last day of its part",
        help_text="Today or later. What falls due before that day is still owed.",
    )

    class Meta:
        model = Contribution
        fields = ["ends_on", "end_reason"]
        labels = {"end_reason": "Why does it end?"}
        help_texts = {"end_reason": "Everyone can read this beside the council’s last update."}
        widgets = {"end_reason": long_text(3)}
        error_messages = {"end_reason": {"required": "Say why the council’s part ends."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["end_reason"].required = True

    @property
    def why(self):
        return self.cleaned_data["end_reason"]

    def clean_ends_on(self):
        """From today on: what was owed until now stays owed."""
        ends_on, plan = self.cleaned_data["ends_on"], self.action.priority.plan
        if not clock.today() <= ends_on <= plan.ends_on:
            first, last = day(clock.today()), day(plan.ends_on)
            raise ValidationError(f"Enter a day from today, {first}, to the plan’s end, {last}.")
        return ends_on

    def clean(self):
        if self.instance.is_lead:
            raise ValidationError(
                f"{self.instance.council} leads this action: first choose another council to lead."
            )
        return super().clean()

    def save_by(self, person, *, at):
        part = super().save_by(person, at=at)
        what = f"{part.council} no longer takes part in"
        self.action.record(what, by=person, at=at, reason=self.why)
        return part
