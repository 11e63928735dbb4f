"""The sections a committee report can have: each says of the facts what the plan supports.

A section is a function from the facts to a draft; `SECTIONS` names it for officers. None of them
asserts an implication.
"""

from collections import namedtuple

from plans.templatetags.portal import counted, day, in_words, joined, plain
from priorities.rows import reason
from seic_portal.reports.texts import Draft, lowered, paragraphs_of

Section = namedtuple("Section", "label is_progress draft")


def vision(facts):
    councils = joined(council.name for council in facts.progress.councils)
    agreed = f"the partners within the {facts.short_name} ({councils} Councils)"
    said = f"“{facts.plan.vision}”"
    return Draft(
        [f"By working collaboratively, {agreed} have agreed a shared vision: {said}."]
        if facts.plan.vision
        else []
    )


def leadership(facts):
    return Draft(paragraphs_of(facts.plan.governance))


def funding(facts):
    parts = paragraphs_of(facts.plan.funding)
    if facts.funding.rows:
        rows = [[row.title, *(sum.pounds for sum in row.sums)] for row in facts.funding.rows]
        head = ["Category of spend", "Offered", "Committed", "Claimed"]
        rows.append(["Together", *facts.funding.totals])
        parts += [facts.funding.sentence, table("Funding of the plan", head, rows)]
    return Draft(parts)


def priorities(facts):
    words = []
    if facts.goals:
        words += ["The strategic goals that shape the work of the plan are:", tuple(facts.goals)]
    titles = tuple(priority.title for priority in facts.progress.priorities)
    if titles:
        many = counted(len(titles), "shared priority area")
        many = many.replace(str(len(titles)), in_words(len(titles)), 1)
        focus = f"In session {facts.plan.slug}, collaborative working across the region focuses on"
        words += [f"{focus} {many}:", titles]
    return Draft(words)


def strands(facts):
    if not facts.strands:
        return Draft([])
    words = (
        f"The Empowered System is a unique feature of {facts.short_name} and is made up of "
        f"{in_words(len(facts.strands))} key elements, all designed to enable collaboration and to "
        "build the capacity of colleagues working in a range of educational settings:"
    )
    items = tuple(f"{strand.title} – {lowered(strand.definition)}" for strand in facts.strands)
    return Draft([words, items])


def networks(facts):
    if not facts.networks:
        return Draft([])
    words = (
        f"A number of key networks have been established within the {facts.short_name}. These "
        "networks have mostly been generated through staff wishing to collaborate on key areas of "
        "their work and many of these groups existed prior to the introduction of Regional "
        f"Improvement Collaboratives. All {facts.short_name} networks are self-sustaining which "
        "means that they set their own agenda, pace and areas of focus."
    )
    return Draft([words, f"Networks listed today: {joined(facts.networks)}."])


def council_part(facts):
    name, part = facts.council.name, facts.part
    parts = [f"{part.share} {part.positions}".strip()]
    if part.leads or part.gives:
        goes_on = f"{name} Council continues to contribute towards the {facts.short_name}"
        parts.insert(0, f"{goes_on} in session {facts.plan.slug}.")
    if part.leads:
        head = ["Action", "Due", "Where it stands in all councils"]
        rows = [[action(row), due(row), standing(row)] for row in part.leads]
        parts.append(table(f"What {name} leads", head, rows))
    if part.gives:
        head = ["Action", "Led by", f"{name}’s own position"]
        rows = [[action(row), row.lead or "Nobody yet", cell.label] for row, cell in part.gives]
        parts.append(table(f"What {name} does in actions that others lead", head, rows))
    own = [row for row, cell in part.pairs if cell.takes_part]
    given = [(row, facts.supporting_roles.get(row.pk)) for row in own]
    if roles := tuple(f"{action(row)}: {words}" for row, words in given if words):
        parts += [f"From {name}, these roles support an action:", roles]
    return Draft(parts)


def standing(row):
    """Return an action's status and its spread; a status that most councils have is said once."""
    says_both = row.sentence.startswith(row.label)
    return row.sentence if says_both else f"{row.label}. {row.sentence}"


