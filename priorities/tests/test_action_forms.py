import datetime

import pytest

from plans.models import Council
from plans.tests.factories import (
    CouncilFactory,
    DraftPlanFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
    moment,
)
from priorities.forms.actions import ActionForm, DraftActionForm
from priorities.forms.contributions import ContributionForm, LeadForm, NewContributionForm
from priorities.forms.milestones import DropForm, MilestoneForm
from priorities.history import Story
from priorities.models import Contribution, Milestone
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    LeadFactory,
    MilestoneFactory,
)

pytestmark = pytest.mark.django_db

AT = moment(2023, 2, 15)


@pytest.fixture
def action():
    return ActionFactory(number=3, title="Coach writing")


@pytest.fixture
def draft():
    return ActionFactory(priority__plan=DraftPlanFactory(), number=1, first_due_on=None)


def wording(**changed):
    data = {"title": "Coach writing", "title_language": "en", "reason": "Clearer.", "version": 1}
    return data | changed


def draft_words(**changed):
    return wording(number=1, **changed)


def test_a_text_over_its_limit_is_kept_and_says_by_how_much(action):
    long = "a" * 20_000

    form = ActionForm(wording(description=long, how_we_will_know="b" * 2001), instance=action)

    assert form.errors == {
        "description": ["This is 16000 characters too long: there is room for 4,000."],
        "how_we_will_know": ["This is 1 character too long: there is room for 2,000."],
    }
    assert form["description"].value() == long


def test_a_draft_is_asked_for_no_reason_and_an_open_plan_for_no_date(action, draft):
    assert list(DraftActionForm(instance=draft).fields) == [
        "number",
        "title",
        "title_language",
        "description",
        "how_we_will_know",
        "starts_on",
        "due_on",
        "predecessor",
        "version",
    ]
    assert list(ActionForm(instance=action).fields) == [
        "title",
        "title_language",
        "description",
        "how_we_will_know",
        "reason",
        "version",
    ]


def test_a_draft_action_carries_on_what_stood_in_the_plan_before(draft):
    earlier = ActionFactory(priority__plan=PlanFactory())
    plan = draft.priority.plan
    plan.predecessor = earlier.priority.plan
    plan.save()
    elsewhere = ActionFactory(priority=draft.priority, first_due_on=None)

    form = DraftActionForm(draft_words(predecessor=earlier.pk), instance=draft)

    assert list(form.fields["predecessor"].queryset) == [earlier]
    assert form.is_valid()
    wrong = DraftActionForm(draft_words(predecessor=elsewhere.pk), instance=draft)
    assert list(wrong.errors) == ["predecessor"]


def test_a_rule_of_the_database_is_said_beside_its_field(draft):
    ActionFactory(priority=draft.priority, number=2, first_due_on=None)
    days = {"starts_on_day": "1", "starts_on_month": "9", "starts_on_year": "2023"}
    days |= {"due_on_day": "31", "due_on_month": "8", "due_on_year": "2023"}

    form = DraftActionForm(draft_words() | days | {"number": 2}, instance=draft)

    assert form.errors == {
        "number": ["Another action of this priority has this number."],
        "due_on": ["The due date is on or after the start date."],
    }


def test_an_impossible_date_comes_back_as_it_was_typed(action):
    days = {"due_on_day": "31", "due_on_month": "2", "due_on_year": "2023"}
    milestone = MilestoneFactory(action=action)

    form = MilestoneForm(wording() | days, instance=milestone)

    assert form.errors == {"due_on": ["31 February 2023 is not a real date."]}
    assert form["due_on"].value() == ("31", "2", "2023")


def test_done_is_asked_for_only_where_there_is_something_to_correct(action):
    due, done = [MilestoneFactory(action=action, done_on=on) for on in (None, AT.date())]

    assert "done_on" not in MilestoneForm(instance=due).fields
    assert "done_on" in MilestoneForm(instance=done).fields


