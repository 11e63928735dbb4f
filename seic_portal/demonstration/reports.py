"""The demonstration's revisions of its plan, and a committee report that an officer has begun."""

from plans import clock
from plans.history import sign
from plans.models import Plan, Revision
from seic_portal.demonstration import content
from seic_portal.models import CommitteeReport, ReportTemplate
from seic_portal.reports import plan as plan_document
from seic_portal.reports.drafting import contents_of
from seic_portal.reports.facts import Facts
from seic_portal.reports.sections import SECTIONS


def revise(plan, *, by, at=None):
    """Record the revisions of a plan: with a moment those of its opening, else the later ones."""
    for row in content.read("reports.toml")["revision"]:
        if row["plan"] != plan.slug or ("recorded_at" in row) == bool(at):
            continue
        names = ["agreed_on", "agreed_at", "what_changed"]
        revision = Revision(plan=plan, **{name: row[name] for name in names})
        moment = at or content.moment(row["recorded_at"])
        plan_document.record(revision, by=by, at=moment)


def load(cast):
    """Record the later revisions, then draft the report and let its officer begin to edit it."""
    row = content.read("reports.toml")["report"]
    plan, council = Plan.objects.get(slug=row["plan"]), cast.councils[row["council"]]
    revise(plan, by=cast.coordinator)
    at = content.moment(row["drafted_at"])
    officer = cast.officer(council.slug, at.date())
    facts = Facts(plan, council, officer, today=clock.day_of(at))
    template = ReportTemplate.objects.of(council)
    report = CommitteeReport.objects.blank(plan, council, template)
    report.meets_on, report.author_line = row["meets_on"], row["author_line"]
    contents = contents_of(template.headings.all(), facts, report, list(SECTIONS))
    CommitteeReport.objects.begin(report, facts, contents, by=officer, at=at)
    edit(report, row, by=officer)


def edit(report, row, *, by):
    """Put in the words and ticks that the data gives under some headings."""
    for section in report.contents:
        section["text"] = row["text"].get(section["heading"], section["text"])
        section["ticked"] = row["ticked"].get(section["heading"], [])
    report.version += 1
    sign(report, by=by, at=content.moment(row["edited_at"])).save()
