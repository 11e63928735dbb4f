from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from plans.widgets import DatePartsField


class DueForm(forms.Form):
    due = DatePartsField()


def typed(day, month, year):
    return {"due_day": day, "due_month": month, "due_year": year}


@pytest.mark.parametrize("month", ["3", "03", "mar", "March"])
def test_a_date_is_read_from_three_parts(month):
    form = DueForm(typed(" 31", month, "2023 "))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["due"] == date(2023, 3, 31)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("", "", ""), "Enter a day, a month and a year."),
        (("31", "2", "2023"), "31 February 2023 is not a real date."),
        (("0", "2", "2023"), "0 February 2023 is not a real date."),
        (("31", "2", ""), "Enter a year too."),
        (("", "2", ""), "Enter a day and a year too."),
        (("31", "13", "2023"), "13 is not a month: enter a number from 1 to 12."),
        (("31", "0", "2023"), "0 is not a month: enter a number from 1 to 12."),
        (("31", "ma", "2023"), "Enter the month as a number, such as 9."),
        (("first", "2", "2023"), "Enter the day as a number, such as 9."),
        (("9" * 5000, "2", "2023"), "Enter the day as a number, such as 9."),
        (("١", "2", "2023"), "Enter the day as a number, such as 9."),
        (("1", "2", "23"), "Enter a year with four digits, such as 2023."),
        (("1", "2", "1999"), "Enter a year from 2000 to 2100."),
        (("1", "2", "2101"), "Enter a year from 2000 to 2100."),
    ],
)
def test_what_is_not_a_date_is_answered_with_what_to_enter(parts, words):
    form = DueForm(typed(*parts))

    assert form.errors == {"due": [words]}


def test_what_was_typed_comes_back_as_typed():
    html = str(DueForm(typed("31", "Feb", "2023"))["due"])

    assert [f'value="{text}"' in html for text in ("31", "Feb", "2023")] == [True, True, True]
    assert html.count('aria-invalid="true"') == 3


def test_a_stored_date_is_shown_in_its_parts():
    html = str(DueForm(initial={"due": date(2023, 3, 9)})["due"])

    assert [f'value="{text}"' in html for text in ("9", "3", "2023")] == [True, True, True]
    assert "aria-invalid" not in html


def test_a_date_one_may_leave_empty_is_then_none():
    field = DatePartsField(required=False)

    assert field.clean(None) is None
    assert field.clean(date(2023, 3, 9)) == date(2023, 3, 9)
    with pytest.raises(ValidationError):
        field.clean(("1", "", ""))


def test_a_date_has_changed_when_another_or_no_date_is_typed():
    field = DatePartsField()
    stored = date(2023, 3, 9)

    assert not field.has_changed(stored, ("9", "3", "2023"))
    assert field.has_changed(stored, ("10", "3", "2023"))
    assert field.has_changed(stored, ("x", "3", "2023"))
    assert not field.has_changed(None, None)


def test_a_date_counts_as_left_out_only_when_no_part_was_sent():
    widget = DatePartsField().widget

    assert widget.value_omitted_from_data({}, {}, "due")
    assert not widget.value_omitted_from_data({"due_day": ""}, {}, "due")
