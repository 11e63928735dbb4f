"""The SEIC Associates: leaders of the system who help their peers in other councils."""

from django.conf import settings
from django.db import models

from empowered_system.querysets import AssociateQuerySet
from plans.history import History
from plans.models import Council, Setting


class Associate(models.Model):
    """Someone who helps outside their own council; their name is for those who are matched."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", help_text="Signs in to read."
    )
    council = models.ForeignKey(
        Council, models.PROTECT, related_name="+", help_text="They help in the others."
    )
    sector = models.CharField(
        max_length=9, choices=Setting.Sector, blank=True, help_text="Empty: every sector."
    )
    areas = models.CharField(
        "areas of strength",
        max_length=300,
        help_text="Such as “Leadership of change; writing in composite classes”.",
    )
    availability = models.CharField(max_length=200, blank=True, help_text="Such as “Two days”.")
    is_available = models.BooleanField("may be matched", default=True)

    objects = AssociateQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["person__name"]
        verbose_name = "SEIC Associate"

    def __str__(self):
        return self.person.name
