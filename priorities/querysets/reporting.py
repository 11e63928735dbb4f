"""The questions the portal asks about updates, and their publication in one step."""

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import (
    Case,
    Exists,
    F,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest
from simple_history.utils import bulk_update_with_history

from plans import clock
from plans.history import sign
from plans.models import Reopening, Round
from plans.templatetags.portal import counted, joined
from priorities.status import EXCEPTIONS, FINAL

ROW_FIELDS = [
    "pk",
    "contribution",
    "round",
    "status",
    "forecast_on",
    "no_forecast",
    "correction",
    "withheld",
]
FILE_FIELDS = [
    "next_step",
    "evidence",
    "evidence_seen",
    "received_on",
    "entered_by_team",
]


# What changes an update that is published: noted beside it, withheld, released, redacted.
CHANGING = ["corrections__at", "withholdings__at", "withholdings__ended_at", "redactions__at"]


class UpdateQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(round__plan=plan)

    def published(self):
        return self.filter(state="published")

    def submitted(self):
        return self.filter(state="submitted")

    def readable_by(self, person, day):
        """Published updates of the rounds a person may read on a day."""
        return self.published().filter(round__in=Round.objects.readable_by(person, day))

    def in_full(self):
        """Read round, corrections, what withholds it and since when its words stand off each.

        In two queries more.
        """
        beside = ["corrections", "withholdings"]
        return self.with_words_since().select_related("round").prefetch_related(*beside)

    def with_words_since(self):
        """Read off each “no change” the number of the round in which its words were first said."""
        said = (
            self.model.objects.published()
            .filter(contribution=OuterRef("contribution"), no_change=False)
            .filter(round__number__lt=OuterRef("round__number"))
            .order_by("-round__number")
            .values("round__number")[:1]
        )
        return self.annotate(words_since=Case(When(no_change=True, then=Subquery(said))))

    def with_correction(self, corrections):
        """Read the newest of some corrections off each; None where it has none."""
        newest = corrections.filter(update=OuterRef("pk")).order_by("-at")
        return self.annotate(correction=Subquery(newest.values("text")[:1]))

    def with_withholding(self, withholdings):
        """Read off each why it is withheld, among some withholdings; None where it is not."""
        own = withholdings.in_force().filter(update=OuterRef("pk"))
        return self.annotate(withheld=Subquery(own.values("reason")[:1]))

    def for_rows(self):
        """Give plain rows of what progress shows; the words of what is off track or at risk."""
        exceptions = Q(status__in=[status.value for status in EXCEPTIONS])
        words = Case(
            When(exceptions, then=F("text")), default=Value(""), output_field=models.TextField()
        )
        return self.order_by().values(*ROW_FIELDS, words=words)

    def for_changes(self):
        """Give plain rows of where each stands, with all its words."""
        fields = ["contribution", "status", "forecast_on", "no_forecast", "withheld"]
        return self.order_by().values(*fields, words=F("text"))

    def for_file(self):
        """Give plain rows of all that an update says in public."""
        rows = self.with_words_since().order_by()
        return rows.values(*ROW_FIELDS, *FILE_FIELDS, "words_since", words=F("text"))

    def newest_public(self, rounds, corrections):
        """Published updates of some rounds, what everyone could read or saw changed last first.

        `corrected_at` and `changed_at` are read off each; everything it says is read with it.
        """
        round_public_at = Case(
            *(When(round=round, then=Value(round.public_at)) for round in rounds),
            output_field=models.DateTimeField(),
        )
        public_at = Greatest(round_public_at, F("published_at"))  # later where it came late
        newest = corrections.filter(update=OuterRef("pk")).order_by("-at").values("at")[:1]
        same = self.model.objects.filter(pk=OuterRef("pk")).order_by()
        later = [
            Coalesce(Subquery(same.values(latest=Max(name))), F("public_at")) for name in CHANGING
        ]
        found = self.published().filter(round__in=rounds)
        found = found.annotate(public_at=public_at, corrected_at=Subquery(newest))
        found = found.annotate(changed_at=Greatest(F("public_at"), *later))
        action = "contribution__action"
        return (
            found.order_by("-changed_at", f"{action}__priority__number", f"{action}__number", "pk")
            .select_related("contribution__council", f"{action}__priority")
            .prefetch_related("corrections", "withholdings")
        )

    def last_words(self, contribution):
        """Return what a council last published about its part, with its round; or None."""
        published = self.published().filter(contribution=contribution)
        return published.to_repeat().order_by("-round__number").first()

    def last_before(self, round, contribution):
        """Return what a council last published about its part before a round; or None."""
        earlier = self.published().filter(contribution=contribution)
        earlier = earlier.filter(round__number__lt=round.number).select_related("round")
        return earlier.order_by("-round__number").first()

    def sent_in(self, round):
        """What was submitted or published in a round, with council and action, in plan order."""
        action = "contribution__action"
        found = self.filter(round=round, state__in=["submitted", "published"])
        return found.select_related("contribution__council", f"{action}__priority__plan").order_by(
            f"{action}__priority__number", f"{action}__number", "contribution__council__name"
        )

    def to_repeat(self):
        """Read off each what “no change” asks: its round, whether it was corrected or withheld."""
        same = self.model.objects.filter(pk=OuterRef("pk"))
        corrected = same.filter(corrections__isnull=False)
        withheld = same.filter(withholdings__isnull=False, withholdings__ended_at=None)
        return self.select_related("round").annotate(
            is_corrected=Exists(corrected), is_withheld=Exists(withheld)
        )

    def unsent_before(self, round, contribution):
        """Return what a council last wrote before a round if nobody will read it there; or None.

        It was never sent, or its round was abandoned.
        """
        earlier = self.filter(contribution=contribution, round__number__lt=round.number)
        last = earlier.select_related("round").order_by("-round__number").first()
        is_unsent = last and (last.is_being_written or last.round.abandoned_at)
        return last if is_unsent else None

    def final_before(self, round):
        """Give contribution and status of what was complete or stopped before a round."""
        final = self.in_plan(round.plan_id).published().filter(round__number__lt=round.number)
        final = final.filter(status__in=[status.value for status in FINAL])
        return final.order_by().values_list("contribution", "status")

    def in_plan_order(self):
        """Give the action's prefix and number and the council's slug of each, in that order."""
        action, council = "contribution__action__", "contribution__council__"
        order = [f"{action}priority__number", f"{action}number", f"{council}name"]
        fields = [f"{action}priority__prefix", f"{action}number", f"{council}slug"]
        return self.order_by(*order).values_list(*fields)

    def for_board(self, round):
        """Give plain rows of where each update of a round stands."""
        fields = ["contribution", "state", "written_at", "returned_at", "returned_by__name"]
        fields += ["received_on"]
        return self.filter(round=round).order_by().values(*fields)

    def newest(self, contributions, rounds):
        """Each contribution's newest published update among some rounds, given as keys.

        Costs a query of its own: where the keys are a subquery, PostgreSQL reads every update there
        is and finds the newest three times over.
        """
        found = self.model.objects.published().filter(round__in=list(rounds))
        parts = contributions.order_by().with_newest(found)
        return self.filter(pk__in=list(parts.values_list("newest", flat=True)))

    @transaction.atomic
    def publish(self, round, *, by, at, public_from=None):
        """Publish every submitted update of a round in one step; return how many.

        Members read them from now on, everyone from `public_from` (None: at once). Raises
        PermissionDenied where the round does not collect, so that it is published once.
        """
        held = Round.objects.select_for_update(of=("self",)).select_related("plan")
        round = held.get(pk=round.pk)
        if not Round.objects.collecting(clock.day_of(at)).filter(pk=round.pk).exists():
            raise PermissionDenied("This round is not open, or has been published already.")
        if Reopening.objects.open().filter(round__plan=round.plan).exists():
            raise PermissionDenied("An earlier round is open again.")
        round.published_at, round.published_by, round.public_from = at, by, public_from
        sign(round, by=by, at=at, reason="Published").save()
        updates = list(self.submitted().filter(round=round).select_for_update(of=("self",)))
        self.mark_published(updates, by=by, at=at)
        what = f"Published {round} of {round.plan} with {counted(len(updates), 'update')}"
        round.record(what, by=by, at=at)
        return len(updates)

    @transaction.atomic
    def publish_late(self, round, *, by, at):
        """Publish what has come to a round since it was opened again, and close it.

        Return how many; raise PermissionDenied where it is not open again.
        """
        round = (
            Round.objects.select_for_update(of=("self",)).select_related("plan").get(pk=round.pk)
        )
        reopenings = Reopening.objects.open().filter(round=round)
        if not reopenings.exists():
            raise PermissionDenied("This round is not open again.")
        updates = list(self.submitted().filter(round=round).select_for_update(of=("self",)))
        self.mark_published(updates, by=by, at=at)
        councils = joined(one.council for one in reopenings)
        reopenings.close(by=by, at=at)
        what = f"Closed {round} of {round.plan} again with {counted(len(updates), 'late update')}"
        round.record(f"{what} of {councils}", by=by, at=at)
        return len(updates)

    def mark_published(self, updates, *, by, at):
        """Save that submitted updates are published, with their history, in a few statements."""
        for update in updates:
            update.state, update.published_at = update.State.PUBLISHED, at
            update.version += 1
        bulk_update_with_history(
            updates,
            self.model,
            ["state", "published_at", "version"],
            batch_size=500,
            default_user=by,
            default_date=at,
            default_change_reason="Published",
        )


class CorrectionQuerySet(models.QuerySet):
    def made_between(self, since, until):
        """Those made after a moment and until another, in that order."""
        return self.filter(at__gt=since, at__lte=until)
