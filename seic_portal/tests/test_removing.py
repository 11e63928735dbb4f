"""What people said of themselves when they asked something goes after its time, by one command."""

import pytest
from django.core.management import call_command

from empowered_system.models import OutcomeNote, SupportMatch, SupportRequest, SupportStep
from empowered_system.tests.factories import (
    AssociateMatchFactory,
    OutcomeFactory,
    SupportRequestFactory,
)
from networks.models import JoinRequest, Proposal
from networks.tests.factories import JoinRequestFactory, ProposalFactory
from plans.tests.factories import moment

pytestmark = pytest.mark.django_db


def ask_old_and_new():
    for factory in (JoinRequestFactory, ProposalFactory):
        factory(asked_at=moment(2022, 8, 15), name="Old")
        factory(asked_at=moment(2022, 8, 17), name="New")
    unconfirmed = {"state": "unconfirmed", "asked_at": moment(2023, 2, 7)}
    SupportRequestFactory(setting__name="Not confirmed", **unconfirmed)
    match = AssociateMatchFactory(
        request__setting__name="Helped", request__moved_at=moment(2022, 8, 15)
    )
    match.request.steps.create(state="matched", at=moment(2022, 8, 15))
    OutcomeFactory(match=match)
    old = {"asked_at": moment(2022, 6, 1), "state": "matched"}
    SupportRequestFactory(setting__name="New", moved_at=moment(2022, 8, 17), **old)


def names():
    rows = [*JoinRequest.objects.all(), *Proposal.objects.all(), *SupportRequest.objects.all()]
    return [str(row) for row in rows]


def test_requests_go_after_their_time_with_all_that_belongs_to_them(capsys):
    ask_old_and_new()

    for _ in range(2):
        call_command("remove_old_requests")

    assert names() == ["New", "New", "New"]
    assert [m.objects.count() for m in (SupportStep, SupportMatch, OutcomeNote)] == [0, 0, 0]
    assert capsys.readouterr().out.splitlines() == [
        "Removed 2 requests for support.",
        "Removed 1 request to join.",
        "Removed 1 proposal.",
        "Removed no requests for support.",
        "Removed no requests to join.",
        "Removed no proposals.",
    ]


def test_a_dry_run_says_what_would_go_and_removes_nothing(capsys):
    ask_old_and_new()

    call_command("remove_old_requests", "--dry-run")

    assert len(names()) == 7
    assert capsys.readouterr().out.splitlines() == [
        "Would remove 2 requests for support.",
        "Would remove 1 request to join.",
        "Would remove 1 proposal.",
    ]
