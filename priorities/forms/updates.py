"""What officers write in a round, and what a coordinator adds to it."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, ButtonHolder, Div, Layout, Submit
from django import forms
from django.core.validators import MaxLengthValidator
from django.urls import reverse
from django.utils.html import format_html

from plans.forms.base import PortalForm
from plans.widgets import CriterionRadioSelect, DatePartsField
from priorities.doubts import Doubts
from priorities.models import REPEATED, Correction, Update
from priorities.status import Evidence, Status

STATUSES = Status.in_form_order()
DIFFERENT = (
    "You have ticked that nothing has changed, but what stands below is not what was sent last. "
    "Untick it to send your words, or take them out."
)


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
    # The kinds of doubt that were on the page when the button was pressed.
    warned = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Update
        fields = [
            "no_change",
            "status",
            "text",
            "next_step",
            "forecast_on",
            "no_forecast",
            "evidence",
            "evidence_seen",
            "note",
            "warning_answer",
        ]
        labels = {
            "text": "What has happened since?",
            "next_step": "Next step",
            "no_forecast": "No date can be given yet",
            "evidence_seen": "What was seen, and where?",
            "note": "Note for colleagues",
            "warning_answer": "Your answer in one line",
        }
        help_texts = {
            "text": (
                "Two to five plain sentences. Members and the public will read this. "
                "Name no pupil and no teacher."
            ),
            "next_step": "What, who and by when.",
            "evidence_seen": "Needed for changed practice and for learners’ outcome.",
            "note": (
                "Members and the public never see this note. Like all recorded "
                "information, it can be asked for under freedom of information."
            ),
            "warning_answer": "The coordinator reads it with your update. Members never do.",
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 7}),
            "next_step": forms.Textarea(attrs={"rows": 3}),
            "evidence_seen": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 3}),
            "warning_answer": forms.HiddenInput,
        }

    def __init__(self, *args, desk, by, at, **kwargs):
        super().__init__(*args, instance=desk.update, **kwargs)
        self.desk, self.by, self.at = desk, by, at
        self.doubts = []
        self.offer_no_change()
        self.fields["status"].label = f"Where is {desk.council}’s part of this action?"
        self.fields["forecast_on"].help_text += self.way_to_move
        for name in ["status", "text", "next_step", "forecast_on", "evidence", "evidence_seen"]:
            self.fields[name].unmarked = True
        for field in self.fields.values():
            field.validators = [
                check for check in field.validators if not isinstance(check, MaxLengthValidator)
            ]

    def offer_no_change(self):
        """Let “nothing has changed” be ticked where it may be sent."""
        if self.desk.refusal or self.desk.why_not_unchanged:
            self.instance.no_change = False
            del self.fields["no_change"]
        else:
            self.fields[
                "no_change"
            ].label = f"Nothing has changed since {self.desk.since}. Send those words again"

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
        helper.attrs = {"data-keep": "unsaved" if self.conflicts else "saved"}
        helper.render_hidden_fields = True
        helper.layout = Layout(
            *self.reminders,
            *["no_change"] * ("no_change" in self.fields),
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
    def reminders(self):
        """Return what is said before the update is sent, with room for an answer; mostly nothing.

        What is wrong comes first; an answer that is too long is wrong.
        """
        if not (self.doubts if not self.errors else "warning_answer" in self.errors):
            return []
        self.fields["warning_answer"].widget = forms.TextInput()
        again = Submit("submit", "Submit as it stands", css_id="submit-as-it-stands")
        box = {"css_class": "warn", "css_id": "before-submitting", "tabindex": "-1"}
        words = HTML('{% include "priorities/_doubts.html" %}')
        box |= {"role": "group", "aria-labelledby": "reminders"}
        return [Div(words, "warning_answer", ButtonHolder(again), **box)]

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
        """Check the rules of a sent update where it is to be sent, and look for doubts."""
        row = self.instance
        if self.is_sending:
            row = row.as_sent(by=self.by, at=self.at)
            for name, sentence in self.too_long.items():
                self.add_error(name, sentence)
            if row.no_change and self.is_different(row):
                self.add_error("no_change", DIFFERENT)
                return
            if row.no_change:
                row.repeat(self.desk.last, today=self.desk.today)
            self.look_for_doubts(row)
        self.check(row.validate_constraints)

    def is_different(self, row):
        """Whether something was written or chosen that is not what was last published."""
        written = [name for name in REPEATED if getattr(row, name)]
        return any(getattr(row, name) != getattr(self.desk.last, name) for name in written)

    def look_for_doubts(self, row):
        desk = self.desk
        self.doubts = Doubts(
            row, last=desk.last, overdue=desk.overdue_milestones, today=desk.today
        ).found()

    @property
    def is_warned(self):
        """Whether every doubt was on the page already when the update was sent."""
        return {doubt.code for doubt in self.doubts} <= set(self.cleaned_data["warned"].split())

    def keep(self):
        """Save what was written, and send it where that was asked; say whether all is well.

        What someone else saved meanwhile is not overwritten: then nothing is saved.
        """
        is_well = self.is_valid()
        if self.conflicts:
            return False
        if is_well and self.is_sending and self.is_warned:
            self.send()
            return True
        self.instance.write(by=self.by, at=self.at)
        self.data["version"] = self.saved_version
        if is_well:
            self.data["warned"] = " ".join(doubt.code for doubt in self.doubts)
        return is_well and not self.doubts

    def send(self):
        """Send the update with what was said about it beforehand, and what was answered."""
        update = self.instance
        update.warnings = "\n".join(doubt.says for doubt in self.doubts)
        if not self.doubts:
            update.warning_answer = ""
        update.written_by, update.written_at = self.by, self.at
        update.submit(by=self.by, at=self.at)


def typed_in(data, form=UpdateForm):
    """Return label and words of every text someone typed into a form, here that of an update."""
    return [
        (field.label, data[name])
        for name, field in form.base_fields.items()
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
