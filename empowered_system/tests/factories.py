"""Rows for tests: only what a model demands, nothing random."""

import datetime

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from empowered_system.models import (
    Associate,
    Event,
    Finding,
    Host,
    OutcomeNote,
    Participation,
    Programme,
    PublicQuestion,
    Resource,
    Strand,
    SupportMatch,
    SupportRequest,
    Upload,
)
from plans.tests.factories import CouncilFactory, PersonFactory, PlanFactory, SettingFactory, moment


class StrandFactory(DjangoModelFactory):
    number = factory.Sequence(lambda n: n + 50)  # beyond those that tests give themselves
    title = factory.Sequence(lambda n: f"Strand {n}")
    slug = factory.Sequence(lambda n: f"strand-{n}")
    definition = "Settings learn from each other."
    step = "webinars"

    class Meta:
        model = Strand


class ProgrammeFactory(DjangoModelFactory):
    """A programme of the open plan's session, run by the collaborative's own team."""

    strand = factory.SubFactory(StrandFactory)
    plan = factory.SubFactory(PlanFactory)
    kind = "webinars"
    title = factory.Sequence(lambda n: f"Programme {n}")
    slug = factory.Sequence(lambda n: f"programme-{n}")
    summary = "Six webinars, each with a recording."

    class Meta:
        model = Programme


class HostFactory(DjangoModelFactory):
    """A setting that has not agreed to be named."""

    programme = factory.SubFactory(ProgrammeFactory)
    setting = factory.SubFactory(SettingFactory)

    class Meta:
        model = Host


class EventFactory(DjangoModelFactory):
    """A webinar that is still to come on 15 February 2023, the day the tests are held at."""

    programme = factory.SubFactory(ProgrammeFactory)
    kind = "webinar"
    title = factory.Sequence(lambda n: f"Webinar {n}")
    held_on = datetime.date(2023, 3, 7)
    starts_at = datetime.time(16)
    place = "Online"

    class Meta:
        model = Event


class UploadFactory(DjangoModelFactory):
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7 sample", name="sample.pdf"))
    name = "sample.pdf"
    content_type = "application/pdf"
    size = 15
    uploaded_at = moment(2023, 1, 16)
    uploaded_by = factory.SubFactory(PersonFactory)

    class Meta:
        model = Upload


class ResourceFactory(DjangoModelFactory):
    programme = factory.SubFactory(ProgrammeFactory)
    title = factory.Sequence(lambda n: f"Resource {n}")
    link = "https://example.org/resource"

    class Meta:
        model = Resource


class PublicQuestionFactory(DjangoModelFactory):
    """A question that waits for its answer."""

    programme = factory.SubFactory(ProgrammeFactory, takes_questions=True)
    text = factory.Sequence(lambda n: f"Question {n}?")
    asked_at = moment(2023, 2, 1)

    class Meta:
        model = PublicQuestion


class AnsweredQuestionFactory(PublicQuestionFactory):
    answer = "Yes, it is for nurseries too."
    answered_at = moment(2023, 2, 3)
    answered_by = factory.SubFactory(PersonFactory)


class FindingFactory(DjangoModelFactory):
    """A draft, complete enough to be published."""

    programme = factory.SubFactory(
        ProgrammeFactory, kind="enquiry", question="Does talk before writing help?"
    )
    title = factory.Sequence(lambda n: f"Finding {n}")
    slug = factory.Sequence(lambda n: f"finding-{n}")
    question = "Does talk before writing help?"
    method = "Two classes, one term."
    found = "Teachers saw longer first drafts."
    limits = "Two classes of one school."
    licence = "Open Government Licence v3.0"

    class Meta:
        model = Finding


class PublishedFindingFactory(FindingFactory):
    published_at = moment(2023, 2, 1)
    published_by = factory.SubFactory(PersonFactory)


class ParticipationFactory(DjangoModelFactory):
    programme = factory.SubFactory(ProgrammeFactory)
    setting = factory.SubFactory(SettingFactory)

    class Meta:
        model = Participation


class AssociateFactory(DjangoModelFactory):
    """A leader of a council of their own, who signs in."""

    person = factory.SubFactory(PersonFactory)
    council = factory.SubFactory(CouncilFactory)
    areas = "Leadership of change; writing"

    class Meta:
        model = Associate


class SupportRequestFactory(DjangoModelFactory):
    """A request that nobody has confirmed yet, for a setting of the register."""

    setting = factory.SubFactory(SettingFactory)
    council = factory.SelfAttribute("setting.council")
    about = "We would like to teach writing better."
    email = "head@school.example"
    asked_at = moment(2023, 2, 13)
    moved_at = moment(2023, 2, 13)

    class Meta:
        model = SupportRequest


class MatchFactory(DjangoModelFactory):
    """A programme of the collaborative's own team is to help."""

    request = factory.SubFactory(SupportRequestFactory, state="matched")
    programme = factory.SubFactory(ProgrammeFactory)
    note = "The team writes to you by Friday."
    matched_at = moment(2023, 2, 14)

    class Meta:
        model = SupportMatch


class AssociateMatchFactory(MatchFactory):
    programme = None
    associate = factory.SubFactory(AssociateFactory)


class OutcomeFactory(DjangoModelFactory):
    match = factory.SubFactory(AssociateMatchFactory)
    text = "Feedback could be quicker."
    written_by = factory.SubFactory(PersonFactory)

    class Meta:
        model = OutcomeNote
