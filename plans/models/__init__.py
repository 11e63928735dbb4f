"""Who plans together, for which year, who may do what, and when it is reported."""

from plans.models.audit import AuditEntry
from plans.models.calendar import Group, Meeting, Seat
from plans.models.funding import FundingLine
from plans.models.people import Membership, Person, Visitor
from plans.models.plan import Collaborative, Council, Goal, Plan
from plans.models.register import Alignment, Setting
from plans.models.rounds import Reopening, Round

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
    "Reopening",
    "Round",
    "Seat",
    "Setting",
    "Visitor",
]
