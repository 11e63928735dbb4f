"""A council's update in a round: written, sent, taken back, returned, corrected."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans import clock
from plans.access import editing, held, plan_page, require
from plans.models import Round
from plans.templatetags.portal import clock as time_of_day
from plans.withholding import WithholdForm
from priorities.board import after
from priorities.forms.updates import CorrectionForm, ReturnForm, UpdateForm, typed_in
from priorities.models import Action, Contribution, Correction, Withholding
from priorities.navigation import crumbs, round_crumbs, section
from priorities.writing import Desk


def find(request, plan, number, reference, council):
    """Lay out what an address means; a POST locks round, contribution and update in this order.

    The lock on the contribution lets two officers begin one update one after the other.
    """
    rounds = held(request, Round.objects.in_plan(plan).select_related("plan"))
    round = get_object_or_404(rounds, number=number)
    actions = Action.objects.in_plan(plan).by_reference(reference)
    parts = Contribution.objects.with_action().filter(action__in=actions, council__slug=council)
    part = get_object_or_404(held(request, parts))
    people = part.updates.select_related("written_by", "submitted_by", "returned_by")
    people = people.with_words_since().prefetch_related("withholdings__by")
    saved = held(request, people.filter(round=round)).first()
    return Desk(round, part, saved, today=clock.today())


@plan_page
@editing
def update(request, plan, **address):
    """Write a council's update of a round, or read it once it is sent."""
    desk = find(request, plan, **address)
    require(desk.update.may_be_read_by(request.user))
    if desk.update.is_sent:
        typed = typed_in(request.POST)
        return too_late(desk) if is_quiet(request) else read(request, desk, typed=typed)
    form = UpdateForm(request.POST or None, desk=desk, by=request.user, at=clock.now())
    is_well = form.is_bound and form.keep()
    if form.is_bound and is_quiet(request):
        return kept_quietly(form)
    if is_well:
        return redirect(say_what_became_of(form, request))
    context = {"desk": desk, "update": desk.update, "form": form} | place(desk, request.user)
    return render(request, "priorities/update_form.html", context)


def is_quiet(request):
    """Say whether the page's script sends what is being written, without a press of a button."""
    return request.method == "POST" and request.headers.get("Accept") == "application/json"


def too_late(desk):
    """Answer 409 to a quiet save of what a colleague has sent meanwhile."""
    who = desk.update.submitted_by
    says = f"{who} submitted this update while you were writing. Your words since are not saved."
    return JsonResponse({"says": says}, status=409)


def kept_quietly(form):
    """Answer a quiet save: the draft's new version, or 409 where someone else has saved it."""
    if form.conflicts:
        says = f"{form.who_saved} Your words are not saved: press “Save draft” to see both."
        return JsonResponse({"says": says}, status=409)
    says = [f"Draft saved at {time_of_day(form.at)}."]
    if form.desk.refusal:
        says = [form.desk.refusal, "Your words are kept."]
    says += [f"Left out: {sentence}" for errors in form.errors.values() for sentence in errors]
    return JsonResponse({"version": form.saved_version, "says": " ".join(says)})


def say_what_became_of(form, request):
    """Tell the writer whether the words are sent or kept; return where they go on from there."""
    desk, address = form.desk, form.desk.update.get_absolute_url()
    if desk.update.is_submitted:
        messages.success(
            request,
            f"{desk.council}’s update of {desk.action.reference} is submitted. "
            "You can take it back until the round is published.",
            extra_tags=address,
        )
        return reverse("my_work") if request.user.acts_for(desk.council) else desk.round
    if desk.refusal:
        says = f"Not sent: {desk.refusal} Your words are kept."
        messages.warning(request, says, extra_tags=address)
    else:
        says = f"Your draft was saved at {time_of_day(form.at)}. It has not been submitted."
        messages.success(request, says, extra_tags=address)
    for sentence in form.too_long.values():
        messages.warning(request, sentence)
    return desk.update


