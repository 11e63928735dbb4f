"""What joins the apps and is kept: papers, committee reports, reminders that were sent."""

from seic_portal.models.papers import Paper, PaperRedaction, PaperWithholding
from seic_portal.models.reminders import Reminder
from seic_portal.models.reports import CommitteeReport, CouncilHeading, ReportTemplate

__all__ = [
    "CommitteeReport",
    "CouncilHeading",
    "Paper",
    "PaperRedaction",
    "PaperWithholding",
    "Reminder",
    "ReportTemplate",
]
