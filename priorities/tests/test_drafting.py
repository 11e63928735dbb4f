import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from plans.models import Alignment, Plan
from plans.tests.factories import (
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    DraftPlanFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
    ReaderFactory,
    RoundFactory,
    moment,
)
from priorities import opening
from priorities.drafting import Contents
from priorities.models import Action, Contribution, Priority
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    LeadFactory,
    MilestoneFactory,
    PriorityFactory,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2023, 2, 15)


@pytest.fixture
def coordinator(client):
    person = CoordinatorFactory(person__name="Catrìona Brae").person
    client.force_login(person)
    return person


@pytest.fixture
def draft():
    return DraftPlanFactory()


@pytest.fixture
def literacy(draft):
    return PriorityFactory(plan=draft, title="Literacy", slug="literacy", prefix="LIT")


def url(name, plan, **names):
    return reverse(f"priorities:{name}", kwargs={"plan": plan.slug} | names)


def write(plan):
    return url("write_plan", plan)


def of_priority(name, priority):
    return url(name, priority.plan, priority=priority.slug)


def wording(**changed):
    """What the form of a priority of a draft sends, but for what is changed."""
    return {"title": "Literacy", "number": 1, "prefix": "LIT", "slug": ""} | changed


def dates(**days):
    return {
        f"{name}_{part}": getattr(on, part)
        for name, on in days.items()
        for part in ("year", "month", "day")
    }


def ready_action(priority, **fields):
    """An action of a draft that nothing keeps from opening."""
    action = ActionFactory(priority=priority, first_due_on=None, **fields)
    LeadFactory(action=action)
    return action


def test_a_coordinator_adds_a_priority_to_a_draft(client, coordinator, literacy):
    nif = Alignment.objects.create(
        framework="National Improvement Framework", year=2023, kind="priority", number=4, title="P"
    )
    sent = wording(title="Learning pathways", number=2, prefix="path", alignments=[nif.pk])

    response = client.post(url("add_priority", literacy.plan), sent, follow=True)

    priority = Priority.objects.get(prefix="PATH")
    assert response.redirect_chain == [(write(literacy.plan), 302)]
    assert "“Learning pathways” is added. Now add its actions." in response.text
    assert (priority.slug, priority.number) == ("learning-pathways", 2)
    assert list(priority.alignments.all()) == [nif]
    assert priority.history.get().history_user == coordinator


def test_the_next_priority_goes_behind_the_others(client, coordinator, literacy):
    assert client.get(url("add_priority", literacy.plan)).context["form"]["number"].value() == 2


@pytest.mark.parametrize(
    ("changed", "place", "sentence"),
    [
        ({"prefix": "LIT"}, "prefix", "Another priority of this plan has this prefix."),
        ({"prefix": "L1"}, "prefix", "Enter two to five capital letters."),
        ({"slug": "literacy"}, "slug", "Another priority of this plan has this address."),
        ({"slug": "add"}, "slug", "The portal needs “add” for itself: enter another word."),
        ({"title": "…"}, "slug", "Enter a word of letters, such as literacy."),
    ],
)
def test_a_priority_that_cannot_be_is_refused_in_a_sentence(
    changed, place, sentence, client, coordinator, literacy
):
    sent = wording(title="Numeracy", prefix="NUM") | changed
    response = client.post(url("add_priority", literacy.plan), sent)
    assert response.context["form"].errors == {place: [sentence]}
    assert Priority.objects.count() == 1


def test_a_priority_is_aligned_to_a_framework_as_it_was_when_the_plan_began(
    client, coordinator, literacy
):
    def item(framework, year, kind="priority", number="1"):
        return Alignment.objects.create(
            framework=framework, year=year, kind=kind, number=number, title="Title"
        )

    old, at_start = item("NIF", 2022), item("NIF", 2023)
    item("NIF", 2022, number="2")
    item("NIF", 2024)
    driver = item("NIF", 2023, "driver")
    quality = item("HGIOS", 2015, "quality_indicator", "2.3")
    literacy.alignments.add(old)

    form = client.get(of_priority("edit_priority", literacy)).context["form"]

    groups = [
        (source, [choice.data["value"].instance for choice in choices], has_chosen)
        for source, choices, has_chosen in form.alignment_groups
    ]
    assert groups == [
        ("NIF 2022", [old], True),
        ("NIF 2023", [at_start, driver], False),
        ("HGIOS", [quality], False),
    ]


