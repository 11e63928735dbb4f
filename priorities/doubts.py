"""What does not fit in an update before it is sent: it is said once, and never forbidden."""

from collections import namedtuple

from plans.models import Setting
from plans.templatetags.portal import counted, day, joined
from priorities.status import Status

# `code` tells one kind from another, `field` is where it can be mended.
Doubt = namedtuple("Doubt", "code field says advice", defaults=[""])


class Doubts:
    """Looks at an update as it would be sent on a day.

    `last`: what its council last published about it, or None. `overdue`: the milestones of its
    action that are past their date.
    """

    def __init__(self, update, *, last, overdue, today):
        self.update, self.action = update, update.contribution.action
        self.last, self.overdue, self.today = last, overdue, today
        self.status = update.status

    def found(self):
        """Return every doubt; names of settings cost one query where anything was written."""
        doubts = [
            self.overdue_milestones(),
            self.late_forecast(),
            self.late_start(),
            self.no_next_step(),
            self.same_text(),
            self.named_settings(),
        ]
        return [doubt for doubt in doubts if doubt]

    def overdue_milestones(self):
        if self.status == Status.ON_TRACK and self.overdue:
            number = len(self.overdue)
            are = "a milestone is" if number == 1 else f"{counted(number, 'milestone')} are"
            says = f"You have marked this on track, but {are} overdue."
            return Doubt("overdue", "status", says, "If another word is truer, choose it.")
        return None

    def late_forecast(self):
        forecast, due = self.update.forecast_on, self.action.due_on
        if self.status == Status.ON_TRACK and forecast and due and forecast > due:
            says = f"Your forecast, {day(forecast)}, is after the due date."
            advice = "On track means that it will be done by its due date."
            return Doubt("forecast", "forecast_on", says, advice)
        return None

    def late_start(self):
        starts = self.action.starts_on
        if self.status == Status.NOT_STARTED and starts and starts < self.today:
            says = f"You have marked this not started, but its start date was {day(starts)}."
            return Doubt("start", "status", says, "If another word is truer, choose it.")
        return None

    def no_next_step(self):
        if self.status == Status.AT_RISK and not self.update.next_step:
            says = "You have marked this at risk without a next step."
            return Doubt(
                "step", "next_step", says, "Members ask what is done, by whom and by when."
            )
        return None

    def same_text(self):
        repeats = self.last and self.update.text.split() == self.last.text.split() != []
        if repeats and not self.update.no_change:
            says = f"These are the same words as in {str(self.last.round).lower()}."
            return Doubt("same", "text", says)
        return None

    def named_settings(self):
        update = self.update
        words = "\n".join([update.text, update.next_step, update.evidence_seen])
        names = Setting.objects.named_in(words) if words.strip() else []
        if names:
            says = f"Your words name {joined(names)}."
            advice = "A setting is named only where it offers something and has agreed to be named."
            return Doubt("setting", "text", says, advice)
        return None
