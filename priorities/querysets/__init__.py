"""The questions the portal asks about what is to be done and how far it has got."""

from priorities.querysets.actions import (
    ActionQuerySet,
    ContributionQuerySet,
    MilestoneQuerySet,
    PriorityQuerySet,
)
from priorities.querysets.dates import DateChangeQuerySet
from priorities.querysets.measures import MeasureQuerySet, ValueQuerySet
from priorities.querysets.questions import QuestionQuerySet
from priorities.querysets.redactions import RedactionQuerySet
from priorities.querysets.reporting import CorrectionQuerySet, UpdateQuerySet

__all__ = [
    "ActionQuerySet",
    "ContributionQuerySet",
    "CorrectionQuerySet",
    "DateChangeQuerySet",
    "MeasureQuerySet",
    "MilestoneQuerySet",
    "PriorityQuerySet",
    "QuestionQuerySet",
    "RedactionQuerySet",
    "UpdateQuerySet",
    "ValueQuerySet",
]
