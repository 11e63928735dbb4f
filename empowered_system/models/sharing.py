"""What a programme shares on its page: resources to use, and answers to what people asked."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from empowered_system.models.files import Upload
from empowered_system.models.strands import Programme
from empowered_system.querysets import PublicQuestionQuerySet, ResourceQuerySet
from plans import clock
from plans.history import History
from plans.models import AuditEntry, Setting


class Resource(models.Model):
    """Something practitioners may use: a link, or a file."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="resources")
    title = models.CharField(max_length=150)
    note = models.CharField(
        "what it is good for", max_length=300, blank=True, help_text="In one sentence."
    )
    link = models.URLField(max_length=500, blank=True)
    upload = models.OneToOneField(
        Upload, models.PROTECT, null=True, blank=True, related_name="resource", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ResourceQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(upload=None) & ~Q(link="") | Q(upload__isnull=False, link=""),
                name="resource_is_a_link_or_a_file",
                violation_error_message="Give a link or a file: one of the two.",
                violation_error_code="link",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{self.programme.get_absolute_url()}#resources"


class PublicQuestion(models.Model):
    """What someone asked a programme on its page; nobody else reads it before it is answered.

    Who asked is not kept.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="questions")
    sector = models.CharField("where you work", max_length=9, choices=Setting.Sector, blank=True)
    text = models.TextField("your question", max_length=1000)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    answer = models.TextField(max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PublicQuestionQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
                name="public_question_answered_by_someone",
                violation_error_message="Write the answer.",
                violation_error_code="answer",
            ),
        ]

    def __str__(self):
        return self.text if len(self.text) <= 60 else f"{self.text[:59]}…"

    def get_absolute_url(self):
        return f"{self.programme.get_absolute_url()}#question-{self.pk}"

    @property
    def is_answered(self):
        return self.answered_at is not None

    @transaction.atomic
    def delete_for_good(self, *, by, at):
        """Delete it with its history, so that a name in it is kept nowhere; the audit says so."""
        words = f"Deleted a question asked at “{self.programme}”"
        AuditEntry.objects.record(words, by=by, at=at, address=self.programme.get_absolute_url())
        key = self.pk
        self.delete()
        PublicQuestion.history.filter(id=key).delete()
