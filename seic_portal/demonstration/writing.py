"""Writing a plan of the demonstration as a draft: goals, priorities, actions and who does what."""

from simple_history.utils import bulk_create_with_history

from plans.models import Alignment, FundingLine, Goal, Plan
from priorities.models import Action, Contribution, Milestone, Priority
from seic_portal.demonstration import content

PLAN_WORDS = ["title", "slug", "vision", "background", "governance", "funding", "source"]
PRIORITY_WORDS = ["title", "slug", "prefix", "outcomes", "why"]
ACTION_WORDS = ["title", "description", "how_we_will_know"]


def write(story):
    """Save the draft with everything in it."""
    facts = story.facts
    story.plan = Plan(
        predecessor=Plan.objects.first(),
        starts_on=facts["starts_on"],
        ends_on=facts["ends_on"],
        **{name: facts[name].strip() for name in PLAN_WORDS},
    )
    story.sign(story.plan).save()
    for row in story.data["goal"]:
        story.sign(Goal(plan=story.plan, **row)).save()
    for row in story.data.get("funding", []):
        at = content.moment(row["as_at"])
        story.sign(FundingLine(plan=story.plan, **row), at=at).save()
    write_priorities(story)
    write_actions(story)
    write_contributions(story)
    write_milestones(story)


def write_priorities(story):
    aligned = {
        f"{a.short_name} {a.year} {a.get_kind_display().lower()} {a.number}": a
        for a in Alignment.objects.of_frameworks()
    }
    for row in story.data["priority"]:
        words = {name: row[name].strip() for name in PRIORITY_WORDS}
        priority = Priority(plan=story.plan, number=row["number"], **words)
        story.sign(priority).save()
        priority.alignments.set(aligned[name] for name in row["alignments"])
        story.priorities[priority.prefix] = priority


def write_actions(story):
    """Save the actions in their first wording, with the one of last year that each goes on from."""
    before = Action.objects.filter(priority__plan=story.plan.predecessor)
    predecessors = {action.reference: action for action in before.select_related("priority")}
    for key, sheet in story.sheets.items():
        first = sheet.get("edit", {}).get("first", {})
        prefix, number = key
        action = Action(
            priority=story.priorities[prefix],
            number=number,
            title_language=sheet.get("title_language", "en"),
            starts_on=sheet.get("starts_on"),
            due_on=sheet.get("due_on"),
            predecessor=predecessors.get(sheet.get("predecessor")),
            **{name: first.get(name, sheet[name]) for name in ACTION_WORDS},
        )
        story.actions[key] = story.sign(action)
    bulk_create_with_history(list(story.actions.values()), Action)


def write_contributions(story):
    """Save each council's part; one that joins later is added on that day, with its reason."""
    began_on = (story.moment("opened_at") or story.drafted_at).date()
    for key, sheet in story.sheets.items():
        for slug, part in content.parts(sheet).items():
            council, joined_on = story.cast.councils[slug], part.get("starts_on")
            contribution = Contribution(
                action=story.actions[key],
                council=council,
                role="lead" if slug == sheet.get("lead") else "contributing",
                lead_officer=story.cast.officer(slug, joined_on or began_on),
                supporting_roles=part.get("supporting_roles", ""),
                starts_on=joined_on or sheet.get("contributions_start_on"),
            )
            story.contributions[key, slug] = story.sign(
                contribution,
                at=joined_on and content.moment(joined_on),
                reason=f"{council} joins" if joined_on else "",
            )
    bulk_create_with_history(list(story.contributions.values()), Contribution)


def write_milestones(story):
    for key, sheet in story.sheets.items():
        for number, row in enumerate(sheet.get("milestones", []), 1):
            milestone = Milestone(
                action=story.actions[key],
                number=number,
                title=row["title"],
                due_on=row.get("first_due_on", row["due_on"]),
            )
            story.milestones.append((story.sign(milestone), row, sheet))
    bulk_create_with_history([milestone for milestone, _, _ in story.milestones], Milestone)
