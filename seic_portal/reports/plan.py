"""The plan as a document, “Appendix 1”: what it says as plain values, and how that is laid out.

The plain values need no row of the database, so that a revision can keep them.
"""

from empowered_system.models import Strand
from networks.models import Network
from plans import clock
from plans.models import AuditEntry, Collaborative, Council, Revision
from plans.templatetags.portal import day, joined
from priorities.models import Action, Priority
from seic_portal.documents.parts import Document, Heading, Listing, Paragraph, Table
from seic_portal.reports.texts import paragraphs_of

SCHEMA = 1  # which keys the contents have: a later form gets the next number
OPEN_END = "No date yet"


def contents_of(plan, *, today):
    """Return what a plan says on a day, as plain values; no officer is named in it."""
    actions = Action.objects.filter(priority__plan=plan).select_related("priority")
    rows = Priority.objects.in_plan(plan).with_current_actions(
        actions.prefetch_related("milestones")
    )
    collaborative = Collaborative.objects.first()
    return {
        "schema": SCHEMA,
        "title": plan.title,
        "session": plan.slug,
        "as_at": day(today),
        "is_sample": bool(collaborative and collaborative.holds_sample_data),
        "councils": [council.name for council in Council.objects.partners_in(plan)],
        "vision": plan.vision,
        "background": paragraphs_of(plan.background),
        "governance": paragraphs_of(plan.governance),
        "funding": paragraphs_of(plan.funding),
        "goals": [goal.text for goal in plan.goals.all()],
        "priorities": [priority(row) for row in rows.prefetch_related("alignments")],
        "strands": [[strand.title, strand.definition] for strand in Strand.objects.all()],
        "networks": [network.name for network in Network.objects.listed()],
    }


def priority(row):
    return {
        "title": row.title,
        "outcomes": paragraphs_of(row.outcomes),
        "why": paragraphs_of(row.why),
        "alignments": [str(alignment) for alignment in row.alignments.all()],
        "actions": [action(one) for one in row.current_actions],
    }


def action(row):
    parts = [part for part in row.contributions.all() if part.ends_on is None]
    return {
        "reference": row.reference,
        "title": row.title,
        "lang": "" if row.title_language == "en" else row.title_language,
        "description": paragraphs_of(row.description),
        "how_we_will_know": paragraphs_of(row.how_we_will_know),
        "lead": next((part.council.name for part in parts if part.is_lead), ""),
        "others": [part.council.name for part in parts if not part.is_lead],
        "starts": day(row.starts_on),
        "due": day(row.due_on) or OPEN_END,
        "moved": row.moved,
        "milestones": [
            [milestone.title, day(milestone.due_on), day(milestone.done_on)]
            for milestone in row.milestones.all()
            if milestone.dropped_on is None
        ],
    }


def document_of(contents, *, revision=None):
    """Return a plan's plain values as a document; `revision`: the row that keeps them."""
    as_at = f"The plan as it stood on {contents['as_at']}."
    lines, notes = [f"The plan of {joined(contents['councils'])}"], [as_at]
    name = f"plan-{contents['session']}"
    if revision:
        lines.append(f"{revision}, agreed on {day(revision.agreed_on)} ({revision.agreed_at})")
        notes.append(f"SHA-256 of its contents: {revision.sha256}")
        name += f"-revision-{revision.number}"
    document = Document(contents["title"], name, lines, notes, is_sample=contents["is_sample"])
    document.parts = parts_of(contents)
    return document


def parts_of(contents):
    """Return the parts of a plan's document; what the plan does not say has no heading."""
    parts = []
    for heading, words in [
        ("Vision", [contents["vision"]] if contents["vision"] else []),
        ("Background", contents["background"]),
        ("How it is led", contents["governance"]),
        ("How it is paid for", contents["funding"]),
        ("Strategic goals", [tuple(contents["goals"])] if contents["goals"] else []),
    ]:
        parts += under(heading, words)
    for row in contents["priorities"]:
        parts += of_priority(row)
    definitions = [tuple(f"{title}: {words}" for title, words in contents["strands"])]
    parts += under("The Empowered System", definitions)
    return parts + under("Networks", [tuple(contents["networks"])] if contents["networks"] else [])


def of_priority(row):
    """Return the parts of a priority: what it is for, its actions at a glance, each in full."""
    parts = [Heading(f"Priority: {row['title']}")]
    parts += under("Outcomes sought", row["outcomes"], level=2)
    parts += under("Why", row["why"], level=2)
    parts += under("In line with", [tuple(row["alignments"])] if row["alignments"] else [], level=2)
    glance = [
        [f"{one['reference']} {one['title']}", one["lead"] or "Nobody yet", one["due"]]
        for one in row["actions"]
    ]
    if glance:
        parts.append(Heading("Actions", 2))
        head = ["Action", "Led by", "Due"]
        parts.append(Table(f"Actions of the priority {row['title']}", head, glance))
    for one in row["actions"]:
        parts += of_action(one)
    return parts


def of_action(row):
    """Return the parts of one action."""
    parts = [Heading(row["title"], 3, row["reference"], lang=row["lang"])]
    parts += map(Paragraph, row["description"])
    others = f"; with {joined(row['others'])}" if row["others"] else ""
    parts.append(Paragraph(f"Led by {row['lead'] or 'nobody yet'}{others}."))
    moves = f" {row['moved']}." if row["moved"] else ""
    parts.append(Paragraph(f"Starts: {row['starts'] or OPEN_END}. Due: {row['due']}.{moves}"))
    know = [Paragraph(f"How we will know: {words}") for words in row["how_we_will_know"]]
    steps = [
        f"{title}, due {due}{', done ' + done if done else ''}"
        for title, due, done in row["milestones"]
    ]
    listed = [Paragraph("Milestones:"), Listing(steps)] if steps else []
    return [*parts, *know, *listed]


def under(heading, words, *, level=1):
    """Return a heading with what stands under it; nothing where there are no words."""
    if not words:
        return []
    bodies = [Listing(list(w)) if isinstance(w, tuple) else Paragraph(w) for w in words]
    return [Heading(heading, level), *bodies]


def today_of(plan):
    """Return the day on which a plan is looked at: a closed one stays as it was."""
    return clock.day_of(plan.closed_at) or clock.today()


def record(revision, *, by, at):
    """Save a plan's next revision with what the plan says now, and an entry in the audit."""
    plan = revision.plan
    contents = contents_of(plan, today=clock.day_of(at))
    versions = Action.objects.versions_in(plan)
    kept = Revision.objects.record(revision, contents, actions_version=versions, by=by, at=at)
    what = f"{kept} of {plan} recorded"[:200]
    address = kept.get_absolute_url()
    AuditEntry.objects.record(what, by=by, at=at, address=address, reason=kept.what_changed)
    return kept
