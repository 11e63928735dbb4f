"""Whether every paper is still what was issued: the chain, recomputed from its first paper."""

import re
from dataclasses import dataclass, field

from plans.models import AuditEntry
from plans.templatetags.portal import day
from seic_portal.models import Paper
from seic_portal.papers.querysets import remainder
from seic_portal.papers.seal import digest

ANCHOR = re.compile(r"Paper (\d+) of the chain, SHA-256 ([0-9a-f]{64})")


@dataclass
class Finding:
    """What is to be said of one place in the chain."""

    place: int
    title: str
    notes: list = field(default_factory=list)
    faults: list = field(default_factory=list)

    def __str__(self):
        said = [f"FAULT: {fault}" for fault in self.faults] + self.notes
        return f"{self.place}. {self.title}: {' '.join(said) or 'as it was issued.'}"


class Verification:
    """What became of the papers of the portal since each was issued, place by place.

    Costs six queries: papers, what was withheld and redacted and by whom, the audit.
    """

    def __init__(self):
        papers = Paper.objects.select_related("meeting__group", "meeting__plan")
        papers = list(papers.prefetch_related("withholdings__by", "redactions__by"))
        self.papers = {paper.place: paper for paper in papers}
        told = AuditEntry.objects.filter(reason__contains="SHA-256").order_by("pk")
        self.told = list(told.values_list("reason", flat=True))
        found = filter(None, map(ANCHOR.search, self.told))
        self.anchors = {int(place): seal for place, seal in (one.groups() for one in found)}
        places = range(1, max([*self.papers, *self.anchors, 0]) + 1)
        self.findings = [self.look(place) for place in places]

    @property
    def faults(self):
        return [fault for finding in self.findings for fault in finding.faults]

    @property
    def newest(self):
        """Return the seal of the last paper; empty where there is none."""
        return self.papers[max(self.papers)].sha256 if self.papers else ""

    def has(self, seal):
        """Say whether some paper has a seal, such as one that was written down elsewhere."""
        return any(paper.sha256 == seal for paper in self.papers.values())

    def look(self, place):
        """Return what there is to say of one place in the chain."""
        paper = self.papers.get(place)
        if paper is None:
            return Finding(place, "Missing", faults=["a paper was issued here and is gone."])
        finding = Finding(place, str(paper))
        before = self.papers.get(place - 1)
        if place > 1 and before and paper.previous_sha256 != before.sha256:
            finding.faults.append("it does not follow the paper before it.")
        if not paper.is_sealed:
            finding.faults.append("something about it was changed after it was issued.")
        if self.anchors.get(place) != paper.sha256:
            finding.faults.append("the audit does not record that it was issued.")
        self.look_inside(paper, finding)
        finding.notes += [
            f"Withheld on {day(one.at)} by {one.by}: {one.reason}"
            for one in paper.withholdings.all()
            if one.is_in_force
        ]
        return finding

    def look_inside(self, paper, finding):
        """Say whether its contents are what was issued, or what a redaction left of them."""
        redactions = list(paper.redactions.all())
        finding.notes += [
            f"Redacted on {day(one.at)} by {one.by}: {one.reason}" for one in redactions
        ]
        if not redactions:
            if not paper.is_whole:
                finding.faults.append("its contents were changed after it was issued.")
        elif digest(paper.contents) != redactions[-1].sha256:
            finding.faults.append("its contents were changed after words were redacted.")
        elif not any(remainder(redactions[-1]) in reason for reason in self.told):
            finding.faults.append("the audit does not record that words were redacted.")
