"""What a plan's money is for: read by everyone, kept by coordinators, never one person's pay."""

import datetime as dt

import pytest
from django.urls import reverse

from plans.funding import Funding
from plans.models import FundingLine
from plans.tests.factories import (
    CoordinatorFactory,
    DraftPlanFactory,
    FundingLineFactory,
    OfficerFactory,
    PlanFactory,
)
from plans.tests.reading import words_of

pytestmark = pytest.mark.django_db
PAGE = "/plans/2022-23/funding/"
ADD = f"{PAGE}add/"
TYPED = {
    "version": "0",
    "category": "supply",
    "description": "Classroom cover",
    "posts": "",
    "offered": "£120,000",
    "committed": "90 000",
    "claimed": "0",
    "as_at_day": "31",
    "as_at_month": "January",
    "as_at_year": "2023",
}


@pytest.fixture
def coordinator(client):
    person = CoordinatorFactory().person
    client.force_login(person)
    return person


def test_sums_are_typed_as_people_write_them(client, coordinator):
    PlanFactory()

    page = client.post(ADD, TYPED, follow=True)

    line = FundingLine.objects.get()
    assert (line.offered, line.committed, line.claimed) == (120_000, 90_000, 0)
    assert line.as_at == dt.date(2023, 1, 31)
    assert line.history.get().history_user == coordinator
    assert "The line “Supply cover” is saved." in words_of(page)
    assert "Of £120,000 offered, £90,000 is committed; £0 of that has been claimed" in (
        words_of(page)
    )


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"category": "staff", "posts": "1"}, "A line for one post shows one person’s pay."),
        ({"category": "staff"}, "Say how many posts it pays"),
        ({"category": "staff", "posts": "0"}, "Say how many posts it pays"),
        ({"posts": "3"}, "for staffing and secondments, and for nothing else"),
        ({"description": "The regional officer"}, "This reads like one person’s post or pay."),
        ({"description": "Salary of the lead"}, "This reads like one person’s post or pay."),
        ({"claimed": "90,001"}, "No more can be claimed than has been committed."),
        ({"offered": "a lot"}, "Enter whole pounds, such as 12,500."),
        ({"offered": "-5"}, "Ensure this value is greater than or equal to 0."),
        ({"as_at_month": "3"}, "This day has not come yet"),
        ({"as_at_month": "2"}, "31 February 2023 is not a real date."),
    ],
)
def test_what_may_not_be_is_refused_with_the_reason_and_nothing_typed_is_lost(
    typed, told, client, coordinator
):
    PlanFactory()

    page = client.post(ADD, TYPED | typed)

    assert told in words_of(page)
    assert all(
        f'value="{text}"' in page.text for text in (TYPED | typed).values() if text != "supply"
    )
    assert not FundingLine.objects.exists()


def test_words_that_only_sound_like_a_post_are_taken(client, coordinator):
    PlanFactory()

    client.post(ADD, TYPED | {"description": "Officers’ travel, and a postbox for officers"})

    assert FundingLine.objects.get().description == "Officers’ travel, and a postbox for officers"


def test_two_who_change_a_line_are_told_and_neither_overwrites_unseen(client, coordinator):
    line = FundingLineFactory()
    typed = TYPED | {"version": "1"}
    client.post(reverse("plans:edit_funding", args=["2022-23", line.pk]), typed)

    page = client.post(
        reverse("plans:edit_funding", args=["2022-23", line.pk]), typed | {"offered": "130000"}
    )

    line.refresh_from_db()
    assert line.offered == 120_000
    assert "saved this" in words_of(page)
    assert "130000" in page.text


def test_a_line_is_removed_after_a_second_look(client, coordinator):
    line = FundingLineFactory()
    address = reverse("plans:remove_funding", args=["2022-23", line.pk])

    assert "“Supply cover” goes from the plan’s funding." in words_of(client.get(address))
    assert FundingLine.objects.exists()

    client.post(address)
    assert not FundingLine.objects.exists()
    assert FundingLine.history.filter(history_type="-", history_user=coordinator).count() == 1


def test_a_line_of_another_plan_is_not_there(client, coordinator):
    line = FundingLineFactory(plan=DraftPlanFactory())
    PlanFactory()

    assert client.get(reverse("plans:edit_funding", args=["2022-23", line.pk])).status_code == 404


def test_the_closed_plans_lines_are_still_kept(client, coordinator):
    plan = PlanFactory(slug="2021-22", stage="closed", closed_at=PlanFactory.opened_at)

    assert client.get(reverse("plans:add_funding", args=[plan.slug])).status_code == 200


def test_the_three_sums_stand_apart_and_share_one_scale():
    plan = PlanFactory()
    FundingLineFactory(plan=plan, category="staff", posts=4, offered=200_000, committed=220_000)
    FundingLineFactory(plan=plan, category="supply", as_at=dt.date(2023, 2, 1))

    funding = Funding(plan)

    assert [row.title for row in funding.rows] == ["Staffing and secondments", "Supply cover"]
    assert [(s.css, s.pounds, s.width) for s in funding.rows[0].sums] == [
        ("offered", "£200,000", "90.9%"),
        ("committed", "£220,000", "100.0%"),
        ("claimed", "£20,000", "9.1%"),
    ]
    assert funding.rows[0].note == "Pays 4 posts. £20,000 more is committed than offered."
    assert funding.totals == ["£300,000", "£280,000", "£40,000"]
    assert funding.sentence == (
        "Of £300,000 offered, £280,000 is committed; £40,000 of that has been claimed."
    )


def test_without_lines_the_page_says_so_and_offers_nothing_to_those_who_only_read(client):
    PlanFactory()
    client.force_login(OfficerFactory().person)

    page = client.get(PAGE)

    assert "No funding lines have been recorded yet." in words_of(page)
    assert ADD not in page.text


@pytest.mark.parametrize("lines", [1, 3])
def test_the_page_costs_the_same_however_many_lines(lines, client, django_assert_num_queries):
    for category in ["supply", "events", "digital"][:lines]:
        FundingLineFactory(category=category)

    # plan, lines, collaborative, partner councils below
    with django_assert_num_queries(4):
        client.get(PAGE)
