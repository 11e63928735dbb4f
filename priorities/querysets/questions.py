"""The questions the portal asks about questions of members."""

from django.db import models
from django.db.models import Count, F, Q

from plans.history import sign
from plans.working_days import answer_due

OPEN = ["asked", "drafted"]


class QuestionQuerySet(models.QuerySet):
    def in_plan(self, plan):
        """Those about a plan itself, one of its priorities or one of its actions."""
        return self.filter(Q(plan=plan) | Q(priority__plan=plan) | Q(action__priority__plan=plan))

    def about(self, subject):
        """Those about one plan, priority or action itself."""
        return self.filter(**{subject._meta.model_name: subject})

    def visible_to(self, person):
        """Members read all of them, everyone else those that are answered."""
        return self if person.is_member else self.answered()

    def open(self):
        """Those that still wait for an answer on the record, whether one is drafted or not."""
        return self.filter(state__in=OPEN)

    def open_at(self, moment):
        """Those that had been asked by a moment and waited for an answer then."""
        waiting = Q(settled_at=None) | Q(settled_at__gt=moment)
        return self.filter(waiting, asked_at__lte=moment)

    def undrafted(self):
        """Those for which nobody has drafted an answer."""
        return self.filter(state="asked")

    def answered(self):
        return self.filter(state="answered")

    def overdue(self, today):
        return self.open().filter(due_on__lt=today)

    def owed_by(self, councils):
        return self.filter(owed_by__in=councils)

    def waiting_for_team(self):
        """Those that coordinators go on with: owed by the central team, or to be published."""
        return self.open().filter(Q(owed_by=None) | Q(state="drafted"))

    def asked_by(self, person):
        return self.filter(asked_by=person)

    def for_meeting(self, meeting):
        return self.filter(meeting=meeting)

    def answered_between(self, start, end):
        """Those answered on the record after one moment, up to another."""
        return self.answered().filter(settled_at__gt=start, settled_at__lte=end)

    def in_order(self):
        """Those that are open first, the most urgent on top; then what was settled last."""
        return self.order_by(F("settled_at").desc(nulls_first=True), "due_on", "pk")

    def with_places(self):
        """Read off each what it is about, who owes it and its meeting without a further query."""
        return self.select_related(
            "plan", "priority__plan", "action__priority__plan", "owed_by", "meeting__group"
        )

    def with_transfers(self):
        """Read off each how often it went to someone else."""
        return self.annotate(times_transferred=Count("transfers"))

    def with_people(self):
        """Read who asked, drafted and settled off each without a further query."""
        return self.select_related(
            "asked_by", "recorded_by", "put_at__group", "drafted_by", "settled_by"
        )

    def begin(self, plan, *, by, at):
        """Return a convener's question that is not saved yet, with their title of that day."""
        council = next(iter(by.convener_councils), None)
        title = f"{council.convener_title}, {council}" if council else ""
        return self.model(plan=plan, asked_by=by, asker_title=title, asked_at=at)

    def record(self, plan, *, by, at):
        """Return a question that is not saved yet, which a coordinator writes down."""
        return self.model(plan=plan, recorded_by=by, asked_at=at)

    def follow(self, meeting, *, by, at):
        """Let the due dates of a meeting's open questions follow it, once it has moved."""
        for question in self.for_meeting(meeting).open().select_for_update(of=("self",)):
            question.due_on = answer_due(question.asked_on, meeting.meets_on)
            question.version += 1
            sign(question, by=by, at=at, reason="The meeting moved").save()
