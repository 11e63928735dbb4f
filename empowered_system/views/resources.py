"""What a programme shares, written: links and files."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from empowered_system.access import editable_programme
from empowered_system.forms.sharing import ResourceForm
from empowered_system.models import Resource
from empowered_system.navigation import place
from plans import clock
from plans.access import editing, held
from plans.history import sign


@editing
def add_resource(request, programme):
    """Share a link or a file on a programme's page."""
    resource = Resource(programme=editable_programme(request, programme))
    return ask(request, resource, "Share a resource")


@editing
def edit_resource(request, programme, pk):
    """Change what is said of a resource, or put another link or file in its place."""
    return ask(request, find(request, programme, pk), "Edit the resource")


@editing
def remove_resource(request, programme, pk):
    """Take a resource off its programme's page."""
    resource = find(request, programme, pk)
    if request.method == "POST":
        sign(resource, by=request.user, at=clock.now()).delete()
        messages.success(request, f"“{resource}” is no longer shared.")
        return redirect(resource.programme)
    context = here(resource) | {"title": "Stop sharing a resource", "subject": resource}
    return render(request, "empowered_system/remove.html", context)


def find(request, programme, pk):
    programme = editable_programme(request, programme)
    rows = held(request, programme.resources.select_related("upload"))
    resource = get_object_or_404(rows, pk=pk)
    resource.programme = programme
    return resource


def ask(request, resource, title):
    """Ask for a resource in a form; once it is saved, go to it on its programme's page."""
    form = ResourceForm(request.POST or None, request.FILES or None, instance=resource)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"“{resource}” is shared.")
        return redirect(resource)
    context = here(resource) | {"form": form, "title": title, "subject": resource.programme}
    context["upload"] = form.instance.upload if resource.pk else None
    return render(request, "empowered_system/form.html", context)


def here(resource):
    return place(resource.programme.strand, resource.programme)
