"""Two coordinators issue one paper at the same moment, with real connections."""

import pytest
from django.urls import reverse

from plans.tests.factories import (
    CollaborativeFactory,
    CoordinatorFactory,
    MeetingFactory,
    PublishedRoundFactory,
)
from plans.tests.reading import words_of
from priorities.tests.test_update_races import at_once, client_of
from seic_portal.models import Paper

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_coordinators_one_issues_the_paper_and_the_other_is_told():
    CollaborativeFactory()
    meeting = MeetingFactory()
    PublishedRoundFactory(plan=meeting.plan).meetings.add(meeting)
    way = [meeting.plan.slug, meeting.slug]
    presses = []
    for _ in range(2):
        client = client_of(CoordinatorFactory().person)
        form = client.get(reverse("preview_paper", args=way)).context["form"]
        seen = {"seen": form.initial["seen"]}
        presses.append((client, reverse("issue_paper", args=way), seen))

    answers = at_once(*presses)

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert Paper.objects.count() == 1
    (told,) = [answer for answer in answers if answer.status_code == 200]
    words = words_of(told)
    assert "Someone else issued paper 1 meanwhile, so nothing more is issued." in words
    assert "This would be paper 2" in words
