"""The form of a reporting round, on the portal's pages and in its administration."""

from django import forms

from plans.forms.base import PortalForm
from plans.models import Round


class RoundForm(PortalForm):
    """A round, which leads to meetings of its own plan and comes after what is published."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored.pop("meetings", None)  # the history of a round does not hold them

    @property
    def plan(self):
        """Return the plan chosen, or the one the round belongs to; None before there is one."""
        return self.cleaned_data.get("plan") or getattr(self.instance, "plan", None)

    def clean_number(self):
        """Rounds collect by their number, so a new one comes after the newest published one."""
        number = self.cleaned_data["number"]
        others = Round.objects.in_plan(self.plan).published().exclude(pk=self.instance.pk)
        last = others.order_by("number").last()
        if last and not self.instance.is_published and number < last.number:
            raise forms.ValidationError(
                f"{last} is published already: enter {last.number + 1} or more."
            )
        return number

    def clean_meetings(self):
        meetings = self.cleaned_data["meetings"]
        if meetings.exclude(plan=self.plan).exists():
            raise forms.ValidationError("Choose meetings of the same plan as the round.")
        return meetings
