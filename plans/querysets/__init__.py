"""The questions the portal asks about plans, people and the calendar."""

from plans.querysets.calendar import (
    GroupQuerySet,
    MeetingQuerySet,
    ReopeningQuerySet,
    RoundQuerySet,
)
from plans.querysets.people import AuditQuerySet, MembershipQuerySet, PersonManager
from plans.querysets.periods import covers
from plans.querysets.plans import CouncilQuerySet, FundingQuerySet, GoalQuerySet, PlanQuerySet
from plans.querysets.register import AlignmentQuerySet, SettingQuerySet

__all__ = [
    "AlignmentQuerySet",
    "AuditQuerySet",
    "CouncilQuerySet",
    "FundingQuerySet",
    "GoalQuerySet",
    "GroupQuerySet",
    "MeetingQuerySet",
    "MembershipQuerySet",
    "PersonManager",
    "PlanQuerySet",
    "ReopeningQuerySet",
    "RoundQuerySet",
    "SettingQuerySet",
    "covers",
]
