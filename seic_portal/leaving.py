"""Someone stops acting for a council, or a council leaves: what ends with it, and who goes on.

Both reach from people and councils down to the actions' parts, so they stand above the apps.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from plans.history import sign
from plans.models import AuditEntry, Membership
from plans.templatetags.portal import day
from priorities.models import Contribution


def parts_of(membership):
    """Return the parts that name an officer for their council, and that still go on."""
    if membership.role != Membership.Role.OFFICER:
        return Contribution.objects.none()
    found = Contribution.objects.going_on().naming(membership.person_id)
    return found.of([membership.council_id]).with_action().with_people().in_plan_order()


@transaction.atomic
def hand_over(membership, takers, *, by, at):
    """Save the last day of someone's role, and who takes over each part that names them.

    `takers`: pairs of a part and a person, or None for nobody yet. They take over at once.
    """
    person, reason = membership.person, f"{membership.person} no longer acts as {membership}"
    sign(membership, by=by, at=at, reason=reason).save()
    handed = []
    for part, taker in takers:
        if part.lead_officer_id == person.pk:
            part.lead_officer = taker
            part.deputy = None if part.deputy == taker else part.deputy
        else:
            part.deputy = None if taker == part.lead_officer else taker
        sign(part, by=by, at=at, reason=reason).save()
        part.action.count_change(by=by, at=at, reason=reason)
        handed.append(f"{part.action.reference} to {taker or 'nobody yet'}")
    until = f"{membership} until {day(membership.ends_on)}."
    words = f"{until} Handed over: {', '.join(handed)}." if handed else until
    AuditEntry.objects.record(f"Ended role: {person}"[:200], by=by, at=at, reason=words)


def led_by(council):
    """Return what a council leads and must hand over before it leaves."""
    parts = Contribution.objects.going_on().of([council]).filter(role=Contribution.Role.LEAD)
    return parts.with_action().in_plan_order()


@transaction.atomic
def leave(council, reason, *, by, at):
    """Let a council leave on its `left_on`: its parts and its people's roles end with that day.

    What it said stays; in a draft it is taken out. Raises PermissionDenied while it leads any.
    """
    if led_by(council).exists():
        raise PermissionDenied("It leads an action: another council is chosen to lead it first.")
    sign(council, by=by, at=at, reason=reason).save()
    for part in Contribution.objects.going_on().of([council]).with_action():
        if part.action.priority.plan.is_draft:
            part.action.take_off(part, by=by, at=at)
            continue
        part.ends_on = max(council.left_on, part.starts_on or council.left_on)
        part.end_reason = f"{council} left the collaborative: {reason}"
        sign(part, by=by, at=at, reason=reason).save()
        part.action.count_change(by=by, at=at, reason=reason)
    for role in council.memberships.exclude(ends_on__lte=council.left_on):
        role.ends_on = max(council.left_on, role.starts_on)
        sign(role, by=by, at=at, reason=reason).save()
    what = f"{council} leaves the collaborative on {day(council.left_on)}"
    AuditEntry.objects.record(what, by=by, at=at, reason=reason)
