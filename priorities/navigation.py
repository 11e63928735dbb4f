"""Where one can go from a page of a plan."""

from collections import namedtuple

from django.urls import reverse

Item = namedtuple("Item", "label address is_current")


def section(plan, name):
    """Return the entry of the main menu that a page of a plan is under.

    The menu leads to the open plan: pages of another one are under all plans.
    """
    return name if plan.is_open else "plans"


def crumbs(plan, *steps):
    """Return the way from a plan to one of its pages, as pairs of a label and an address."""
    return [(f"Plan {plan.slug}", plan.get_absolute_url()), *steps]


def round_crumbs(plan, round=None):
    """Return the way to the list of a plan's rounds, or on to the pages below one of them."""
    steps = crumbs(plan, ("Rounds", reverse("priorities:rounds", args=[plan.slug])))
    return [*steps, (str(round), round.get_absolute_url())] if round else steps


def below_round(round):
    """Return what every page below a round's own shows: where it stands, its plan and itself."""
    plan = round.plan
    return {
        "section": section(plan, "rounds"),
        "steps": round_crumbs(plan, round),
        "plan": plan,
        "round": round,
    }


def side_items(progress, here):
    """Return the pages of a plan, to show beside the one whose address is `here`."""
    slug = progress.plan.slug
    pages = [
        ("Plan on a page", progress.plan.get_absolute_url()),
        ("Progress", reverse("priorities:progress", args=[slug])),
        *((priority.title, priority.address) for priority in progress.priorities),
        ("Councils", reverse("councils", args=[slug])),
        ("Measures", reverse("priorities:measures", args=[slug])),
        ("Questions", reverse("priorities:questions", args=[slug])),
        ("Meetings", reverse("meetings", args=[slug])),
    ]
    return [Item(label, address, address == here) for label, address in pages]
