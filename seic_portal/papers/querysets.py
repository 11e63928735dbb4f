"""The questions the portal asks about papers, and their issue."""

import secrets

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Prefetch, Q

from plans.models import AuditEntry, Collaborative, Round
from plans.templatetags.portal import day
from seic_portal.papers.seal import canonical, digest, seal

SCHEMA = 2  # since 2: what strands and networks did


class PaperQuerySet(models.QuerySet):
    """Papers are issued; none is changed or removed."""

    def for_meeting(self, meeting):
        return self.filter(meeting=meeting)

    def issued_since(self, moment):
        """Those that were issued after a moment, in the order in which they were."""
        return self.filter(issued_at__gt=moment).select_related("meeting__group", "meeting__plan")

    def in_force(self):
        """Those that no corrected paper has superseded, and that nobody withholds."""
        withheld = self.model.objects.filter(
            withholdings__isnull=False, withholdings__ended_at=None
        )
        return self.filter(successor=None).exclude(pk__in=withheld)

    def visible_to(self, person, day):
        """Everyone's once their round is public; before, those of the members they went to.

        That is readers, officers and coordinators; conveners where their group has them.
        """
        if person.is_reader or person.is_officer or person.is_coordinator:
            return self
        public = Q(round__in=Round.objects.public(day))
        if person.is_convener:
            return self.filter(public | Q(meeting__group__is_for_conveners=True))
        return self.filter(public)

    def with_all(self):
        """Read off each what its page shows beside its contents, in three queries more."""
        found = self.select_related("meeting__group", "meeting__plan", "successor")
        round = Prefetch("round", Round.objects.with_release())
        return found.prefetch_related(round, "withholdings", "redactions")

    @transaction.atomic
    def issue(self, meeting, round, contents, *, by, at, why=""):
        """Issue the next paper of a meeting, with contents as plain values; return it.

        A later one supersedes the one before and says why. Raises PermissionDenied where it does
        not, or where the round is not published.
        """
        Collaborative.objects.select_for_update().first()  # the chain grows one paper at a time
        last, newest = self.order_by("place").last(), self.for_meeting(meeting).last()
        if not round.is_published or bool(newest) != bool(why):
            raise PermissionDenied("A paper is of a published round, and a later one says why.")
        paper = self.model(
            place=last.place + 1 if last else 1,
            meeting=meeting,
            round=round,
            number=newest.number + 1 if newest else 1,
            schema=SCHEMA,
            contents=canonical(contents),
            salt=secrets.token_hex(16),
            issued_at=at,
            issued_by=by,
            supersedes=newest,
            why=why,
            previous_sha256=last.sha256 if last else "",
        )
        paper.contents_sha256 = digest(paper.salt + paper.contents)
        paper.sha256 = seal(paper)
        paper.save(force_insert=True)
        AuditEntry.objects.record(
            f"Issued paper {paper.number} for the {meeting.group} of {day(meeting.meets_on)}",
            by=by,
            at=at,
            address=paper.get_absolute_url(),
            reason=anchor(paper),
        )
        return paper


class PaperRedactionQuerySet(models.QuerySet):
    @transaction.atomic
    def take_out(self, words, papers, *, reason, by, at):
        """Take words out of the contents of those papers that have them; return these papers.

        `words`: see `plans.redaction`. Each seal stays, and the audit says what it is now of.
        """
        found = [
            paper for paper in papers.select_for_update(of=("self",)) if words.are_in(paper.words)
        ]
        for paper in found:
            contents = canonical(words.out_of(paper.words))
            row = self.create(
                paper=paper, contents=contents, sha256=digest(contents), reason=reason, by=by, at=at
            )
            papers.filter(pk=paper.pk).update(contents=contents, salt="")
            self.filter(pk=row.pk).update(contents="", is_done=True)
            AuditEntry.objects.record(
                f"Redacted {paper}"[:200],
                by=by,
                at=at,
                address=paper.get_absolute_url(),
                reason=f"{reason} ({remainder(row)})",
            )
        return found


def remainder(redaction):
    """Return the words of the audit that say which contents a redaction left."""
    return f"contents now SHA-256 {redaction.sha256}"


def anchor(paper):
    """Return the line of the audit that says where in the chain a paper stands."""
    return f"Paper {paper.place} of the chain, SHA-256 {paper.sha256}"
