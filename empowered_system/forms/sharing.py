"""The forms of what a programme shares: resources, and questions with their answers."""

from django import forms

from empowered_system.forms import helper_of
from empowered_system.forms.files import SharedFileField, keep
from empowered_system.models import PublicQuestion, Resource
from plans.forms.base import PortalForm
from plans.guarding import PublicForm
from plans.models import Setting
from plans.widgets import long_text


class ResourceForm(PortalForm):
    """A link or a file; a new one of either takes the place of what was there."""

    upload = SharedFileField(label="Or a file")

    class Meta:
        model = Resource
        fields = ["title", "note", "link"]
        labels = {"link": "A link"}
        error_messages = {
            "title": {"required": "Enter a title."},
            "link": {"invalid": "Enter a whole address, such as https://example.org/plan."},
        }

    helper = helper_of("Save")

    def _post_clean(self):
        """Put the file on the row before its rules are asked."""
        file = self.cleaned_data.get("upload")
        if file or self.cleaned_data.get("link"):
            self.instance.upload = file
        super()._post_clean()

    def save_by(self, person, *, at):
        keep(self.instance.upload, by=person, at=at)
        return super().save_by(person, at=at)


class AskForm(PublicForm):
    """A question that anyone may ask a programme, without saying who they are."""

    class Meta:
        model = PublicQuestion
        fields = ["text", "sector"]
        help_texts = {
            "text": "Write no names, and nothing by which a pupil could be recognised.",
        }
        widgets = {"text": long_text(4)}
        error_messages = {"text": {"required": "Write your question."}}

    helper = helper_of("Send your question")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [("", "I would rather not say"), *Setting.Sector.choices]


class AnswerForm(PortalForm):
    """The answer to a question, which may be put in clearer words before both are published."""

    answer = forms.CharField(
        label="Your answer",
        max_length=4000,
        widget=long_text(6),
        error_messages={"required": "Write the answer."},
    )

    class Meta:
        model = PublicQuestion
        fields = ["text", "answer"]
        labels = {"text": "The question"}
        help_texts = {"text": "Make it clearer where needed; take out names."}
        widgets = {"text": long_text(4)}
        error_messages = {"text": {"required": "The question cannot be empty."}}

    helper = helper_of("Publish question and answer")

    def __init__(self, *args, by, at, **kwargs):
        super().__init__(*args, **kwargs)
        self.answered_by, self.answered_at = by, at

    def _post_clean(self):
        """Say who answers before the row's rules are asked; who answered first stays."""
        if self.cleaned_data.get("answer") and not self.instance.is_answered:
            self.instance.answered_by = self.answered_by
            self.instance.answered_at = self.answered_at
        super()._post_clean()
