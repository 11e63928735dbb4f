"""What anyone may ask a programme, and the answers of whoever runs it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render

from empowered_system.access import editable_programme
from empowered_system.forms.sharing import AnswerForm, AskForm
from empowered_system.models import Programme, PublicQuestion
from empowered_system.navigation import place
from empowered_system.views.programmes import here
from plans import clock
from plans.access import editing, held


@login_not_required
@editing
def ask(request, programme):
    """Let anyone ask a question; nobody else reads it before it is answered."""
    programmes = Programme.objects.visible_to(request.user).select_related("strand")
    programme = get_object_or_404(programmes, slug=programme, takes_questions=True)
    question = PublicQuestion(programme=programme, asked_at=clock.now())
    form = AskForm(request.POST or None, instance=question, request=request)
    if form.is_valid():
        form.save_by(None, at=clock.now())
        messages.success(request, "Your question is sent. It stands here once it is answered.")
        return redirect(programme)
    context = place(programme.strand, programme) | {"form": form, "programme": programme}
    return render(request, "empowered_system/ask.html", context)


def questions(request, programme):
    """List what was asked, to answer it; only for whoever runs the programme."""
    programme = editable_programme(request, programme)
    context = here(programme) | {"programme": programme}
    context["waiting"] = programme.questions.waiting()
    context["answered"] = programme.questions.answered()
    return render(request, "empowered_system/questions.html", context)


@editing
def answer(request, programme, pk):
    """Answer a question, which publishes both."""
    question = find(request, programme, pk)
    by = {"by": request.user, "at": clock.now()}
    form = AnswerForm(request.POST or None, instance=question, **by)
    if form.is_valid():
        form.save_by(request.user, at=clock.now())
        messages.success(request, "The question and its answer are published.")
        return redirect("empowered_system:questions", programme)
    context = here(question.programme, "questions") | {"form": form, "title": "Answer a question"}
    return render(request, "empowered_system/form.html", context)


@editing
def remove(request, programme, pk):
    """Delete a question for good, such as spam or one that names somebody."""
    question = find(request, programme, pk)
    if request.method == "POST":
        question.delete_for_good(by=request.user, at=clock.now())
        messages.success(request, "The question is deleted.")
        return redirect("empowered_system:questions", programme)
    context = here(question.programme, "questions")
    context |= {"title": "Delete a question for good", "subject": question.text}
    return render(request, "empowered_system/remove.html", context)


def find(request, programme, pk):
    programme = editable_programme(request, programme)
    question = get_object_or_404(held(request, programme.questions.all()), pk=pk)
    question.programme = programme
    return question
