import datetime

import pytest
from django.urls import reverse

from plans.models import Goal, Plan
from plans.school_year import days_of, is_session, session_after, session_on
from plans.tests.factories import (
    ConvenerFactory,
    CoordinatorFactory,
    DraftPlanFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
    ReaderFactory,
)

pytestmark = pytest.mark.django_db

ADD = reverse("plans:add_plan")


@pytest.fixture
def coordinator(client):
    person = CoordinatorFactory(person__name="Catrìona Brae").person
    client.force_login(person)
    return person


def edit(plan):
    return reverse("plans:edit_plan", kwargs={"plan": plan.slug})


def goals(plan):
    return reverse("plans:edit_goals", kwargs={"plan": plan.slug})


def write(session):
    return reverse("priorities:write_plan", kwargs={"plan": session})


def day(name, year, month, day):
    return {f"{name}_year": year, f"{name}_month": month, f"{name}_day": day}


def answers(plan, **changed):
    """What the form of a plan's own page sends, but for what is changed."""
    fields = ["slug", "title", "vision", "background", "governance", "funding", "source", "version"]
    sent = {name: getattr(plan, name) for name in fields}
    for name in ["starts_on", "ends_on"]:
        on = getattr(plan, name)
        sent |= day(name, on.year, on.month, on.day)
    return sent | {"predecessor": ""} | changed


def goal_rows(plan, *rows, **extra):
    """What the form of the goals sends: rows of (key, place, text) or (key, place, text, gone)."""
    sent = {"goals-TOTAL_FORMS": len(rows), "goals-INITIAL_FORMS": plan.goals.count()}
    for i, (key, number, text, *gone) in enumerate(rows):
        row = {"goal": key, "number": number, "text": text}
        sent |= {f"goals-{i}-{name}": value for name, value in row.items()}
        sent |= {f"goals-{i}-is_removed": "on"} if gone else {}
    return sent | {"version": plan.version} | extra


def texts(plan):
    return [str(goal) for goal in plan.goals.all()]


def test_a_session_is_a_year_and_the_one_after_it():
    assert session_on(datetime.date(2023, 7, 31)) == "2022-23"
    assert session_on(datetime.date(2023, 8, 1)) == "2023-24"
    assert session_after("2098-99") == "2099-00"
    assert days_of("2022-23") == (datetime.date(2022, 8, 1), datetime.date(2023, 7, 31))
    names = ["2022-23", "1999-00", "2022-24", "2022-2023", "٢٠٢٢-٢٣", ""]
    assert [is_session(name) for name in names] == [True, True, False, False, False, False]


def test_a_new_plan_is_proposed_for_the_session_after_the_newest(client, coordinator):
    PlanFactory(title="Improvement Plan August 2022-23")
    newest = DraftPlanFactory(title="Improvement Plan August 2023-24")

    proposed = client.get(ADD).context["form"].initial

    assert proposed == {
        "slug": "2024-25",
        "title": "Improvement Plan August 2024-25",
        "starts_on": datetime.date(2024, 8, 1),
        "ends_on": datetime.date(2025, 7, 31),
        "predecessor": newest,
    }


def test_the_first_plan_is_proposed_for_this_session(client, coordinator):
    proposed = client.get(ADD).context["form"].initial
    assert (proposed["slug"], proposed["title"]) == ("2022-23", "Improvement plan 2022-23")
    assert proposed["predecessor"] is None


def test_a_coordinator_begins_a_draft_whose_days_follow_from_its_session(client, coordinator):
    before = PlanFactory()
    sent = {"slug": "2023-24", "title": "The next plan", "predecessor": before.pk}

    response = client.post(ADD, sent)

    plan = Plan.objects.get(slug="2023-24")
    assert response["Location"] == write("2023-24")
    assert (plan.stage, plan.predecessor, plan.version) == ("draft", before, 1)
    assert (plan.starts_on, plan.ends_on) == days_of("2023-24")
    assert plan.history.get().history_user == coordinator


@pytest.mark.parametrize(
    ("changed", "place", "sentence"),
    [
        ({"slug": "2022-23"}, "slug", "There is a plan for this session already."),
        (
            {"slug": "2023-25"},
            "slug",
            "Enter a session as a year and the one after it, such as 2022-23.",
        ),
        (day("starts_on", 2024, 8, 1), "starts_on", "The session 2023-24 begins in 2023."),
        (day("ends_on", 2023, 12, 1), "ends_on", "The session 2023-24 ends in 2024."),
    ],
)
def test_a_plan_that_cannot_be_is_refused_in_a_sentence(
    changed, place, sentence, client, coordinator
):
    PlanFactory()
    response = client.post(ADD, {"slug": "2023-24", "title": "The next plan"} | changed)
    assert response.context["form"].errors == {place: [sentence]}
    assert Plan.objects.count() == 1


