from collections import namedtuple
from datetime import UTC, date, datetime, time

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template

from plans.templatetags import portal, sgds
from plans.widgets import CriterionRadioSelect, DatePartsField

DAY = date(2022, 9, 9)
# A quarter to midnight in Greenwich is a quarter to one the next day in a Scottish summer.
SUMMER_NIGHT = datetime(2022, 9, 8, 23, 45, tzinfo=UTC)
Count = namedtuple("Count", "css label count")


@pytest.mark.parametrize(
    ("style", "words"),
    [
        (portal.day, "9 September 2022"),
        (portal.short_day, "9 Sep 2022"),
        (portal.long_day, "Friday 9 September 2022"),
    ],
)
def test_a_day_is_written_in_words_from_a_date_or_a_moment_and_nothing_from_nothing(style, words):
    assert [style(DAY), style(SUMMER_NIGHT), style(None)] == [words, words, ""]


def test_a_moment_is_told_in_london_time():
    assert portal.moment(SUMMER_NIGHT) == "9 September 2022 at 00:45"
    assert portal.clock(time(9, 5)) == "09:05"
    assert portal.moment(None) == portal.clock(None) == ""


def test_a_list_reads_as_a_sentence():
    assert portal.joined([]) == ""
    assert portal.joined(["Fife"]) == "Fife"
    assert portal.joined(["Fife", "Midlothian", "Borders"]) == "Fife, Midlothian and Borders"


def test_a_count_stands_with_its_noun():
    assert portal.counted(0, "action") == "no actions"
    assert portal.counted(1, "action") == "1 action"
    assert portal.counted(2, "priority,priorities") == "2 priorities"
    assert portal.counted("1", "visit") == "1 visit"
    assert portal.counted("about 20", "visit") == "about 20 visits"
    assert [portal.in_words(n) for n in (0, 5, 12, 13)] == ["no", "five", "twelve", "13"]


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2022, 12, 16), date(2023, 3, 31), "15 weeks"),
        (date(2023, 3, 31), date(2022, 12, 16), "15 weeks"),
        (date(2022, 11, 18), date(2022, 11, 21), "3 days"),
        (date(2022, 11, 18), date(2022, 11, 25), "1 week"),
        (date(2022, 11, 18), date(2022, 12, 1), "13 days"),
        (date(2022, 11, 18), date(2022, 12, 4), "2 weeks"),
        (DAY, DAY, "no days"),
    ],
)
def test_how_far_two_days_lie_apart(start, end, words):
    assert portal.gap(start, end) == words


def test_a_longer_text_keeps_its_paragraphs_lists_emphasis_and_links():
    text = "One **word**\nmore\n\n- [page](https://a.example)\n- [mail](mailto:b@a.example)"

    assert portal.rich(text) == (
        "<p>One <strong>word</strong><br>\nmore</p>\n<ul>\n"
        '<li><a href="https://a.example" rel="noopener noreferrer">page</a></li>\n'
        '<li><a href="mailto:b@a.example" rel="noopener noreferrer">mail</a></li>\n</ul>\n'
    )
    assert portal.rich("") == portal.rich(None) == ""


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"),
        ("# Big", "<p># Big</p>\n"),
        ("[x](javascript:alert)", "<p>[x](javascript:alert)</p>\n"),
        ("[x](http://a.example)", "<p>[x](http://a.example)</p>\n"),
        ("[x](//a.example)", "<p>[x](//a.example)</p>\n"),
        ("    far in", "<p>far in</p>\n"),
    ],
)
def test_what_a_longer_text_may_not_do_stays_as_typed(text, html):
    assert portal.rich(text) == html


def test_a_longer_text_shows_no_picture():
    assert "<img" not in portal.rich("![x](https://a.example/x.png)")


def test_a_bar_is_drawn_in_per_cent_without_what_counts_none():
    counts = [
        Count("at_risk", "At risk", 1),
        Count("stopped", "Stopped", 0),
        Count("complete", "Complete", 3),
    ]

    drawn = portal.bar("lit", "Literacy: 4 actions", counts)

    assert drawn["text"] == "At risk 1, Complete 3"
    assert [part[3:] for part in drawn["parts"]] == [
        ("0.00%", "25.00%", "12.50%"),
        ("25.00%", "75.00%", "62.50%"),
    ]
    assert portal.bar("lit", "Literacy", [])["parts"] == []


