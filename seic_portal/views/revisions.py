"""A plan as a document, today and in each of its numbered revisions."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans import clock
from plans.access import editing, held_plan, plan_page, require
from plans.models import Revision
from priorities.navigation import crumbs, section
from seic_portal.documents import pdf
from seic_portal.documents.files import file_of
from seic_portal.forms.revisions import RevisionForm
from seic_portal.reports.plan import contents_of, document_of, record, today_of


@login_not_required
@plan_page
def revisions(request, plan):
    """List a plan's revisions: when and where each was agreed, and what changed."""
    context = here(plan) | {"revisions": Revision.objects.in_plan(plan)}
    context["may_add"] = plan.may_be_revised_by(request.user)
    context["has_pdf"] = pdf.engine() is not None
    return render(request, "seic_portal/revisions.html", context)


@login_not_required
@plan_page
def revision(request, plan, number):
    """Read the plan as one of its revisions has kept it."""
    kept = get_object_or_404(Revision.objects.in_plan(plan), number=number)
    context = here(plan, ("Revisions", reverse("revisions", args=[plan.slug])))
    context |= {"revision": kept, "document": document_of(kept.words, revision=kept)}
    context["newest"] = Revision.objects.newest(plan)
    context["has_pdf"] = pdf.engine() is not None
    return render(request, "seic_portal/revision.html", context)


@editing
def add_revision(request, plan):
    """Record the open plan as it stands now as its next revision."""
    plan = held_plan(request, plan)
    require(plan.may_be_revised_by(request.user))
    form = RevisionForm(request.POST or None, instance=Revision(plan=plan))
    if form.is_valid():
        kept = record(form.instance, by=request.user, at=clock.now())
        messages.success(request, f"{kept} is recorded. It can no longer be changed.")
        return redirect(kept)
    context = here(plan, ("Revisions", reverse("revisions", args=[plan.slug])))
    context |= {"form": form, "number": Revision.objects.next_number(plan)}
    return render(request, "seic_portal/revision_form.html", context)


@login_not_required
@plan_page
def revision_file(request, plan, number, kind):
    """Hand out a revision as a Word or a PDF file."""
    kept = get_object_or_404(Revision.objects.in_plan(plan), number=number)
    return file_of(document_of(kept.words, revision=kept), kind)


@login_not_required
@plan_page
def plan_file(request, plan, kind):
    """Hand out the plan as it stands today as a Word or a PDF file."""
    return file_of(document_of(contents_of(plan, today=today_of(plan))), kind)


def here(plan, *further):
    """Return where a page of a plan's revisions stands."""
    return {"plan": plan, "section": section(plan, "plan"), "steps": crumbs(plan, *further)}
