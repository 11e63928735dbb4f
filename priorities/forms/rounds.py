"""What a coordinator decides about a round."""

from functools import partial

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError

from plans import clock, conflicts
from plans.forms import base
from plans.forms.base import PortalForm
from plans.forms.rounds import RoundForm
from plans.models import Council, EarlyRelease, Meeting, Round
from plans.templatetags.portal import day
from plans.widgets import DatePartsField, long_text, short_number

reason_field = partial(base.reason_field, missing="Say why.", rows=3, longest=500)


class ReleaseForm(PortalForm):
    """From which day everyone may read a round; it changes no row by itself.

    Publishing a round, the day may be empty: at once. Later it is only left out to release the
    round now.
    """

    public_from = DatePartsField(label="From which day may everyone read it?", required=False)

    class Meta:
        model = Round
        fields = []

    def __init__(self, *args, is_published, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["public_from"]
        field.required = is_published and "now" not in self.data
        field.unmarked = True
        at_once = "" if is_published else " Leave it empty to make it public at once."
        field.help_text = f"Until then only members read it.{at_once}"

    def clean_public_from(self):
        public_from = self.cleaned_data["public_from"]
        if public_from and public_from < clock.today():
            raise forms.ValidationError("Enter today or a later day.")
        return public_from


class EarlyReleaseForm(PortalForm):
    """Why a round does not wait for an election to be over."""

    class Meta:
        model = EarlyRelease
        fields = ["reason"]
        help_texts = {"reason": "It stands in the record, with your name and the day."}
        widgets = {"reason": long_text(3)}
        error_messages = {"reason": {"required": "Say why it does not wait for the election."}}

    @property
    def helper(self):
        helper = FormHelper()
        helper.add_input(Submit("release", "Do not wait"))
        return helper


class MeetingsField(forms.ModelMultipleChoiceField):
    """The meetings of a plan that a round leads to, each with its group and day."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, meeting):
        cancelled = " (cancelled)" if meeting.is_cancelled else ""
        return f"{meeting.group}, {day(meeting.meets_on)}{cancelled}"


class DatedRoundForm(RoundForm):
    """A round that is added, or changed before it is published.

    Its number stays once it has one, its opening day once that has come. Whatever someone else
    saved meanwhile asks for a second look.
    """

    opens_on = DatePartsField(label="Opens")
    due_on = DatePartsField(label="Due")
    meetings = MeetingsField(
        Meeting.objects.none(),
        label="Which meetings does it lead to?",
        help_text="Its updates are put before these meetings.",
        required=False,
    )
    reason = reason_field(
        "Why is it changed?", "Councils may be writing already. Coordinators read it on the board."
    )

    class Meta:
        model = Round
        fields = ["number", "opens_on", "due_on", "meetings"]
        widgets = {"number": short_number()}
        help_texts = {"number": "Rounds take updates one after another, by their numbers."}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        is_new, has_opened = self.instance.pk is None, self.has_opened
        for name, is_left_out in [
            ("number", not is_new),
            ("opens_on", has_opened),
            ("reason", not has_opened),
        ]:
            if is_left_out:
                del self.fields[name]
                self.stored.pop(name, None)
        meetings = Meeting.objects.in_plan(self.instance.plan)
        chosen = meetings.filter(pk__in=[meeting.pk for meeting in self.initial["meetings"]])
        offered = (meetings.ahead(clock.today()) | chosen).with_group()
        self.fields["meetings"].queryset = offered.order_by("meets_on")

    @property
    def has_opened(self):
        """Whether councils may be writing in it already."""
        return self.instance.pk is not None and self.instance.has_opened

    @property
    def helper(self):
        return one_button("Save the round" if self.instance.pk else "Add the round")

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if self.has_opened and due_on != self.initial["due_on"] and due_on < clock.today():
            raise ValidationError("Councils are writing already: enter today or a later day.")
        return due_on

    def clean(self):
        is_stale = self.cleaned_data.get("version") != self.saved_version
        cleaned = super().clean()
        if is_stale and not self.conflicts:
            self.add_error(None, ValidationError(conflicts.second_look(self.instance)))
        return cleaned

    def save_by(self, person, *, at):
        what = "Changed" if self.instance.pk else "Added"
        reason = self.cleaned_data.get("reason", "")
        round = super().save_by(person, at=at, reason=reason or what)
        days = f"opens {day(round.opens_on)}, due {day(round.due_on)}"
        round.record(f"{what} {round} of {round.plan}: {days}", by=person, at=at, reason=reason)
        return round


class AbandonForm(PortalForm):
    """Why a round is given up."""

    reason = reason_field("Why is it abandoned?", "Officers read it on the pages of their updates.")

    class Meta:
        model = Round
        fields = []

    @property
    def helper(self):
        return one_button(f"Abandon {str(self.instance).lower()}")

    def abandon(self, *, by, at):
        self.instance.abandon(self.cleaned_data["reason"], by=by, at=at)


class ReopenForm(PortalForm):
    """For which councils a published round is opened again, and why."""

    councils = forms.ModelMultipleChoiceField(
        Council.objects.none(),
        label="For which councils?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one council."},
    )
    reason = reason_field("Why?", "The councils’ officers read it beside their update.")

    class Meta:
        model = Round
        fields = []

    def __init__(self, *args, councils, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["councils"].queryset = councils

    @property
    def helper(self):
        return one_button(f"Open {str(self.instance).lower()} again")

    def reopen(self, *, by, at):
        councils = list(self.cleaned_data["councils"])
        self.instance.reopen(councils, self.cleaned_data["reason"], by=by, at=at)
        return councils


def one_button(label):
    helper = FormHelper()
    helper.form_class = "update"
    helper.add_input(Submit("save", label))
    return helper
