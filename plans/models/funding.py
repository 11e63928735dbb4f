"""What a plan's money is for: offered, committed, claimed, by category of spend."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from plans import clock
from plans.history import History
from plans.querysets import FundingQuerySet


class FundingLine(models.Model):
    """One category of a plan's spend, in whole pounds; never one person's pay.

    Government holds offers by category of spend, and has withheld lines in which a post and a
    figure together show one person's salary.
    """

    class Category(models.TextChoices):
        STAFF = "staff", "Staffing and secondments"
        SUPPLY = "supply", "Supply cover"
        LEARNING = "learning", "Professional learning"
        PARTNERS = "partners", "Partners and research"
        EVENTS = "events", "Events"
        DIGITAL = "digital", "Digital"
        EVALUATION = "evaluation", "Evaluation"

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="funding_lines")
    category = models.CharField(max_length=10, choices=Category)
    description = models.CharField(
        "what it pays for",
        max_length=200,
        blank=True,
        help_text="In a few words. No job title and no name: they would show one person’s pay.",
    )
    offered = models.PositiveIntegerField(
        help_text="What the grant offer holds for it, in whole pounds."
    )
    committed = models.PositiveIntegerField(
        default=0, help_text="What has been promised to someone so far, spent or not."
    )
    claimed = models.PositiveIntegerField(
        default=0, help_text="What has been claimed from the grant so far."
    )
    posts = models.PositiveSmallIntegerField(
        "how many posts it pays",
        null=True,
        blank=True,
        help_text="For staffing and secondments only; two at least.",
    )
    as_at = models.DateField("as at", help_text="The day on which these sums were right.")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FundingQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["category"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "category"],
                name="funding_line_category_once_in_a_plan",
                violation_error_message="This plan has a line for this category already.",
                violation_error_code="category",
            ),
            models.CheckConstraint(
                condition=~Q(posts=1),
                name="funding_line_never_one_post",
                violation_error_message=(
                    "A line for one post shows one person’s pay. Put it together with other "
                    "posts, or leave it out."
                ),
                violation_error_code="posts",
            ),
            models.CheckConstraint(
                condition=Q(category="staff", posts__isnull=False) & ~Q(posts=0)
                | ~Q(category="staff") & Q(posts=None),
                name="funding_line_posts_of_staff",
                violation_error_message=(
                    "Say how many posts it pays: for staffing and secondments, and for nothing "
                    "else."
                ),
                violation_error_code="posts",
            ),
            models.CheckConstraint(
                condition=Q(claimed__lte=F("committed")),
                name="funding_line_claimed_was_committed",
                violation_error_message="No more can be claimed than has been committed.",
                violation_error_code="claimed",
            ),
        ]

    def __str__(self):
        return self.get_category_display()

    def get_absolute_url(self):
        return reverse("plans:edit_funding", kwargs={"plan": self.plan.slug, "pk": self.pk})

    @property
    def over_offer(self):
        """Return by how many pounds more is committed than offered; 0 where it is not."""
        return max(0, self.committed - self.offered)

    @property
    def is_ahead(self):
        """Whether the day on which its sums were right has not come yet."""
        return self.as_at > clock.today()
