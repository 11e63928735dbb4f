"""The dates of a programme, written: added, changed, called off."""

from django.contrib import messages
from django.shortcuts import redirect, render

from empowered_system.access import editable_event, editable_programme
from empowered_system.forms.events import CancelForm, EventForm
from empowered_system.models import Event
from empowered_system.navigation import place
from plans import clock
from plans.access import editing, require


@editing
def add_event(request, programme):
    """Add a date to a programme."""
    event = Event(programme=editable_programme(request, programme))
    return ask(request, event, "Add an event", "is added")


@editing
def edit_event(request, pk):
    """Change a date, or add its recording."""
    return ask(request, editable_event(request, pk), "Edit the event", "is saved")


@editing
def cancel_event(request, pk):
    """Call a date off, with a reason."""
    event = editable_event(request, pk)
    require(event.may_be_cancelled_by(request.user))
    form = CancelForm(request.POST or None, instance=event)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"“{event}” is cancelled. It stays on the page, and says so.")
        return redirect(event)
    context = here(event) | {"form": form, "title": "Cancel the event", "subject": event}
    return render(request, "empowered_system/form.html", context)


def ask(request, event, title, done):
    """Ask for an event in a form; once it is saved, go to it on its programme's page."""
    form = EventForm(request.POST or None, instance=event)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"“{event}” {done}.")
        return redirect(event)
    context = here(event) | {"form": form, "title": title, "subject": event.programme}
    context["event"] = event if event.pk else None
    return render(request, "empowered_system/event_form.html", context)


def here(event):
    return place(event.programme.strand, event.programme)