def test_a_milestone_that_is_not_done_after_all_is_due_again(action):
    milestone = MilestoneFactory(action=action, done_on=AT.date())
    days = {"due_on_day": "31", "due_on_month": "3", "due_on_year": "2023"}

    form = MilestoneForm(wording(title="Trained") | days, instance=milestone)

    assert form.is_valid(), form.errors
    form.save_by(PersonFactory(), at=AT)
    assert Milestone.objects.get().is_due


def test_a_reason_for_dropping_may_be_mended_and_its_day_stays(action):
    day = datetime.date(2023, 1, 9)
    dropped = MilestoneFactory(action=action, dropped_on=day, dropped_reason="No consent")

    form = DropForm({"dropped_reason": "No consent.", "version": 1}, instance=dropped)

    assert form.is_valid()
    form.save_by(PersonFactory(), at=AT)
    saved = Milestone.objects.get()
    assert (saved.dropped_on, saved.dropped_reason) == (day, "No consent.")


def test_councils_are_offered_that_belong_to_the_collaborative_today(action):
    lead, part = LeadFactory(action=action).council, ContributionFactory(action=action).council
    sixth = CouncilFactory(name="West Lothian")
    CouncilFactory(name="Left", left_on=datetime.date(2022, 12, 31))
    CouncilFactory(name="Coming", joined_on=datetime.date(2023, 4, 1))

    assert list(NewContributionForm(instance=action).fields["council"].queryset) == [sixth]
    assert set(LeadForm(instance=action).fields["council"].queryset) == {part, sixth}
    assert lead in Council.objects.all()
    assert list(LeadForm(instance=action).fields) == ["council", "reason", "version"]


def test_a_draft_may_count_on_a_council_that_joins_in_its_year(draft):
    coming = CouncilFactory(joined_on=datetime.date(2023, 10, 1))

    assert list(NewContributionForm(instance=draft).fields["council"].queryset) == [coming]


def test_whoever_is_named_already_stays_named_though_they_have_left(action):
    part = LeadFactory(action=action, lead_officer=PersonFactory())
    officer = OfficerFactory(council=part.council).person
    data = {"lead_officer": part.lead_officer.pk, "deputy": officer.pk, "reason": "New deputy."}

    form = ContributionForm(data | {"version": 1}, instance=part)

    assert form.is_valid(), form.errors
    form.save_by(PersonFactory(), at=AT)
    saved = Contribution.objects.get()
    assert (saved.lead_officer, saved.deputy) == (part.lead_officer, officer)
    assert saved.action.version == 2


def test_history_tells_of_what_was_removed_and_of_what_came_first(draft):
    milestone = MilestoneFactory(action=draft, title="Trained")
    draft.take_off(milestone, by=PersonFactory(name="Catrìona Brae"), at=moment(2023, 2, 16))

    newest, *_, first = Story(draft).entries

    assert newest.by.name == "Catrìona Brae"
    assert [change.subject for change in newest.changes] == ["Milestone “Trained”: removed"]
    subject, differences = first.changes[0].subject, first.changes[0].differences
    assert subject == "The action: added"
    assert [label for label, _ in differences][:2] == ["Number", "Title"]


def test_history_names_people_councils_and_earlier_actions(action):
    earlier = ActionFactory(title="Try coaching")
    part = LeadFactory(action=action, council__name="Fife")
    action.predecessor = earlier
    action.save()
    part.lead_officer = PersonFactory(name="Zoë Kinghorne")
    part.ends_on, part.end_reason = AT.date(), "No staff."
    part.save()

    told = {
        (change.subject, difference.label): "".join(part.text for part in difference.parts)
        for entry in Story(action).entries
        for change in entry.changes
        for difference in change.differences
    }

    assert told["The action", "Predecessor"] == str(earlier)
    assert told["Fife’s part", "Officer who leads"] == "Zoë Kinghorne"
    assert told["Fife’s part", "Until"] == "15 February 2023"
    assert told["Fife’s part", "Why it ended"] == "No staff."
