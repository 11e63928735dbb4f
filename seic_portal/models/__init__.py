"""What joins the apps and is kept: the reminders that were sent."""

from seic_portal.models.reminders import Reminder

__all__ = ["Reminder"]
