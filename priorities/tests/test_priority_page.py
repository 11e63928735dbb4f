"""A priority's page: what it is for, and how far its actions have got."""

import pytest
from django.urls import reverse

from plans.models import Alignment
from plans.tests.factories import ConvenerFactory, CoordinatorFactory, OfficerFactory, moment
from plans.tests.reading import words_of
from priorities.tests.factories import ActionFactory, PriorityFactory
from priorities.tests.reported import Reported, say


@pytest.fixture
def reported(db):
    return Reported()


@pytest.fixture
def path(reported):
    """A second action, of another priority."""
    priority = PriorityFactory(plan=reported.plan, number=2, title="Pathways", prefix="PATH")
    return ActionFactory(priority=priority, number=1)


@pytest.fixture
def literacy(reported):
    return reported.action.priority.get_absolute_url()


def test_a_priority_says_what_it_is_for(reported, literacy, client):
    priority = reported.action.priority
    priority.outcomes, priority.why = "More children *read*.", "The data of 2022."
    priority.save()
    item = {"framework": "National Improvement Framework", "short_name": "NIF", "year": 2022}
    priority.alignments.add(
        Alignment.objects.create(kind="priority", number="5", title="Attainment", **item)
    )

    page = words_of(client.get(literacy))

    assert "Outcomes sought More children read. Why, and what it serves The data of 2022." in page
    assert "Aligned to NIF 2022, priority 5: Attainment" in page


def test_a_priority_shows_its_own_actions_alone(reported, path, literacy, client):
    autumn = reported.autumn()
    say(autumn, reported.take_part("Fife"), fife="off")
    say(autumn, reported.take_part("Fife", action=path), fife="on")

    page = words_of(client.get(literacy))

    assert "The one action is off track or at risk in at least one council." in page
    assert "1 action: 1 off track." in page
    assert "LIT-3 Coach the teaching of writing" in page
    assert "PATH-1" not in page


def test_a_withdrawn_action_stays_on_its_prioritys_page_with_the_reason(reported, literacy, client):
    reported.action.withdraw("Two were one.", by=ConvenerFactory().person, at=moment(2023, 1, 9))

    response = client.get(literacy)
    page = words_of(response)

    assert f'<h3><a href="{reported.action.get_absolute_url()}">' in response.text
    assert "This priority has no actions yet." in page
    assert (
        "Withdrawn LIT-3 Coach the teaching of writing Withdrawn on 9 January 2023: Two were one."
        in page
    )


def test_an_empty_priority_says_so(reported, client):
    priority = PriorityFactory(plan=reported.plan)

    page = words_of(client.get(priority.get_absolute_url()))

    assert "There are no actions yet." in page
    assert "Outcomes sought Not written yet." in page


def test_a_priority_of_another_plan_is_not_there(reported, client):
    assert client.get(reverse("priorities:priority", args=["2022-23", "latin"])).status_code == 404


def test_side_navigation_leads_round_the_plan(reported, path, literacy, client):
    items = client.get(literacy).context["side_items"]

    assert [(item.label, item.is_current) for item in items] == [
        ("Plan on a page", False),
        ("Progress", False),
        ("Literacy", True),
        ("Pathways", False),
        ("Councils", False),
        ("Measures", False),
        ("Questions", False),
        ("Meetings", False),
    ]


@pytest.mark.parametrize(("factory", "may"), [(CoordinatorFactory, True), (OfficerFactory, False)])
def test_coordinators_alone_are_led_to_editing_a_priority(factory, may, reported, literacy, client):
    client.force_login(factory().person)

    assert ("Edit this priority" in client.get(literacy).text) is may


@pytest.mark.parametrize("others", [1, 3])
def test_a_priority_costs_the_same_however_many_actions(
    others, reported, literacy, client, django_assert_num_queries
):
    autumn = reported.autumn()
    for number in range(others):
        say(autumn, reported.take_part(action=reported.another(10 + number)), fife="off", mid="on")
        gone = reported.another(20 + number)
        gone.withdraw("Merged.", by=ConvenerFactory().person, at=moment(2023, 1, 9))

    # as progress, and the priority, its alignments, its withdrawn actions, questions about it, and
    # how many are open; the measures it lists
    with django_assert_num_queries(14):
        response = client.get(literacy)

    assert len(response.context["withdrawn"]) == others
