"""A measure's figures as a file: the columns that are written, and read again by the import."""

import csv

from django.http import HttpResponse

from priorities.files import guarded

COLUMNS = [
    "measure",
    "title",
    "area",
    "gss_code",
    "group",
    "stage",
    "session",
    "kind",
    "value",
    "unit",
    "published",
    "source",
    "source_link",
    "note",
    "series_break",
    "arrived_after_closing",
]


def values_file(figures, collaborative):
    """Return every figure of a measure that a plan's page shows, as a CSV file."""
    is_sample = collaborative.holds_sample_data
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"{'sample-data-' * is_sample}{figures.measure.slug}-{figures.plan.slug}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.DictWriter(response, ["sample_data"] * is_sample + COLUMNS, restval="")
    writer.writeheader()
    for value in figures.values:
        line = {name: guarded(cell) for name, cell in cells(value, figures.plan).items()}
        # A gap may be below zero: what is a number is no formula.
        line["value"] = value.words if value.number is None else value.written.replace(",", "")
        writer.writerow({"sample_data": "Sample data"} | line if is_sample else line)
    return response


def cells(value, plan):
    """Return what a value says under each column but its own figure."""
    return {
        "measure": value.measure.slug,
        "title": value.measure.title,
        "area": value.place,
        "gss_code": value.council and value.council.gss_code,
        "group": value.group,
        "stage": value.stage,
        "session": value.session,
        "kind": value.kind,
        "unit": value.unit,
        "published": published(value),
        "source": value.source or value.measure.source,
        "source_link": value.source_link or value.measure.source_link,
        "note": value.note,
        "series_break": "yes" if value.is_break else "no",
        "arrived_after_closing": "yes" if value.arrived_after(plan) else "no",
    }


def published(value):
    """Return when a value was published, as 2022-12-13 or as 2022-12."""
    if value.published_on is None:
        return ""
    return f"{value.published_on:%Y-%m}" if value.month_only else f"{value.published_on:%Y-%m-%d}"
