"""What plans refer to: national frameworks, and the register of schools and nurseries."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from plans.fields import FoldedField
from plans.history import History
from plans.querysets import AlignmentQuerySet, SettingQuerySet


class Alignment(models.Model):
    """A dated item of a national framework or of a council's own plan.

    Titles differ from year to year, so the year is part of what it is.
    """

    class Kind(models.TextChoices):
        PRIORITY = "priority", "Priority"
        DRIVER = "driver", "Driver"
        QUALITY_INDICATOR = "quality_indicator", "Quality indicator"
        COUNCIL_PRIORITY = "council_priority", "Council’s own priority"

    framework = models.CharField(max_length=100)
    short_name = models.CharField(
        max_length=20, blank=True, help_text="Of the framework, such as NIF or HGIOS4."
    )
    year = models.PositiveSmallIntegerField(help_text="The year it was published.")
    kind = models.CharField(max_length=17, choices=Kind)
    number = models.CharField(max_length=10, help_text="Such as 3 or 2.3.")
    title = models.CharField(max_length=200)
    council = models.ForeignKey(
        "plans.Council",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="alignments",
        help_text="For a council’s own plan only.",
    )
    note = models.TextField(blank=True, help_text="Where it was read, and how sure it is.")

    objects = AlignmentQuerySet.as_manager()

    class Meta:
        ordering = ["framework", "-year", "kind", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "year", "kind", "number"],
                condition=Q(council=None),
                name="alignment_once_in_a_framework",
                violation_error_message="This item of the framework is here already.",
            ),
            models.UniqueConstraint(
                fields=["framework", "year", "kind", "number", "council"],
                condition=Q(council__isnull=False),
                name="alignment_once_in_a_council_plan",
                violation_error_message="This item of the council’s plan is here already.",
            ),
        ]

    def __str__(self):
        name = self.short_name or self.framework
        return f"{name} {self.year}, {self.get_kind_display().lower()} {self.number}: {self.title}"

    @property
    def source(self):
        """Return where it stands: a framework and its year, which an edition has in its name."""
        if self.kind == self.Kind.QUALITY_INDICATOR:
            return self.framework
        return f"{self.framework} {self.year}"


class Setting(models.Model):
    """A school or an early learning and childcare setting.

    A campus has one SEED code for its primary and its secondary department, which are two settings.
    """

    class Sector(models.TextChoices):
        ELC = "elc", "Early learning and childcare"
        PRIMARY = "primary", "Primary"
        SECONDARY = "secondary", "Secondary"
        SPECIAL = "special", "Special"

    seed_code = models.CharField(
        "SEED code",
        max_length=8,
        blank=True,
        help_text="The Scottish Government’s number of the school; empty where it has none.",
    )
    name = models.CharField(max_length=120)
    folded_name = FoldedField(max_length=120, of="name")
    council = models.ForeignKey("plans.Council", models.PROTECT, related_name="settings")
    sector = models.CharField(max_length=9, choices=Sector)
    roll = models.PositiveIntegerField(
        null=True, blank=True, help_text="Pupils; empty where it is not published."
    )
    is_open = models.BooleanField(
        default=True, help_text="Untick when it closes; it is never deleted."
    )

    objects = SettingQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["seed_code", "sector"],
                condition=~Q(seed_code=""),
                name="setting_seed_code_once_in_a_sector",
                violation_error_message="A setting of this sector has this SEED code already.",
                violation_error_code="seed_code",
            ),
            models.UniqueConstraint(
                "council",
                Lower("name"),
                condition=Q(seed_code=""),
                name="setting_name_once_without_seed_code",
                violation_error_message="The council has a setting of this name already.",
                violation_error_code="name",
            ),
        ]

    def __str__(self):
        return self.name
