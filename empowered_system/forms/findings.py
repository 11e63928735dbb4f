"""The forms of a finding: writing it, and publishing it."""

from crispy_forms.layout import Column, Field, Row
from django.core.exceptions import ValidationError

from empowered_system.forms import helper_of
from empowered_system.forms.choosing import ChoosingForm, DecisionForm, IndicatorsField
from empowered_system.forms.files import SharedFileField, keep
from empowered_system.forms.programmes import CHOICES
from empowered_system.models import Finding, Level
from plans.models import Alignment, Setting
from plans.templatetags.portal import joined
from plans.widgets import long_text


class FindingForm(ChoosingForm):
    """What an enquiry found; it may be saved unfinished until it is published."""

    lists = ("quality_indicators",)
    upload = SharedFileField(label="Or the full report as a file")
    quality_indicators = IndicatorsField(
        Alignment.objects.none(), label="Quality indicators it is about", required=False
    )

    class Meta:
        model = Finding
        fields = [
            *["title", "question", "context", "method", "found", "limits", "licence"],
            *["sector", "level", "quality_indicators", "link"],
        ]
        labels = {"link": "A link to the full report"}
        help_texts = {
            "licence": "What others may do with it, such as Open Government Licence v3.0."
        }
        widgets = {
            "question": long_text(2),
            "context": long_text(4),
            "method": long_text(5),
            "found": long_text(8),
            "limits": long_text(4),
        }
        error_messages = {
            "title": {"required": "Enter a title."},
            "question": {"required": "Say which question it answers."},
            "link": {"invalid": "Enter a whole address, such as https://example.org/report."},
        }

    helper = helper_of(
        "Save",
        *["title", "question", "context", "method", "found", "limits", "licence"],
        *[Row(Column("sector"), Column("level")), "link", "upload"],
        Field("quality_indicators", template=CHOICES),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sector"].choices = [("", "Several"), *Setting.Sector.choices]
        self.fields["level"].choices = [("", "Several"), *Level.choices]
        for name in ["sector", "level"]:
            self.fields[name].help_text = ""
        indicators = Alignment.objects.offered_in(self.instance.programme.plan)
        offered = indicators.filter(kind="quality_indicator")
        self.fields["quality_indicators"].queryset = offered

    def _post_clean(self):
        """Put the file on the row before its rules are asked; another takes its place."""
        self.instance.upload = self.cleaned_data.get("upload") or self.instance.upload
        super()._post_clean()

    def save_by(self, person, *, at):
        keep(self.instance.upload, by=person, at=at)
        return super().save_by(person, at=at)


class PublishForm(DecisionForm):
    """Putting a finding before everyone."""

    class Meta:
        model = Finding
        fields = []

    helper = helper_of("Publish it")

    def clean(self):
        if self.instance.lacks:
            raise ValidationError(f"Write first: {joined(self.instance.lacks)}.")
        return super().clean()

    def save_by(self, person, *, at):
        self.instance.publish(by=person, at=at)