def test_a_plan_follows_no_plan_that_another_follows_already(client, coordinator):
    first = PlanFactory()
    draft = DraftPlanFactory(predecessor=first)
    offered = client.get(ADD).context["form"].fields["predecessor"].queryset
    assert list(offered) == [draft]
    offered = client.get(edit(draft)).context["form"].fields["predecessor"].queryset
    assert list(offered) == [first]


def test_a_coordinator_edits_a_draft(client, coordinator):
    plan = DraftPlanFactory()

    response = client.post(edit(plan), answers(plan, vision="Working together"), follow=True)

    plan.refresh_from_db()
    assert response.redirect_chain == [(write(plan.slug), 302)]
    assert "The plan’s own page is saved." in response.text
    assert (plan.vision, plan.version) == ("Working together", 2)


def test_the_second_of_two_coordinators_is_told_and_loses_nothing(client, coordinator):
    plan = DraftPlanFactory(vision="Ours")
    first, second = answers(plan, vision="Mine"), answers(plan, vision="Yours", funding="A grant")
    client.post(edit(plan), first)

    response = client.post(edit(plan), second)

    form = response.context["form"]
    assert [(c.label, c.saved) for c in form.conflicts] == [("Vision", "Mine")]
    assert form["vision"].value() == "Yours"
    client.post(edit(plan), second | {"version": form["version"].value()})
    plan.refresh_from_db()
    assert (plan.vision, plan.funding) == ("Yours", "A grant")


@pytest.mark.parametrize("stage", ["open", "closed"])
def test_the_own_page_of_a_plan_that_was_opened_is_not_edited(stage, client, coordinator):
    closed = {"stage": stage, "closed_at": datetime.datetime.now(datetime.UTC)}
    plan = PlanFactory(vision="Ours", **(closed if stage == "closed" else {}))
    assert client.get(edit(plan)).status_code == 403
    assert client.post(edit(plan), answers(plan, vision="Mine")).status_code == 403
    plan.refresh_from_db()
    assert plan.vision == "Ours"


STRANGERS = [OfficerFactory, ConvenerFactory, ReaderFactory]


@pytest.mark.parametrize("role", STRANGERS)
def test_who_reads_a_draft_does_not_write_it(role, client):
    plan = DraftPlanFactory(vision="Ours")
    client.force_login(role().person)
    for address in [ADD, edit(plan), goals(plan)]:
        assert client.get(address).status_code == 403
    client.post(ADD, {"slug": "2024-25", "title": "Mine"})
    client.post(edit(plan), answers(plan, vision="Mine"))
    client.post(goals(plan), goal_rows(plan, ("", "", "Mine")))
    plan.refresh_from_db()
    assert (Plan.objects.count(), plan.vision, texts(plan)) == (1, "Ours", [])


def test_a_stranger_finds_no_draft_and_a_visitor_is_sent_to_sign_in(client):
    plan = DraftPlanFactory()
    assert client.get(edit(plan)).status_code == 302
    client.force_login(PersonFactory())
    assert client.get(edit(plan)).status_code == 404


@pytest.fixture
def three(coordinator):
    plan = DraftPlanFactory()
    keys = [Goal.objects.create(plan=plan, number=i, text=t).pk for i, t in enumerate("ABC", 1)]
    return plan, keys


@pytest.mark.parametrize(
    ("places", "order"),
    [
        ((1, 2, 3), "ABC"),
        ((1, 2, 1), "CAB"),
        ((3, 2, 3), "BCA"),
        ((2, 1, 3), "BAC"),
        ((1, "", 3), "ACB"),
        ((10, 2, 5), "BCA"),
    ],
)
def test_goals_are_put_in_order_by_their_places(places, order, client, three):
    plan, keys = three
    rows = zip(keys, places, "ABC", strict=True)
    client.post(goals(plan), goal_rows(plan, *rows, ("", "", "")))
    assert "".join(texts(plan)) == order
    assert [goal.number for goal in plan.goals.all()] == [1, 2, 3]


def test_goals_are_added_changed_and_removed_in_one_go(client, coordinator, three):
    plan, (a, b, c) = three
    rows = [(a, 1, "A"), (b, 2, "B", "gone"), (c, 3, "C,\r\nsaid better"), ("", "", "E")]
    rows.append(("", 1, "D"))

    response = client.post(goals(plan), goal_rows(plan, *rows), follow=True)

    assert response.redirect_chain == [(write(plan.slug), 302)]
    assert texts(plan) == ["D", "A", "C, said better", "E"]
    assert Plan.objects.get().version == 2
    assert Goal.history.filter(history_type="-").get().history_user == coordinator


def test_more_rows_come_with_saving(client, three):
    plan, (a, b, c) = three
    rows = [(a, 1, "A"), (b, 2, "B"), (c, 3, "C"), *[("", "", text) for text in "DEF"]]
    response = client.post(goals(plan), goal_rows(plan, *rows, more="Save"), follow=True)
    assert response.redirect_chain == [(goals(plan), 302)]
    assert len(response.context["form"].rows) == 6 + 3


