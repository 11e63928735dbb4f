"""What is to be done, and how far it has got."""

from priorities.models.actions import Action, Priority
from priorities.models.corrections import Correction
from priorities.models.dates import DateChange
from priorities.models.measures import Measure, Unit
from priorities.models.parts import Contribution, Milestone
from priorities.models.questions import Question
from priorities.models.reporting import REPEATED, Update, address_of
from priorities.models.transfers import Transfer
from priorities.models.values import Value, closed_sessions
from priorities.models.withholding import Redaction, Withholding

__all__ = [
    "REPEATED",
    "Action",
    "Contribution",
    "Correction",
    "DateChange",
    "Measure",
    "Milestone",
    "Priority",
    "Question",
    "Redaction",
    "Transfer",
    "Unit",
    "Update",
    "Value",
    "Withholding",
    "address_of",
    "closed_sessions",
]
