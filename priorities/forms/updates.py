"""What officers write in a round, and what a coordinator adds to it."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, ButtonHolder, Div, Layout, Submit
from django import forms
from django.core.validators import MaxLengthValidator
from django.urls import reverse
from django.utils.html import format_html

from plans.forms import PortalForm
from plans.widgets import CriterionRadioSelect, DatePartsField
from priorities.models import Correction, Update
from priorities.status import Evidence, Status

STATUSES = Status.in_form_order()


class UpdateForm(PortalForm):
    """A council's words of a round: a draft may be unfinished, what is sent must be whole.

    Whatever can be kept is kept, whichever button was pressed and whatever is still wrong.
    """

    status = forms.ChoiceField(
        choices=[(status.value, status.label) for status in STATUSES],
        required=False,
        widget=CriterionRadioSelect(
            hints={status.value: status.criterion for status in STATUSES}, has_shapes=True
        ),
    )
    forecast_on = DatePartsField(
        label="When will it be done? (optional unless off track)",
        help_text="Your honest forecast, for example 12 5 2023. It does not move the due date.",
        required=False,
    )
    evidence = forms.ChoiceField(
        label="How far does the evidence go?",
        choices=Evidence.choices,
        required=False,
        widget=CriterionRadioSelect(hints={word.value: word.criterion for word in Evidence}),
    )

    class Meta:
        model = Update
        fields = [
            "status",
            "text",
            "next_step",
            "forecast_on",
            "no_forecast",
            "evidence",
            "evidence_seen",
            "note",
        ]
        labels = {
            "text": "What has happened since?",
            "next_step": "Next step",
            "no_forecast": "No date can be given yet",
            "evidence_seen": "What was seen, and where?",
            "note": "Note for colleagues",
        }
        help_texts = {
            "text": (
                "Two to five plain sentences. Members and the public will read this. "
                "Name no pupil and no teacher."
            ),
            "next_step": "What, who and by when.",
            "evidence_seen": "Needed for changed practice and for learners’ outcome.",
            "note": (
                "Members and the public never see this page’s notes. Like all recorded "
                "information, they can be asked for under freedom of information."
            ),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 7}),
            "next_step": forms.Textarea(attrs={"rows": 3}),
            "evidence_seen": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, desk, by, at, **kwargs):
        super().__init__(*args, instance=desk.update, **kwargs)
        self.desk, self.by, self.at = desk, by, at
        self.fields["status"].label = f"Where is {desk.council}’s part of this action?"
        self.fields["forecast_on"].help_text += self.way_to_move
        for name in ["status", "text", "next_step", "forecast_on", "evidence", "evidence_seen"]:
            self.fields[name].unmarked = True
        for field in self.fields.values():
            field.validators = [
                check for check in field.validators if not isinstance(check, MaxLengthValidator)
            ]

    @property
    def way_to_move(self):
        """Return a link to where the due date moves, for someone who may ask for that."""
        action = self.desk.action
        if not action.date_may_be_asked_by(self.by):
            return ""
        address = reverse("priorities:ask_date", args=[self.desk.plan.slug, action.reference])
        return format_html(' <a href="{}">Ask to move the due date</a>', address)

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_class = "update"
        helper.render_hidden_fields = True
        helper.layout = Layout(
            "status",
            Div(
                HTML('{% include "priorities/_last_words.html" %}'),
                Div("text", "next_step", css_class="first"),
                css_class="split",
            ),
            *["forecast_on", "no_forecast", "evidence", "evidence_seen", "note"],
            ButtonHolder(*self.buttons),
            HTML('{% include "priorities/_kept.html" %}'),
        )
        return helper

    @property
    def buttons(self):
        if self.desk.refusal:
            return [Submit("save", "Keep these words")]
        secondary = {"css_class": "ds_button--secondary"}
        return [Submit("submit", "Submit update"), Submit("save", "Save draft", **secondary)]

    @property
    def kept_words(self):
        """Return where the words are that were typed, for someone who has to mend something."""
        if self.conflicts:
            return "Nothing you wrote has been lost. Your words are in the form, not saved yet."
        return "Nothing you wrote has been lost. Your words are kept as a draft."

    @property
    def is_sending(self):
        """Whether the update is to be sent, and may be."""
        return "submit" in self.data and not self.desk.refusal

    @property
    def too_long(self):
        """Return a sentence for each text that is longer than may be sent, by field."""
        sentences = {}
        for name, field in self.fields.items():
            limit = getattr(field, "max_length", None)
            over = len(getattr(self.instance, name)) - limit if limit else 0
            if over > 0:
                characters = "1 character" if over == 1 else f"{over:,} characters"
                sentences[name] = (
                    f"“{field.label}” is {characters} too long: there is room for {limit:,}."
                )
        return sentences

    def validate_constraints(self):
        """Check the rules of a sent update where it is to be sent."""
        row = self.instance
        if self.is_sending:
            row = row.as_sent(by=self.by, at=self.at)
            for name, sentence in self.too_long.items():
                self.add_error(name, sentence)
        self.check(row.validate_constraints)

    def keep(self):
        """Save what was written, and send it where that was asked; say whether all is well.

        What someone else saved meanwhile is not overwritten: then nothing is saved.
        """
        is_well = self.is_valid()
        if self.conflicts:
            return False
        if is_well and self.is_sending:
            self.instance.written_by, self.instance.written_at = self.by, self.at
            self.instance.submit(by=self.by, at=self.at)
        else:
            self.instance.write(by=self.by, at=self.at)
        self.data["version"] = self.saved_version
        return is_well


def typed_in(data):
    """Return label and words of every text someone typed into the form of an update."""
    return [
        (field.label, data[name])
        for name, field in UpdateForm.base_fields.items()
        if isinstance(field.widget, forms.Textarea) and data.get(name)
    ]


class ReturnForm(PortalForm):
    """A coordinator's note with which a submitted update goes back to its council."""

    button = "Return with a note"
    return_note = forms.CharField(
        label="What to correct",
        help_text="The council’s officers read this with their update. Members never do.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta:
        model = Update
        fields = ["return_note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, initial={"return_note": ""}, **kwargs)


class CorrectionForm(PortalForm):
    """A dated note beside a published update."""

    button = "Add the correction"

    class Meta:
        model = Correction
        fields = ["text"]
        labels = {"text": "Correction"}
        help_texts = {
            "text": "Stands beside the update with today’s date, for everyone who reads it."
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
