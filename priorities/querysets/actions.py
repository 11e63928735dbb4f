"""The questions the portal asks about priorities, actions, milestones and councils’ parts."""

from django.db import models, transaction
from django.db.models import (
    Count,
    Exists,
    F,
    FilteredRelation,
    Max,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Sum,
)

from plans import clock
from plans.history import sign
from plans.models import Membership
from plans.querysets import covers
from priorities.status import FINAL


class PriorityQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(plan=plan)

    def next_number(self):
        """Return the place that the next priority of a plan gets."""
        return (self.aggregate(last=Max("number"))["last"] or 0) + 1

    def with_current_actions(self, actions):
        """Read `current_actions` off each priority, with every council's part in them."""
        return self.select_related("plan").prefetch_related(
            Prefetch(
                "actions", actions.current().with_contributions().with_moves(), "current_actions"
            )
        )

    def with_actions(self, actions=None):
        """Give plain rows of a priority and one of its actions; a priority without any has one.

        `actions` narrows it to some of them and leaves out priorities that have none of those.
        """
        current = FilteredRelation("actions", condition=Q(actions__withdrawn_at=None))
        accepted = Q(current__date_changes__state="accepted")
        found = self.annotate(current=current)
        if actions is not None:
            found = found.filter(current__in=actions)
        # Counted last: a condition behind a count would join the actions a second time.
        found = found.annotate(times_moved=Count("current__date_changes", filter=accepted))
        return found.order_by("number", "pk", "current__number").values_list(
            "pk",
            "title",
            "slug",
            "prefix",
            "current",
            "current__number",
            "current__title",
            "current__title_language",
            "current__starts_on",
            "current__due_on",
            "current__first_due_on",
            "times_moved",
        )


class ActionQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(priority__plan=plan).select_related("priority__plan")

    def visible_to(self, person):
        """Those of a plan that the person may see; a draft's are for members."""
        return self if person.is_member else self.exclude(priority__plan__stage="draft")

    def with_contributions(self):
        """Read every council's part off each action, in one query more."""
        return self.prefetch_related("contributions__council")

    def with_moves(self):
        """Read off each how often its due date has moved, in one query more."""
        return self.prefetch_related("date_changes")

    def current(self):
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at=None)

    def withdrawn(self):
        return self.filter(withdrawn_at__isnull=False).order_by("number")

    def led_by(self, *councils):
        return self.filter(
            contributions__council__in=councils,
            contributions__role="lead",
            contributions__ends_on=None,
        )

    def versions_in(self, plan):
        """Return the sum of the versions of a plan's actions: it grows with every change of one."""
        return self.filter(priority__plan=plan).aggregate(sum=Sum("version"))["sum"] or 0

    def by_reference(self, reference):
        """The one action of a plan with a reference such as LIT-3; none for another form."""
        prefix, _, number = reference.rpartition("-")
        return (
            self.filter(priority__prefix=prefix, number=number)
            if number.isdecimal()
            else self.none()
        )

    def overdue(self, today):
        """What is past its due date; whether it is finished, its councils' updates say."""
        return self.current().filter(due_on__lt=today)

    def not_ready(self):
        """Those that keep a draft plan from opening: without a lead council or a date."""
        leads = self.model.objects.filter(
            pk=OuterRef("pk"), contributions__role="lead", contributions__ends_on=None
        )
        return self.annotate(has_lead=Exists(leads)).filter(
            Q(has_lead=False) | Q(due_on=None) | Q(starts_on=None)
        )

    def carrying_on(self, action):
        """Those of a later plan that carry on what an action began."""
        return self.filter(predecessor=action).select_related("priority__plan")

    def next_number(self):
        """Return the number that the next action of a priority gets."""
        return (self.aggregate(last=Max("number"))["last"] or 0) + 1


class ContributionQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(action__priority__plan=plan, action__withdrawn_at=None)

    def current(self, day):
        return self.filter(covers(day))

    def of(self, councils):
        return self.filter(council__in=councils)

    def going_on(self):
        """Those of a plan that is not closed that have not ended."""
        unclosed = self.exclude(action__priority__plan__stage="closed")
        return unclosed.filter(ends_on=None, action__withdrawn_at=None)

    def naming(self, person):
        """Those whose lead officer or deputy a person is."""
        return self.filter(Q(lead_officer=person) | Q(deputy=person))

    def without_officer(self, day):
        """Those whose council no officer named there acts for on a day, or that name none."""
        officers = Membership.objects.current(day).filter(
            Q(person=OuterRef("lead_officer")) | Q(person=OuterRef("deputy")),
            role=Membership.Role.OFFICER,
            council=OuterRef("council"),
            person__is_active=True,
        )
        return self.filter(~Exists(officers))

    def with_people(self):
        """Read the council and its officers off each without a further query."""
        return self.select_related("council", "lead_officer", "deputy")

    def in_plan_order(self):
        return self.order_by("action__priority__number", "action__number", "council__name")

    def with_action(self):
        """Read council, action, priority and plan off each without a further query."""
        return self.select_related("council", "action__priority__plan")

    def for_rows(self, *more):
        """Give plain rows of each council's part, with the council's names and `more` fields."""
        parts = self.order_by().annotate(
            name=F("council__name"), short_name=F("council__short_name"), slug=F("council__slug")
        )
        fields = ["pk", "action_id", "role", "starts_on", "ends_on", "name", "short_name", "slug"]
        return parts.values_list(*fields, *more, named=True)

    def with_newest(self, updates):
        """Read off each the key of the newest of some published updates; None where it has none.

        One lookup on an index for each: it stays flat as history grows.
        """
        own = updates.filter(contribution=OuterRef("pk")).order_by("-published_at")
        return self.annotate(newest=Subquery(own.values("pk")[:1]))

    def owed_in(self, round):
        """Those that owe an update in a round.

        They had begun by its opening day, have not ended by its due day, and had not been
        completed or stopped in a round published before it.
        """
        final = self.model.objects.filter(
            pk=OuterRef("pk"),
            updates__state="published",
            updates__status__in=[status.value for status in FINAL],
            updates__round__number__lt=round.number,
        )
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=round.opens_on),
            Q(ends_on=None) | Q(ends_on__gt=round.due_on),
            ~Exists(final),
            action__priority__plan=round.plan_id,
            action__withdrawn_at=None,
        )

    def left_between(self, plan, since, until):
        """Those that ended, or whose action was withdrawn, after a moment and until another."""
        first, last = clock.day_of(since), clock.day_of(until)
        is_withdrawn = Q(action__withdrawn_at__gt=since, action__withdrawn_at__lte=until)
        has_ended = Q(action__withdrawn_at=None, ends_on__gt=first, ends_on__lte=last)
        left = self.filter(is_withdrawn | has_ended, action__priority__plan=plan)
        return left.with_action().in_plan_order()

    def silent_in(self, round):
        """Those that owed an update in a published round and have sent none, there or since."""
        told = Q(updates__round=round, updates__state="published")
        told |= Q(updates__round__number__gt=round.number, updates__state="submitted")
        sent = self.model.objects.filter(told, pk=OuterRef("pk"))
        return self.owed_in(round).filter(~Exists(sent))

    def begin(self, action, council, *, by, at, reason=""):
        """Let a council take part in an action, again where its part has ended; return its part.

        In an open plan it starts that day, so that nothing is owed for what was before.
        """
        today = None if action.priority.plan.is_draft else clock.day_of(at)
        part = self.filter(action=action, council=council).first()
        if part and not part.ends_on:
            return part
        part = part or self.model(action=action, council=council, starts_on=today)
        if part.ends_on and part.ends_on < today:
            part.starts_on = today
        part.ends_on, part.end_reason = None, ""
        sign(part, by=by, at=at, reason=reason).save()
        return part

    @transaction.atomic
    def change_lead(self, action, council, *, by, at, reason=""):
        """Let another council lead an action; whichever led before goes on taking part."""
        for part in self.filter(action=action, role="lead", ends_on=None):
            part.role = part.Role.CONTRIBUTING
            sign(part, by=by, at=at, reason=reason).save()
        part = self.begin(action, council, by=by, at=at, reason=reason)
        part.role = part.Role.LEAD
        sign(part, by=by, at=at, reason=reason).save()
        return part


class MilestoneQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(action__priority__plan=plan)

    def overdue(self, today):
        return self.filter(done_on=None, dropped_on=None, due_on__lt=today)

    def next_number(self):
        """Return the place of a milestone that is added behind the others."""
        return (self.aggregate(last=Max("number"))["last"] or 0) + 1

    def move(self, milestone, steps, *, by, at):
        """Move one of an action's milestones down the list by some steps; up where negative."""
        rows = [row for row in self if row != milestone]
        place = list(self).index(milestone) + steps
        rows.insert(max(0, place), milestone)
        for number, row in enumerate(rows, start=1):
            if row.number != number:
                row.number = number
                sign(row, by=by, at=at, reason="Put in another order").save()
