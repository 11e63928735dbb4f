"""The forms in which coordinators plan meetings, move them and cancel them."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError

from plans import clock
from plans.forms.base import PortalForm, reason_field
from plans.models import Meeting
from plans.templatetags.portal import day
from plans.widgets import DatePartsField


def helper(name, label):
    """Return what lays a form out, with its one button."""
    made = FormHelper()
    made.form_class = "update"
    made.add_input(Submit(name, label))
    return made


class MeetingForm(PortalForm):
    """A meeting of a group: its day, its time and its place.

    Once the plan is open, the day of a planned meeting changes by a move alone.
    """

    meets_on = DatePartsField(label="Day", help_text="For example 29 3 2023.")
    starts_at = forms.TimeField(
        label="Time it starts",
        help_text="For example 14:00. Leave it empty if it is not known yet.",
        input_formats=["%H:%M", "%H.%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "ds_input--fixed-5"}),
        required=False,
        error_messages={"invalid": "Enter a time, such as 14:00."},
    )

    class Meta:
        model = Meeting
        fields = ["group", "meets_on", "starts_at", "place"]
        help_texts = {"place": "A room and a town, or “Online”."}
        error_messages = {"group": {"required": "Choose the group that meets."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        is_new = self.instance.pk is None
        if not is_new:
            del self.fields["group"]
        else:
            self.fields["group"].empty_label = "Choose a group"
        if not is_new and not self.instance.plan.is_draft:
            del self.fields["meets_on"]
        self.helper = helper("save", "Add the meeting" if is_new else "Save")

    def clean(self):
        """Give a new meeting its address, and refuse a second one of its group on its day."""
        cleaned = super().clean()
        group = cleaned.get("group") if self.instance.pk is None else self.instance.group
        meetings = Meeting.objects.in_plan(self.instance.plan).exclude(pk=self.instance.pk)
        same = meetings.not_cancelled().filter(group=group, meets_on=cleaned.get("meets_on"))
        if group and same.exists():
            self.add_error("meets_on", f"The {group} meets on this day already.")
        if group and not self.instance.slug:
            self.instance.slug = meetings.next_slug(group)
        return cleaned


class MoveForm(PortalForm):
    """Another day for a planned meeting, and why; it changes no row by itself."""

    was = forms.DateField(widget=forms.HiddenInput, required=False)
    to = DatePartsField(label="New day", help_text="For example 29 3 2023.")
    reason = reason_field(
        "Why is it moved?",
        "Everyone reads this beside the new day.",
        missing="Say why the meeting is moved.",
        longest=300,
    )

    class Meta:
        model = Meeting
        fields = []

    helper = helper("move", "Move the meeting")

    def __init__(self, *args, instance, **kwargs):
        super().__init__(*args, instance=instance, initial={"was": instance.meets_on}, **kwargs)

    def clean_to(self):
        to = self.cleaned_data["to"]
        if to < clock.today():
            raise ValidationError(f"{day(to)} is past: enter today or a later day.")
        if to == self.instance.meets_on:
            raise ValidationError("It meets on this day already: enter another one.")
        return to

    def clean(self):
        cleaned, now = super().clean(), self.instance.meets_on
        if cleaned.get("was") not in (None, now):
            self.data["was"] = now.isoformat()
            self.add_error("to", f"Someone has moved it to {day(now)} meanwhile. Look again.")
        return cleaned


class CancelForm(PortalForm):
    """Why a meeting will not take place; it changes no row by itself."""

    reason = reason_field(
        "Why is it cancelled?",
        "Everyone reads this beside the meeting.",
        missing="Say why the meeting is cancelled.",
        longest=300,
    )

    class Meta:
        model = Meeting
        fields = []

    helper = helper("cancel", "Cancel the meeting")