def read(request, desk, form=None, typed=()):
    """Show a sent update to whoever may read it, with what they may do about it.

    `typed`: labels and words of someone who was still writing when it was sent; they are shown.
    """
    update, person = desk.update, request.user
    if form is None and update.may_be_returned_by(person) and not desk.refusal:
        form = ReturnForm(instance=update)
    elif form is None and update.may_be_corrected_by(person):
        form = CorrectionForm()
    context = {
        "desk": desk,
        "update": update,
        "form": form,
        "typed": typed,
        "is_own": desk.part.may_be_reported_by(person),
        "corrections": () if update.withholding else update.corrections.all(),
        "may_withhold": update.may_be_withheld_by(person),
        "may_take_back": update.may_be_taken_back_by(person) and not desk.refusal,
        "next": after(update) if person.is_coordinator else None,
    }
    return render(request, "priorities/update.html", context | place(desk, person))


@plan_page
@editing
def take_back_update(request, plan, **address):
    """Let a council write on at what it has submitted."""
    desk = find(request, plan, **address)
    require(desk.part.may_be_reported_by(request.user))
    if request.method != "POST":
        return redirect(desk.update)
    if desk.update.may_be_taken_back_by(request.user) and not desk.refusal:
        desk.update.take_back(by=request.user, at=clock.now())
        messages.success(request, "The update is yours again. It is not sent until you submit it.")
    else:
        messages.warning(request, f"It was not taken back. {desk.refusal or desk.standing}")
    return redirect(desk.update)


@plan_page
@editing
def return_update(request, plan, **address):
    """Send a submitted update back to its council with a note."""
    desk = find(request, plan, **address)
    require(desk.round.may_be_managed_by(request.user))
    if desk.refusal or not desk.update.is_submitted:
        messages.warning(request, f"It was not returned. {desk.refusal or desk.standing}")
        return redirect(desk.update)
    form = ReturnForm(request.POST or None, instance=desk.update)
    if form.is_valid():
        note = form.cleaned_data["return_note"]
        desk.update.send_back(note, by=request.user, at=clock.now())
        messages.success(
            request, f"{desk.action.reference} is returned to {desk.council} with your note."
        )
        return redirect(desk.round)
    return read(request, desk, form)


@plan_page
@editing
def correct_update(request, plan, **address):
    """Set a dated note beside a published update."""
    desk = find(request, plan, **address)
    require(desk.update.may_be_corrected_by(request.user))
    correction = Correction(update=desk.update, by=request.user)
    form = CorrectionForm(request.POST or None, instance=correction)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, "The correction stands beside the update.")
        return redirect(desk.update)
    return read(request, desk, form)


@plan_page
@editing
def withhold_update(request, plan, **address):
    """Withhold the words of a published update, or release them again, each with a reason."""
    require(request.user.is_administrator)
    desk = find(request, plan, **address)
    update = desk.update
    require(update.may_be_withheld_by(request.user))
    current = update.withholding
    form = WithholdForm(request.POST or None, current=current, new=Withholding(update=update))
    if form.is_valid():
        form.settle(by=request.user, at=clock.now())
        messages.success(request, form.done)
        return redirect(update)
    context = {"desk": desk, "form": form, "current": current} | place(desk, request.user)
    return render(request, "priorities/update_withhold_form.html", context)


def place(desk, person):
    """Return where the page stands for this person: its entry in the menu and the way back."""
    plan, round, action = desk.plan, desk.round, desk.action
    is_own = person.acts_for(desk.council)
    is_for_team = person.is_coordinator and not is_own
    if is_for_team:
        entry, steps = section(plan, "rounds"), round_crumbs(plan, round)
    elif is_own:
        entry, steps = "my_work", [("My work", reverse("my_work"))]
    else:
        entry = section(plan, "progress")
        steps = crumbs(plan, (action.reference, action.get_absolute_url()))
    here = f"Update {action.reference}"
    return {"section": entry, "steps": steps, "here": here, "is_for_team": is_for_team}
