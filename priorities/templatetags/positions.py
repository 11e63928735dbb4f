"""One council's position on an action, as every list shows it."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.filter
def position(cell):
    """Show a cell; remembered, because a long list has a thousand cells of a few kinds."""
    return _position(cell.council, cell.short_name, cell.css, cell.label)


@lru_cache(maxsize=1024)
def _position(council, short_name, css, label):
    cell = {"council": council, "short_name": short_name, "css": css, "label": label}
    return render_to_string("priorities/_position.html", {"cell": cell})
