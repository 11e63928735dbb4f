"""What a strand runs, written: the programme itself and the settings that offer it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from empowered_system.access import editable_programme
from empowered_system.forms.programmes import HostForm, NewProgrammeForm, ProgrammeForm
from empowered_system.history import entries_of
from empowered_system.models import Host, Programme, Strand
from empowered_system.navigation import place
from plans import clock
from plans.access import editing, require
from plans.history import sign
from plans.models import Plan


@editing
def add_programme(request, strand):
    """Begin a programme of a strand; what else it says is written on the page that follows."""
    strand = get_object_or_404(Strand, slug=strand)
    require(strand.may_be_added_to_by(request.user))
    programme = Programme(strand=strand, plan=Plan.objects.current())
    form = NewProgrammeForm(request.POST or None, instance=programme, person=request.user)
    if form.is_valid():
        programme.slug = Programme.objects.free_slug(programme.title)
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"“{programme}” is added. Now say the rest about it.")
        return redirect("empowered_system:edit_programme", programme=programme.slug)
    context = place(strand) | {"form": form, "title": "Add a programme", "subject": strand}
    return render(request, "empowered_system/form.html", context)


@editing
def edit_programme(request, programme):
    """Edit what a programme says of itself."""
    programme = editable_programme(request, programme)
    form = ProgrammeForm(request.POST or None, instance=programme, person=request.user)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"“{programme}” is saved.")
        return redirect(programme)
    context = here(programme) | {"form": form, "title": "Edit the programme", "subject": programme}
    return render(request, "empowered_system/form.html", context)


def history(request, programme):
    """Show those who work on plans who changed a programme, when and why."""
    require(request.user.works_on_plans)
    programmes = Programme.objects.visible_to(request.user).select_related("strand")
    programme = get_object_or_404(programmes, slug=programme)
    context = here(programme) | {"programme": programme, "entries": entries_of(programme)}
    return render(request, "empowered_system/history.html", context)


@editing
def hosts(request, programme):
    """List the settings that offer a programme, and add one."""
    programme = editable_programme(request, programme)
    host = Host(programme=programme)
    form = HostForm(request.POST or None, instance=host, person=request.user)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"{host} is added.")
        return redirect(request.path)
    context = here(programme) | {"form": form, "programme": programme}
    context["hosts"] = programme.hosts.select_related("setting__council")
    return render(request, "empowered_system/hosts.html", context)


@editing
def edit_host(request, programme, pk):
    """Say that a setting has agreed to be named, or no longer does."""
    programme = editable_programme(request, programme)
    host = get_object_or_404(programme.hosts.select_related("setting"), pk=pk)
    if request.method == "POST":
        host.agreed_to_be_named = request.POST.get("agreed") == "yes"
        sign(host, by=request.user, at=clock.now()).save()
        named = "is named" if host.agreed_to_be_named else "is not named"
        messages.success(request, f"{host} {named} on the programme’s page.")
        return redirect("empowered_system:hosts", programme=programme.slug)
    context = here(programme, "hosts") | {"host": host}
    return render(request, "empowered_system/host_form.html", context)


@editing
def remove_host(request, programme, pk):
    """Take a setting off the list of those that offer a programme."""
    programme = editable_programme(request, programme)
    host = get_object_or_404(programme.hosts.select_related("setting"), pk=pk)
    if request.method == "POST":
        sign(host, by=request.user, at=clock.now()).delete()
        messages.success(request, f"{host} is taken off the list.")
        return redirect("empowered_system:hosts", programme=programme.slug)
    context = here(programme, "hosts") | {"title": "Take a setting off", "subject": host}
    return render(request, "empowered_system/remove.html", context)


LISTS = {"hosts": "Settings that offer it", "questions": "Questions"}


def here(programme, *lists):
    """Return where a page below a programme's own stands; `lists` are the pages between."""
    between = [
        (LISTS[name], reverse(f"empowered_system:{name}", args=[programme.slug])) for name in lists
    ]
    return place(programme.strand, programme, *between)
