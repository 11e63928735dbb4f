"""The forms in which coordinators write a plan's priorities and add its actions."""

from itertools import groupby

from crispy_forms.helper import FormHelper
from crispy_forms.layout import ButtonHolder, Column, Field, Layout, Row, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from plans import clock, conflicts
from plans.forms.base import PortalForm, reason_field
from plans.history import sign
from plans.models import Alignment, Council
from plans.widgets import DatePartsField, long_text, short_number
from priorities.models import Action, Contribution, Priority

RESERVED = {"add"}  # a word that stands in the same place of the portal's own addresses


class AlignmentsField(forms.ModelMultipleChoiceField):
    """Items of frameworks, each under the heading of its framework and year."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, alignment):
        return f"{alignment.get_kind_display()} {alignment.number}: {alignment.title}"


class PriorityForm(PortalForm):
    """A priority of a plan; once the plan is open, its references and its address stay."""

    slug = forms.SlugField(
        label="Place in addresses",
        help_text="Such as literacy. Leave it empty to take it from the title.",
        max_length=50,
        required=False,
    )
    alignments = AlignmentsField(Alignment.objects.none(), label="Aligned to", required=False)
    reason = reason_field()

    class Meta:
        model = Priority
        fields = ["title", "number", "prefix", "slug", "outcomes", "why", "alignments"]
        error_messages = {
            "title": {"required": "Enter a title."},
            "prefix": {"required": "Enter two to five capital letters."},
        }
        labels = {"number": "Place in the plan", "prefix": "References begin with"}
        help_texts = {
            "number": "",
            "prefix": "Two to five capital letters, such as LIT for LIT-1, LIT-2 and so on.",
            "outcomes": "What will be better for children and young people.",
        }
        widgets = {
            "number": short_number(),
            "prefix": forms.TextInput(attrs={"class": "ds_input--fixed-5"}),
            "outcomes": long_text(6),
            "why": long_text(6),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plan = self.instance.plan
        for name in ["slug", "prefix"] if plan.is_open else ["reason"]:
            del self.fields[name]
            self.stored.pop(name, None)
        self.aligned = self.stored.pop("alignments") or []
        offered = Alignment.objects.offered_in(plan)
        chosen = Alignment.objects.filter(pk__in=[alignment.pk for alignment in self.aligned])
        self.fields["alignments"].queryset = offered | chosen
        self.helper = FormHelper()
        self.helper.form_class = "update"
        shown = [name for name in self.fields if name != "alignments"]
        at = shown.index("why") + 1
        alignments = Field("alignments", template="priorities/_alignments_field.html")
        self.helper.layout = Layout(*shown[:at], alignments, *shown[at:], Submit("save", "Save"))

    @property
    def versioned(self):
        """Its plan's version tells whether someone else has saved; a new one nobody else has."""
        return self.instance.plan if self.instance.pk else None

    @property
    def alignment_groups(self):
        """The choices by framework: its name, its items, and whether one of them is chosen."""
        kinds = list(Alignment.Kind)
        choices = self["alignments"].subwidgets
        choices.sort(key=lambda choice: kinds.index(choice.data["value"].instance.kind))
        choices.sort(key=by_source)
        groups = [(source, list(group)) for (_, source), group in groupby(choices, key=by_source)]
        return [
            (source, group, any(choice.data["selected"] for choice in group))
            for source, group in groups
        ]

    def clean_slug(self):
        slug = self.cleaned_data["slug"] or slugify(self.cleaned_data.get("title", ""))[:50]
        if slug in RESERVED:
            raise ValidationError(f"The portal needs “{slug}” for itself: enter another word.")
        if not slug and "title" in self.cleaned_data:
            raise ValidationError("Enter a word of letters, such as literacy.")
        return slug

    def clean_prefix(self):
        return self.cleaned_data["prefix"].upper()

    def clean(self):
        is_stale = self.versioned and self.cleaned_data.get("version") != self.saved_version
        cleaned = super().clean()
        chosen = cleaned.get("alignments")
        if is_stale and chosen is not None and set(chosen) != set(self.aligned):
            saved = "\n".join(str(alignment) for alignment in self.aligned) or "Nothing"
            if not self.conflicts:
                self.add_error(None, ValidationError(conflicts.words(self.versioned)))
            self.conflicts.append(conflicts.Conflict("Aligned to", saved, False))
        return cleaned

    def save_by(self, person, *, at):
        """Save the priority, with why once the plan is open, and the plan's next version."""
        reason = self.cleaned_data.get("reason", "")
        self.instance.plan.save_version(by=person, at=at, reason=reason)
        return super().save_by(person, at=at, reason=reason)


