"""The form that all forms extend: the whole row is checked, and nobody's words are lost."""

import datetime

import pytest
from django.http import QueryDict

from plans.conflicts import Conflict
from plans.forms.base import PortalForm
from plans.history import sign
from plans.models import Membership, Plan
from plans.tests.factories import (
    MembershipFactory,
    OfficerFactory,
    PersonFactory,
    PlanFactory,
    moment,
)
from plans.widgets import DatePartsField

pytestmark = pytest.mark.django_db

AT = moment(2023, 2, 15, 10)


class PlanForm(PortalForm):
    ends_on = DatePartsField()

    class Meta:
        model = Plan
        fields = ["title", "background", "ends_on", "predecessor"]


class RoleForm(PortalForm):
    class Meta:
        model = Membership
        fields = ["role"]


def typed(plan, version=1, **changed):
    """What a browser sends for the form of a plan, but for what is changed."""
    fields = {
        "title": plan.title,
        "background": plan.background,
        "ends_on_day": "31",
        "ends_on_month": "7",
        "ends_on_year": "2023",
        "predecessor": "",
        "version": version,
    }
    data = QueryDict(mutable=True)
    data.update(fields | changed)
    return data


def save(person, at=AT, **changed):
    """Save the plan through the form, as someone who has just opened it."""
    plan = Plan.objects.get()
    form = PlanForm(typed(plan, plan.version, **changed), instance=plan)
    assert form.is_valid(), form.errors
    return form.save_by(person, at=at)


def open_form(plan, **data):
    return PlanForm(typed(plan, **data), instance=Plan.objects.get(pk=plan.pk))


@pytest.fixture
def plan():
    plan = PlanFactory.build(background="As drafted.")
    return sign_and_save(plan)


def sign_and_save(plan):
    sign(plan, by=PersonFactory(name="Morag"), at=moment(2023, 2, 14)).save()
    return plan


def test_a_constraint_stands_beside_the_field_its_code_names(plan):
    form = open_form(plan, ends_on_year="2021")

    assert form.errors == {"ends_on": ["A plan ends after it starts."]}


def test_a_constraint_over_fields_that_are_not_shown_is_kept_and_said():
    officer = OfficerFactory()
    twice = Membership(person=officer.person, council=officer.council)

    form = RoleForm({"role": "officer"}, instance=twice)

    assert form.errors == {"__all__": ["This person has this role for this council already."]}


def test_a_constraint_waits_until_its_fields_can_be_read():
    form = RoleForm({"role": "king"}, instance=MembershipFactory(role="reader"))

    assert list(form.errors) == ["role"]


def test_a_text_that_is_too_long_is_kept_whole_and_says_by_how_much(plan):
    long = "a" * 151

    form = open_form(plan, title=long)

    assert form.errors == {"title": ["This is 1 character too long: there is room for 150."]}
    assert form["title"].value() == long
    assert open_form(plan, title="a" * 150).is_valid()


def test_an_end_of_line_is_one_character_whatever_the_browser_sends(plan):
    Plan.objects.update(background="One.\n\nTwo.")

    form = open_form(plan, background="One.\r\n\r\nTwo.")

    assert form.is_valid()
    assert form.cleaned_data["background"] == "One.\n\nTwo."
    assert form.changed_data == []


def test_a_save_counts_the_version_and_says_who_and_why(plan):
    fiona = PersonFactory()
    form = open_form(plan, title="Another title")

    assert form.is_valid()
    form.save_by(fiona, at=AT, reason="Shorter.")

    saved = plan.history.first()
    assert (saved.title, saved.version) == ("Another title", 2)
    assert (saved.history_user, saved.history_date) == (fiona, AT)
    assert saved.history_change_reason == "Shorter."


def test_the_second_of_two_people_is_told_and_sees_both_texts(plan):
    save(PersonFactory(name="Fiona"), background="Fiona’s words.")

    form = open_form(plan, background="Ewan’s words.")

    assert not form.is_valid()
    assert form.conflicts == [Conflict("Background", "Fiona’s words.", False)]
    assert form["background"].value() == "Ewan’s words."
    told = (
        "Fiona saved this at 10:00, while you were writing. Your words are in the form, what is "
        "saved now stands beside them: mend yours where needed, then save again."
    )
    assert form.non_field_errors() == [told]
    assert Plan.objects.get().background == "Fiona’s words."


