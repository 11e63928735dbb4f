"""Controls of the portal's forms: texts, a date in three parts, radios with their criterion."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError

MONTHS = (
    "January February March April May June July August September October November December"
).split()
PARTS = ("day", "month", "year")
YEARS = range(2000, 2101)


def long_text(rows=5):
    """A text of several lines, shown so many lines high."""
    return forms.Textarea(attrs={"rows": rows})


def short_number():
    """A number of three digits at most, typed as text."""
    return forms.TextInput(attrs={"class": "ds_input--fixed-3", "inputmode": "numeric"})


class DatePartsWidget(forms.Widget):
    """Day, month and year as three short texts; what was typed comes back as it was typed."""

    template_name = "sgds/widgets/date_parts.html"
    use_fieldset = True

    def first_id(self, id):
        """The id a link in the error summary goes to."""
        return f"{id}_day"

    def id_for_label(self, id):
        """Nothing: the legend names the three parts."""
        return ""

    def format_value(self, value):
        """Three texts, from a date, from what was typed, or from nothing."""
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        return value or ("", "", "")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        id = context["widget"]["attrs"].get("id", f"id_{name}")
        context["widget"]["is_wrong"] = "aria-invalid" in context["widget"]["attrs"]
        context["widget"]["parts"] = [
            {
                "label": part.capitalize(),
                "name": f"{name}_{part}",
                "id": f"{id}_{part}",
                "value": text,
                "width": 4 if part == "year" else 2,
            }
            for part, text in zip(PARTS, self.format_value(value), strict=True)
        ]
        return context

    def as_typed(self, name, value):
        """The three texts by the names they are sent under."""
        return {
            f"{name}_{part}": text
            for part, text in zip(PARTS, self.format_value(value), strict=True)
        }

    def value_from_datadict(self, data, files, name):
        typed = tuple((data.get(f"{name}_{part}") or "").strip() for part in PARTS)
        return typed if any(typed) else None

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}_{part}" in data for part in PARTS)


class DatePartsField(forms.Field):
    """A date asked for as day, month and year; a month may be written as a number or a word.

    Cleans to a date or None. Every error is a sentence that says what to enter.
    """

    widget = DatePartsWidget
    default_error_messages = {"required": "Enter a day, a month and a year."}

    def to_python(self, value):
        if not value or isinstance(value, date):
            return value or None
        missing = [part for part, text in zip(PARTS, value, strict=True) if not text]
        if missing:
            raise ValidationError(f"Enter a {' and a '.join(missing)} too.")
        day, month, year = value
        return _real(_number(day, "day"), _month(month), _year(year))

    def has_changed(self, initial, data):
        try:
            return (initial or None) != self.to_python(data)
        except ValidationError:
            return True


class CriterionRadioSelect(forms.RadioSelect):
    """Radios that say under each word when it is the right one.

    `hints`: value to sentence. `has_shapes`: the value is the class of a shape, as a status's is.
    """

    def __init__(self, attrs=None, choices=(), *, hints=None, has_shapes=False):
        super().__init__(attrs, choices)
        self.hints = hints or {}
        self.has_shapes = has_shapes

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(value, "")
        option["shape"] = value if self.has_shapes else ""
        return option


def _number(text, part):
    """A day or month in digits; raises a sentence for anything else."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 2):
        raise ValidationError(f"Enter the {part} as a number, such as 9.")
    return int(text)


def _month(text):
    """A month's number, from a number, a name or at least three letters of one."""
    for number, name in enumerate(MONTHS, start=1):
        if len(text) >= 3 and name.lower().startswith(text.lower()):
            return number
    number = _number(text, "month")
    if not 1 <= number <= 12:
        raise ValidationError(f"{text} is not a month: enter a number from 1 to 12.")
    return number


def _year(text):
    """A year with four digits, near enough to be meant."""
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise ValidationError("Enter a year with four digits, such as 2023.")
    if int(text) not in YEARS:
        raise ValidationError(f"Enter a year from {YEARS[0]} to {YEARS[-1]}.")
    return int(text)


def _real(day, month, year):
    try:
        return date(year, month, day)
    except ValueError:
        words = f"{day} {MONTHS[month - 1]} {year}"
        raise ValidationError(f"{words} is not a real date.") from None
