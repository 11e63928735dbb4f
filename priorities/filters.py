"""Which actions progress shows: the filters stand in the address, so that a link keeps them."""

from urllib.parse import urlencode

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django.forms import CheckboxInput
from django.utils.functional import cached_property
from django_filters import BooleanFilter, ChoiceFilter, FilterSet

from priorities.models import Action
from priorities.status import Status
from priorities.summary import Summary


def choice(noun, method=None, **extra):
    """Return a filter by one of a few values; what is none of them is told so in words."""
    wrong = f"There is no {noun} “%(value)s”. Choose one from the list."
    extra |= {"empty_label": "All", "error_messages": {"invalid_choice": wrong}}
    return ChoiceFilter(label=noun.capitalize(), method=method, **extra)


def tick(label, method):
    return BooleanFilter(label=label, method=method, widget=CheckboxInput)


class AddressFilter(FilterSet):
    """A filter of a page that says in words what it shows."""

    @cached_property
    def chosen(self):
        """Return what is asked for, by name; nothing where some of it is not understood."""
        asked = self.form.cleaned_data if self.is_valid() else {}
        return {name: value for name, value in asked.items() if value}

    @property
    def words(self):
        """Return what is chosen as a person reads it, such as ["At risk", "Midlothian"]."""
        return [
            dict(self.filters[name].extra.get("choices", {})).get(value, self.filters[name].label)
            for name, value in self.chosen.items()
        ]


class ProgressFilter(AddressFilter):
    """Narrows rows that have been read already, and so asks nothing of the database.

    Where a council is chosen, status and silence are that council's own.
    """

    status = choice("status", "in_status", choices=Status.choices)
    council = choice("council", "with_council")
    priority = choice("priority", "of_priority")
    overdue = tick("Overdue", "that_are_overdue")
    no_update = tick("No update received", "without_update")

    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.field_template = "sgds/filter_field.html"
    helper.layout = Layout(
        Div("status", "council", "priority", css_class="filters"),
        Div("overdue", "no_update", css_class="ticks"),
    )

    def __init__(self, data, *, progress):
        super().__init__(data, queryset=Action.objects.none())
        self.progress = progress
        self.filters["council"].extra["choices"] = [(c.slug, c.name) for c in progress.councils]
        self.filters["priority"].extra["choices"] = [(p.slug, p.title) for p in progress.priorities]

    @cached_property
    def rows(self):
        """Return the rows to show; all of them where a filter is not understood."""
        rows = self.progress.rows
        for name, value in self.chosen.items():
            rows = self.filters[name].filter(rows, value)
        return rows

    @property
    def summary(self):
        return Summary(self.progress.priorities, self.rows)

    @property
    def file_address(self):
        """Return the query that brings the same rows as a file."""
        chosen = {name: "on" if value is True else value for name, value in self.chosen.items()}
        return "?" + urlencode(chosen | {"format": "csv"})

    def cells_of(self, row):
        """Return a row's positions; with a council chosen its own alone."""
        council = self.chosen.get("council")
        return [cell for cell in row.parts if council in (None, cell.slug)]

    def in_status(self, rows, name, status):
        if "council" not in self.chosen:
            return [row for row in rows if row.word == status]
        return [row for row in rows if any(cell.last == status for cell in self.cells_of(row))]

    def with_council(self, rows, name, council):
        return [row for row in rows if self.cells_of(row)]

    def of_priority(self, rows, name, slug):
        its_own = {row.pk for p in self.progress.priorities if p.slug == slug for row in p.rows}
        return [row for row in rows if row.pk in its_own]

    def that_are_overdue(self, rows, name, value):
        return [row for row in rows if row.overdue]

    def without_update(self, rows, name, value):
        return [row for row in rows if any(cell.is_silent for cell in self.cells_of(row))]