def by_source(choice):
    """What one choice of an alignment is sorted by: national priorities first, then its source."""
    alignment = choice.data["value"].instance
    return alignment.kind == Alignment.Kind.QUALITY_INDICATOR, alignment.source


class NewActionForm(PortalForm):
    """An action and the councils that do it; in an open plan with dates, a lead and a reason."""

    starts_on = DatePartsField(label="Start date", required=False)
    due_on = DatePartsField(label="Due date", required=False)
    lead = forms.ModelChoiceField(
        Council.objects.none(),
        label="Which council leads?",
        empty_label="Not known yet",
        error_messages={"required": "Choose the council that leads."},
        required=False,
    )
    contributing = forms.ModelMultipleChoiceField(
        Council.objects.none(),
        label="Which other councils take part?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = reason_field()
    versioned = None

    class Meta:
        model = Action
        fields = [
            "number",
            "title",
            "title_language",
            "description",
            "how_we_will_know",
            "starts_on",
            "due_on",
            "predecessor",
        ]
        error_messages = {"title": {"required": "Enter a title."}}
        labels = {"predecessor": "The action of last year’s plan that it carries on"}
        widgets = {
            "number": short_number(),
            "description": long_text(6),
            "how_we_will_know": long_text(4),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        plan = self.instance.priority.plan
        councils = Council.objects.partners_in(plan)
        for name in ["lead", "contributing"]:
            self.fields[name].queryset = councils
        earlier = Action.objects.in_plan(plan.predecessor_id).current()
        self.fields["predecessor"].queryset = earlier.order_by("priority__number", "number")
        self.fields["predecessor"].empty_label = "None: it is new"
        self.fields["reason"].label = "Why is this action added?"
        self.fields["reason"].error_messages["required"] = "Say why this action is added."
        if plan.is_open:
            for name in ["lead", "starts_on", "due_on"]:
                self.fields[name].required = True
            self.fields["lead"].empty_label = "Choose a council"
        else:
            del self.fields["reason"]
        self.helper = self.laid_out()

    def laid_out(self):
        """The controls in the order in which one thinks of them."""
        helper = FormHelper()
        helper.form_class = "update"
        wording = ["number", "title", "title_language", "description", "how_we_will_know"]
        helper.layout = Layout(
            *wording,
            Row(Column("starts_on"), Column("due_on")),
            "lead",
            "contributing",
            "predecessor",
            *(["reason"] if "reason" in self.fields else []),
            ButtonHolder(
                Submit("save", "Add the action"),
                Submit("more", "Add it and write another", css_class="ds_button--secondary"),
            ),
        )
        return helper

    def save_by(self, person, *, at):
        """Save the action and each council's part in it; in an open plan its dates are fixed."""
        reason = self.cleaned_data.get("reason", "")
        is_late = self.instance.priority.plan.is_open
        if is_late:
            self.instance.keep_firsts()
        action = super().save_by(person, at=at, reason=reason)
        lead = self.cleaned_data["lead"]
        councils = [(lead, Contribution.Role.LEAD)] if lead else []
        for council in self.cleaned_data["contributing"].exclude(pk=lead and lead.pk):
            councils.append((council, Contribution.Role.CONTRIBUTING))
        for council, role in councils:
            part = Contribution(action=action, council=council, role=role)
            # It owes nothing for the rounds that were before it.
            part.starts_on = clock.day_of(at) if is_late else None
            sign(part, by=person, at=at, reason=reason).save()
        return action
