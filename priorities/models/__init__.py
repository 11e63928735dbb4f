"""What is to be done, and how far it has got."""

from priorities.models.actions import Action, Contribution, Milestone, Priority
from priorities.models.reporting import Correction, Update

__all__ = ["Action", "Contribution", "Correction", "Milestone", "Priority", "Update"]