def test_a_menu_entry_knows_when_it_is_where_one_is():
    template = Template('{% load portal %}{% menu_item "plans" "All plans" address %}')

    here = template.render(Context({"section": "plans", "address": "/plans/"}))
    there = template.render(Context({"section": "plan", "address": "/plans/"}))

    assert ('aria-current="true"' in here, 'aria-current="true"' in there) == (True, False)
    assert template.render(Context({"address": ""})).strip() == ""


class ReportForm(forms.Form):
    status = forms.ChoiceField(
        choices=[("on_track", "On track"), ("at_risk", "At risk")],
        widget=CriterionRadioSelect(hints={"at_risk": "Say who acts."}, has_shapes=True),
    )
    text = forms.CharField(widget=forms.Textarea, max_length=5, help_text="Plain sentences.")
    forecast = DatePartsField(required=False)
    councils = forms.MultipleChoiceField(
        choices=[("fife", "Fife")], widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.BooleanField()
    left_out = forms.CharField()
    version = forms.IntegerField(widget=forms.HiddenInput)

    helper = FormHelper()
    helper.layout = Layout("status", "text", "forecast", "councils", "agreed", "version")

    def clean(self):
        raise forms.ValidationError("Nothing fits.")


def test_every_error_links_to_a_control_that_is_on_the_page_or_to_none():
    form = ReportForm({"text": "too long", "forecast_day": "31"})

    links = sgds.error_links(form)
    html = render_crispy_form(form)

    assert links == [
        ("", "Nothing fits."),
        ("id_status_0", "“Status” is needed."),
        ("id_text", "Ensure this value has at most 5 characters (it has 8)."),
        ("id_forecast_day", "Enter a month and a year too."),
        ("id_councils_0", "“Councils” is needed."),
        ("id_agreed", "“Agreed” is needed."),
        ("", "“Left out” is needed."),
        ("", "“Version” is needed."),
    ]
    assert [html.count(f' id="{target}"') for target, _ in links if target] == [1, 1, 1, 1, 1]


def test_a_summary_gathers_several_forms_and_says_where_the_words_are():
    rows = forms.formset_factory(ReportForm, extra=0, min_num=1)
    formset = rows({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-text": "ab"})

    summary = sgds.error_summary(ReportForm({}), formset, None, kept="Kept as a draft.")

    targets = [target for target, _ in summary["links"] if target]
    assert targets[1] == "id_text"
    assert "id_form-0-status_0" in targets
    assert summary["kept"] == "Kept as a draft."
    assert sgds.error_summary(ReportForm(), "")["links"] == []


def test_a_control_is_described_by_its_hint_and_error_and_never_cuts_what_is_typed():
    html = render_crispy_form(ReportForm({"text": "too long"}))

    assert 'aria-describedby="id_text_helptext id_text_error"' in html
    assert 'id="id_text_helptext"' in html
    assert 'id="id_text_error"' in html
    assert ' maxlength="' not in html
    assert 'data-maxlength="5"' in html
    assert "too long</textarea>" in html


def test_only_a_free_text_counts_its_characters():
    class PlaceForm(forms.Form):
        title = forms.CharField(max_length=90)
        session = forms.CharField(max_length=7)
        mail = forms.CharField(max_length=90, widget=forms.TextInput({"type": "email"}))
        endless = forms.CharField()

    limits = [sgds.character_limit(field) for field in PlaceForm()]

    assert limits == [90, None, None, None]


def test_what_may_be_left_empty_says_so_unless_the_form_says_it():
    form = ReportForm()
    assert [sgds.optional(form[name]) for name in ("forecast", "text")] == [" (optional)", ""]

    form.fields["forecast"].unmarked = True
    assert sgds.optional(form["forecast"]) == ""


def test_a_radio_carries_its_criterion():
    html = render_crispy_form(ReportForm())

    assert 'id="id_status_1" aria-describedby="hint_id_status_1"' in html
    assert '<p class="ds_hint-text" id="hint_id_status_1">Say who acts.</p>' in html
    assert '<use href="#shape-at_risk"/>' in html
    assert "hint_id_status_0" not in html
