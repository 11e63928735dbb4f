"""The forms of a committee report: what to draft, and the text section by section."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from plans.forms.base import PortalForm
from plans.widgets import DatePartsField, long_text
from seic_portal.models import CommitteeReport
from seic_portal.reports.drafting import contents_of
from seic_portal.reports.layout import parts_of
from seic_portal.reports.sections import SECTIONS

LINES = ["title", "kind_line", "body", "meets_on", "author_line"]
HOW = "A blank line begins a new paragraph; lines that begin with a dash make a list."
MOST = 20_000  # characters under one heading


def meeting_day():
    return DatePartsField(label="Day of the meeting", help_text="For example 14 3 2023.")


class DraftForm(PortalForm):
    """A new report: for which meeting, by whom, and which sections the portal drafts."""

    meets_on = meeting_day()
    sections = forms.MultipleChoiceField(
        label="What should it say?",
        help_text="Each is drafted from the plan. You can change every word afterwards.",
        choices=[(key, section.label) for key, section in SECTIONS.items()],
        initial=list(SECTIONS),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one section."},
    )

    class Meta:
        model = CommitteeReport
        fields = ["body", "meets_on", "author_line"]
        labels = {"body": "Which body is it for?", "author_line": "Author line"}
        help_texts = {
            "body": "Such as “Cabinet”.",
            "author_line": "As it stands under the title.",
        }

    helper = FormHelper()
    helper.form_class = "update"
    helper.layout = Layout(
        "version",
        "body",
        "meets_on",
        "author_line",
        "sections",
        Submit("draft", "Draft the report"),
    )

    def begin(self, headings, facts, *, by, at):
        """Save the report with what the portal drafts under a council's headings."""
        contents = contents_of(headings, facts, self.instance, self.cleaned_data["sections"])
        return CommitteeReport.objects.begin(self.instance, facts, contents, by=by, at=at)


class ReportForm(PortalForm):
    """A report's lines, the text of each section and what is ticked; each a field of its own.

    So two officers who write different sections do not trouble each other, and of one section both
    texts are shown (see `plans.conflicts`).
    """

    meets_on = meeting_day()

    class Meta:
        model = CommitteeReport
        fields = LINES
        labels = {"body": "Which body is it for?"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        layout = []
        numbered = [part for part in parts_of(self.instance.contents) if part.kind == "heading"]
        for place, section in enumerate(self.instance.contents):
            layout += self.add_section(place, section, numbered[place].words)
        self.helper = FormHelper()
        self.helper.form_class = "update"
        lines = Fieldset("Above the text", *LINES)
        save = Submit("save", "Save the report")
        self.helper.layout = Layout("version", lines, *layout, save)

    def add_section(self, place, section, heading):
        """Add the fields of one section; return what lays them out."""
        if section["block"] == "nothing":
            return []
        if section["options"]:
            ticks = enumerate(section["options"])
            names = [self.add_tick(place, number, option) for number, option in ticks]
            return [Fieldset(heading, *names)]
        is_officers = section["block"] == "officer"
        text = forms.CharField(
            label=heading,
            help_text=f"For you to complete: {section['prompt']}." if is_officers else HOW,
            widget=long_text(rows(section["text"])),
            max_length=MOST,
            required=False,
        )
        return [self.add(f"text_{place}", text)]

    def add_tick(self, place, number, option):
        tick = forms.BooleanField(label=option, required=False)
        return self.add(f"tick_{place}_{number}", tick)

    def add(self, name, field):
        """Add a field with what is saved for it; return its name."""
        field.unmarked = True
        self.fields[name] = field
        self.initial[name] = self.stored[name] = self.value_in(self.instance, name)
        self.make_plain(self.add_prefix(name), field)
        return name

    def value_in(self, row, name):
        kind, *places = name.split("_")
        if kind not in {"text", "tick"}:
            return super().value_in(row, name)
        section = row.contents[int(places[0])]
        if kind == "text":
            return section["text"]
        return section["options"][int(places[1])] in section["ticked"]

    def save_by(self, person, *, at):
        self.instance.contents = [
            section | self.typed(place, section)
            for place, section in enumerate(self.instance.contents)
        ]
        return super().save_by(person, at=at)

    def typed(self, place, section):
        """Return what was typed and ticked for a section."""
        ticked = [
            option
            for number, option in enumerate(section["options"])
            if self.cleaned_data[f"tick_{place}_{number}"]
        ]
        return {"text": self.cleaned_data.get(f"text_{place}", section["text"]), "ticked": ticked}


def rows(text):
    """Return how many lines a text needs in its box, within reason."""
    return min(max(3, len(text) // 90 + text.count("\n") + 1), 30)
