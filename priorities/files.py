"""Progress as a file: one line for each action and each council that takes part in it.

In UTF-8 with a byte order mark, because Excel takes a CSV file without one for Latin-1 and spoils
every accent. Dates are ISO 8601. A cell that a spreadsheet would run as a formula begins with an
apostrophe. Of sample data every line says so.
"""

import csv

from django.http import HttpResponse

from priorities.models import Contribution
from priorities.status import Evidence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = [
    "plan",
    "reference",
    "title",
    "priority",
    "lead_council",
    "council",
    "gss_code",
    "role",
    "status",
    "last_status",
    "last_status_on",
    "evidence",
    "evidence_seen",
    "text",
    "correction",
    "next_step",
    "forecast_on",
    "forecast_note",
    "starts_on",
    "due_on",
    "first_due_on",
    "times_moved",
    "days_moved",
    "overdue",
    "no_change_since_round",
    "round",
    "public_from",
    "round_due_on",
    "received_on",
    "days_late",
    "entered_by",
]


def progress_file(chosen, collaborative):
    """Return the rows that a filter chose as a CSV file, for whoever may read the progress.

    `chosen`: a ProgressFilter over a Progress that was read in full.
    """
    is_sample = collaborative.holds_sample_data
    columns = ["sample_data"] * is_sample + COLUMNS
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    name = file_name(chosen.progress, is_sample)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.DictWriter(response, columns, restval="")
    writer.writeheader()
    for line in lines(chosen, collaborative):
        if is_sample:
            line["sample_data"] = "Sample data"
        writer.writerow({column: guarded(value) for column, value in line.items()})
    return response


def file_name(progress, is_sample):
    """Return a name that says what is in it, for whom and as of which day."""
    begin = "sample-data-" if is_sample else ""
    end = "" if progress.newest is None or progress.newest.is_public else "-for-members"
    return f"{begin}progress-{progress.plan.slug}-{progress.today:%Y-%m-%d}{end}.csv"


def guarded(value):
    """Return a cell's text, so that no spreadsheet takes it for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def lines(chosen, collaborative):
    """Give a dictionary for each position; an action without any council has one all the same."""
    codes = {council.slug: council.gss_code for council in chosen.progress.councils}
    titles = {row.pk: p.title for p in chosen.progress.priorities for row in p.rows}
    for row in chosen.rows:
        action = of_action(row) | {"plan": chosen.progress.plan.slug, "priority": titles[row.pk]}
        for cell in chosen.cells_of(row):
            position = of_position(cell) | {"gss_code": codes.get(cell.slug)}
            yield action | position | of_update(cell, chosen.progress, collaborative)
        if not row.parts:
            yield action | {"status": row.label}


def of_action(row):
    return {
        "reference": row.reference,
        "title": row.title,
        "lead_council": row.lead,
        "starts_on": row.starts_on,
        "due_on": row.due_on,
        "first_due_on": row.first_due_on,
        "times_moved": row.times_moved,
        "days_moved": row.days_moved,
        "overdue": "yes" if row.overdue else "no",
    }


def of_position(cell):
    role = Contribution.Role.LEAD if cell.is_lead else Contribution.Role.CONTRIBUTING
    return {
        "council": cell.council,
        "role": role.label,
        "status": cell.word.label,
        "last_status": cell.last and cell.last.label,
        "last_status_on": cell.last_on,
    }


def of_update(cell, progress, collaborative):
    """Return what the newest readable update says; nothing where there is none."""
    if cell.update is None:
        return {}
    update, round = cell.update, progress.rounds[cell.update["round"]]
    team = f"{collaborative.short_name} team for {cell.council}"
    return {
        "evidence": Evidence(update["evidence"]).label,
        "evidence_seen": update["evidence_seen"],
        "text": update["words"],
        "correction": update["correction"],
        "next_step": update["next_step"],
        "forecast_on": update["forecast_on"],
        "forecast_note": "No date can be given yet" if update["no_forecast"] else "",
        "no_change_since_round": update["words_since"],
        "round": round.number,
        "public_from": round.public_on,
        "round_due_on": round.due_on,
        "received_on": update["received_on"],
        "days_late": max(0, (update["received_on"] - round.due_on).days),
        "entered_by": team if update["entered_by_team"] else cell.council,
    }
