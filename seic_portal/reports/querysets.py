"""How committee reports and their headings are found, and how a report is begun."""

from django.db import models, transaction
from django.db.models import Max

from plans.history import sign
from plans.models import Collaborative


class ReportTemplateQuerySet(models.QuerySet):
    def of(self, council):
        """Return a council's own headings; None where nobody has entered them yet."""
        return self.filter(council=council).prefetch_related("headings").first()


class CommitteeReportQuerySet(models.QuerySet):
    def of(self, plan, council):
        """Those of a council on a plan, the newest first."""
        return self.filter(plan=plan, council=council).select_related(
            "plan", "council", "round__plan", "revision__plan"
        )

    def blank(self, plan, council, template):
        """Return a report that is yet to be drafted, with the lines that its council's have."""
        collaborative = Collaborative.objects.first()
        whose = f"{collaborative} ({collaborative.short_name}) " if collaborative else ""
        names = ["kind_line", "body", "author_line", "is_confirmed"]
        return self.model(
            plan=plan,
            council=council,
            title=f"{whose}Improvement Plan {plan.starts_on.year}-{plan.ends_on.year}",
            **{name: getattr(template, name) for name in names},
        )

    @transaction.atomic
    def begin(self, report, facts, contents, *, by, at):
        """Save a new report with what was drafted for it, and note what it was drafted from."""
        last = self.filter(plan=report.plan, council=report.council).aggregate(last=Max("number"))
        report.number = (last["last"] or 0) + 1
        report.contents, report.drafted_at = contents, at
        report.round, report.revision = facts.progress.newest, facts.revision
        report.plan_version, report.actions_version = report.plan.version, facts.actions_version
        sign(report, by=by, at=at, reason="Drafted from the plan").save()
        return report