def test_a_coordinator_edits_a_priority_of_a_draft(client, coordinator, literacy):
    sent = wording(title="Reading and writing", slug="reading", version=literacy.plan.version)
    response = client.post(of_priority("edit_priority", literacy), sent)
    literacy.refresh_from_db()
    assert response["Location"] == write(literacy.plan)
    assert (literacy.title, literacy.slug) == ("Reading and writing", "reading")
    assert literacy.plan.version == 2


def test_a_wrong_answer_leaves_the_page_under_its_old_name(client, coordinator, literacy):
    sent = wording(title="Reading", slug="reading", prefix="x", version=literacy.plan.version)
    response = client.post(of_priority("edit_priority", literacy), sent)
    assert '<h1 class="ds_page-header__title">Literacy</h1>' in response.text
    assert of_priority("remove_priority", literacy) in response.text


def test_the_second_of_two_coordinators_is_told_and_loses_nothing(client, coordinator, literacy):
    nif = Alignment.objects.create(
        framework="NIF", year=2023, kind="priority", number="1", title="Title"
    )
    address, version = of_priority("edit_priority", literacy), literacy.plan.version
    client.post(address, wording(outcomes="Theirs", alignments=[nif.pk], version=version))

    response = client.post(address, wording(outcomes="Mine", version=version))

    form = response.context["form"]
    assert [(c.label, c.saved) for c in form.conflicts] == [
        ("Outcomes sought", "Theirs"),
        ("Aligned to", str(nif)),
    ]
    assert len(form.non_field_errors()) == 1
    client.post(address, wording(outcomes="Mine", version=form["version"].value()))
    literacy.refresh_from_db()
    assert (literacy.outcomes, literacy.alignments.count()) == ("Mine", 0)


def test_alignments_alone_can_conflict(client, coordinator, literacy):
    nif = Alignment.objects.create(
        framework="NIF", year=2023, kind="priority", number="1", title="Title"
    )
    address, version = of_priority("edit_priority", literacy), literacy.plan.version
    client.post(address, wording(alignments=[nif.pk], version=version))
    form = client.post(address, wording(version=version)).context["form"]
    assert [c.label for c in form.conflicts] == ["Aligned to"]
    assert len(form.non_field_errors()) == 1


def test_a_change_of_another_priority_does_not_stop_this_one(client, coordinator, literacy):
    other, version = PriorityFactory(plan=literacy.plan), literacy.plan.version
    sent = wording(title="Other", prefix="OTH", version=version)
    client.post(of_priority("edit_priority", other), sent)
    client.post(of_priority("edit_priority", literacy), wording(outcomes="Mine", version=version))
    literacy.refresh_from_db()
    assert literacy.outcomes == "Mine"


def test_a_priority_of_an_open_plan_changes_with_a_reason_and_keeps_its_references(
    client, coordinator
):
    priority = PriorityFactory(title="Literacy", prefix="LIT", slug="literacy")
    sent = wording(title="Reading", prefix="REA", slug="reading", version=priority.plan.version)
    address = of_priority("edit_priority", priority)

    response = client.post(address, sent)
    assert response.context["form"].errors == {"reason": ["Say why this is changed."]}

    client.post(address, sent | {"reason": "Agreed on 7 December."})
    priority.refresh_from_db()
    assert (priority.title, priority.prefix, priority.slug) == ("Reading", "LIT", "literacy")
    assert priority.history.latest().history_change_reason == "Agreed on 7 December."


def test_no_priority_is_added_to_an_open_plan(client, coordinator):
    plan = PlanFactory()
    assert client.post(url("add_priority", plan), wording()).status_code == 403
    assert not Priority.objects.exists()


