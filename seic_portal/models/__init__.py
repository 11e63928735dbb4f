"""What joins the apps and is kept: reminders that were sent, and councils' committee reports."""

from seic_portal.models.reminders import Reminder
from seic_portal.models.reports import CommitteeReport, CouncilHeading, ReportTemplate

__all__ = ["CommitteeReport", "CouncilHeading", "Reminder", "ReportTemplate"]