def progress(facts):
    newest, summary = facts.progress.newest, facts.summary
    if newest is None:
        return Draft([facts.progress.source])
    parts = [f"{facts.progress.source} {facts.progress.headline}"]
    rows = [[count.label, str(count.count)] for count in summary.counts]
    caption = f"All {len(summary.rows)} actions by status, {day(newest.published_on)}"
    parts.append(table(caption, ["Status", "Actions"], rows))
    attention = tuple(f"{action(row)}: {row.sentence}" for row in summary.exceptions)
    if attention:
        parts += ["These actions are off track or at risk in at least one council:", attention]
    if own := tuple(own_reasons(facts)):
        parts += [f"Of its own part {facts.council} has reported:", own]
    silent = [row.reference for row in summary.rows if facts.council.name in silent_in(row)]
    if silent:
        parts.append(f"No update was received from {facts.council} on {joined(silent)}.")
    return Draft(parts)


def own_reasons(facts):
    """Yield what a council said of each of its positions that is off track or at risk."""
    for row in facts.summary.exceptions:
        cell = row.cell_of(facts.council.slug)
        if cell and cell.is_exception:
            why = reason(cell, row.due_on)
            yield f"{action(row)}, {lowered(why.label)}: {why.words} {why.forecast}".strip()


def dates(facts):
    moved = [row for row in facts.summary.rows if row.moved]
    if not moved:
        return Draft(["No due date has moved since the plan was opened."])
    words = tuple(f"{action(row)}: due {row.due}. {row.moved}." for row in moved)
    of = counted(len(moved), "action")
    return Draft([f"The due date of {of} has moved; the first date stays on record:", words])


def collaboration(facts):
    """Say whom the strands reached, and how networks met; no count is added to another."""
    return Draft([*reached(facts), *found(facts), *met(facts)])


def reached(facts):
    """Return the counts everyone may read: in all councils, and for the council's own settings."""
    own = facts.own_reach
    head = ["Sector", "Settings that took part", "Practitioners", "Interactions", "Support visits"]
    rows = [
        [line.label, line.words, line.practitioners, line.interactions, line.support_visits]
        for line in [*own.by_sector, own.overall]
    ]
    caption = f"Whom the strands reached in {facts.council}"
    return [facts.reach.sentence, own.sentence, table(caption, head, rows)]


def found(facts):
    titles = tuple(finding.title for finding in facts.findings)
    return ["Research settings have published these findings:", titles] if titles else []


def met(facts):
    since = f"Between {day(facts.plan.starts_on)} and {day(facts.today)}"
    if not facts.gatherings:
        return [f"{since}, no gathering of a network has been recorded."]
    of = counted(len({gathering.network_id for gathering in facts.gatherings}), "network")
    verb = "has" if of.startswith("1 ") else "have"
    items = tuple(
        f"{gathering.network}, {day(gathering.meets_on)}: {plain(gathering.title)}"
        for gathering in facts.gatherings
    )
    number = counted(len(facts.gatherings), "gathering")
    return [f"{since}, {of} {verb} recorded {number}.", items]


def table(caption, head, rows):
    return {"caption": caption, "head": head, "rows": rows}


def action(row):
    return f"{row.reference} {row.title}"


def due(row):
    return f"{row.due}. {row.moved}." if row.moved else row.due


def silent_in(row):
    return [cell.council for cell in row.silent]


SECTIONS = {
    "vision": Section("The councils’ shared vision", False, vision),
    "leadership": Section("How the work is led", False, leadership),
    "funding": Section("Funding", False, funding),
    "priorities": Section("Strategic goals and priorities", False, priorities),
    "strands": Section("The Empowered System and its five strands", False, strands),
    "networks": Section("Networks", False, networks),
    "council": Section("What the council leads and gives", True, council_part),
    "progress": Section("Progress in the newest published round", True, progress),
    "dates": Section("Due dates that have moved", True, dates),
    "collaboration": Section(
        "Progress in professional collaboration and school empowerment", True, collaboration
    ),
}
