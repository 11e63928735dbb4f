"""The questions the portal asks about councils, plans, their goals and their funding."""

from django.db import models, transaction
from django.db.models import Count, Max, OuterRef, Q, Subquery

from plans.history import sign
from plans.querysets.periods import covers
from plans.school_year import days_of, session_after, session_on


class CouncilQuerySet(models.QuerySet):
    def partners(self, day):
        """Those that belong to the collaborative on a day."""
        return self.filter(covers(day, "joined_on", "left_on"))

    def with_standing(self, day):
        """Read off each whether it belongs to the collaborative on a day: `is_partner`."""
        return self.annotate(is_partner=covers(day, "joined_on", "left_on"))

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


class FundingQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(plan=plan)
