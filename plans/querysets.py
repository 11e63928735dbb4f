"""The questions the portal asks about plans, people and the calendar."""

from itertools import count

from django.contrib.auth.models import BaseUserManager
from django.db import models, transaction
from django.db.models import Case, Count, Exists, Max, OuterRef, Q, Subquery, When

from plans import clock, elections
from plans.history import sign
from plans.names import folded, names_in
from plans.school_year import days_of, session_after, session_on
from plans.working_days import CLEAR, days_clear_before, public_day


def covers(day, start="starts_on", end="ends_on"):
    """Return the condition that a row's period, open where a date is empty, holds a day."""
    return (Q(**{start: None}) | Q(**{f"{start}__lte": day})) & (
        Q(**{end: None}) | Q(**{f"{end}__gte": day})
    )


class CouncilQuerySet(models.QuerySet):
    def partners(self, day):
        """Those that belong to the collaborative on a day."""
        return self.filter(covers(day, "joined_on", "left_on"))

    def partners_in(self, plan):
        """Those that belonged to the collaborative at some time in a plan's session."""
        return self.filter(
            Q(joined_on=None) | Q(joined_on__lte=plan.ends_on),
            Q(left_on=None) | Q(left_on__gte=plan.starts_on),
        )


class PlanQuerySet(models.QuerySet):
    def open(self):
        return self.filter(stage="open")

    def draft(self):
        return self.filter(stage="draft")

    def unclosed(self):
        return self.exclude(stage="closed")

    def visible_to(self, person):
        """Drafts are for members; every other plan is for everyone."""
        return self if person.is_member else self.exclude(stage="draft")

    def current(self):
        """Return the open plan; with none open the newest closed one, or None."""
        return self.exclude(stage="draft").order_by("-stage", "-starts_on").first()

    def with_rounds(self, rounds):
        """Read off each how many of some rounds it has, and when the newest was published."""
        own = rounds.filter(plan=OuterRef("pk")).order_by().values("plan")
        return self.annotate(
            rounds_published=Subquery(own.annotate(count=Count("pk")).values("count")),
            last_published_at=Subquery(own.annotate(last=Max("published_at")).values("last")),
        )

    def may_precede(self, plan):
        """Those that a plan may follow: not itself, and no other plan's predecessor."""
        return self.filter(Q(successor=None) | Q(successor=plan.pk)).exclude(pk=plan.pk)

    def proposal(self, today):
        """Return what a new plan may begin with: the session after the newest plan's.

        Its title is the newest plan's with the session changed.
        """
        newest = self.order_by("starts_on").last()
        session = session_after(newest.slug) if newest else session_on(today)
        title = newest.title.replace(newest.slug, session) if newest else ""
        starts_on, ends_on = days_of(session)
        return {
            "slug": session,
            "title": title if session in title else f"Improvement plan {session}",
            "starts_on": starts_on,
            "ends_on": ends_on,
            "predecessor": newest and self.may_precede(self.model()).filter(pk=newest.pk).first(),
        }


class GoalQuerySet(models.QuerySet):
    @transaction.atomic
    def rewrite(self, plan, wanted, removed, *, by, at, reason=""):
        """Put a plan's goals in order; save what is new or changed, and remove what is to go.

        `wanted`: pairs of a goal's key (None for a new one) and its text, in their order.
        `removed`: keys. A goal that neither names stays, behind the others. The plan gets its next
        version.
        """
        goals = {goal.pk: goal for goal in self.filter(plan=plan)}
        for key in removed & goals.keys():
            sign(goals.pop(key), by=by, at=at, reason=reason).delete()
        rows = [(goals.pop(key, None) or self.model(plan=plan), text) for key, text in wanted]
        rows += [(goal, goal.text) for goal in goals.values()]
        for number, (goal, text) in enumerate(rows, start=1):
            if goal.pk is None or (goal.number, goal.text) != (number, text):
                goal.number, goal.text = number, text
                sign(goal, by=by, at=at, reason=reason).save()
        plan.save_version(by=by, at=at, reason=reason)


class PersonManager(BaseUserManager):
    def create_user(self, email, name, password=None, **fields):
        """Save a person; without a password they set one from their invitation."""
        person = self.model(email=self.model.normalize_username(email), name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email, name, password=None):
        """Save an administrator, as `manage.py createsuperuser` does for the first one."""
        return self.create_user(email, name, password, is_administrator=True)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def officers_of(self, council, day):
        """Those who act for a council as its officers on a day."""
        memberships = Q(memberships__role="officer", memberships__council=council)
        period = covers(day, "memberships__starts_on", "memberships__ends_on")
        return self.filter(memberships & period, is_active=True).distinct()

    def coordinators(self, day):
        """Those who are the collaborative's central team on a day."""
        period = covers(day, "memberships__starts_on", "memberships__ends_on")
        return self.filter(Q(memberships__role="coordinator") & period, is_active=True).distinct()


class MembershipQuerySet(models.QuerySet):
    def current(self, day):
        return self.filter(covers(day))

    def coming(self, day):
        return self.filter(starts_on__gt=day)

    def ended(self, day):
        return self.filter(ends_on__lt=day)


class FundingQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(plan=plan)


class AlignmentQuerySet(models.QuerySet):
    def of_frameworks(self):
        return self.filter(council=None)

    def offered_in(self, plan):
        """What a priority may be aligned to: each framework as it was when the plan began."""
        known = self.filter(year__lte=plan.starts_on.year)
        newest = known.filter(framework=OuterRef("framework")).order_by("-year").values("year")[:1]
        return known.filter(year=Subquery(newest))


class SettingQuerySet(models.QuerySet):
    def open(self):
        return self.filter(is_open=True)

    def open_or_in(self, keys):
        """Those that are open, and those of some keys even where they have closed since."""
        return self.filter(Q(is_open=True) | Q(pk__in=keys))

    def of(self, councils):
        return self.filter(council__in=councils)

    def by_council_and_sector(self):
        """Count them, by pairs of a council's key and a sector."""
        found = self.order_by().values_list("council", "sector").annotate(n=Count("pk"))
        return {(council, sector): count for council, sector, count in found}

    def like(self, words):
        """Those whose SEED code is given, or whose name has every word, accents aside."""
        named = Q()
        for word in folded(words).split():
            named &= Q(folded_name__contains=word)
        return self.filter(named | Q(seed_code=words.strip())) if named else self

    def named_in(self, text):
        """Return the names of the settings that a text names, in one query."""
        names = self.order_by("name").values_list("name", flat=True).distinct()
        return names_in(text, names)


class AuditQuerySet(models.QuerySet):
    """Entries are added; none is changed or removed."""

    def about(self, row):
        """What was decided on the page of a row, the newest first."""
        return self.filter(address=row.get_absolute_url()).select_related("by")

    def record(self, what, *, by, at, address="", reason=""):
        """Save that someone decided something at a moment, and why."""
        return self.create(what=what, by=by, at=at, address=address, reason=reason)


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
        due = self.published().alias(planned_on=elections.planned_on())
        planned_on = OuterRef("planned_on")
        hindered = elections.covered(planned_on) & ~elections.free_since(planned_on, day)
        found = due.filter(elections.released_early() | ~hindered, planned_on__lte=day)
        return found.with_release()

    def with_release(self):
        """Read off each published round whether no pre-election pause is in its way."""
        found = self.alias(planned_on=elections.planned_on())
        return found.annotate(
            is_unhindered=elections.released_early() | ~elections.covered(OuterRef("planned_on"))
        )

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