def test_a_priority_without_actions_goes_from_a_draft(client, coordinator, literacy):
    address = of_priority("remove_priority", literacy)
    assert address in client.get(of_priority("edit_priority", literacy)).text
    client.get(address)
    assert Priority.objects.exists()

    response = client.post(address, follow=True)

    assert response.redirect_chain == [(write(literacy.plan), 302)]
    assert "“Literacy” is removed." in response.text
    assert not Priority.objects.exists()
    assert Priority.history.get(history_type="-").history_user == coordinator


def test_a_priority_with_actions_stays(client, coordinator, literacy):
    ActionFactory(priority=literacy)
    address = of_priority("remove_priority", literacy)
    assert address not in client.get(of_priority("edit_priority", literacy)).text
    assert client.post(address).status_code == 403
    assert Priority.objects.exists()


def test_a_priority_of_an_open_plan_stays(client, coordinator):
    assert client.post(of_priority("remove_priority", PriorityFactory())).status_code == 403
    assert Priority.objects.exists()


def test_a_coordinator_adds_an_action_with_its_councils(client, coordinator, literacy):
    fife, borders, left = CouncilFactory(), CouncilFactory(), CouncilFactory(left_on="2020-01-01")
    ActionFactory(priority=literacy, number=4)
    form = client.get(of_priority("add_action", literacy)).context["form"]
    assert form["number"].value() == 5
    assert list(form.fields["lead"].queryset) == [fife, borders]
    sent = {"number": 5, "title": "Coach writing", "title_language": "en", "lead": fife.pk}
    sent |= dates(due_on=datetime.date(2024, 5, 31))

    response = client.post(
        of_priority("add_action", literacy),
        sent | {"contributing": [fife.pk, borders.pk]},
        follow=True,
    )

    action = Action.objects.get(number=5)
    assert response.redirect_chain == [(write(literacy.plan), 302)]
    assert "LIT-5 is added." in response.text
    assert action.due_on == datetime.date(2024, 5, 31)
    assert (action.starts_on, action.first_due_on, action.version) == (None, None, 1)
    parts = action.contributions.values_list("council", "role", "starts_on")
    assert list(parts) == [(fife.pk, "lead", None), (borders.pk, "contributing", None)]
    assert left not in [part.council for part in action.contributions.all()]
    assert {part.history.get().history_user for part in action.contributions.all()} == {coordinator}


def test_one_action_after_the_other_is_written(client, coordinator, literacy):
    sent = {"number": 1, "title": "Coach writing", "title_language": "en", "more": "Add"}
    response = client.post(of_priority("add_action", literacy), sent, follow=True)
    assert response.redirect_chain == [(of_priority("add_action", literacy), 302)]
    assert response.context["form"]["number"].value() == 2


@pytest.mark.parametrize(
    ("changed", "place", "sentence"),
    [
        ({"number": 4}, "number", "Another action of this priority has this number."),
        (
            dates(starts_on=datetime.date(2024, 6, 1), due_on=datetime.date(2024, 5, 31)),
            "due_on",
            "The due date is on or after the start date.",
        ),
        (
            {"due_on_day": 31, "due_on_month": 2, "due_on_year": 2024},
            "due_on",
            "31 February 2024 is not a real date.",
        ),
    ],
)
def test_an_action_that_cannot_be_is_refused_in_a_sentence(
    changed, place, sentence, client, coordinator, literacy
):
    ActionFactory(priority=literacy, number=4)
    sent = {"number": 5, "title": "Coach writing", "title_language": "en"} | changed
    response = client.post(of_priority("add_action", literacy), sent)
    assert response.context["form"].errors == {place: [sentence]}
    assert Action.objects.count() == 1


