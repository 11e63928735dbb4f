"""What a plan, a group and a longer text say of themselves."""

import pytest

from plans.models import Group, Plan, Seat
from plans.templatetags.portal import plain
from plans.tests.factories import CouncilFactory, GroupFactory


@pytest.mark.parametrize(
    ("funding", "award"),
    [
        ("The SEIC was successful in its application for £1,171,746 to support it.", "£1,171,746"),
        ("It is £1171746. Of that £20 is left.", "£1171746"),
        ("About £1.2 million, from the Scottish Government.", "£1.2 million"),
        ("The councils share the costs.", ""),
        ("", ""),
    ],
)
def test_a_plans_award_is_the_first_sum_its_text_names(funding, award):
    assert Plan(funding=funding).award == award


def test_a_group_gives_each_role_with_its_councils(db):
    group = GroupFactory()
    for role, council in [
        ("Officer", CouncilFactory(name="Fife")),
        ("Chair", None),
        ("Officer", CouncilFactory(name="East Lothian")),
    ]:
        Seat.objects.create(group=group, role=role, council=council)

    roles = Group.objects.with_seats().get().roles

    assert [(role, [str(council) for council in councils]) for role, councils in roles] == [
        ("Chair", []),
        ("Officer", ["East Lothian", "Fife"]),
    ]


def test_groups_stand_in_the_order_they_were_entered(db):
    for name in ["Oversight Group", "Board", "Literacy"]:
        GroupFactory(name=name, slug=name.lower())

    assert [group.name for group in Group.objects.with_seats()] == [
        "Oversight Group",
        "Board",
        "Literacy",
    ]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Two schools\nwait.", "Two schools wait."),
        ("Two **schools** _wait_.\n\n- one\n- two", "Two schools wait. one two"),
        ("1. first\n2. second", "first second"),
        ("Salt & <pepper>", "Salt & <pepper>"),
        ("[A link](https://example.org)", "A link"),
        ("5 * 3", "5 * 3"),
        ("", ""),
    ],
)
def test_plain_leaves_out_the_markup_of_a_text(typed, read):
    assert plain(typed) == read
