"""Which findings the library shows: the filters stand in the address, so that a link keeps them."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django.utils.functional import cached_property
from django_filters import FilterSet

from empowered_system.models import Finding, Level
from plans.models import Setting
from priorities.filters import choice


class FindingFilter(FilterSet):
    """The library by stage, sector, quality indicator and priority.

    Only what some finding has is offered. A priority is meant by its name, whichever year's.
    """

    stage = choice("stage", field_name="level", choices=Level.choices)
    sector = choice("sector", choices=Setting.Sector.choices)
    indicator = choice("quality indicator", field_name="quality_indicators__number", distinct=True)
    priority = choice("priority", field_name="programme__actions__priority__slug", distinct=True)

    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.field_template = "sgds/filter_field.html"
    helper.layout = Layout(Div("stage", "sector", "indicator", "priority", css_class="filters"))

    class Meta:
        model = Finding
        fields = []

    def __init__(self, data, *, queryset):
        super().__init__(data, queryset=queryset)
        self.filters["indicator"].extra["choices"] = queryset.indicators()
        self.filters["priority"].extra["choices"] = queryset.priorities()

    @cached_property
    def chosen(self):
        """Return what is asked for, by name; nothing where some of it is not understood."""
        asked = self.form.cleaned_data if self.is_valid() else {}
        return {name: value for name, value in asked.items() if value}

    @property
    def words(self):
        """Return what is chosen as a person reads it."""
        return [dict(self.filters[n].extra["choices"])[value] for n, value in self.chosen.items()]

    @cached_property
    def rows(self):
        """The findings to show; all of them where a filter is not understood."""
        return list(self.qs if self.is_valid() else self.queryset)
