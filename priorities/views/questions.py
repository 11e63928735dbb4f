"""Questions of members: asked, answered on the record, handed on, withdrawn or declined."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans import clock
from plans.access import editing, held, held_plan, plan_page, require
from plans.templatetags.portal import day
from priorities.forms import answers
from priorities.forms.questions import QuestionForm, RecordForm
from priorities.forms.updates import typed_in
from priorities.models import Question
from priorities.navigation import crumbs, section
from priorities.question_filters import QuestionFilter
from priorities.questions import Line, Log, ask_address, open_in, steps_of


@login_not_required
@plan_page
def questions(request, plan):
    """Show what was asked: what is open first, the most urgent on top, then what is settled."""
    person = request.user
    chosen = QuestionFilter(request.GET, plan=plan, person=person)
    context = {"plan": plan, "section": section(plan, "progress"), "steps": crumbs(plan)}
    context |= {"chosen": chosen, "form": chosen.form}
    context["log"] = Log(chosen.rows, person, today=clock.today())
    context["hidden"] = "" if person.is_member else open_in(plan)
    context["may_ask"] = Question(plan=plan).may_be_asked_by(person)
    context["may_record"] = Question(plan=plan).may_be_recorded_by(person)
    status = 200 if chosen.is_valid() else 400
    return render(request, "priorities/questions.html", context, status=status)


@login_not_required
@plan_page
def question(request, plan, pk):
    """Show a question with its answer, or where it stands."""
    return read(request, find(request, plan, pk))


@editing
def ask_question(request, plan):
    """Ask about a plan, one of its priorities or one of its actions."""
    plan = held_plan(request, plan)
    question = Question.objects.begin(plan, by=request.user, at=clock.now())
    require(question.may_be_asked_by(request.user))
    about = request.GET.get("about")
    form = QuestionForm(request.POST or None, instance=question, about=about)
    return enter(request, plan, form)


@editing
def record_question(request, plan):
    """Write down a question that was put at a meeting."""
    plan = held_plan(request, plan)
    question = Question.objects.record(plan, by=request.user, at=clock.now())
    require(question.may_be_recorded_by(request.user))
    form = RecordForm(request.POST or None, instance=question)
    return enter(request, plan, form)


@plan_page
@editing
def answer_question(request, plan, pk):
    """Draft the answer, for a coordinator to publish."""
    question = find(request, plan, pk)
    require(question.draft_may_be_read_by(request.user))
    return act(request, question, answers.AnswerForm)


@plan_page
@editing
def publish_question(request, plan, pk):
    """Put the answer on the record."""
    question = find(request, plan, pk)
    require(request.user.is_coordinator)
    return act(request, question, answers.PublishForm)


@plan_page
@editing
def transfer_question(request, plan, pk):
    """Hand a question to whoever has to answer it."""
    question = find(request, plan, pk)
    require(question.draft_may_be_read_by(request.user))
    return act(request, question, answers.TransferForm)


@plan_page
@editing
def decline_question(request, plan, pk):
    """Say that a question is not answered, and why."""
    question = find(request, plan, pk)
    require(request.user.is_coordinator)
    return act(request, question, answers.DeclineForm)


@plan_page
@editing
def withdraw_question(request, plan, pk):
    """Let whoever asked take the question back."""
    question = find(request, plan, pk)
    require(question.is_asked_by(request.user))
    return act(request, question, answers.WithdrawForm)


def find(request, plan, pk):
    """Return the question an address names, to someone who may read it; a POST holds it."""
    found = Question.objects.in_plan(plan).visible_to(request.user)
    return get_object_or_404(held(request, found.with_places().with_people()), pk=pk)


def enter(request, plan, form):
    """Save a new question, or show the form it is entered in."""
    if form.is_valid():
        messages.success(request, form.ask())
        return redirect(form.instance)
    context = {"plan": plan, "form": form}
    return render(request, "priorities/question_add_form.html", context | place(plan))


def act(request, question, make_form):
    """Do something about an open question; whoever comes too late is told, with what they typed."""
    if not question.is_open:
        word = question.get_state_display().lower()
        when = day(question.settled_at)
        messages.warning(request, f"Nothing was changed: it was {word} on {when}.")
        typed = typed_in(request.POST, make_form)
        return read(request, question, typed) if typed else redirect(question)
    person, at = request.user, clock.now()
    form = make_form(request.POST or None, instance=question, by=person, at=at)
    if form.is_valid():
        messages.success(request, form.act())
        return redirect(question)
    context = {"question": question, "form": form, "line": Line(question, person, today=at.date())}
    return render(request, "priorities/question_form.html", context | beside(question))


def read(request, question, typed=()):
    """Show a question; `typed` is what someone wrote who came too late, as labels and words."""
    person = request.user
    context = place(question.own_plan) | {
        "plan": question.own_plan,
        "question": question,
        "line": Line(question, person, today=clock.today()),
        "transfers": question.transfers.select_related("from_council", "to_council"),
        "next_steps": steps_of(question, person),
        "may_ask": question.may_be_asked_by(person),
        "ask_address": ask_address(question.own_plan, question.about),
        "typed": typed,
    }
    return render(request, "priorities/question.html", context)


def place(plan):
    """Return where a page about questions stands: its entry in the menu and the way back."""
    way = ("Questions", reverse("priorities:questions", args=[plan.slug]))
    return {"section": section(plan, "progress"), "steps": crumbs(plan, way)}


def beside(question):
    """Return where a page below a question's own stands."""
    plan, way = question.own_plan, ("Question", question.get_absolute_url())
    here = place(plan)
    return here | {"plan": plan, "steps": [*here["steps"], way]}
