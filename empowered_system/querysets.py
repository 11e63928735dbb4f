"""The questions the portal asks about strands, what they run and what they share."""

import datetime as dt

from django.db import models
from django.db.models import Count, Prefetch, Q, Sum
from django.utils.text import slugify

from plans import clock
from plans.models import Alignment
from plans.working_days import A_DAY
from priorities.models import Action, Priority

UNCONFIRMED_FOR = dt.timedelta(days=7)
SUPPORT_KEPT = dt.timedelta(days=183)  # docs/operations.md says how requests are removed


def free_slug(rows, title, fallback):
    """Return an address made from a title that none of some rows has yet."""
    slug = slugify(title)[:70].strip("-") or fallback
    taken = set(rows.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in [slug, *numbered] if name not in taken)


class StrandQuerySet(models.QuerySet):
    def others(self, strand):
        return self.exclude(pk=strand.pk)


class ProgrammeQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(plan=plan)

    def of(self, strand):
        return self.filter(strand=strand)

    def visible_to(self, person):
        """What runs in a draft plan's session is for members; everything else for everyone."""
        return self if person.is_member else self.exclude(plan__stage="draft")

    def editable_by(self, person):
        """What a person may edit, as `may_be_edited_by` says of each."""
        if person.is_coordinator:
            return self
        return self.filter(council__in=person.officer_councils)

    def serving(self, action):
        return self.filter(actions=action)

    def serving_nothing(self):
        return self.filter(actions=None)

    def running(self, day):
        """What has begun, in its own days or its session's, and has not ended."""
        begun = Q(starts_on__lte=day) | Q(starts_on=None, plan__starts_on__lte=day)
        lasts = Q(ends_on__gte=day) | Q(ends_on=None, plan__ends_on__gte=day)
        return self.filter(begun, lasts)

    def with_served(self):
        """Read off each its strand, session, council, and the actions it serves."""
        actions = Action.objects.select_related("priority__plan")
        served = Prefetch("actions", actions.order_by("priority__number", "number"))
        return self.select_related("strand", "plan", "council").prefetch_related(served)

    def with_hosts(self):
        """Read off each the settings that offer it, whether or not they agreed to be named."""
        return self.prefetch_related("hosts__setting__council")

    def free_slug(self, title):
        return free_slug(self, title, "programme")


class HostQuerySet(models.QuerySet):
    def named(self):
        return self.filter(agreed_to_be_named=True)


class EventQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(programme__plan=plan)

    def of(self, strand):
        return self.filter(programme__strand=strand)

    def visible_to(self, person):
        """Those of programmes that a person may read."""
        return self if person.is_member else self.exclude(programme__plan__stage="draft")

    def ahead(self, day):
        """Those that are still to come, soonest first; the cancelled ones too, which say so."""
        return self.filter(held_on__gte=day)

    def past(self, day):
        """Those that took place, newest first."""
        took_place = self.filter(held_on__lt=day, cancelled_at=None)
        return took_place.order_by("-held_on", "-starts_at", "-pk")

    def held_between(self, start, end):
        """Those that took place from one day to another, for the record of a time."""
        return self.filter(held_on__range=(start, end), cancelled_at=None)

    def with_programme(self):
        return self.select_related("programme__strand", "programme__council", "programme__plan")


class UploadQuerySet(models.QuerySet):
    def belonging_to(self, resources, findings):
        """Files of some resources or findings: those that a person may read, for example."""
        return self.filter(Q(resource__in=resources) | Q(finding__in=findings))


class ResourceQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Those of programmes that a person may read."""
        return self if person.is_member else self.exclude(programme__plan__stage="draft")


class PublicQuestionQuerySet(models.QuerySet):
    def answered(self):
        return self.exclude(answered_at=None)

    def waiting(self):
        """Those not answered yet, oldest first."""
        return self.filter(answered_at=None).order_by("asked_at", "pk")


class FindingQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(programme__plan=plan)

    def published(self):
        return self.exclude(published_at=None)

    def published_between(self, start, end):
        """Those published from one day to another, both included."""
        until = clock.moment_of(end + A_DAY)
        return self.filter(published_at__gte=clock.moment_of(start), published_at__lt=until)

    def drafts(self):
        return self.filter(published_at=None)

    def visible_to(self, person):
        """What is published is for everyone, a draft for whoever may edit it."""
        if person.is_coordinator:
            return self
        return self.filter(
            ~Q(published_at=None) | Q(programme__council__in=person.officer_councils)
        )

    def indicators(self):
        """Return the quality indicators they are about, as pairs of a number and its words."""
        found = Alignment.objects.filter(pk__in=self.order_by().values("quality_indicators"))
        titles = found.order_by("number", "-framework").values_list("number", "title")
        return list({number: f"{number} {title}" for number, title in titles}.items())

    def priorities(self):
        """Return the priorities their enquiries serve, as pairs of an address and a title."""
        served = Priority.objects.filter(actions__in=self.order_by().values("programme__actions"))
        return list(dict(served.order_by("title").values_list("slug", "title")).items())

    def with_strand(self):
        return self.select_related("programme__strand")

    def with_programme(self):
        """Read off each its enquiry, with the settings that carried it out."""
        return self.select_related("programme__strand", "programme__council").prefetch_related(
            "programme__hosts__setting"
        )

    def free_slug(self, title):
        return free_slug(self, title, "finding")


class ParticipationQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(programme__plan=plan)

    def of(self, strand):
        return self.filter(programme__strand=strand)

    def from_council(self, council):
        return self.filter(setting__council=council)

    def editable_by(self, person):
        """What a person may edit, as `may_be_edited_by` says of each."""
        if person.is_coordinator:
            return self
        return self.filter(setting__council__in=person.officer_councils)

    def settings_by(self, *names):
        """Count the settings that took part, each once, for each value of some fields."""
        found = self.order_by().values_list(*names).annotate(n=Count("setting", distinct=True))
        return {tuple(key): count for *key, count in found}

    def sums(self):
        """Return for each council, sector and programme the sum of each count of people or visits.

        As tuples: practitioners, interactions, support visits behind the three; None: not counted.
        """
        by = self.order_by().values_list("setting__council", "setting__sector", "programme")
        return by.annotate(Sum("practitioners"), Sum("interactions"), Sum("support_visits"))

    def changes(self, programme, person):
        """Return what was recorded, changed and removed, newest first, of what a person may edit.

        As versions of the history, with the setting and who changed it.
        """
        rows = self.model.history.filter(programme=programme).order_by("-history_id")
        if not person.is_coordinator:
            rows = rows.filter(setting__council__in=person.officer_councils)
        return rows.select_related("setting", "history_user")


class AssociateQuerySet(models.QuerySet):
    def available(self):
        return self.filter(is_available=True, person__is_active=True)


class SupportRequestQuerySet(models.QuerySet):
    def confirmed(self):
        """Those whose asker has confirmed their address: nobody reads the others."""
        return self.exclude(state="unconfirmed")

    def past_keeping(self, at):
        """Those to remove: never confirmed within a week, or half a year after their last step."""
        never = Q(state="unconfirmed", asked_at__lt=at - UNCONFIRMED_FOR)
        return self.filter(never | Q(moved_at__lt=at - SUPPORT_KEPT))

    def visible_to(self, person):
        """Coordinators read all, officers their council's, and who was matched what is theirs."""
        confirmed = self.confirmed()
        if person.is_coordinator:
            return confirmed
        if not person.is_authenticated:
            return self.none()
        own = Q(council__in=person.officer_councils)
        return confirmed.filter(own | Q(pk__in=self.matched_with(person).values("pk")))

    def matched_with(self, person):
        """Those for which a person was matched, or a programme that their council runs."""
        runs = Q(matches__programme__council__in=person.officer_councils)
        found = self.filter(runs | Q(matches__associate__person=person), state="matched")
        return found.distinct()

    def waiting_for(self, person):
        """Those on which a person decides next."""
        own = Q(state="with_council", council__in=person.officer_councils)
        return self.filter(own | Q(state="with_team") if person.is_coordinator else own)

    def with_places(self):
        return self.select_related("setting", "council", "strand")


class SupportMatchQuerySet(models.QuerySet):
    def with_helpers(self):
        """Read off each who helps, and what was noted of it."""
        return self.select_related(
            "request", "programme__council", "setting", "associate__person", "associate__council"
        ).prefetch_related("outcomes__written_by")
