"""Reach as a file: the very counts its page shows, and so with the same ones hidden."""

import csv

from django.http import HttpResponse

from priorities.files import guarded

COLUMNS = [
    "session",
    "council",
    "strand",
    "by",
    "group",
    "settings_that_took_part",
    "all_settings",
    "practitioners",
    "interactions",
    "support_visits",
]


def reach_file(reach, collaborative):
    """Return the lines of a Reach as a CSV file, in UTF-8 with a byte order mark."""
    is_sample = collaborative.holds_sample_data
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = f"{'sample-data-' * is_sample}reach-{reach.plan.slug}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerow(["sample_data"] * is_sample + COLUMNS)
    of = [reach.plan.slug, reach.council or "All", reach.strand or "All"]
    for by, line in lines(reach):
        counts = [line.practitioners, line.interactions, line.support_visits]
        row = [*of, by, line.label, line.settings, line.all_settings, *counts]
        writer.writerow(["Sample data"] * is_sample + [guarded(cell) for cell in row])
    return response


def lines(reach):
    """Yield each line of a Reach with what it is counted by."""
    yield "all", reach.overall
    for by, found in reach.cuts:
        for line in found:
            yield by.lower(), line
