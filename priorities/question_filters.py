"""Which questions their list shows: the filters stand in the address, so that a link keeps them."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout

from plans.models import Council, Meeting
from priorities.filters import AddressFilter, choice
from priorities.models import Question
from priorities.querysets.questions import OPEN

STATES = [("open", "Open"), *Question.State.choices[2:]]


class QuestionFilter(AddressFilter):
    """Narrows a plan's questions to those of a state, a council or a meeting.

    A visitor, who reads answered ones alone, is not asked for a state.
    """

    state = choice("state", "in_state", choices=STATES)
    council = choice("council", "owed_by")
    meeting = choice("meeting", "for_meeting")

    def __init__(self, data, *, plan, person):
        questions = Question.objects.in_plan(plan).visible_to(person)
        super().__init__(data, queryset=questions.with_places().in_order())
        councils = [(council.slug, council.name) for council in Council.objects.partners_in(plan)]
        self.filters["council"].extra["choices"] = [*councils, ("team", "The central team")]
        meetings = Meeting.objects.in_plan(plan).with_group()
        self.filters["meeting"].extra["choices"] = [(m.slug, str(m)) for m in meetings]
        if not person.is_member:
            del self.filters["state"]

    @property
    def helper(self):
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.field_template = "sgds/filter_field.html"
        helper.layout = Layout(Div(*self.filters, css_class="filters"))
        return helper

    @property
    def rows(self):
        """Return the questions to show; all of them where a filter is not understood."""
        return self.qs if self.is_valid() else self.queryset

    def in_state(self, rows, name, state):
        return rows.filter(state__in=OPEN if state == "open" else [state])

    def owed_by(self, rows, name, slug):
        return rows.filter(owed_by=None) if slug == "team" else rows.filter(owed_by__slug=slug)

    def for_meeting(self, rows, name, slug):
        return rows.filter(meeting__slug=slug)
