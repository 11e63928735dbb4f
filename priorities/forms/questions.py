"""The forms in which a question is asked, or recorded as put at a meeting."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms

from plans import clock
from plans.forms.base import OfferedField, PortalForm
from plans.models import Council, Meeting
from plans.templatetags.portal import day
from plans.widgets import long_text
from priorities.models import Action, Priority, Question
from priorities.questions import key_of

TEAM = "The central team"


class ButtonForm(PortalForm):
    """A form with one button."""

    button = ""

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_class = "update"
        helper.add_input(Submit("save", self.button))
        return helper


class QuestionForm(ButtonForm):
    """What a convener wants to know, about what, from whom and for when."""

    about = forms.ChoiceField(
        label="What is it about?",
        error_messages={"invalid_choice": "Choose what it is about from the list."},
    )
    title = "Ask a question"
    lede = (
        "It goes to whoever owes the answer, with a day by which to give it. Members read it at "
        "once; everyone reads it with the answer."
    )
    button = "Ask the question"

    class Meta:
        model = Question
        fields = ["text", "owed_by", "meeting"]
        labels = {
            "text": "Your question",
            "owed_by": "Who should answer?",
            "meeting": "For which meeting?",
        }
        help_texts = {
            "text": "Once it is answered, everyone can read question and answer, with your title "
            "and council but not your name. Name no pupil and no teacher.",
            "meeting": "The answer is due five working days before it. If fewer are left, or you "
            "choose no meeting, ten working days from today.",
        }
        widgets = {"text": long_text(5)}
        error_messages = {"text": {"required": "Write your question."}}

    field_order = ["about", "text", "owed_by", "meeting"]

    def __init__(self, *args, about=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, today = self.instance.plan, clock.today()
        self.subjects = self.find_subjects()
        self.offer_subjects()
        self.initial["about"] = about if about in self.subjects else "plan"
        owed_by, meeting = self.fields["owed_by"], self.fields["meeting"]
        owed_by.queryset, owed_by.empty_label = Council.objects.partners_in(self.plan), TEAM
        ahead = Meeting.objects.in_plan(self.plan).ahead(today).with_group()
        meeting.queryset, meeting.empty_label = ahead, "No particular meeting"
        owed_by.unmarked = meeting.unmarked = True
        self.initial["owed_by"] = self.lead
        self.initial["meeting"] = ahead.filter(rounds__isnull=False).first() or ahead.first()

    def find_subjects(self):
        """Return what it may be about by its key in the address: the plan, priorities, actions."""
        priorities = list(Priority.objects.filter(plan=self.plan))
        actions = Action.objects.in_plan(self.plan).with_contributions()
        actions = actions.order_by("priority__number", "number")
        return {key_of(subject): subject for subject in [self.plan, *priorities, *actions]}

    def offer_subjects(self):
        """Put the whole plan first, then its priorities, then its actions."""
        named = [(key, str(one), type(one)) for key, one in self.subjects.items()]
        groups = [
            (label, [(key, words) for key, words, kind in named if kind is model])
            for label, model in [("Priorities", Priority), ("Actions", Action)]
        ]
        filled = [(label, choices) for label, choices in groups if choices]
        self.fields["about"].choices = [("plan", "The whole plan"), *filled]

    @property
    def lead(self):
        """Return the council that leads the action it is about, as the one to answer."""
        subject = self.subjects[self.initial["about"]]
        lead = subject.lead if isinstance(subject, Action) else None
        return lead and lead.council_id

    def clean_about(self):
        subject, question = self.subjects[self.cleaned_data["about"]], self.instance
        question.plan = question.priority = question.action = None
        setattr(question, subject._meta.model_name, subject)
        return self.cleaned_data["about"]

    def ask(self):
        """Save the question; return a sentence that says who has it and until when."""
        question = self.instance
        question.ask()
        return f"The question is with {question.owner}. An answer is due by {day(question.due_on)}."


class RecordForm(QuestionForm):
    """A question that a member put at a meeting, written down by a coordinator."""

    put_at = OfferedField(
        Meeting.objects.none(),
        label="At which meeting was it put?",
        empty_label="Choose a meeting",
        error_messages={"required": "Choose the meeting at which it was put."},
    )
    asker = OfferedField(
        Council.objects.none(),
        label="Which council’s member asked?",
        empty_label="Choose a council",
        error_messages={"required": "Choose the council of whoever asked."},
    )
    asker_title = forms.CharField(
        label="Their title there",
        help_text="Leave it empty for the council’s education convener.",
        max_length=80,
        required=False,
    )
    title = "Record a question put at a meeting"
    lede = "It stands among the other questions, with the title of whoever put it."
    button = "Record the question"

    class Meta(QuestionForm.Meta):
        fields = ["put_at", "asker_title", "text", "owed_by", "meeting"]
        labels = QuestionForm.Meta.labels | {
            "text": "The question",
            "meeting": "For which meeting is the answer?",
        }
        help_texts = QuestionForm.Meta.help_texts | {
            "text": "Once it is answered, everyone can read question and answer, with title and "
            "council. Name no pupil and no teacher.",
        }
        error_messages = QuestionForm.Meta.error_messages | {
            "text": {"required": "Write down the question."},
        }

    field_order = ["put_at", "asker", "asker_title", "about", "text", "owed_by", "meeting"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        held = Meeting.objects.in_plan(self.plan).until(clock.today()).with_group()
        self.fields["put_at"].queryset = held
        self.initial["put_at"] = held.first()
        self.fields["asker"].queryset = Council.objects.partners_in(self.plan)

    def clean(self):
        cleaned = super().clean()
        council = cleaned.get("asker")
        title = cleaned.get("asker_title") or (council.convener_title if council else "Member")
        cleaned["asker_title"] = f"{title}, {council}"
        return cleaned
