"""A council's report to its own committee: drafted from the plan, edited, handed on."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans import clock
from plans.access import editing, held, held_plan, plan_page, require
from plans.models import Council
from plans.surroundings import surroundings
from priorities.models import Action
from priorities.navigation import crumbs, section
from seic_portal.documents import pdf
from seic_portal.documents.files import file_of
from seic_portal.forms.reports import DraftForm, ReportForm
from seic_portal.models import CommitteeReport, ReportTemplate
from seic_portal.models.reports import may_be_drafted_by
from seic_portal.reports.drafting import UNKNOWN
from seic_portal.reports.facts import Facts
from seic_portal.reports.layout import document_of


@editing
def report(request, plan, council):
    """List a council's committee reports on a plan, and draft another one."""
    plan = held_plan(request, plan)
    council = found(request, plan, council)
    template = ReportTemplate.objects.of(council)
    form = draft_form(request, plan, council, template)
    if form and form.is_valid():
        facts = Facts(plan, council, request.user, today=clock.today())
        headings = template.headings.all()
        begun = form.begin(headings, facts, by=request.user, at=clock.now())
        messages.success(request, "The report is drafted. Read it, then complete what is marked.")
        return redirect(begun)
    context = here(plan, council) | {"form": form, "unknown": UNKNOWN, "template": template}
    context["reports"] = CommitteeReport.objects.of(plan, council)
    return render(request, "seic_portal/report.html", context)


@plan_page
def saved_report(request, plan, council, number):
    """Read a report as it is saved, or as it was in an earlier version."""
    saved = one(request, plan, council, number)
    version = request.GET.get("version", "")
    shown = as_it_was(saved, version)
    context = here(plan, saved.council, ("Committee reports", list_of(saved)))
    context |= {"report": saved, "shown": shown, "document": as_document(shown)}
    context["versions"] = saved.history.select_related("history_user").order_by("-version")
    context["has_newer_plan"] = saved.is_older_than(plan, Action.objects.versions_in(plan))
    context["has_pdf"] = pdf.engine() is not None
    context["query"] = f"?version={version}" if version else ""
    return render(request, "seic_portal/saved_report.html", context)


@plan_page
@editing
def edit_report(request, plan, council, number):
    """Edit a report section by section; of two officers neither loses a word."""
    saved = one(request, plan, council, number)
    form = ReportForm(request.POST or None, instance=saved)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, "The report is saved.")
        return redirect(saved)
    steps = [("Committee reports", list_of(saved)), (str(saved), saved.get_absolute_url())]
    context = here(plan, saved.council, *steps) | {"report": saved, "form": form}
    return render(request, "seic_portal/report_form.html", context)


@plan_page
def report_file(request, plan, council, number, kind):
    """Hand out a report as a Word or a PDF file."""
    saved = one(request, plan, council, number)
    return file_of(as_document(as_it_was(saved, request.GET.get("version", ""))), kind)


def found(request, plan, slug):
    """Return the council an address names, to someone who may draft its reports."""
    council = Council.objects.partners_in(plan).filter(slug=slug).first()
    require(council is not None and may_be_drafted_by(plan, council, request.user))
    return council


def one(request, plan, slug, number):
    """Return the report an address names, to someone who may edit it; a POST holds it."""
    council = found(request, plan, slug)
    reports = held(request, CommitteeReport.objects.of(plan, council))
    return get_object_or_404(reports, number=number)


def draft_form(request, plan, council, template):
    """Return the form that drafts a report; None where the council has no headings yet."""
    if template is None:
        return None
    report = CommitteeReport.objects.blank(plan, council, template)
    return DraftForm(request.POST or None, instance=report)


def as_it_was(report, version):
    """Return a report in one of its versions; without one, as it is saved."""
    if not version:
        return report
    if not version.isdecimal():
        raise Http404("Versions are numbers.")
    return get_object_or_404(report.history.as_instances(), version=version)


def as_document(report):
    collaborative = surroundings().collaborative
    is_sample = bool(collaborative and collaborative.holds_sample_data)
    return document_of(report, is_sample=is_sample)


def list_of(report):
    return reverse("report", args=[report.plan.slug, report.council.slug])


def here(plan, council, *further):
    """Return where a page of a council's reports stands."""
    councils = ("Councils", reverse("councils", args=[plan.slug]))
    own = (str(council), reverse("council", args=[plan.slug, council.slug]))
    steps = crumbs(plan, councils, own, *further)
    return {"plan": plan, "council": council, "section": section(plan, "councils"), "steps": steps}
