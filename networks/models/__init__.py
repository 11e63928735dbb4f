"""Networks, who leads them, when they gather, and who asks to join or proposes one."""

from networks.models.asking import JoinRequest, Proposal
from networks.models.gatherings import Gathering
from networks.models.networks import Lead, Network

__all__ = ["Gathering", "JoinRequest", "Lead", "Network", "Proposal"]
