"""Where an administrator ends someone's role, or lets a council leave, and says who goes on."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import clock
from plans.access import editing, held, require
from plans.models import Council, Membership
from plans.templatetags.portal import day
from seic_portal.forms.leaving import EndMembershipForm, LeaveForm
from seic_portal.leaving import led_by, parts_of


@editing
def end_membership(request, pk):
    """End someone's role, and ask who takes over each part of an action that names them."""
    require(request.user.is_administrator)
    found = held(request, Membership.objects.select_related("person", "council"))
    membership = get_object_or_404(found, pk=pk)
    today = {"ends_on": membership.ends_on or clock.today()}
    form = EndMembershipForm(
        request.POST or None, instance=membership, initial=today, parts=parts_of(membership)
    )
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        until = f"until the end of {day(membership.ends_on)}"
        messages.success(request, f"{membership.person} is {membership} {until}.")
        return redirect("admin:plans_person_change", membership.person_id)
    context = {"section": "admin", "form": form, "membership": membership}
    return render(request, "seic_portal/end_membership.html", context)


@editing
def leave_council(request, council):
    """Let a council leave, once another leads what it led."""
    require(request.user.is_administrator)
    council = get_object_or_404(held(request, Council.objects.filter(left_on=None)), slug=council)
    leads = list(led_by(council))
    form = LeaveForm(request.POST or None, instance=council)
    if not leads and form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"{council} leaves on {day(council.left_on)}.")
        return redirect("admin:plans_council_change", council.pk)
    context = {"section": "admin", "council": council, "leads": leads}
    context["form"] = None if leads else form
    return render(request, "seic_portal/leave_council.html", context)
