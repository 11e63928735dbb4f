"""Who plans together, for which year, who may do what, and when it is reported."""

from plans.models.audit import AuditEntry
from plans.models.calendar import Group, Meeting, Round, Seat
from plans.models.funding import FundingLine
from plans.models.people import Membership, Person, Visitor
from plans.models.plan import Collaborative, Council, Goal, Plan
from plans.models.register import Alignment, Setting

__all__ = [
    "Alignment",
    "AuditEntry",
    "Collaborative",
    "Council",
    "FundingLine",
    "Goal",
    "Group",
    "Meeting",
    "Membership",
    "Person",
    "Plan",
    "Round",
    "Seat",
    "Setting",
    "Visitor",
]
