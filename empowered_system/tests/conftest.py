"""Who reads and writes what the strands run."""

import pytest

from empowered_system.tests.factories import ProgrammeFactory
from plans.tests.factories import CollaborativeFactory, CoordinatorFactory, OfficerFactory


@pytest.fixture
def collaborative(db):
    return CollaborativeFactory(mailbox="seic@example.org")


@pytest.fixture
def officer(db):
    """An officer of the council that runs the programme."""
    return OfficerFactory(council__name="Midlothian").person


@pytest.fixture
def programme(officer):
    (council,) = officer.officer_councils
    return ProgrammeFactory(
        council=council, title="Writing in the small school", slug="writing", takes_questions=True
    )


@pytest.fixture
def coordinator(db):
    return CoordinatorFactory().person
