"""A figure as people write it: 72.3, 72.3%, 19.5 pp or 1,204."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError

from priorities.models import Unit

FIGURE = re.compile(
    r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*"
    r"(?P<suffix>%|per cent|pp|percentage points?|points?)?",
    re.IGNORECASE,
)
SUFFIXES = {"%": Unit.PERCENT, "per cent": Unit.PERCENT, "pp": Unit.POINTS}
SUFFIXES |= {f"{word}{s}": Unit.POINTS for word in ["percentage point", "point"] for s in ["", "s"]}
UNREADABLE = "Enter a figure such as 72.3."


def number_in(text, unit):
    """Return the number that a text gives, as a Decimal with two decimals at most.

    `unit`: what the figure is counted in. Raises ValidationError for what is no figure, is in
    another unit, or looks like a fraction: 0.195 without a unit is more likely 19.5 percentage
    points, and a cell that a spreadsheet shows as 72% holds 0.72.
    """
    match = FIGURE.fullmatch(text.strip().replace("−", "-"))
    if match is None:
        raise ValidationError(UNREADABLE)
    number = Decimal(match["number"].replace(",", ""))
    suffix = (match["suffix"] or "").lower()
    if suffix and SUFFIXES[suffix] != unit:
        raise ValidationError(f"This figure is counted in {Unit(unit).label.lower()}.")
    if not suffix and unit != Unit.COUNT and 0 < abs(number) < 1:
        raise ValidationError(fraction(number, unit))
    if -number.as_tuple().exponent > 2:
        raise ValidationError("Give two decimals at most, as it was published.")
    return number


def fraction(number, unit):
    """Say why a number below one is not taken as it stands."""
    what, mark = ("percentage points", " pp") if unit == Unit.POINTS else ("per cent", "%")
    return (
        f"{number} looks like a fraction. Give it in {what}, such as {float(100 * number):g}; "
        f"if it is really below one, write {number}{mark}."
    )
