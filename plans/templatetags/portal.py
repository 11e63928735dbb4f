"""What pages share: dates and counts in words, longer texts, the menu and the bar of counts."""

import re
from collections import namedtuple
from datetime import date, datetime
from functools import lru_cache
from html import unescape

import nh3
from django import template
from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

register = template.Library()

NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
TAGS = {"a", "blockquote", "br", "em", "li", "ol", "p", "strong", "ul"}
SCHEMES = {"https", "mailto"}
# What CommonMark would not leave as it is typed; few texts have any.
MARKED_UP = re.compile(r"[*_`<>\[\]\\&]|^\s*(?:[-+#]|\d+[.)])\s", re.MULTILINE)

# Headings, rules, code and pictures would break the page around the text: they stay as typed.
MARKDOWN = MarkdownIt("commonmark", {"breaks": True, "html": False}).disable(
    ["heading", "lheading", "hr", "code", "fence", "image", "html_block", "html_inline"]
)
MARKDOWN.validateLink = lambda address: address.partition(":")[0].lower() in SCHEMES

Part = namedtuple("Part", "css label count x width middle")


@lru_cache(maxsize=4096)
def _written(value, style):
    """A day in words; remembered, because formatting dates is half of a long table's time."""
    return formatted(value, style)


def _day(value, style):
    """Take a date, a moment (read in London) or nothing; give words or an empty string."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = _local(value).date()
    return _written(value, style)


def _local(moment):
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


@register.filter
def day(value):
    """31 March 2023."""
    return _day(value, "j F Y")


@register.filter
def short_day(value):
    """9 Sep 2022, for narrow places."""
    return _day(value, "j M Y")


@register.filter
def long_day(value):
    """Friday 18 November 2022."""
    return _day(value, "l j F Y")


@register.filter
def clock(value):
    """The time of a moment in London, or of a time, as 09:05."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = _local(value)
    return f"{value:%H:%M}"


@register.filter
def moment(value):
    """17 November 2022 at 10:42."""
    return f"{day(value)} at {clock(value)}" if value else ""


@register.filter
def joined(words):
    """A list in words: A, B and C."""
    *rest, last = [str(word) for word in words] or [""]
    return f"{', '.join(rest)} and {last}" if rest else last


@register.filter
def in_words(number):
    """A count up to twelve as a word, none as "no"; anything else as it is."""
    return NUMBERS[number] if 0 <= number < len(NUMBERS) else str(number)


@register.filter
def counted(number, noun):
    """A count with its noun: "no actions", "1 action", "3 actions".

    An odd plural follows a comma: "priority,priorities". A count may be told in words already, such
    as "about 20".
    """
    one, _, many = noun.partition(",")
    return f"{number or 'no'} {one if str(number) == '1' else many or one + 's'}"


@register.filter
def gap(start: date, end: date):
    """How far two days lie apart, whichever comes first.

    In days under a fortnight unless they make whole weeks, otherwise to the nearest week.
    """
    days = abs((end - start).days)
    if not days or (days < 14 and days % 7):
        return counted(days, "day")
    return counted(round(days / 7), "week")


@register.filter
@lru_cache(maxsize=512)
def rich(text):
    """A longer text as HTML: CommonMark's paragraphs, lists, emphasis, https and mailto links.

    Everything else stays as it was typed.
    """
    html = nh3.clean(MARKDOWN.render(text or ""), tags=TAGS, url_schemes=SCHEMES)
    return mark_safe(html)  # noqa: S308 - nh3 has just cleaned it


@register.filter
def plain(text):
    """A longer text in one line, without its markup."""
    if MARKED_UP.search(text):
        text = unescape(strip_tags(rich(text)))
    return " ".join(text.split())


@register.inclusion_tag("partials/_menu_item.html", takes_context=True)
def menu_item(context, section, label, address):
    """An entry of the main menu; left out while its page has no address."""
    is_current = context.get("section") == section
    return {"label": label, "address": address, "is_current": is_current}


@register.inclusion_tag("partials/_bar.html")
def bar(id, title, counts):
    """A bar of counts; what counts none is left out.

    `counts`: objects with `css`, `label` and `count`, in the order to draw.
    """
    counts = [part for part in counts if part.count]
    total = sum(part.count for part in counts)
    parts, before = [], 0
    for part in counts:
        x, width = 100 * before / total, 100 * part.count / total
        per_cent = [f"{number:.2f}%" for number in (x, width, x + width / 2)]
        parts.append(Part(part.css, part.label, part.count, *per_cent))
        before += part.count
    text = ", ".join(f"{part.label} {part.count}" for part in parts)
    return {"id": id, "title": title, "text": text, "parts": parts}
