"""The last day of a role, with who takes over; the last day of a council, with why."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError

from plans import clock
from plans.forms.base import PortalForm, reason_field
from plans.models import Council, Membership, Person, Plan
from plans.templatetags.portal import day
from plans.widgets import DatePartsField
from seic_portal.leaving import hand_over, leave


def taker_field(takers, nobody):
    """Return a choice of one of some officers, given by key, or of nobody."""
    field = forms.TypedChoiceField(
        choices=[("", nobody), *takers.items()],
        coerce=takers.get,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": "Choose an officer of this council."},
    )
    field.unmarked = True
    return field


class EndMembershipForm(PortalForm):
    """The last day of someone's role, and who takes over each part that names them."""

    ends_on = DatePartsField(label="Last day", help_text="Their rights end with it.")

    class Meta:
        model = Membership
        fields = ["ends_on"]

    def __init__(self, *args, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.parts = list(parts)
        council, leaver = self.instance.council_id, self.instance.person_id
        officers = Person.objects.officers_of(council, clock.today()).exclude(pk=leaver)
        takers = {str(officer.pk): officer for officer in officers}
        if len(self.parts) > 1:
            self.fields["everything"] = taker_field(takers, "Nobody takes it all")
            self.fields["everything"].label = "Who takes over everything?"
            self.fields["everything"].help_text = "Below, choose what someone else takes over."
        for part in self.parts:
            word = "officer" if part.lead_officer_id == leaver else "deputy"
            action, plan = part.action, part.action.priority.plan.slug
            field = self.fields[self.name_of(part)] = taker_field(takers, "Nobody else")
            field.label = f"{action.reference} {action.title} ({plan}): who is {word} from now on?"

    def name_of(self, part):
        return f"part_{part.pk}"

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_class = "update"
        helper.add_input(Submit("end", "End the role"))
        return helper

    def save_by(self, person, *, at):
        everything = self.cleaned_data.get("everything")
        takers = [
            (part, self.cleaned_data[self.name_of(part)] or everything) for part in self.parts
        ]
        hand_over(self.instance, takers, by=person, at=at)


class LeaveForm(PortalForm):
    """The last day of a council in the collaborative, and why it leaves."""

    left_on = DatePartsField(
        label="Last day in the collaborative",
        help_text="Its part in every action, and the roles of its people, end with it.",
    )
    reason = reason_field(
        "Why does it leave?",
        "Everyone can read it beside the council’s last updates.",
        missing="Say why the council leaves.",
        rows=3,
    )

    class Meta:
        model = Council
        fields = ["left_on"]

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_class = "update"
        helper.add_input(Submit("leave", "Let it leave"))
        return helper

    def clean_left_on(self):
        """From today on, and within the open plan: what was owed until now stays owed."""
        left_on, plan = self.cleaned_data["left_on"], Plan.objects.open().first()
        if left_on < clock.today():
            raise ValidationError(f"Enter today, {day(clock.today())}, or a later day.")
        if plan and left_on > plan.ends_on:
            raise ValidationError(f"Enter a day until the plan’s end, {day(plan.ends_on)}.")
        return left_on

    def save_by(self, person, *, at):
        leave(self.instance, self.cleaned_data["reason"], by=person, at=at)
