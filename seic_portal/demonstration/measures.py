"""The measures of the demonstration, their figures, and which priorities and actions name them."""

import datetime as dt
from decimal import Decimal

from plans import clock
from plans.history import sign
from priorities.models import Action, Measure, Priority, Value
from seic_portal.demonstration import content

BEGAN = dt.date(2021, 8, 20)  # what was published before is entered on this day
OWN = ["slug", "title", "counted", "unit", "cohort", "better", "source"]
OWN += ["source_link", "published_in", "how_to_read", "caution"]


def load(cast):
    """Save each measure as its data tells it, signed by the coordinator."""
    places = subjects()
    for row in content.read("measures.toml")["measure"]:
        measure = Measure(**{name: row[name] for name in OWN if name in row})
        sign(measure, by=cast.coordinator, at=content.moment(BEGAN)).save()
        for said in [*row.get("value", []), *series(row)]:
            for area in said.get("areas") or [said["area"]]:
                for group in said.get("groups") or [said.get("group", "all")]:
                    save(cast, measure, said, area, group)
        watching = [places[name] for name in row["watched_by"]]
        measure.priorities.set(one for one in watching if isinstance(one, Priority))
        measure.actions.set(one for one in watching if isinstance(one, Action))


def subjects():
    """Return priorities by names such as "2022-23 LIT", and actions by "2022-23 LIT-3"."""
    found = {f"{p.plan.slug} {p.prefix}": p for p in Priority.objects.select_related("plan")}
    actions = Action.objects.select_related("priority__plan")
    return found | {f"{a.priority.plan.slug} {a.reference}": a for a in actions}


def series(row):
    """Yield the figures of a measure that are told as lists, an area after the other."""
    told = row.get("series")
    for area, figures in told["figures"].items() if told else []:
        days = zip(told["sessions"], told["published"], figures, strict=True)
        for session, published, figure in days:
            is_word = figure in Value.State.values
            yield {
                "area": area,
                "session": session,
                "published": published,
                "is_break": session == told["series_break"],
                "state" if is_word else "number": figure,
            }


def save(cast, measure, said, area, group):
    """Save one figure on the day on which it came out, or was expected."""
    published = said.get("published", "")
    council = cast.councils.get(area)
    value = Value(
        measure=measure,
        area=Value.Area.COUNCIL if council else area,
        council=council,
        group=group,
        year=int(said["session"][:4]),
        kind=said.get("kind", "actual"),
        number=Decimal(said["number"]) if "number" in said else None,
        state=said.get("state") or ("published" if "number" in said else "not_yet"),
        month_only=len(published) == len("2022-12"),
        is_break=said.get("is_break", False),
        **{name: said.get(name, "") for name in ["source", "source_link", "note"]},
    )
    day = BEGAN
    if published:
        value.published_on = dt.date.fromisoformat(f"{published}-01"[:10])
        # Of a month alone, when it was surely over.
        day = max(BEGAN, value.published_on + dt.timedelta(days=31 * value.month_only))
    value.take_unit()
    value.arrive(day)
    sign(value, by=cast.coordinator, at=content.moment(min(day, clock.today()))).save()
