"""Which settings took part in a programme: recorded by their own council's officers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from empowered_system.choice import MOST_AT_ONCE, Choice
from empowered_system.forms.participation import (
    ParticipationForm,
    PasteForm,
    Recording,
    SearchForm,
)
from empowered_system.models import Participation, Programme
from empowered_system.navigation import place
from plans import clock
from plans.access import editing, held, require
from plans.history import sign
from plans.templatetags.portal import counted


def participation(request, programme):
    """List the settings that took part, to officers those of their own council."""
    programme = recorded_programme(request, programme)
    rows = programme.participations.editable_by(request.user).select_related("setting__council")
    history = Participation.objects.changes(programme, request.user)
    context = place(programme.strand, programme) | {"programme": programme}
    context |= {"rows": rows, "history": history}
    return render(request, "empowered_system/participation.html", context)


@editing
def choose_settings(request, programme):
    """Choose the settings that took part: by search and tick, or by pasting."""
    programme = recorded_programme(request, programme)
    choice = Choice(programme, request.user, request.POST or request.GET)
    choice.check()
    paste = PasteForm(request.POST or None, offered=choice.offered)
    if paste.is_bound:
        is_whole = paste.is_valid()
        choice.keys |= {setting.pk for setting in paste.matched}
        if is_whole and not choice.is_too_many:
            return redirect(address("record_participation", programme) + choice.query)
    search = SearchForm(request.GET, councils=choice.councils)
    context = here(programme) | {"choice": choice, "form": paste, "search": search}
    context["most"] = MOST_AT_ONCE
    return render(request, "empowered_system/choose_settings.html", context)


@editing
def record_participation(request, programme):
    """Say how many people the chosen settings sent, and record them all."""
    programme = recorded_programme(request, programme)
    choice = Choice(programme, request.user, request.POST or request.GET)
    choice.check()
    if not choice.chosen or choice.is_too_many:
        messages.warning(request, f"Choose at least one setting, and {MOST_AT_ONCE} at most.")
        return redirect(address("choose_settings", programme))
    recording = Recording(programme, choice.chosen, request.POST or None)
    if recording.each.is_bound and recording.is_valid():
        number = recording.save_by(request.user, at=clock.now())
        messages.success(request, f"{counted(number, 'setting')} recorded.".capitalize())
        return redirect(address("participation", programme))
    context = here(programme) | {"recording": recording, "choice": choice, "form": recording.each}
    return render(request, "empowered_system/record_participation.html", context)


@editing
def edit_participation(request, programme, pk):
    """Correct what a setting did in a programme."""
    row = find(request, programme, pk)
    form = ParticipationForm(request.POST or None, instance=row)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"What {row.setting} did is saved.")
        return redirect(address("participation", row.programme))
    context = here(row.programme) | {"form": form, "title": "Correct it", "subject": row.setting}
    return render(request, "empowered_system/form.html", context)


@editing
def remove_participation(request, programme, pk):
    """Take back that a setting took part; the history keeps that it was recorded."""
    row = find(request, programme, pk)
    if request.method == "POST":
        sign(row, by=request.user, at=clock.now()).delete()
        messages.success(request, f"{row.setting} is no longer recorded.")
        return redirect(address("participation", row.programme))
    subject = f"{row.setting} will no longer count as having taken part in {row.programme}."
    context = here(row.programme) | {"title": "Remove it", "subject": subject}
    return render(request, "empowered_system/remove.html", context)


def recorded_programme(request, slug):
    """Return the programme an address names, to officers and coordinators; a POST holds it."""
    require(request.user.is_officer or request.user.is_coordinator)
    programmes = Programme.objects.visible_to(request.user).select_related("plan", "strand")
    return get_object_or_404(held(request, programmes), slug=slug)


def find(request, programme, pk):
    programme = recorded_programme(request, programme)
    rows = programme.participations.select_related("setting__council", "programme__strand")
    row = get_object_or_404(held(request, rows), pk=pk)
    require(row.may_be_edited_by(request.user))
    return row


def here(programme):
    recorded = ("Settings that took part", address("participation", programme))
    return place(programme.strand, programme, recorded) | {"programme": programme}


def address(name, programme):
    return reverse(f"empowered_system:{name}", kwargs={"programme": programme.slug})
