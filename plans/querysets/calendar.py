"""The questions the portal asks about groups, meetings and rounds."""

from itertools import count

from django.db import models
from django.db.models import Case, Exists, Max, OuterRef, Q, Subquery, When

from plans import clock, elections
from plans.history import sign
from plans.surroundings import surroundings
from plans.working_days import CLEAR, days_clear_before, public_day


class GroupQuerySet(models.QuerySet):
    def with_seats(self):
        """Read the seats and their councils off each; in the order they were entered."""
        return self.prefetch_related("seats__council").order_by("pk")


class MeetingQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(plan=plan)

    def ahead(self, day):
        """Those still to be held, the next one first."""
        return self.filter(meets_on__gte=day).exclude(state="cancelled").order_by("meets_on")

    def until(self, day):
        """Those whose day has come, the newest first."""
        return self.filter(meets_on__lte=day).exclude(state="cancelled").order_by("-meets_on")

    def coming(self, day):
        """Those of today and later that were not held yet, cancelled ones too; the next first."""
        return self.filter(meets_on__gte=day).exclude(state="held").order_by("meets_on", "pk")

    def not_cancelled(self):
        return self.exclude(state="cancelled")

    def past(self, day):
        """Those that were held, and others whose day is over; the newest first."""
        return self.filter(Q(meets_on__lt=day) | Q(state="held")).order_by("-meets_on", "-pk")

    def beside(self, meeting):
        """The other meetings of its group in its plan, in the order they meet."""
        own = self.filter(plan=meeting.plan_id, group=meeting.group_id)
        return own.exclude(pk=meeting.pk).with_group().order_by("meets_on", "pk")

    def first_to_meet(self):
        """Return the one to prepare for: the first that is not cancelled, or else the first."""
        is_cancelled = Case(When(state="cancelled", then=1), default=0)
        return self.with_group().order_by(is_cancelled, "meets_on", "pk").first()

    def with_group(self):
        """Read group and plan off each without a further query."""
        return self.select_related("group", "plan")

    def next_slug(self, group):
        """Return the place in addresses of a group's next meeting, such as oversight-group-3."""
        taken = set(self.filter(group=group).values_list("slug", flat=True))
        return next(
            slug
            for number in count(len(taken) + 1)
            if (slug := f"{group.slug[:45]}-{number}") not in taken
        )


class RoundQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(plan=plan)

    def published(self):
        return self.filter(published_at__isnull=False)

    def public(self, day):
        """Published, no longer for members only, and not held back by a pre-election pause."""
        free = elections.last_free(day, surroundings().pauses)
        found = self.published().with_release().alias(planned_on=elections.planned_on())
        if free < day:
            found = found.filter(Q(planned_on__lte=free) | Q(is_let_out=True))
        return found.filter(planned_on__lte=day)

    def with_release(self):
        """Read off each whether a coordinator let it out in spite of a pre-election pause."""
        return self.annotate(is_let_out=elections.released_early())

    def readable_by(self, person, day):
        """The published rounds whose updates a person may read on a day."""
        return self.published().with_release() if person.is_member else self.public(day)

    def with_meeting(self):
        """Read off each round the first meeting it is for, if any: its day, its group and so on.

        A cancelled meeting counts where there is no other.
        """
        is_cancelled = Case(When(meetings__state="cancelled", then=1), default=0)
        own = self.model.objects.filter(pk=OuterRef("pk"))
        own = own.order_by(is_cancelled, "meetings__meets_on", "meetings__pk")
        names = {
            "meets_on": "meets_on",
            "meeting_group": "group__name",
            "meeting_state": "state",
            "meeting_moved_from": "moved_from",
        }
        first = {name: Subquery(own.values(f"meetings__{of}")[:1]) for name, of in names.items()}
        return self.annotate(**first)

    def hanging_on(self, planned_on, today):
        """Those that only members read yet, and that become public by a meeting's day.

        On that day itself, or three clear working days before.
        """
        still_open = Q(published_at=None) | Q(public_from__gt=today)
        days = [planned_on, days_clear_before(planned_on, CLEAR)]
        rounds = self.filter(still_open, public_from__in=days, abandoned_at=None)
        return rounds.select_related("plan")

    def follow(self, planned_on, to, *, by, at):
        """Let the rounds that were to become public by a meeting's old day do so by its new one."""
        today = clock.day_of(at)
        for round in self.hanging_on(planned_on, today).select_for_update(of=("self",)):
            is_before = round.public_from != planned_on
            public_from = (is_before and public_day(to, today)) or to
            if round.is_published:
                round.release(public_from, by=by, at=at)
            else:
                round.public_from = public_from
                sign(round, by=by, at=at, reason="The meeting moved").save()

    def next_number(self):
        """Return the number that the next round of a plan gets."""
        return (self.aggregate(last=Max("number"))["last"] or 0) + 1

    def awaited(self):
        """Neither published nor abandoned."""
        return self.filter(published_at=None, abandoned_at=None)

    def collecting(self, day):
        """The one round of each open plan that takes updates: its earliest awaited, once open."""
        earlier = self.model.objects.awaited().filter(
            plan=OuterRef("plan"), number__lt=OuterRef("number")
        )
        return (
            self.awaited()
            .filter(~Exists(earlier), plan__stage="open", opens_on__lte=day)
            .select_related("plan")
        )

    def before_meeting(self, day):
        """Those with a meeting still to be held."""
        return self.filter(
            meetings__meets_on__gte=day, meetings__state__in=["planned", "held"]
        ).distinct()

    def reopenable(self, day):
        """What may be opened again: the newest published round of an open plan, until it meets."""
        later = self.model.objects.published().filter(
            plan=OuterRef("plan"), number__gt=OuterRef("number")
        )
        newest = self.published().filter(~Exists(later), plan__stage="open")
        return newest.before_meeting(day).select_related("plan")

    def reopened_for(self, council, day):
        """Published rounds that a council may complete: open again for it, until their meeting."""
        open_again = self.filter(reopenings__council=council, reopenings__closed_at=None)
        return open_again.before_meeting(day).select_related("plan")


class ReopeningQuerySet(models.QuerySet):
    def open(self):
        """Those that nobody has closed yet."""
        return self.filter(closed_at=None).select_related("round__plan", "council")

    def close(self, *, by, at):
        """Close them; return how many."""
        return self.filter(closed_at=None).update(closed_by=by, closed_at=at)
