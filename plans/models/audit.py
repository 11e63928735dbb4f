"""What was decided, by whom and why; written once and never changed."""

from django.conf import settings
from django.db import models

from plans import clock
from plans.querysets import AuditQuerySet


class AuditEntry(models.Model):
    """One decision that others must be able to look up later."""

    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=200)
    address = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "audit entries"

    def __str__(self):
        return self.what
