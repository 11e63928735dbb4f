"""The five elements of the Empowered System, in the collaborative's own words.

From the report "South East Improvement Collaborative (SEIC) Improvement Plan 2022-2023" to
Midlothian Council's Cabinet, paragraph 3.7.
"""

from collections import namedtuple

Strand = namedtuple("Strand", "title definition")

STRANDS = (
    Strand(
        "Pedagogy Pioneers",
        "High performing practitioners within all sectors sharing practice, resources and building "
        "capacity through webinars, Q&A and in school supports.",
    ),
    Strand(
        "SEIC Associates",
        "Leaders across the system contributing to quality improvement processes and providing "
        "peer to peer supports.",
    ),
    Strand(
        "Research Schools/ELCs",
        "Settings engaging in supported research to enhance outcomes for children and young "
        "people, publishing findings across the SEIC.",
    ),
    Strand(
        "Improvement Through Partnerships",
        "Focussed improvement projects supported by a variety of partners.",
    ),
    Strand(
        "Learning Schools/ELCs",
        "Enabling collaboration across schools/Early Learning & Childcare settings (ELCs), sharing "
        "learning from effective practice within settings, supporting other settings where this "
        "practice is an area of identified improvement.",
    ),
)
