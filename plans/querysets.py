"""The questions the portal asks about plans, people and the calendar."""

from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import Exists, Min, OuterRef, Q


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

    def visible_to(self, person):
        """Drafts are for members; every other plan is for everyone."""
        return self if person.is_member else self.exclude(stage="draft")

    def current(self):
        """Return the open plan; with none open the newest closed one, or None."""
        return self.exclude(stage="draft").order_by("-stage", "-starts_on").first()


class PersonManager(BaseUserManager):
    def create_user(self, email, name, password=None, **fields):
        """Save a person; without a password they set one from their invitation."""
        person = self.model(email=self.normalize_email(email), name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email, name, password=None):
        """Save an administrator, as `manage.py createsuperuser` does for the first one."""
        return self.create_user(email, name, password, is_administrator=True)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class MembershipQuerySet(models.QuerySet):
    def current(self, day):
        return self.filter(covers(day))


class AlignmentQuerySet(models.QuerySet):
    def of_frameworks(self):
        return self.filter(council=None)


class AuditQuerySet(models.QuerySet):
    """Entries are added; none is changed or removed."""

    def record(self, what, *, by, at, address="", reason=""):
        """Save that someone decided something at a moment, and why."""
        return self.create(what=what, by=by, at=at, address=address, reason=reason)


class MeetingQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(plan=plan)

    def ahead(self, day):
        """Those still to be held, the next one first."""
        return self.filter(meets_on__gte=day).exclude(state="cancelled").order_by("meets_on")


class RoundQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(plan=plan)

    def published(self):
        return self.filter(published_at__isnull=False)

    def public(self, day):
        """Published, and no longer for members only."""
        return self.published().filter(Q(public_from=None) | Q(public_from__lte=day))

    def readable_by(self, person, day):
        """The published rounds whose updates a person may read on a day."""
        return self.published() if person.is_member else self.public(day)

    def with_meeting(self):
        """Read off each round the day and the group of the first meeting it is for, if any."""
        return self.annotate(
            meets_on=Min("meetings__meets_on"), meeting_group=Min("meetings__group__name")
        )

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
