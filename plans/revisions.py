"""How a plan's revisions are recorded and found."""

import hashlib
import json

from django.db import models, transaction
from django.db.models import Max


def canonical(values):
    """Return plain values as JSON in one way only: keys sorted, nothing between."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text):
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


class RevisionQuerySet(models.QuerySet):
    """Revisions are added; none is changed or removed."""

    def in_plan(self, plan):
        return self.filter(plan=plan).select_related("plan")

    def newest(self, plan):
        """Return the newest revision of a plan; None where none has been recorded."""
        return self.in_plan(plan).order_by("-number").first()

    def next_number(self, plan):
        """Return the number that the next revision of a plan gets."""
        return (self.filter(plan=plan).aggregate(last=Max("number"))["last"] or 0) + 1

    @transaction.atomic
    def record(self, revision, contents, *, actions_version, by, at):
        """Save the next revision of a plan that whoever calls holds; return it.

        `contents`: what the plan says, as plain values. `actions_version`: the sum of the versions
        of the plan's actions, which grows with every change of one.
        """
        plan = revision.plan
        revision.number = self.next_number(plan)
        revision.plan_version, revision.actions_version = plan.version, actions_version
        revision.contents = canonical(contents)
        revision.sha256 = digest(revision.contents)
        revision.recorded_by, revision.recorded_at = by, at
        revision.save(force_insert=True)
        return revision
