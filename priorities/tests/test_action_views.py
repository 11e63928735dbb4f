"""An action's pages for those who work on it: wording, milestones, councils, history, the end."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from plans.models import AuditEntry
from plans.tests.factories import (
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    DraftPlanFactory,
    OfficerFactory,
    PersonFactory,
    PublishedRoundFactory,
    ReaderFactory,
    moment,
)
from priorities.models import Action, Contribution, Milestone
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    LeadFactory,
    MilestoneFactory,
    PublishedUpdateFactory,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2023, 2, 15)
WHY = "Schools asked for it."


@pytest.fixture
def midlothian():
    return CouncilFactory(name="Midlothian", slug="midlothian")


@pytest.fixture
def fife():
    return CouncilFactory(name="Fife", slug="fife")


@pytest.fixture
def action(midlothian, fife):
    action = ActionFactory(
        priority__prefix="LIT",
        priority__slug="literacy",
        number=3,
        title="Coach writing",
        description="Three visits a school.",
        how_we_will_know="Teachers say.",
        first_how_we_will_know="Teachers say.",
    )
    LeadFactory(action=action, council=midlothian)
    ContributionFactory(action=action, council=fife)
    return action


@pytest.fixture
def draft(midlothian):
    action = ActionFactory(
        priority__plan=DraftPlanFactory(), priority__prefix="NUM", number=1, first_due_on=None
    )
    LeadFactory(action=action, council=midlothian)
    return action


@pytest.fixture
def officer(midlothian):
    return OfficerFactory(person__name="Siân Eskdale", council=midlothian).person


@pytest.fixture
def coordinator():
    return CoordinatorFactory(person__name="Catrìona Brae").person


def at(person):
    """A browser in which someone is signed in."""
    client = Client()
    client.force_login(person)
    return client


def url(name, action, **more):
    names = {"plan": action.priority.plan.slug, "reference": action.reference}
    return reverse(f"priorities:{name}", kwargs=names | more)


def wording(action, **changed):
    """What the form of an action in an open plan sends, but for what is changed."""
    return {
        "title": action.title,
        "title_language": action.title_language,
        "description": action.description,
        "how_we_will_know": action.how_we_will_know,
        "reason": WHY,
        "version": action.version,
    } | changed


def on(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def send(client, address, data):
    """Press the button; return what the next page says."""
    response = client.post(address, data, follow=True)
    return [str(message) for message in response.context["messages"]]


def errors(client, address, data):
    """Press the button of a form that is sent back; return its errors."""
    return dict(client.post(address, data).context["form"].errors)


# Who may


EDITING = ["edit_action", "milestones", "add_milestone"]
COORDINATING = ["contributions", "add_contribution", "change_lead", "withdraw_action"]


@pytest.mark.parametrize("page", EDITING)
def test_officers_of_the_lead_council_and_coordinators_edit(page, action, officer, coordinator):
    for person in [officer, coordinator]:
        assert at(person).get(url(page, action)).context["action"] == action


@pytest.mark.parametrize("page", COORDINATING)
def test_coordinators_alone_decide_on_councils_and_withdrawal(page, action, officer, coordinator):
    assert at(coordinator).get(url(page, action)).context["action"] == action
    assert at(officer).get(url(page, action)).status_code == 403
    assert at(officer).post(url(page, action)).status_code == 403


@pytest.mark.parametrize("page", [*EDITING, *COORDINATING])
def test_nobody_else_edits_and_a_visitor_signs_in_first(page, action, midlothian, fife, client):
    others = [
        OfficerFactory(council=fife),
        ConvenerFactory(council=midlothian),
        ReaderFactory(),
        OfficerFactory(council=midlothian, ends_on=datetime.date(2023, 2, 14)),
    ]
    people = [membership.person for membership in others]
    for person in [*people, PersonFactory(is_administrator=True)]:
        assert at(person).get(url(page, action)).status_code == 403
        assert at(person).post(url(page, action), wording(action)).status_code == 403
    assert client.get(url(page, action)).url.startswith("/accounts/login/")


@pytest.mark.parametrize("page", EDITING)
def test_a_draft_is_edited_by_coordinators_alone(page, draft, officer, coordinator):
    assert at(officer).get(url(page, draft)).status_code == 403
    assert at(coordinator).get(url(page, draft)).context["action"] == draft


@pytest.mark.parametrize("page", [*EDITING, *COORDINATING])
def test_what_is_withdrawn_is_edited_by_nobody(page, action, coordinator):
    action.withdraw(WHY, by=coordinator, at=moment(2023, 2, 1))

    assert at(coordinator).get(url(page, action)).status_code == 403


@pytest.mark.parametrize("page", [*EDITING, *COORDINATING])
def test_an_action_that_is_not_there_is_not_found(page, action, coordinator):
    address = url(page, action).replace("LIT-3", "LIT-4")

    assert at(coordinator).get(address).status_code == 404


# Its wording


def test_an_officer_edits_the_wording_with_a_reason(action, officer):
    said = send(at(officer), url("edit_action", action), wording(action, title="Coach it"))

    saved = Action.objects.get()
    assert said == ["LIT-3 is saved."]
    assert (saved.title, saved.version) == ("Coach it", 2)
    row = saved.history.first()
    assert (row.history_user, row.history_change_reason) == (officer, WHY)
    assert row.history_date.date() == TODAY


def test_without_a_reason_nothing_is_saved_and_nothing_is_lost(action, officer):
    data = wording(action, title="Coach it", reason=" ")

    response = at(officer).post(url("edit_action", action), data)

    form = response.context["form"]
    assert form.errors == {"reason": ["Say why this is changed."]}
    assert form["title"].value() == "Coach it"
    assert "<title>Error: Edit LIT-3" in response.text
    assert Action.objects.get().title == "Coach writing"


def test_in_an_open_plan_dates_and_number_stay_whatever_is_sent(action, officer):
    sent = on("due_on", datetime.date(2023, 7, 1)) | {"number": 9}

    send(at(officer), url("edit_action", action), wording(action) | sent)

    saved = Action.objects.get()
    assert (saved.number, saved.due_on) == (3, datetime.date(2023, 5, 26))
    page = at(officer).get(url("edit_action", action))
    assert "number" not in page.context["form"].fields
    assert "In an open plan a due date is not changed here" in page.text


def test_the_first_wording_stays_beside_a_new_one(action, officer):
    send(at(officer), url("edit_action", action), wording(action, how_we_will_know="We count."))

    saved = Action.objects.get()
    assert (saved.how_we_will_know, saved.first_how_we_will_know) == ("We count.", "Teachers say.")


def test_a_coordinator_edits_a_draft_without_a_reason(draft, coordinator):
    data = wording(draft, title="Count", number=7) | on("due_on", datetime.date(2024, 5, 31))
    del data["reason"]

    send(at(coordinator), url("edit_action", draft), data | on("starts_on", TODAY))

    saved = Action.objects.get()
    assert (saved.reference, saved.title) == ("NUM-7", "Count")
    assert (saved.starts_on, saved.due_on) == (TODAY, datetime.date(2024, 5, 31))


def test_the_second_of_two_is_told_and_loses_nothing(action, officer, coordinator):
    address = url("edit_action", action)
    mine, theirs = at(officer), at(coordinator)
    opened = wording(action)  # both have the page open

    send(theirs, address, opened | {"description": "Six visits a school.", "title": "Coach it"})
    response = mine.post(address, opened | {"description": "Four visits a school."})

    form = response.context["form"]
    (said,) = form.non_field_errors()
    assert said.startswith("Catrìona Brae saved this at ")
    assert [conflict.saved for conflict in form.conflicts] == ["Coach it", "Six visits a school."]
    assert "Six visits a school." in response.text
    assert form["description"].value() == "Four visits a school."
    assert Action.objects.get().description == "Six visits a school."

    sent_again = {name: form[name].value() for name in form.fields}
    assert send(mine, address, sent_again) == ["LIT-3 is saved."]
    saved = Action.objects.get()
    assert (saved.title, saved.description) == ("Coach it", "Four visits a school.")
    assert saved.version == 3


def test_a_milestone_changed_meanwhile_does_not_trouble_who_edits_the_wording(
    action, officer, coordinator
):
    milestone = MilestoneFactory(action=action)
    opened = wording(action)
    done = on("done_on", TODAY) | {"version": 1}
    send(at(coordinator), url("complete_milestone", action, pk=milestone.pk), done)

    said = send(at(officer), url("edit_action", action), opened | {"title": "Coach it"})

    assert said == ["LIT-3 is saved."]
    assert Action.objects.get().version == 3


# Milestones


def test_a_milestone_is_added_behind_the_others(action, officer):
    MilestoneFactory(action=action, number=4)
    data = {"title": "Trained", "reason": WHY} | on("due_on", datetime.date(2023, 3, 1))

    said = send(at(officer), url("add_milestone", action), data)

    new = Milestone.objects.get(title="Trained")
    assert said == ["“Trained” is added."]
    assert (new.number, new.due_on, new.first_due_on) == (5, *[datetime.date(2023, 3, 1)] * 2)
    assert new.history.get().history_change_reason == WHY
    assert Action.objects.get().version == 2


def test_a_milestone_of_a_draft_has_no_first_date_yet(draft, coordinator):
    data = {"title": "Trained"} | on("due_on", datetime.date(2023, 9, 1))

    send(at(coordinator), url("add_milestone", draft), data)

    assert Milestone.objects.get().first_due_on is None


def test_a_milestone_that_moves_keeps_its_first_date(action, officer):
    milestone = MilestoneFactory(action=action)
    address = url("edit_milestone", action, pk=milestone.pk)
    for version, day in enumerate([datetime.date(2023, 4, 1), datetime.date(2023, 5, 1)], 1):
        data = {"title": milestone.title, "reason": WHY, "version": version} | on("due_on", day)
        assert send(at(officer), address, data) == [f"“{milestone}” is changed."]

    milestone.refresh_from_db()
    assert milestone.first_due_on == datetime.date(2023, 3, 31)
    assert milestone.due_on == datetime.date(2023, 5, 1)


def test_a_milestone_is_done_on_a_day_that_has_come(action, officer):
    milestone = MilestoneFactory(action=action)
    address = url("complete_milestone", action, pk=milestone.pk)
    assert at(officer).get(address).context["form"]["done_on"].value() == TODAY
    tomorrow = TODAY + datetime.timedelta(days=1)

    late = errors(at(officer), address, on("done_on", tomorrow) | {"version": 1})
    said = send(at(officer), address, on("done_on", TODAY) | {"version": 1})

    assert late == {"done_on": ["16 February 2023 is still to come: enter the day it was done."]}
    assert said == [f"“{milestone}” is done."]
    milestone.refresh_from_db()
    assert milestone.done_on == TODAY
    assert milestone.history.first().history_change_reason == "Done on 15 February 2023"


def test_a_milestone_is_dropped_for_a_reason_and_stays_in_the_list(action, officer):
    milestone = MilestoneFactory(action=action)
    address = url("drop_milestone", action, pk=milestone.pk)

    unsaid = errors(at(officer), address, {"version": 1})
    said = send(at(officer), address, {"dropped_reason": "No consent.", "version": 1})

    assert list(unsaid) == ["dropped_reason"]
    assert said == [f"“{milestone}” is dropped."]
    milestone.refresh_from_db()
    assert (milestone.dropped_on, milestone.dropped_reason) == (TODAY, "No consent.")
    page = at(officer).get(url("milestones", action)).text
    assert "<strong>Dropped on 15 February 2023</strong>: No consent." in page


def test_what_is_done_cannot_be_dropped_but_the_words_stay(action, officer):
    milestone = MilestoneFactory(action=action, done_on=TODAY)
    data = {"dropped_reason": "No consent.", "version": 1}

    response = at(officer).post(url("drop_milestone", action, pk=milestone.pk), data)

    form = response.context["form"]
    assert form.errors == {"__all__": ["A milestone is done or dropped, not both."]}
    assert form["dropped_reason"].value() == "No consent."


def test_milestones_move_up_and_down_without_a_script(action, officer):
    first, second, third = [MilestoneFactory(action=action, number=1) for _ in range(3)]
    address = url("milestones", action)

    send(at(officer), address, {"down": first.pk, "version": 1})
    assert list(action.milestones.all()) == [second, first, third]
    said = send(at(officer), address, {"up": third.pk, "version": 2})

    assert said == [f"“{third}” has moved."]
    assert list(action.milestones.all()) == [second, third, first]
    assert [row.number for row in action.milestones.all()] == [1, 2, 3]
    assert Action.objects.get().version == 3


def test_the_ends_of_the_list_are_ends(action, officer):
    first, second = [MilestoneFactory(action=action, number=n) for n in (1, 2)]

    send(at(officer), url("milestones", action), {"up": first.pk, "version": 1})
    send(at(officer), url("milestones", action), {"down": second.pk, "version": 2})

    assert list(action.milestones.all()) == [first, second]


def test_a_milestone_of_another_action_is_out_of_reach(action, officer):
    other = MilestoneFactory(action__priority=action.priority)

    for page in ["edit_milestone", "complete_milestone", "drop_milestone"]:
        assert at(officer).get(url(page, action, pk=other.pk)).status_code == 404
    assert errors(at(officer), url("milestones", action), {"up": other.pk, "version": 1})
    assert Milestone.objects.get().number == 1


def test_two_who_change_one_milestone_are_told(action, officer, coordinator):
    milestone = MilestoneFactory(action=action, title="Trained")
    address = url("edit_milestone", action, pk=milestone.pk)
    opened = {"title": "Trained", "reason": WHY, "version": 1} | on("due_on", milestone.due_on)

    send(at(coordinator), address, opened | {"title": "Twelve trained"})
    response = at(officer).post(address, opened | {"title": "All trained"})

    form = response.context["form"]
    assert [tuple(one)[1:] for one in form.conflicts] == [("Twelve trained", False)]
    assert form["title"].value() == "All trained"
    assert Milestone.objects.get().title == "Twelve trained"


def test_moving_in_a_list_that_someone_else_changed_asks_for_a_second_look(
    action, officer, coordinator
):
    first, second = [MilestoneFactory(action=action, number=n) for n in (1, 2)]
    send(at(coordinator), url("milestones", action), {"down": first.pk, "version": 1})

    response = at(officer).post(url("milestones", action), {"up": second.pk, "version": 1})

    (said,) = response.context["form"].non_field_errors()
    assert said.endswith("Look at what is saved now, then press the button again.")
    assert list(action.milestones.all()) == [second, first]


def test_a_milestone_is_removed_from_a_draft_only(draft, action, officer, coordinator):
    kept, gone = MilestoneFactory(action=action), MilestoneFactory(action=draft)

    assert at(coordinator).post(url("remove_milestone", action, pk=kept.pk)).status_code == 403
    address = url("remove_milestone", draft, pk=gone.pk)
    assert "Remove" in at(coordinator).get(address).text
    assert Milestone.objects.count() == 2
    assert send(at(coordinator), address, {}) == [f"“{gone}” is removed."]

    assert list(Milestone.objects.all()) == [kept]


@pytest.mark.parametrize("many", [1, 3])
def test_milestones_cost_the_same_however_many(many, action, officer, django_assert_num_queries):
    for number in range(many):
        MilestoneFactory(action=action, number=number)
    client = at(officer)

    # session, person, memberships, plan, action, contributions, councils, milestones;
    # collaborative, current plan, partners
    with django_assert_num_queries(11):
        client.get(url("milestones", action))


# Councils


def test_a_council_takes_part_from_the_day_it_is_added(action, coordinator):
    borders = CouncilFactory(name="Scottish Borders", slug="scottish-borders")
    data = {"council": borders.pk, "reason": WHY, "version": 1}

    response = at(coordinator).post(url("add_contribution", action), data)

    part = Contribution.objects.get(council=borders)
    assert response.url == url("edit_contribution", action, council="scottish-borders")
    assert (part.role, part.starts_on) == ("contributing", TODAY)
    assert part.history.get().history_change_reason == WHY
    entry = AuditEntry.objects.get()
    assert entry.what == "Scottish Borders takes part in LIT-3 of 2022-23"
    assert (entry.by, entry.reason) == (coordinator, WHY)


def test_a_council_of_a_draft_takes_part_from_the_beginning(draft, coordinator, fife):
    send(at(coordinator), url("add_contribution", draft), {"council": fife.pk, "version": 1})

    assert Contribution.objects.get(council=fife).starts_on is None
    assert not AuditEntry.objects.exists()


def test_a_sixth_council_can_be_made_to_lead(action, coordinator, midlothian):
    sixth = CouncilFactory(name="West Lothian", slug="west-lothian")
    sixths_officer = OfficerFactory(council=sixth).person
    data = {"council": sixth.pk, "reason": WHY, "version": 1}

    said = send(at(coordinator), url("change_lead", action), data)

    assert said == ["West Lothian leads LIT-3."]
    roles = dict(action.contributions.values_list("council__name", "role"))
    assert roles == {"West Lothian": "lead", "Midlothian": "contributing", "Fife": "contributing"}
    assert AuditEntry.objects.get().what == "West Lothian leads LIT-3 of 2022-23"
    assert Contribution.objects.get(council=midlothian).history.first().history_user == coordinator
    said = send(
        at(sixths_officer), url("edit_action", action), wording(action, title="Coach it", version=2)
    )
    assert said == ["LIT-3 is saved."]


def test_the_lead_of_a_draft_is_chosen_among_all(draft, coordinator, fife):
    Contribution.objects.all().delete()
    page = at(coordinator).get(url("change_lead", draft))
    assert "Choose which council leads" in page.text

    send(at(coordinator), url("change_lead", draft), {"council": fife.pk, "version": 1})

    assert Action.objects.get().lead.council == fife


def test_a_part_ends_on_a_day_for_a_reason(action, coordinator, fife):
    address = url("end_contribution", action, council="fife")
    yesterday, end = TODAY - datetime.timedelta(days=1), datetime.date(2023, 3, 31)
    words = {"end_reason": "No staff.", "version": 1}

    early = errors(at(coordinator), address, words | on("ends_on", yesterday))
    said = send(at(coordinator), address, words | on("ends_on", end))

    refusal = "Enter a day from today, 15 February 2023, to the plan’s end, 31 July 2023."
    assert early == {"ends_on": [refusal]}
    assert said == ["Fife’s part is ended."]
    part = Contribution.objects.get(council=fife)
    assert (part.ends_on, part.end_reason) == (end, "No staff.")
    assert AuditEntry.objects.get().what == "Fife no longer takes part in LIT-3 of 2022-23"


def test_the_lead_does_not_end_its_part(action, coordinator, midlothian):
    data = {"end_reason": "No staff.", "version": 1} | on("ends_on", TODAY)

    said = errors(at(coordinator), url("end_contribution", action, council="midlothian"), data)

    words = "Midlothian leads this action: first choose another council to lead."
    assert said == {"__all__": [words]}


def test_a_council_whose_part_ended_may_take_part_again(action, coordinator, fife):
    ended = {"ends_on": datetime.date(2022, 12, 16), "end_reason": "No staff."}
    action.contributions.filter(council=fife).update(**ended)
    data = {"council": fife.pk, "reason": WHY, "version": 1}

    send(at(coordinator), url("add_contribution", action), data)

    part = Contribution.objects.get(council=fife)
    assert (part.starts_on, part.ends_on, part.end_reason) == (TODAY, None, "")


def test_two_who_choose_a_lead_are_told(action, coordinator, fife):
    borders = CouncilFactory(name="Scottish Borders")
    chosen = {"council": borders.pk, "reason": WHY, "version": 1}
    send(at(CoordinatorFactory().person), url("change_lead", action), chosen)

    said = errors(at(coordinator), url("change_lead", action), chosen | {"council": fife.pk})

    assert list(said) == ["__all__"]
    assert Action.objects.get().lead.council == borders


def test_officers_are_named_among_the_councils_own(action, coordinator, officer, midlothian):
    address = url("edit_contribution", action, council="midlothian")
    left = OfficerFactory(council=midlothian, ends_on=datetime.date(2023, 1, 31)).person
    others = [OfficerFactory().person, ConvenerFactory(council=midlothian).person, left]
    data = {"supporting_roles": "Two teachers", "reason": WHY, "version": 1}

    for other in others:
        refused = errors(at(coordinator), address, data | {"lead_officer": other.pk})
        assert list(refused) == ["lead_officer"]
    said = send(at(coordinator), address, data | {"lead_officer": officer.pk})

    part = Contribution.objects.get(council=midlothian)
    assert said == ["Midlothian’s part is saved."]
    assert (part.lead_officer, part.supporting_roles) == (officer, "Two teachers")


def test_the_deputy_is_someone_else(action, coordinator, officer):
    data = {"lead_officer": officer.pk, "deputy": officer.pk, "reason": WHY, "version": 1}

    said = errors(at(coordinator), url("edit_contribution", action, council="midlothian"), data)

    assert said == {"deputy": ["The deputy is someone other than the lead officer."]}


def test_a_council_is_removed_from_a_draft_and_ended_in_an_open_plan(action, draft, coordinator):
    client = at(coordinator)

    assert client.post(url("remove_contribution", action, council="fife")).status_code == 403
    assert client.get(url("end_contribution", draft, council="midlothian")).status_code == 403
    send(client, url("remove_contribution", draft, council="midlothian"), {})

    assert not draft.contributions.exists()


@pytest.mark.parametrize("many", [1, 3])
def test_councils_cost_the_same_however_many(many, action, coordinator, django_assert_num_queries):
    for _ in range(many):
        ContributionFactory(action=action, lead_officer=PersonFactory())
    client = at(coordinator)

    # session, person, memberships, plan, action, contributions, councils, parts; collaborative,
    # current plan, partners
    with django_assert_num_queries(11):
        client.get(url("contributions", action))


# The end


def test_a_coordinator_withdraws_an_action_for_a_reason(action, coordinator):
    address = url("withdraw_action", action)
    assert "Withdraw this action?" in at(coordinator).get(address).text
    assert not Action.objects.get().is_withdrawn

    unsaid = errors(at(coordinator), address, {"version": 1})
    said = send(at(coordinator), address, {"reason": "No money.", "version": 1})

    saved = Action.objects.get()
    assert list(unsaid) == ["reason"]
    assert said == ["LIT-3 is withdrawn."]
    assert (saved.withdrawn_by, saved.withdrawn_reason) == (coordinator, "No money.")
    entry = AuditEntry.objects.get()
    assert (entry.what, entry.reason) == ("Withdrew LIT-3 of 2022-23", "No money.")


def test_an_action_someone_has_just_edited_is_not_withdrawn_unseen(action, officer, coordinator):
    send(at(officer), url("edit_action", action), wording(action, title="Coach it"))

    said = errors(at(coordinator), url("withdraw_action", action), {"reason": "x", "version": 1})

    assert list(said) == ["__all__"]
    assert not Action.objects.get().is_withdrawn


def test_an_action_of_a_draft_is_deleted_with_all_that_is_its_own(draft, coordinator):
    MilestoneFactory(action=draft)

    said = send(at(coordinator), url("withdraw_action", draft), {"version": 1})

    assert said == ["NUM-1 is deleted."]
    assert not Action.objects.exists()
    assert not Contribution.objects.exists()
    assert AuditEntry.objects.get().what == "Deleted NUM-1 of 2023-24"


def test_an_action_that_another_carries_on_is_not_deleted(draft, coordinator):
    ActionFactory(priority=draft.priority, predecessor=draft, first_due_on=None)

    said = errors(at(coordinator), url("withdraw_action", draft), {"version": 1})

    assert said == {"__all__": ["Another plan’s action carries this one on: it cannot be deleted."]}
    assert Action.objects.filter(pk=draft.pk).exists()


# All that was said


def words(response):
    page = response.text.partition('id="main-content"')[2]
    return re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>|<[^>]+>", " ", page))


def test_every_update_stands_by_round_newest_first(action, client, fife):
    first = PublishedRoundFactory(plan=action.priority.plan, number=1)
    second = PublishedRoundFactory(
        plan=action.priority.plan,
        number=2,
        due_on=datetime.date(2023, 1, 27),
        published_at=moment(2023, 2, 1),
    )
    for round, text in [(first, "Six visits."), (second, "Ten visits.")]:
        PublishedUpdateFactory(contribution=action.lead, round=round, text=text)
    part = Contribution.objects.get(council=fife)
    PublishedUpdateFactory(contribution=part, round=first, text="One visit.", status="complete")

    page = client.get(url("action_updates", action))

    told = [
        (str(round), [(str(one.part.council), one.update.text) for one in positions])
        for round, positions in page.context["reading"].by_round
    ]
    assert told == [
        ("Round 2", [("Midlothian", "Ten visits.")]),
        ("Round 1", [("Midlothian", "Six visits."), ("Fife", "One visit.")]),
    ]
    assert "Round 2 Published on 1 February 2023" in words(page)


def test_a_missing_update_stands_in_its_round(action, client):
    round = PublishedRoundFactory(plan=action.priority.plan, number=1)
    PublishedUpdateFactory(contribution=action.lead, round=round)

    page = words(client.get(url("action_updates", action)))

    assert (
        "Fife No update 5 days late when published "
        "The update was due on 18 November 2022 and was not received."
    ) in page


def test_updates_of_a_draft_plan_are_hidden_from_a_visitor(draft, client):
    assert client.get(url("action_updates", draft)).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_updates_cost_the_same_however_many(many, action, client, django_assert_num_queries):
    for number in range(1, many + 1):
        round = PublishedRoundFactory(plan=action.priority.plan, number=number)
        for part in action.contributions.all():
            PublishedUpdateFactory(contribution=part, round=round)

    # plan, action, parts, updates, corrections, what is withheld; progress asks five;
    # collaborative, partners
    with django_assert_num_queries(13):
        client.get(url("action_updates", action))


# History


def test_history_is_for_those_who_work_on_plans(action, client, officer, coordinator, midlothian):
    administrator = PersonFactory(is_administrator=True)
    for person in [officer, coordinator, administrator, OfficerFactory().person]:
        assert at(person).get(url("action_history", action)).context["action"] == action
    for membership in [ConvenerFactory(council=midlothian), ReaderFactory()]:
        assert at(membership.person).get(url("action_history", action)).status_code == 403
    assert client.get(url("action_history", action)).url.startswith("/accounts/login/")


def test_history_says_who_changed_what_and_why(action, officer):
    changed = wording(action, description="Six visits a school.", title="Coach it")
    send(at(officer), url("edit_action", action), changed)

    page = at(officer).get(url("action_history", action))

    newest = page.context["entries"][0]
    assert (newest.by, newest.why) == (officer, WHY)
    assert (
        f"Siân Eskdale Why: {WHY} The action "
        "Title removed: Coach writing added: Coach it "
        "What will be done removed: Three added: Six visits a school."
    ) in words(page)
    assert '<del><span class="visually-hidden">removed: </span>Coach writing</del>' in page.text


def test_history_holds_milestones_and_councils(action, officer, coordinator, fife):
    milestone = MilestoneFactory(action=action, title="Trained")
    done = on("done_on", TODAY) | {"version": 1}
    send(at(officer), url("complete_milestone", action, pk=milestone.pk), done)
    lead = {"council": fife.pk, "reason": "Fife has coaches.", "version": 2}
    send(at(coordinator), url("change_lead", action), lead)

    newest, before = at(officer).get(url("action_history", action)).context["entries"][:2]

    def told(entry):
        return {
            change.subject: [(label, "→".join(p.text for p in parts)) for label, parts in what]
            for change in entry.changes
            for what in [change.differences]
        }

    assert (newest.by, newest.why) == (coordinator, "Fife has coaches.")
    assert told(newest) == {
        "Fife’s part": [("Role", "Takes part→Leads")],
        "Midlothian’s part": [("Role", "Leads→Takes part")],
    }
    assert told(before) == {"Milestone “Trained”": [("Done on", "15 February 2023")]}


@pytest.mark.parametrize("many", [1, 3])
def test_history_costs_the_same_however_long(many, action, officer, django_assert_num_queries):
    for number in range(many):
        MilestoneFactory(action=action, number=number)
        ContributionFactory(action=action, lead_officer=PersonFactory())
        action.count_change(by=PersonFactory(), at=moment(2023, 1, 1 + number))
    client = at(officer)

    # session, person, memberships, plan, action; three histories, people, councils;
    # collaborative, partners
    with django_assert_num_queries(12):
        client.get(url("action_history", action))
