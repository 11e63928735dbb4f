"""Committee reports and revisions for tests: made as the portal makes them."""

import datetime

from plans.models import Revision
from plans.tests.factories import CoordinatorFactory, CouncilFactory, PlanFactory, moment
from seic_portal.models import CommitteeReport, CouncilHeading, ReportTemplate
from seic_portal.reports import plan as plan_document
from seic_portal.reports.drafting import contents_of
from seic_portal.reports.facts import Facts
from seic_portal.reports.sections import SECTIONS

HEADINGS = [
    {"text": "Recommendations", "block": "recommendations"},
    {"text": "Background", "block": "background", "counts_paragraphs": True},
    {"text": "Implications", "block": "nothing"},
    {"text": "Risk", "block": "officer", "level": 2, "prompt": "which risks arise"},
    {"text": "Appendix", "block": "nothing", "series": "letter"},
    {"text": "Drivers", "block": "ticks", "level": 2, "options": "Modern\nSustainable"},
    {"text": "Background Papers", "block": "papers", "series": "none"},
]


def template_of(council, headings=HEADINGS, **fields):
    """Save a council's headings, few of each kind, and return them."""
    lines = {"kind_line": "Report for Noting", "body": "Cabinet", "author_line": "Report by …"}
    template = ReportTemplate.objects.create(council=council, **lines | fields)
    for place, heading in enumerate(headings, start=1):
        CouncilHeading.objects.create(template=template, place=place, **heading)
    return template


def report_of(plan=None, council=None, *, by=None, at=None, chosen=SECTIONS):
    """Draft and save a report of a council, which has headings."""
    plan, council = plan or PlanFactory(), council or CouncilFactory()
    by, at = by or CoordinatorFactory().person, at or moment(2023, 2, 15)
    template = ReportTemplate.objects.of(council) or template_of(council)
    facts = Facts(plan, council, by, today=at.date())
    report = CommitteeReport.objects.blank(plan, council, template)
    report.meets_on = datetime.date(2023, 3, 14)
    contents = contents_of(template.headings.all(), facts, report, list(chosen))
    return CommitteeReport.objects.begin(report, facts, contents, by=by, at=at)


def revision_of(plan=None, **fields):
    """Record a plan, as it stands, as its next revision."""
    words = {"agreed_at": "SEIC Board", "what_changed": "The first agreed plan."}
    agreed_on = datetime.date(2023, 2, 8)
    revision = Revision(plan=plan or PlanFactory(), agreed_on=agreed_on, **words | fields)
    return plan_document.record(revision, by=CoordinatorFactory().person, at=moment(2023, 2, 9))
