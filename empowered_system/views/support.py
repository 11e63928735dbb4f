"""Requests for support, worked on by councils and coordinators, and read by who was matched."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from empowered_system import mails
from empowered_system.candidates import Candidates
from empowered_system.forms.support import DeclineSupportForm, MatchForm, OutcomeForm
from empowered_system.models import OutcomeNote, SupportMatch, SupportRequest
from empowered_system.navigation import place
from plans import clock
from plans.access import require

MOVED = "Nothing was changed: somebody else has taken another step meanwhile."


def support_requests(request):
    """List what someone may read of the requests: first what waits for them."""
    visible = SupportRequest.objects.visible_to(request.user).with_places()
    person = request.user
    require(person.is_coordinator or person.is_officer or visible.exists())
    waiting = SupportRequest.objects.waiting_for(person).with_places()
    others = visible.exclude(pk__in=waiting.values("pk")).order_by("-moved_at", "-pk")
    context = place() | {"waiting": waiting, "others": others}
    return render(request, "empowered_system/support_requests.html", context)


def support_request(request, pk):
    """Show a request, what happened to it, and who was matched."""
    asked = find(request, pk)
    matches = list(asked.matches.with_helpers())
    for match in matches:
        match.shows_outcome = match.outcome_may_be_read_by(request.user)
    context = here() | {"asked": asked, "matches": matches}
    context["taken"] = asked.steps.select_related("by")
    context["may_agree"] = asked.may_be_agreed_by(request.user)
    context["may_decline"] = asked.may_be_declined_by(request.user)
    context["may_match"] = asked.may_be_matched_by(request.user)
    return render(request, "empowered_system/support_request.html", context)


def agree_support(request, pk):
    """Let a request go on to the coordinators, as an officer of its council."""
    asked = find(request, pk)
    require(request.user.acts_for(asked.council))
    if request.method == "POST":
        if asked.agree(by=request.user, at=clock.now()):
            mails.tell_coordinators(asked, request)
            tell(mails.tell_asker(asked, request), request, "It is with the coordinators now.")
        else:
            messages.warning(request, MOVED)
    return redirect(asked)


def decline_support(request, pk):
    """Take a request no further, and tell whoever asked why."""
    asked = find(request, pk)
    require(asked.may_be_declined_by(request.user))
    form = DeclineSupportForm(request.POST or None, instance=asked)
    if form.is_valid():
        note = form.cleaned_data["note"]
        if asked.decline(note, by=request.user, at=clock.now()):
            is_told = mails.tell_asker(asked, request, note)
            tell(is_told, request, "The request is declined, and whoever asked is told why.")
        else:
            messages.warning(request, MOVED)
        return redirect(asked)
    context = here(asked) | {"form": form, "title": "Decline the request", "subject": asked}
    return render(request, "empowered_system/form.html", context)


def match_support(request, pk):
    """Choose who is to help with a request; both are told."""
    asked = find(request, pk)
    require(asked.may_be_matched_by(request.user))
    candidates = Candidates(asked, today=clock.today())
    match = SupportMatch(request=asked, matched_at=clock.now())
    form = MatchForm(request.POST or None, instance=match, candidates=candidates)
    if form.is_valid():
        if asked.match(match, by=request.user, at=clock.now()):
            mails.tell_helpers(match, request)
            is_told = mails.tell_asker(asked, request, match.note)
            tell(is_told, request, f"Matched with {match}. They are told, and so is who asked.")
        else:
            messages.warning(request, MOVED)
        return redirect(asked)
    context = here(asked) | {"form": form, "asked": asked, "refused": candidates.refused}
    return render(request, "empowered_system/support_match.html", context)


def note_outcome(request, pk, match):
    """Add what came of a match, for the eyes of coordinators and who was matched."""
    asked = find(request, pk)
    match = get_object_or_404(asked.matches.with_helpers(), pk=match)
    require(match.outcome_may_be_read_by(request.user))
    note = OutcomeNote(match=match, written_at=clock.now(), written_by=request.user)
    form = OutcomeForm(request.POST or None, instance=note)
    if form.is_valid():
        form.save()
        messages.success(request, "Your note is added. It is never published.")
        return redirect(asked)
    context = here(asked) | {"form": form, "title": "Note what came of it", "subject": match}
    return render(request, "empowered_system/form.html", context)


def find(request, pk):
    """Return a request that this person may read."""
    visible = SupportRequest.objects.visible_to(request.user).with_places()
    return get_object_or_404(visible, pk=pk)


def tell(is_told, request, words):
    """Say what was done, and whether whoever asked could not be told of it."""
    messages.success(request, words)
    if not is_told:
        messages.error(request, "An e-mail could not be sent: write to them yourself.")


def here(*steps):
    return place(("Requests for support", reverse("empowered_system:support_requests")), *steps)
