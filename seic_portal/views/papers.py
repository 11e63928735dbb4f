"""The paper of a meeting: read, previewed, issued, and withheld."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans import clock
from plans.access import editing, held, plan_page, require
from plans.models import Collaborative, Meeting, Round
from plans.surroundings import surroundings
from plans.templatetags.portal import day
from plans.withholding import WithholdForm
from priorities.navigation import crumbs, section
from seic_portal.forms.meetings import IssueForm
from seic_portal.models import Paper, PaperWithholding
from seic_portal.papers.contents import contents_of
from seic_portal.papers.reading import Reading, Sheet, file_of


def papers_of(person, plan, meeting):
    """Return the papers of a meeting that a person may read today."""
    found = Paper.objects.visible_to(person, clock.today()).with_all()
    return found.filter(meeting__plan=plan, meeting__slug=meeting)


def way_to(meeting):
    """Return the steps from the plan to a page of a meeting."""
    plan = meeting.plan
    meetings = reverse("meetings", args=[plan.slug])
    return crumbs(plan, ("Meetings", meetings), (day(meeting.meets_on), meeting.get_absolute_url()))


@login_not_required
@plan_page
def newest_paper(request, plan, meeting):
    """Lead to the newest paper of a meeting."""
    paper = papers_of(request.user, plan, meeting).last()
    if paper is None:
        raise Http404
    return redirect(paper)


@login_not_required
@plan_page
def paper(request, plan, meeting, number):
    """Show a paper as it was issued, and beside it what has become of it since."""
    paper = get_object_or_404(papers_of(request.user, plan, meeting), number=number)
    reading = Reading(paper, request.user, today=clock.today())
    context = {"plan": plan, "section": section(plan, "meetings"), "paper": paper}
    context |= {
        "steps": way_to(paper.meeting),
        "reading": reading,
        "sheet": None if reading.withholding else reading.sheet,
        "may_issue": request.user.is_coordinator,
        "may_withhold": paper.may_be_withheld_by(request.user),
    }
    return render(request, "seic_portal/paper.html", context)


@login_not_required
@plan_page
def paper_file(request, plan, meeting, number):
    """Give a paper as data, with all that its seal was made over."""
    paper = get_object_or_404(papers_of(request.user, plan, meeting), number=number)
    reading = Reading(paper, request.user, today=clock.today())
    return JsonResponse(file_of(reading), json_dumps_params={"ensure_ascii": False, "indent": 1})


class Draft:
    """The next paper of a meeting as it would be issued now, by a coordinator."""

    def __init__(self, request, meeting, round):
        self.meeting, self.round, at = meeting, round, clock.now()
        self.newest = Paper.objects.for_meeting(meeting).last()
        collaborative = surroundings().collaborative or Collaborative()
        self.contents = contents_of(meeting, round, collaborative, by=request.user, at=at)
        self.by, self.at = request.user, at
        self.form = IssueForm(
            request.POST or None,
            contents=self.contents,
            round=round,
            newest=self.newest,
            proposed=round.proposed_day(meeting.meets_on, clock.today()),
        )

    @property
    def number(self):
        return self.newest.number + 1 if self.newest else 1

    def issue(self):
        """Issue it, and let everyone read it with its round from the day that was chosen."""
        cleaned = self.form.cleaned_data
        public_from = cleaned.get("public_from")
        if public_from and public_from != self.round.public_from:
            self.round.release(public_from, by=self.by, at=self.at)
        return Paper.objects.issue(
            self.meeting,
            self.round,
            self.contents,
            by=self.by,
            at=self.at,
            why=cleaned.get("why", ""),
        )


def draft(request, plan, meeting):
    """Return a meeting with the paper it would get now; None while it can have none.

    A POST holds the round, so that neither it nor another paper comes between.
    """
    require(request.user.is_coordinator)
    meetings = Meeting.objects.in_plan(plan).with_group()
    meeting = get_object_or_404(meetings, slug=meeting)
    rounds = held(request, Round.objects.published().filter(meetings=meeting))
    round = rounds.select_related("plan").order_by("number").last()
    has_paper = round and not meeting.is_cancelled
    return meeting, Draft(request, meeting, round) if has_paper else None


@plan_page
@editing
def preview_paper(request, plan, meeting):
    """Show a coordinator the paper as members would read it, with the form that issues it."""
    return show(request, *draft(request, plan, meeting))


@plan_page
@editing
def issue_paper(request, plan, meeting):
    """Issue the paper of a meeting to its members."""
    meeting, draft_paper = draft(request, plan, meeting)
    if request.method != "POST" or draft_paper is None:
        return redirect("preview_paper", plan.slug, meeting.slug)
    if not draft_paper.form.is_valid():
        return show(request, meeting, draft_paper)
    paper = draft_paper.issue()
    readers = "Everyone" if paper.is_public else "Members"
    messages.success(request, f"Paper {paper.number} is issued. {readers} can read it now.")
    return redirect(paper)


def show(request, meeting, draft_paper):
    context = {
        "plan": meeting.plan,
        "section": section(meeting.plan, "meetings"),
        "steps": way_to(meeting),
        "meeting": meeting,
        "draft": draft_paper,
        "form": draft_paper and draft_paper.form,
        "sheet": draft_paper and Sheet(draft_paper.contents),
    }
    return render(request, "seic_portal/paper_preview.html", context)


@plan_page
@editing
def withhold_paper(request, plan, meeting, number):
    """Withhold a paper, or release it again, each with a reason."""
    require(request.user.is_administrator)
    papers = held(request, Paper.objects.select_related("meeting__group", "meeting__plan"))
    paper = get_object_or_404(papers, meeting__plan=plan, meeting__slug=meeting, number=number)
    current = paper.withholdings.in_force().first()
    form = WithholdForm(request.POST or None, current=current, new=PaperWithholding(paper=paper))
    if form.is_valid():
        form.settle(by=request.user, at=clock.now())
        messages.success(request, form.done)
        return redirect("withhold_paper", plan.slug, meeting, number)
    context = {"plan": plan, "section": section(plan, "meetings"), "steps": way_to(paper.meeting)}
    context |= {"paper": paper, "form": form, "current": current, "here": f"Paper {number}"}
    return render(request, "seic_portal/paper_withhold_form.html", context)