def test_an_action_carries_on_one_of_the_plan_before(client, coordinator):
    before = ActionFactory(priority__plan=PlanFactory())
    ActionFactory(
        priority=before.priority,
        withdrawn_at=moment(2023, 1, 1),
        withdrawn_by=coordinator,
        withdrawn_reason="Not funded",
    )
    priority = PriorityFactory(plan=DraftPlanFactory(predecessor=before.priority.plan))
    form = client.get(of_priority("add_action", priority)).context["form"]
    assert list(form.fields["predecessor"].queryset) == [before]


def test_an_action_added_to_an_open_plan_has_everything_and_owes_nothing_for_rounds_before(
    client, coordinator
):
    priority, council = PriorityFactory(prefix="LIT"), CouncilFactory()
    collecting = RoundFactory(plan=priority.plan)
    sent = {"number": 1, "title": "Coach writing", "title_language": "en"}
    sent |= {"how_we_will_know": "More coaches."}

    response = client.post(of_priority("add_action", priority), sent)
    errors = response.context["form"].errors
    assert set(errors) == {"lead", "starts_on", "due_on", "reason"}
    assert errors["reason"] == ["Say why this action is added."]

    sent |= dates(starts_on=TODAY, due_on=datetime.date(2023, 5, 31))
    sent |= {"lead": council.pk, "reason": "The Oversight Group asked for it."}
    client.post(of_priority("add_action", priority), sent)
    action = Action.objects.get()
    assert action.first_due_on == action.due_on == datetime.date(2023, 5, 31)
    assert action.first_how_we_will_know == "More coaches."
    assert action.history.get().history_change_reason == "The Oversight Group asked for it."
    assert action.contributions.get().starts_on == TODAY
    assert not Contribution.objects.owed_in(collecting).exists()


def test_nothing_is_added_to_a_closed_plan(client, coordinator):
    closed = {"stage": "closed", "closed_at": moment(2023, 1, 1)}
    priority = PriorityFactory(plan=PlanFactory(**closed))
    for name in ["edit_priority", "add_action"]:
        assert client.get(of_priority(name, priority)).status_code == 403
    for name in ["write_plan", "open_plan"]:
        assert client.get(url(name, priority.plan)).status_code == 403


def pages(priority):
    names = ["edit_priority", "remove_priority", "add_action"]
    plan = [url(name, priority.plan) for name in ["write_plan", "open_plan", "add_priority"]]
    return plan + [of_priority(name, priority) for name in names]


@pytest.mark.parametrize("role", [OfficerFactory, ConvenerFactory, ReaderFactory])
def test_who_reads_a_draft_does_not_write_it(role, client, literacy):
    client.force_login(role().person)
    for address in pages(literacy):
        assert client.get(address).status_code == 403
        assert client.post(address, wording(title="Mine")).status_code == 403
    assert Priority.objects.get().title == "Literacy"
    assert Plan.objects.get().stage == "draft"


def test_a_stranger_finds_no_draft_and_a_visitor_is_sent_to_sign_in(client, literacy):
    for address in pages(literacy):
        assert client.get(address).status_code == 302
    client.force_login(PersonFactory())
    for address in pages(literacy):
        assert client.get(address).status_code == 404


def test_a_priority_that_is_not_there_is_not_found(client, coordinator, draft):
    elsewhere = PriorityFactory(plan=PlanFactory(), slug="elsewhere")
    for name in ["edit_priority", "remove_priority", "add_action"]:
        assert client.get(url(name, draft, priority=elsewhere.slug)).status_code == 404


def test_what_keeps_a_plan_from_opening_is_listed_with_the_page_that_mends_it(
    client, coordinator, literacy
):
    ready_action(literacy, number=1)
    bare = ActionFactory(
        priority=literacy, number=2, starts_on=None, due_on=None, first_due_on=None
    )
    undated = ready_action(literacy, number=3, due_on=None)
    ContributionFactory(action=bare)
    edit, councils = "edit_action", "contributions"

    response = client.get(url("open_plan", literacy.plan))

    def page(name, action):
        return url(name, literacy.plan, reference=action.reference)

    listed = [(a.reference, list(a.lacks)) for a in response.context["contents"].unready]
    assert listed == [
        (
            "LIT-2",
            [
                ("lead council", page(councils, bare)),
                ("start date", page(edit, bare)),
                ("due date", page(edit, bare)),
            ],
        ),
        ("LIT-3", [("due date", page(edit, undated))]),
    ]
    assert f'href="{page(councils, bare)}">No lead council yet' in response.text
    assert "Open the plan</button>" not in response.text
    assert list(opening.obstacles(literacy.plan)) == [bare, undated]


