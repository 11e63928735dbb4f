"""Councils' positions on an action, as every list shows them."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

register = template.Library()


@register.filter
def positions(cells):
    """Show cells side by side, each remembered: a long list has a thousand of a few kinds."""
    shown = [_position(c.council, c.short_name, c.css, c.label) for c in cells]
    return mark_safe("".join(shown))  # noqa: S308  # each was rendered, and escaped, by its template


@lru_cache(maxsize=1024)
def _position(council, short_name, css, label):
    cell = {"council": council, "short_name": short_name, "css": css, "label": label}
    return render_to_string("priorities/_position.html", {"cell": cell})


@register.filter
def places(row):
    """Show where each council's update of an action stands in a round, with the way to it."""
    shown = [
        _place(place.council, place.short_name, place.css, place.label)
        .replace("%address%", place.address)  # made of slugs and numbers: nothing to escape
        .replace("%reference%", row.reference)
        if place.address
        else _position(place.council, place.short_name, place.css, place.label)
        for place in row.places
    ]
    return mark_safe("".join(shown))  # noqa: S308  # each was rendered, and escaped, by its template


@lru_cache(maxsize=1024)
def _place(council, short_name, css, label):
    place = {"council": council, "short_name": short_name, "css": css, "label": label}
    return render_to_string("priorities/_place.html", place)


@register.filter
def chip(row):
    """Show an action's word as a chip; remembered, because there are only a few."""
    return _chip(row.css, row.label)


@lru_cache(maxsize=64)
def _chip(css, word):
    return render_to_string("partials/_status.html", {"css": css, "word": word})
