"""The questions the portal asks about networks."""

from django.db import models
from django.db.models import Count, Max, Min, Q


class NetworkQuerySet(models.QuerySet):
    def listed(self):
        """Those of the directory: all but the archived ones."""
        return self.filter(archived_on=None)

    def withheld(self):
        """Those whose words nobody reads until they are released again."""
        return self.exclude(withheld_on=None)

    def linked_to(self, council):
        """Those whose link with the collaborative is an officer of a council."""
        return self.filter(link_council=council)

    def led_by(self, person):
        """Those that a person leads today."""
        return self.filter(leads__person=person, leads__ended_on=None)

    def with_signs(self, today):
        """Read off each when it last met and when it meets next, by name.

        A grouped query forgets the model's own order.
        """
        stands = Q(gatherings__cancelled_on=None)
        before, ahead = Q(gatherings__meets_on__lt=today), Q(gatherings__meets_on__gte=today)
        return self.annotate(
            last_met_on=Max("gatherings__meets_on", filter=stands & before),
            next_on=Min("gatherings__meets_on", filter=stands & ahead),
        ).order_by("name", "pk")

    def with_waiting(self):
        """Read off each how many people wait for an answer of its leads."""
        unanswered = Q(join_requests__answered_at=None)
        return self.annotate(waiting=Count("join_requests", filter=unanswered, distinct=True))


class LeadQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_on=None)


class GatheringQuerySet(models.QuerySet):
    def standing(self):
        """All but the cancelled ones."""
        return self.filter(cancelled_on=None)

    def held_between(self, start, end):
        """Those that took place from one day to another, both included, with their networks.

        What is withheld is left out; counts of who came stand on each, where they were noted.
        """
        held = self.standing().filter(meets_on__range=(start, end), network__withheld_on=None)
        return held.select_related("network").order_by("meets_on", "network__name", "pk")


class JoinRequestQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(answered_at=None)

    def asked_before(self, moment):
        return self.filter(asked_at__lt=moment)


class ProposalQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state="waiting")

    def asked_before(self, moment):
        return self.filter(asked_at__lt=moment)