def test_the_second_press_of_the_button_saves(plan):
    save(PersonFactory(), background="Fiona’s words.")
    form = open_form(plan, background="Ewan’s words.")
    assert not form.is_valid()

    again = open_form(plan, background="Both.", version=form["version"].value())

    assert again.is_valid()
    again.save_by(PersonFactory(), at=AT)
    assert Plan.objects.get().background == "Both."
    assert Plan.objects.get().version == 3


def test_a_third_save_in_between_is_told_again(plan):
    save(PersonFactory(), background="Fiona’s words.")
    form = open_form(plan, background="Ewan’s words.")
    assert not form.is_valid()
    save(PersonFactory(), background="Fiona’s second thoughts.")

    again = open_form(plan, background="Both.", version=form["version"].value())

    assert not again.is_valid()
    assert again.conflicts == [Conflict("Background", "Fiona’s second thoughts.", False)]


def test_what_the_other_changed_and_this_one_did_not_is_taken_over(plan):
    save(PersonFactory(), title="Fiona’s title", ends_on_day="30", ends_on_month="6")

    form = open_form(plan, background="Ewan’s words.")

    assert not form.is_valid()
    assert form.conflicts == [
        Conflict("Title", "Fiona’s title", True),
        Conflict("Ends on", "30 June 2023", True),
    ]
    assert form["title"].value() == "Fiona’s title"
    assert form["background"].value() == "Ewan’s words."
    assert dict(form.data.items()) | {"version": 2} == dict(
        typed(
            plan,
            2,
            title="Fiona’s title",
            background="Ewan’s words.",
            ends_on_day="30",
            ends_on_month="6",
        ).items()
    )


def test_two_who_change_one_thing_alike_are_not_troubled(plan):
    save(PersonFactory(), title="The same title")

    assert open_form(plan, title="The same title").is_valid()


def test_what_others_changed_outside_this_form_troubles_nobody(plan):
    later = Plan.objects.get()
    later.vision, later.version = "A vision", 2
    sign(later, by=PersonFactory(), at=AT).save()

    form = open_form(plan, title="Ewan’s title")

    assert form.is_valid()
    form.save_by(PersonFactory(), at=AT)
    saved = Plan.objects.get()
    assert (saved.title, saved.vision, saved.version) == ("Ewan’s title", "A vision", 3)


def test_conflicts_do_not_go_by_the_time_of_day_which_a_demonstration_turns_back(plan):
    save(PersonFactory(), at=moment(2023, 2, 13), background="Fiona’s words.")

    assert not open_form(plan, background="Ewan’s words.").is_valid()


@pytest.mark.parametrize("version", ["", "zero", "0", "-4"])
def test_without_a_version_that_is_known_every_difference_is_shown(version, plan):
    form = open_form(plan, title="Ewan’s title", version=version)

    assert not form.is_valid()
    assert form.conflicts == [Conflict("Title", "Improvement Plan 2022-23", False)]


def test_an_empty_field_and_a_choice_are_said_in_words(plan):
    earlier = PlanFactory(
        slug="2021-22",
        title="The plan before",
        stage="closed",
        closed_at=AT,
        starts_on=datetime.date(2021, 8, 1),
        ends_on=datetime.date(2022, 7, 31),
    )
    now = Plan.objects.get(pk=plan.pk)
    now.predecessor, now.background, now.version = earlier, "", 2
    sign(now, by=PersonFactory(), at=AT).save()

    form = open_form(plan, background="Ewan’s words.")

    assert not form.is_valid()
    assert form.conflicts == [
        Conflict("Background", "Nothing", False),
        Conflict("Predecessor", "The plan before", True),
    ]
    assert form["predecessor"].value() == earlier.pk


def test_two_who_begin_the_same_row_are_told_too():
    new = PlanForm(instance=Plan(slug="2022-23", starts_on=datetime.date(2022, 8, 1)))

    assert new["version"].value() == 0
