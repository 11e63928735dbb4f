"""What joins the apps and is kept: the papers members had, and the reminders that were sent."""

from seic_portal.models.papers import Paper, PaperRedaction, PaperWithholding
from seic_portal.models.reminders import Reminder

__all__ = ["Paper", "PaperRedaction", "PaperWithholding", "Reminder"]
