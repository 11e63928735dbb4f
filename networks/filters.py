"""Which networks the directory shows: the filters stand in the address, so a link keeps them."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django.utils.functional import cached_property
from django_filters import CharFilter, ChoiceFilter, FilterSet

from networks.activity import Activity
from networks.models import Network
from plans.models import Setting
from plans.names import folded


def choice(noun, method, **extra):
    """Return a filter by one of a few values; what is none of them is told so in words."""
    wrong = f"There is no {noun} “%(value)s”. Choose one from the list."
    extra |= {"empty_label": "All", "error_messages": {"invalid_choice": wrong}}
    return ChoiceFilter(method=method, **extra)


class DirectoryFilter(FilterSet):
    """Narrows networks that have been read already, and so asks nothing of the database."""

    topic = CharFilter(label="Topic", method="about", max_length=100)
    sector = choice("sector", "for_sector", label="Sector", choices=Setting.Sector.choices)
    council = choice("council", "linked_to", label="Link officer’s council")
    activity = choice("such word", "as_lively", label="How lively", choices=Activity.choices)

    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.field_template = "sgds/filter_field.html"
    helper.layout = Layout(Div("topic", "sector", "council", "activity", css_class="filters"))

    def __init__(self, data, *, networks):
        super().__init__(data, queryset=Network.objects.none())
        self.networks = networks
        councils = {n.link_council.slug: n.link_council.name for n in networks if n.link_council}
        in_order = sorted(councils.items(), key=lambda pair: pair[1])
        self.filters["council"].extra["choices"] = in_order

    @cached_property
    def chosen(self):
        """Return what is asked for, by name; nothing where some of it is not understood."""
        asked = self.form.cleaned_data if self.is_valid() else {}
        return {name: value for name, value in asked.items() if value}

    @cached_property
    def rows(self):
        """Return the networks to show; all of them where a filter is not understood."""
        rows = self.networks
        for name, value in self.chosen.items():
            rows = self.filters[name].filter(rows, value)
        return rows

    @property
    def listed(self):
        return [network for network in self.rows if not network.is_archived]

    @property
    def archived(self):
        return [network for network in self.rows if network.is_archived]

    @property
    def words(self):
        """Return what is chosen as a person reads it, such as ["Primary", "Fife"]."""
        return [
            dict(self.filters[name].extra.get("choices", {})).get(value, f"“{value}”")
            for name, value in self.chosen.items()
        ]

    def about(self, rows, name, words):
        """Keep what has every word in its name, purpose, focus or whom it is for."""
        wanted = folded(words).split()
        return [row for row in rows if all(word in said_of(row) for word in wanted)]

    def for_sector(self, rows, name, sector):
        return [row for row in rows if not row.sectors or sector in row.sectors]

    def linked_to(self, rows, name, slug):
        return [row for row in rows if row.link_council and row.link_council.slug == slug]

    def as_lively(self, rows, name, activity):
        return [row for row in rows if row.activity == activity and not row.is_archived]


def said_of(network):
    """Return a network's own words as folded text; nothing but its name where they are withheld."""
    words = [network.name]
    if not network.is_withheld:
        words += [network.purpose, network.audience, network.focus]
    return folded(" ".join(words))
