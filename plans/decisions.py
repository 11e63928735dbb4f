"""The questions about what members are asked and decide, and about what is withheld."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from plans.history import sign


class AskQuerySet(models.QuerySet):
    @transaction.atomic
    def rewrite(self, meeting, texts, *, by, at):
        """Ask members of a meeting these things, in this order; one asked before keeps its row.

        Raises PermissionDenied where one that has an outcome would go.
        """
        asks = {ask.text: ask for ask in self.filter(meeting=meeting)}
        for text in asks.keys() - set(texts):
            if asks[text].outcome:
                raise PermissionDenied(f"It has an outcome, so it stays: {text}")
            sign(asks[text], by=by, at=at).delete()
        for number, text in enumerate(texts, start=1):
            ask = asks.get(text) or self.model(meeting=meeting, text=text)
            if ask.number != number:
                ask.number = number
                sign(ask, by=by, at=at).save()

    @transaction.atomic
    def settle(self, outcomes, *, by, at):
        """Record what came of some asks, as pairs of an ask and its outcome."""
        for ask, outcome in outcomes:
            ask.outcome = outcome
            sign(ask, by=by, at=at, reason="Outcome recorded").save()


class WithholdingQuerySet(models.QuerySet):
    def in_force(self):
        """Those that have not been released again."""
        return self.filter(ended_at=None)
