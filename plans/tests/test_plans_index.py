"""Every session's plan, with its stage in words."""

import datetime as dt

import pytest
from django.urls import reverse

from plans.tests.factories import (
    ConvenerFactory,
    CoordinatorFactory,
    DraftPlanFactory,
    PlanFactory,
    PublishedRoundFactory,
    RoundFactory,
    moment,
)
from plans.tests.reading import words_of

INDEX = reverse("plans:index")


@pytest.fixture
def plans(db):
    closed = PlanFactory(
        slug="2021-22",
        title="Plan 2021-22",
        starts_on=dt.date(2021, 8, 1),
        ends_on=dt.date(2022, 7, 31),
        stage="closed",
        closed_at=moment(2022, 6, 30),
    )
    return PlanFactory(), closed, DraftPlanFactory()


def test_every_plan_is_listed_with_its_stage_its_days_and_its_rounds(plans, client):
    current, *_ = plans
    PublishedRoundFactory(plan=current, number=1, published_at=moment(2022, 9, 21))
    PublishedRoundFactory(plan=current, number=2, published_at=moment(2022, 11, 30))
    RoundFactory(plan=current, number=3)

    page = words_of(client.get(INDEX))

    assert (
        "The plan in force Improvement Plan 2022-23 1 August 2022 to 31 July 2023 "
        "Open since 17 August 2022. Two rounds of progress published, the newest on 30 November "
        "2022." in page
    )
    assert (
        "Earlier plans Plan 2021-22 1 August 2021 to 31 July 2022 Closed on 30 June 2022. "
        "No progress has been published yet." in page
    )


def test_a_round_for_members_only_counts_for_members_only(plans, client):
    current, *_ = plans
    PublishedRoundFactory(
        plan=current, published_at=moment(2023, 2, 8), public_from=dt.date(2023, 2, 22)
    )
    published = "One round of progress published, the newest on 8 February 2023."

    assert published not in words_of(client.get(INDEX))

    client.force_login(ConvenerFactory().person)
    assert published in words_of(client.get(INDEX))


def test_drafts_are_listed_for_members_only(plans, client):
    draft = "Being written Improvement Plan 2023-24 1 August 2023 to 31 July 2024 Draft."

    assert draft not in words_of(client.get(INDEX))

    client.force_login(ConvenerFactory().person)
    assert draft in words_of(client.get(INDEX))


@pytest.mark.parametrize(("factory", "may"), [(CoordinatorFactory, True), (ConvenerFactory, False)])
def test_coordinators_alone_are_led_to_a_new_plan(factory, may, plans, client):
    client.force_login(factory().person)

    assert (reverse("plans:add_plan") in client.get(INDEX).text) is may


def test_without_any_plan_the_page_says_so(client, db):
    DraftPlanFactory()

    assert "What is closed stays readable. No plan has been published yet." in (
        words_of(client.get(INDEX))
    )


@pytest.mark.parametrize("others", [1, 3])
def test_the_page_costs_the_same_however_many_plans(
    others, plans, client, django_assert_num_queries
):
    for number in range(others):
        fields = {"slug": f"201{number}-1{number}", "stage": "closed"}
        closed = PlanFactory(closed_at=moment(2021, 6, 30), **fields)
        PublishedRoundFactory(plan=closed)

    # plans with their rounds; collaborative, the menu's plan, the partner councils
    with django_assert_num_queries(4):
        response = client.get(INDEX)

    assert [len(found) for _, found in response.context["by_stage"]] == [1, 1 + others]
