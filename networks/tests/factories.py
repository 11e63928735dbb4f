"""Rows for tests: only what a model demands, nothing random."""

import datetime

import factory
from factory.django import DjangoModelFactory

from networks.models import Gathering, JoinRequest, Lead, Network, Proposal
from plans.tests.factories import PersonFactory, moment


class NetworkFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Network {n:03}")
    slug = factory.Sequence(lambda n: f"network-{n:03}")
    purpose = factory.Sequence(lambda n: f"To share what works, {n}.")

    class Meta:
        model = Network


class NetworkLeadFactory(DjangoModelFactory):
    network = factory.SubFactory(NetworkFactory)
    person = factory.SubFactory(PersonFactory)
    starts_on = datetime.date(2022, 8, 1)

    class Meta:
        model = Lead


class GatheringFactory(DjangoModelFactory):
    network = factory.SubFactory(NetworkFactory)
    title = factory.Sequence(lambda n: f"Gathering {n}")
    meets_on = datetime.date(2023, 3, 1)

    class Meta:
        model = Gathering


class JoinRequestFactory(DjangoModelFactory):
    network = factory.SubFactory(NetworkFactory)
    name = "Mairi Forsyth"
    email = "mairi@school.example"
    workplace = "A primary school in Fife"
    asked_at = moment(2023, 2, 10)

    class Meta:
        model = JoinRequest


class ProposalFactory(DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Proposed network {n}")
    purpose = "To read together."
    proposer = "Iain Baird"
    email = "iain@school.example"
    workplace = "A secondary school in Midlothian"
    asked_at = moment(2023, 2, 10)

    class Meta:
        model = Proposal
