"""The forms in which a question is answered, handed on and settled."""

from django.core.exceptions import ValidationError

from plans import clock, conflicts
from plans.forms.base import reason_field
from plans.models import Council
from plans.templatetags.portal import day
from plans.widgets import DatePartsField, long_text
from plans.working_days import answer_due
from priorities.forms.questions import TEAM, ButtonForm
from priorities.models import Question, Transfer


class StepForm(ButtonForm):
    """Something done about an open question by someone at a moment.

    `title` and `lede` head its page. `act` does it and returns a sentence that says what was done.
    """

    title = lede = ""
    looks_twice = True
    required_words = ()

    def __init__(self, *args, by, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.by, self.at = by, at
        for name, sentence in self.required_words:
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = sentence

    def clean(self):
        """Ask for a second look where someone else saved the question meanwhile."""
        is_stale = self.cleaned_data.get("version") != self.saved_version
        cleaned = super().clean()
        if is_stale and self.looks_twice and not self.conflicts:
            self.add_error(None, ValidationError(conflicts.second_look(self.instance)))
        return cleaned


class AnswerForm(StepForm):
    """An answer that waits for a coordinator to publish it."""

    title = "Write the answer"
    lede = (
        "A coordinator reads it before it is published. Until then only officers of the council "
        "that owes it and coordinators see it."
    )
    button = "Save the answer for publication"
    looks_twice = False
    required_words = (("answer", "Write the answer."),)

    class Meta:
        model = Question
        fields = ["answer"]
        labels = {"answer": "The answer"}
        help_texts = {
            "answer": "Once published, everyone reads it beside the question, with the name of the "
            "council. Plain words; name no pupil and no teacher."
        }
        widgets = {"answer": long_text(10)}

    def act(self):
        self.instance.draft(self.cleaned_data["answer"], by=self.by, at=self.at)
        return "The answer is saved. It waits for a coordinator to publish it."


class PublishForm(AnswerForm):
    """The answer as it goes on the record; a coordinator may mend it first."""

    title = "Publish the answer"
    lede = (
        "Read it once more and mend what is needed. Once published it is on the record: everyone "
        "reads it, and it does not change."
    )
    button = "Publish the answer"
    looks_twice = True

    def act(self):
        self.instance.publish(self.cleaned_data["answer"], by=self.by, at=self.at)
        return "The answer is published. Everyone can read it."


class WithdrawForm(StepForm):
    """A question taken back by whoever asked it."""

    title = "Withdraw the question"
    lede = "Nobody answers it any more. It stays in the list that members read, as withdrawn."
    button = "Withdraw the question"
    looks_twice = False  # it would tell whoever asked that someone drafts an answer

    class Meta:
        model = Question
        fields = ["settled_reason"]
        labels = {"settled_reason": "Why is it withdrawn?"}
        help_texts = {"settled_reason": "Members read it beside the question."}
        widgets = {"settled_reason": long_text(3)}

    def act(self):
        self.instance.withdraw(self.cleaned_data["settled_reason"], by=self.by, at=self.at)
        return "The question is withdrawn."


class DeclineForm(WithdrawForm):
    """A question that is not answered, and why."""

    title = "Decline to answer"
    lede = "Use this where the portal is not the place for an answer. The reason stands beside it."
    button = "Decline to answer"
    looks_twice = True
    required_words = (("settled_reason", "Say why it is not answered."),)

    class Meta(WithdrawForm.Meta):
        labels = {"settled_reason": "Why is it not answered?"}

    def act(self):
        self.instance.decline(self.cleaned_data["settled_reason"], by=self.by, at=self.at)
        return "The question is declined. Members read why."


class TransferForm(StepForm):
    """A question that someone else has to answer."""

    title = "Hand the question to someone else"
    lede = (
        "It stays open. Who had it, and why it was handed on, stands beside it. What is drafted so "
        "far goes along: whoever gets the question can begin with it."
    )
    button = "Hand it on"

    due_on = DatePartsField(label="By when should they answer?", help_text="For example 30 6 2023.")
    reason = reason_field(
        "Why do they have to answer?",
        "Members read it beside the question; once it is answered, everyone does.",
        missing="Say why it goes there.",
        rows=3,
    )

    class Meta:
        model = Question
        fields = ["owed_by", "due_on"]
        labels = {"owed_by": "Who should answer?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.was_owed_by, question = self.instance.owed_by, self.instance
        owed_by = self.fields["owed_by"]
        owed_by.queryset = Council.objects.partners_in(question.own_plan)
        owed_by.empty_label, owed_by.unmarked = TEAM, True
        meets_on = question.meeting and question.meeting.meets_on
        proposed = answer_due(clock.day_of(self.at), meets_on)
        self.initial["due_on"] = max(question.due_on, proposed)

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        if due_on < clock.day_of(self.at):
            raise ValidationError(f"{day(due_on)} is past: enter today or a later day.")
        return due_on

    def validate_constraints(self):
        """Check the rules of the transfer too."""
        super().validate_constraints()
        to = self.cleaned_data.get("owed_by")
        transfer = Transfer(from_council=self.was_owed_by, to_council=to, reason="checked above")
        self.check(transfer.validate_constraints)

    def act(self):
        to, reason = self.cleaned_data["owed_by"], self.cleaned_data["reason"]
        due_on = self.cleaned_data["due_on"]
        self.instance.transfer(to, reason, due_on=due_on, by=self.by, at=self.at)
        return f"The question is with {self.instance.owner}, due by {day(due_on)}."
