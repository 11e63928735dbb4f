"""When a network gathers: what for, and what came of it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from networks.models.networks import Network
from networks.querysets import GatheringQuerySet
from plans import clock
from plans.history import History
from plans.templatetags.portal import counted


class Gathering(models.Model):
    """One gathering of a network; who was there is two counts and no names."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="gatherings")
    title = models.CharField(max_length=150)
    meets_on = models.DateField("day")
    starts_at = models.TimeField("begins at", null=True, blank=True)
    ends_at = models.TimeField("ends at", null=True, blank=True)
    place = models.CharField(max_length=100, blank=True)
    link = models.URLField("link to join online", blank=True)
    agenda = models.TextField(max_length=4000, blank=True)
    notes = models.TextField(max_length=20000, blank=True)
    settings_present = models.PositiveSmallIntegerField(
        "schools and settings that came", null=True, blank=True
    )
    councils_present = models.PositiveSmallIntegerField(
        "councils they came from", null=True, blank=True
    )
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_reason = models.TextField("why it is cancelled", max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = GatheringQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["meets_on", "starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="gathering_ends_after_start",
                violation_error_message="It ends after it begins: enter when it begins, too.",
                violation_error_code="ends_at",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on=None, cancelled_reason="")
                | (Q(cancelled_on__isnull=False) & ~Q(cancelled_reason="")),
                name="gathering_cancelled_for_a_reason",
                violation_error_message="Say why it is cancelled.",
                violation_error_code="cancelled_reason",
            ),
            models.CheckConstraint(
                condition=Q(councils_present=None)
                | Q(settings_present=None)
                | Q(councils_present__lte=F("settings_present")),
                name="gathering_no_more_councils_than_settings",
                violation_error_message="There are more councils than schools and settings.",
                violation_error_code="councils_present",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("networks:gathering", args=[self.network.slug, self.pk])

    @property
    def public_title(self):
        """Return its title as everyone may read it; read it with its network."""
        return "A gathering" if self.network.is_withheld else self.title

    @property
    def is_cancelled(self):
        return self.cancelled_on is not None

    @property
    def is_ahead(self):
        """Say whether it is still to come, or is today."""
        return self.meets_on >= clock.today()

    @property
    def who_came(self):
        """Return the counts of who was there as a sentence; empty where none were noted."""
        if self.settings_present is None:
            return ""
        came = counted(self.settings_present, "school or setting,schools and settings")
        councils = self.councils_present
        return f"{came} came" + (f" from {counted(councils, 'council')}." if councils else ".")

    @property
    def begins(self):
        """Return the moment it begins; its day alone where no time is set."""
        return self.meets_on if self.starts_at is None else self.moment_of(self.starts_at)

    @property
    def ends(self):
        """Return the moment it ends; None where no time is set."""
        return self.moment_of(self.ends_at) if self.ends_at else None

    def moment_of(self, time):
        return clock.moment_of(self.meets_on, time)