def test_a_plan_with_something_missing_stays_a_draft(client, coordinator, literacy):
    ActionFactory(priority=literacy, first_due_on=None)
    response = client.post(url("open_plan", literacy.plan))
    assert "The plan cannot be opened yet." in response.text
    assert Plan.objects.get().stage == "draft"


def test_a_plan_without_actions_stays_a_draft(client, coordinator, literacy):
    response = client.post(url("open_plan", literacy.plan))
    assert "A plan opens with at least one action." in response.text
    assert Plan.objects.get().stage == "draft"


def test_a_second_plan_does_not_open(client, coordinator, literacy):
    PlanFactory(title="The plan of this year")
    ready_action(literacy)
    response = client.post(url("open_plan", literacy.plan))
    assert response.context["other"].title == "The plan of this year"
    assert "This plan is still open." in response.text
    with pytest.raises(PermissionDenied):
        opening.open_plan(literacy.plan, by=coordinator, at=moment(2023, 2, 15))
    literacy.plan.refresh_from_db()
    assert literacy.plan.stage == "draft"


def test_a_coordinator_opens_a_plan_and_its_first_dates_and_wordings_stay(
    client, coordinator, literacy
):
    action = ready_action(literacy, how_we_will_know="More coaches.")
    milestone = MilestoneFactory(action=action)
    address = url("open_plan", literacy.plan)
    assert "Open the plan</button>" in client.get(address).text
    assert Plan.objects.get().stage == "draft"

    response = client.post(address)

    plan = Plan.objects.get()
    for row in [action, milestone]:
        row.refresh_from_db()
    assert response["Location"] == plan.get_absolute_url()
    assert (plan.stage, plan.opened_at.date()) == ("open", TODAY)
    assert (action.first_due_on, milestone.first_due_on) == (action.due_on, milestone.due_on)
    assert action.first_how_we_will_know == "More coaches."


def test_opening_twice_leads_to_the_open_plan(client, coordinator):
    plan = PlanFactory()
    assert client.post(url("open_plan", plan))["Location"] == plan.get_absolute_url()


@pytest.mark.parametrize("rows", [1, 3])
def test_writing_a_plan_costs_the_same_however_much_it_holds(
    rows, client, coordinator, literacy, django_assert_num_queries
):
    for _ in range(rows):
        priority = PriorityFactory(plan=literacy.plan)
        for _ in range(rows):
            ready_action(priority)
    with django_assert_num_queries(13):
        # session, person, memberships, plan, goals, priorities, actions, parts, their councils,
        # moves of their dates; around it: collaborative, open plan, councils
        response = client.get(write(literacy.plan))
    assert len(response.context["contents"].actions) == rows * rows


def test_the_page_of_writing_says_what_is_next(client, coordinator, draft):
    assert "Add the plan’s first priority" in client.get(write(draft)).text
    priority = PriorityFactory(plan=draft)
    assert "Add actions to the priorities below." in client.get(write(draft)).text
    action = ActionFactory(priority=priority, first_due_on=None)
    assert "1 action of 1 lacks something" in client.get(write(draft)).text
    LeadFactory(action=action)
    assert url("open_plan", draft) in client.get(write(draft)).text
    assert Contents(draft).is_ready


def test_an_open_plan_is_changed_from_the_same_page(client, coordinator):
    priority = PriorityFactory(plan=PlanFactory())
    text = client.get(write(priority.plan)).text
    assert "This plan is open. A change needs a reason" in text
    assert of_priority("add_action", priority) in text
    assert url("add_priority", priority.plan) not in text
