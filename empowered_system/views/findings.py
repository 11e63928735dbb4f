"""What enquiries found: the library, and writing and publishing a finding."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from empowered_system.access import editable_finding, editable_programme
from empowered_system.filters import FindingFilter
from empowered_system.forms.findings import FindingForm, PublishForm
from empowered_system.models import Finding
from empowered_system.navigation import place
from plans import clock
from plans.access import editing
from plans.templatetags.portal import joined


@login_not_required
def findings(request):
    """Show what was found, narrowed as the address asks; drafts stand apart, for their writers."""
    library = FindingFilter(request.GET, queryset=Finding.objects.published().with_programme())
    context = place() | {"library": library, "form": library.form}
    drafts = Finding.objects.visible_to(request.user).drafts()
    context["drafts"] = drafts.with_programme() if request.user.is_member else []
    status = 200 if library.is_valid() else 400
    return render(request, "empowered_system/findings.html", context, status=status)


@login_not_required
def finding(request, finding):
    """Show a finding in full, with how to cite it."""
    rows = Finding.objects.visible_to(request.user).with_programme().select_related("upload")
    finding = get_object_or_404(rows, slug=finding)
    context = library() | {"finding": finding, "indicators": finding.quality_indicators.all()}
    context["address"] = request.build_absolute_uri(finding.get_absolute_url())
    context["authors"] = joined(finding.authors)
    context["changed_on"] = finding.changed_on
    context["may_edit"] = finding.may_be_edited_by(request.user)
    return render(request, "empowered_system/finding.html", context)


@editing
def add_finding(request, programme):
    """Begin a finding of an enquiry, as a draft."""
    programme = editable_programme(request, programme)
    finding = Finding(programme=programme, question=programme.question)
    return ask(request, finding, "Write a finding")


@editing
def edit_finding(request, finding):
    """Edit a finding; what changes after it was published, its page says."""
    return ask(request, editable_finding(request, finding), "Edit the finding")


@editing
def publish_finding(request, finding):
    """Put a finding before everyone."""
    finding = editable_finding(request, finding)
    if finding.is_published:
        return redirect(finding)
    form = PublishForm(request.POST or None, instance=finding)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, "The finding is published. Everyone can read and cite it.")
        return redirect(finding)
    context = library(finding) | {"form": form, "title": "Publish the finding", "subject": finding}
    return render(request, "empowered_system/publish.html", context)


def ask(request, finding, title):
    """Ask for a finding in a form; once it is saved, go to its page."""
    form = FindingForm(request.POST or None, request.FILES or None, instance=finding)
    if form.is_valid():
        if not finding.pk:
            finding.slug = Finding.objects.free_slug(finding.title)
        form.save_by(request.user, at=clock.now())
        messages.success(request, f"“{finding}” is saved.")
        return redirect(finding)
    context = library(*[finding] if finding.pk else [])
    context |= {"form": form, "title": title, "subject": finding.programme}
    context["upload"] = finding.upload if finding.pk else None
    return render(request, "empowered_system/form.html", context)


def library(*steps):
    """Return where a page of the library stands."""
    return place(("Findings", reverse("empowered_system:findings")), *steps)
