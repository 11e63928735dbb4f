"""What people ask from outside: to join a network, or that a new one is listed.

Neither has a history, so that what they say of themselves is gone once it is removed.
"""

import datetime as dt

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from networks.models.networks import Network
from networks.querysets import JoinRequestQuerySet, ProposalQuerySet
from plans import clock
from plans.history import sign
from plans.models import AuditEntry

KEPT = dt.timedelta(days=183)  # half a year from when it was sent; docs/operations.md says how


class JoinRequest(models.Model):
    """Someone asks to join a network: for the eyes of those who lead it, and for half a year."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="join_requests")
    name = models.CharField("your name", max_length=100)
    email = models.EmailField("your e-mail address", max_length=254)
    workplace = models.CharField("where you work", max_length=150)
    message = models.TextField("anything you want to say", max_length=1000, blank=True)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    answer = models.TextField("your answer", max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="joinrequest_answered_by_someone",
                violation_error_message="An answer has a moment and someone who gave it.",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("networks:answer_request", args=[self.network.slug, self.pk])

    def settle(self, answer, *, by, at):
        """Note what a lead answered; nothing where they answered elsewhere."""
        self.answer, self.answered_by, self.answered_at = answer, by, at
        self.save()


class Proposal(models.Model):
    """Someone proposes that a network is listed; a coordinator accepts or declines it, once."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    name = models.CharField("name of the network", max_length=100)
    purpose = models.TextField("what it is for", max_length=500)
    audience = models.CharField("who it is for", max_length=300, blank=True)
    proposer = models.CharField("your name", max_length=100)
    email = models.EmailField("your e-mail address", max_length=254)
    workplace = models.CharField("where you work", max_length=150)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    note = models.TextField("why it is declined", max_length=1000, blank=True)
    network = models.ForeignKey(
        Network, models.PROTECT, null=True, editable=False, related_name="proposals"
    )

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state="waiting", decided_at=None, decided_by=None, network=None, note=""
                )
                | Q(
                    state__in=["accepted", "declined"],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
                name="proposal_decided_by_someone",
                violation_error_message="A decision has a moment and someone who made it.",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", network__isnull=False)
                | (~Q(state="accepted") & Q(network=None)),
                name="proposal_accepted_is_a_network",
                violation_error_message="An accepted proposal is a network.",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(note=""),
                name="proposal_declined_for_a_reason",
                violation_error_message="Say why it is declined.",
                violation_error_code="note",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("networks:accept_proposal", args=[self.pk])

    @property
    def is_waiting(self):
        return self.state == self.State.WAITING

    @transaction.atomic
    def accept(self, network, *, by, at):
        """List a network made of this proposal; until its leads say more, its proposer's words."""
        network.purpose, network.audience = self.purpose, self.audience
        network.confirmed_on = clock.day_of(at)
        network.version = 1
        sign(network, by=by, at=at, reason="Accepted as proposed").save()
        self.network = network
        self.decide(self.State.ACCEPTED, by=by, at=at)

    def decline(self, note, *, by, at):
        """Leave it unlisted, and say why."""
        self.note = note
        self.decide(self.State.DECLINED, by=by, at=at)

    @transaction.atomic
    def decide(self, state, *, by, at):
        """Save a decision, once, and note it for the record."""
        if not self.is_waiting or not by.is_coordinator:
            raise PermissionDenied
        self.state, self.decided_by, self.decided_at = state, by, at
        self.save()
        what = f"{self.get_state_display()} the proposed network {self}"[:200]
        address = self.network.get_absolute_url() if self.network else ""
        AuditEntry.objects.record(what, by=by, at=at, address=address, reason=self.note)
