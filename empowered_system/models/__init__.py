"""The five strands, what each runs and shares, and what was found."""

from empowered_system.models.events import Event
from empowered_system.models.files import Upload
from empowered_system.models.findings import Finding
from empowered_system.models.reach import Participation
from empowered_system.models.sharing import PublicQuestion, Resource
from empowered_system.models.strands import Host, Level, Programme, Strand

__all__ = [
    "Event",
    "Finding",
    "Host",
    "Level",
    "Participation",
    "Programme",
    "PublicQuestion",
    "Resource",
    "Strand",
    "Upload",
]
