"""Which settings took part in what, and how many people that was."""

from django.db import models
from django.db.models import F, Q

from empowered_system.models.strands import Programme
from empowered_system.querysets import ParticipationQuerySet
from plans.history import History
from plans.models import Setting


class Participation(models.Model):
    """A setting took part in a programme: counts, and no names of people.

    Settings, practitioners, interactions and support visits are four different counts, which are
    never added together. One that nobody counted is empty, not 0.
    """

    class Role(models.TextChoices):
        TOOK_PART = "took_part", "Took part"
        SHARED = "shared", "Shared its own practice"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="participations")
    setting = models.ForeignKey(Setting, models.PROTECT, related_name="+")
    role = models.CharField("what it did", max_length=9, choices=Role, default=Role.TOOK_PART)
    practitioners = models.PositiveIntegerField(
        null=True, blank=True, help_text="People from there, each counted once."
    )
    interactions = models.PositiveIntegerField(
        null=True, blank=True, help_text="One person at one event is one interaction."
    )
    support_visits = models.PositiveIntegerField(
        null=True, blank=True, help_text="Visits to the setting, to support it."
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ParticipationQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["setting__name", "pk"]
        verbose_name_plural = "participation"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "setting"],
                name="participation_once_in_a_programme",
                violation_error_message="This setting is recorded for the programme already.",
                violation_error_code="setting",
            ),
            models.CheckConstraint(
                condition=Q(practitioners=None)
                | Q(interactions=None)
                | Q(interactions__gte=F("practitioners")),
                name="participation_interactions_cover_practitioners",
                violation_error_message=(
                    "Each practitioner took part at least once: enter as many interactions as "
                    "practitioners, or more."
                ),
                violation_error_code="interactions",
            ),
        ]

    def __str__(self):
        return f"{self.setting} in {self.programme}"

    def may_be_edited_by(self, person):
        """Officers of the setting's own council, and coordinators."""
        return person.is_coordinator or person.acts_for(self.setting.council_id)