def test_a_goal_is_not_emptied_by_accident_and_not_too_long(client, three):
    plan, (a, b, _) = three
    rows = [(a, 1, " "), (b, 2, "B" * 301)]

    response = client.post(goals(plan), goal_rows(plan, *rows))

    assert response.context["form"].rows.errors == [
        {"text": ["Write the goal, or tick that it is removed."]},
        {"text": ["This is 1 character too long: there is room for 300."]},
    ]
    assert "<title>Error: Goals" in response.text
    assert 'href="#id_goals-1-text"' in response.text
    assert texts(plan) == ["A", "B", "C"]


def test_a_goal_of_another_plan_stays_there(client, three):
    plan, _ = three
    other = Goal.objects.create(plan=PlanFactory(), text="Theirs")
    client.post(
        goals(plan), goal_rows(plan, (other.pk, 1, "Mine"), (other.pk, 2, "Theirs", "gone"))
    )
    assert texts(other.plan) == ["Theirs"]


def test_goals_that_someone_else_changed_are_shown_before_they_are_saved(client, three):
    plan, (a, b, c) = three
    Goal.objects.create(plan=plan, number=4, text="D")
    mine = goal_rows(plan, (a, 1, "A"), (b, 2, "Mine"), (c, 3, "C"))
    theirs = [(a, 1, "Theirs"), (b, 2, "Theirs too"), (c, 3, "C", "gone"), ("", "", "E")]
    client.post(goals(plan), goal_rows(plan, *theirs))

    response = client.post(goals(plan), mine)

    form = response.context["form"]
    assert form.conflicts == [
        ("Goal 1", "Theirs", True),
        ("Goal 2", "Theirs too", False),
        ("Goal 3", "Removed", True),
    ]
    assert "Catrìona Brae saved this" in response.text
    shown = [(row["goal"].value(), 1, row["text"].value()) for row in form.rows]
    assert shown == [(str(a), 1, "Theirs"), (str(b), 1, "Mine"), ("", 1, "")]
    assert texts(plan) == ["Theirs", "Theirs too", "E", "D"]
    client.post(goals(plan), goal_rows(Plan.objects.get(), *shown))
    assert texts(plan) == ["Mine", "Theirs", "E", "D"]


def test_an_order_that_someone_else_changed_is_shown(client, three):
    plan, (a, b, c) = three
    mine = goal_rows(plan, (a, 3, "A"), (b, 2, "B"), (c, 3, "C"))
    client.post(goals(plan), goal_rows(plan, (a, 1, "A"), (b, 2, "B"), (c, 1, "C")))
    form = client.post(goals(plan), mine).context["form"]
    assert form.conflicts == [("Goals", "1. C\n2. A\n3. B", False)]


def test_a_change_elsewhere_in_the_plan_does_not_stop_the_goals(client, three):
    plan, (a, b, c) = three
    mine = goal_rows(plan, (a, 1, "A"), (b, 2, "Mine"), (c, 3, "C"))
    client.post(edit(plan), answers(plan, vision="Ours"))
    client.post(goals(plan), mine)
    assert texts(plan) == ["A", "Mine", "C"]


def test_a_goal_someone_else_added_meanwhile_stays(client, three):
    plan, (a, b, c) = three
    Goal.objects.create(plan=plan, number=1, text="D")
    client.post(goals(plan), goal_rows(plan, (a, 1, "A"), (b, 2, "B"), (c, 3, "C")))
    assert texts(plan) == ["A", "B", "C", "D"]


def test_the_goals_of_an_open_plan_change_with_a_reason(client, coordinator):
    plan = PlanFactory()
    goal = Goal.objects.create(plan=plan, text="A")
    sent = goal_rows(plan, (goal.pk, 1, "B"))

    response = client.post(goals(plan), sent)
    assert response.context["form"].errors == {"reason": ["Say why this is changed."]}
    assert texts(plan) == ["A"]

    client.post(goals(plan), sent | {"reason": "The Oversight Group agreed it."})
    assert texts(plan) == ["B"]
    assert goal.history.latest().history_change_reason == "The Oversight Group agreed it."


@pytest.mark.parametrize("rows", [1, 3])
def test_the_goals_page_costs_the_same_however_many(
    rows, client, coordinator, django_assert_num_queries
):
    plan = DraftPlanFactory()
    for i in range(rows):
        Goal.objects.create(plan=plan, number=i + 1, text=f"Goal {i}")
    with django_assert_num_queries(8):
        # session, person, memberships, plan, goals; around it: collaborative, open plan, councils
        response = client.get(goals(plan))
    assert len(response.context["form"].rows) == rows + 3
