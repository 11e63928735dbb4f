"""The questions the portal asks about people, their roles and what was decided."""

from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import Q

from plans.querysets.periods import covers


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


class AuditQuerySet(models.QuerySet):
    """Entries are added; none is changed or removed."""

    def about(self, row):
        """What was decided on the page of a row, the newest first."""
        return self.filter(address=row.get_absolute_url()).select_related("by")

    def record(self, what, *, by, at, address="", reason=""):
        """Save that someone decided something at a moment, and why."""
        return self.create(what=what, by=by, at=at, address=address, reason=reason)
