"""Many years of the portal's use: closed copies of a plan with all that it published.

They hold what the pages of the open plan must not read: a hundred of them are 20,000 actions and
1.2 million updates.
"""

import copy

from django.db import transaction

from plans.models import Plan, Round
from priorities.models import Action, Contribution, Priority, Update

# What is copied, in this order, and what each row belongs to.
BELONGS = {
    Round: {"plan": Plan},
    Priority: {"plan": Plan},
    Action: {"priority": Priority},
    Contribution: {"action": Action},
    Update: {"contribution": Contribution, "round": Round},
}
BATCH = 2000


def make(plan, count):
    """Save so many closed plans, of the years before a plan, without their history."""
    kept = {model: list(model.objects.order_by("pk")) for model in BELONGS}
    kept[Round] = [round for round in kept[Round] if round.is_published]
    kept[Update] = [update for update in kept[Update] if update.is_published]
    first_year = int(plan.slug[:4])
    for year in range(first_year - count, first_year):
        with transaction.atomic():
            copies = {Plan: {plan.pk: closed_plan(plan, year)}}
            for model, owners in BELONGS.items():
                copies[model] = copied(kept[model], owners, copies)


def closed_plan(plan, year):
    """Save a plan's copy for the session that began in a year; return it."""
    row = new(plan)
    row.title, row.slug = f"Plan of {year}", f"{year}-{(year + 1) % 100:02}"
    row.starts_on = plan.starts_on.replace(year=year)
    row.ends_on = plan.ends_on.replace(year=year + 1)
    row.stage, row.closed_at = Plan.Stage.CLOSED, plan.opened_at
    return Plan.objects.bulk_create([row])[0]


def copied(rows, owners, copies):
    """Save a copy of each row below the copies of what it belongs to; return them by old key."""
    made = []
    for row in rows:
        made.append(new(row))
        for name, model in owners.items():
            setattr(made[-1], name, copies[model][getattr(row, f"{name}_id")])
    type(rows[0]).objects.bulk_create(made, batch_size=BATCH)
    return {row.pk: copy for row, copy in zip(rows, made, strict=True)}


def new(row):
    """Return an unsaved copy of a row."""
    row = copy.copy(row)
    row._state = copy.copy(row._state)
    row.pk, row._state.adding, row._state.fields_cache = None, True, {}
    return row
