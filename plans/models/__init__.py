"""Who plans together, for which year, who may do what, and when it is reported."""

from plans.models.asks import Ask
from plans.models.audit import AuditEntry
from plans.models.elections import EarlyRelease
from plans.models.funding import FundingLine
from plans.models.meetings import Group, Meeting, Seat
from plans.models.people import Membership, Person, Visitor
from plans.models.plan import Collaborative, Council, Goal, Plan
from plans.models.register import Alignment, Setting
from plans.models.reopenings import Reopening
from plans.models.revisions import Revision
from plans.models.rounds import Round
from plans.models.withholding import Withheld

__all__ = [
    "Alignment",
    "Ask",
    "AuditEntry",
    "Collaborative",
    "Council",
    "EarlyRelease",
    "FundingLine",
    "Goal",
    "Group",
    "Meeting",
    "Membership",
    "Person",
    "Plan",
    "Reopening",
    "Revision",
    "Round",
    "Seat",
    "Setting",
    "Visitor",
    "Withheld",
]
