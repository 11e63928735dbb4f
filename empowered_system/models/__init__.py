"""The five strands, what each runs and shares, what was found, and who asks for support."""

from empowered_system.models.associates import Associate
from empowered_system.models.events import Event
from empowered_system.models.files import Upload
from empowered_system.models.findings import Finding
from empowered_system.models.reach import Participation
from empowered_system.models.sharing import PublicQuestion, Resource
from empowered_system.models.strands import Host, Level, Programme, Strand
from empowered_system.models.support import (
    OutcomeNote,
    SupportMatch,
    SupportRequest,
    SupportStep,
)

__all__ = [
    "Associate",
    "Event",
    "Finding",
    "Host",
    "Level",
    "OutcomeNote",
    "Participation",
    "Programme",
    "PublicQuestion",
    "Resource",
    "Strand",
    "SupportMatch",
    "SupportRequest",
    "SupportStep",
    "Upload",
]
