"""Working on a plan of the demonstration: opening it, what changes in it later, closing it."""

import datetime as dt

from simple_history.utils import bulk_update_with_history

from priorities.closing import close_plan
from priorities.models import Contribution, DateChange, Milestone
from priorities.opening import open_plan
from seic_portal.demonstration import content, reports

# What a milestone's data says of it, and the fields that then change.
STEPS = {
    "moved_on": ["due_on"],
    "dropped_on": ["dropped_on", "dropped_reason"],
    "done_on": ["done_on"],
}
REASONS = {"moved_on": "moved_reason", "dropped_on": "dropped_reason"}


def open_and_work(story):
    """Open the plan and make the changes its data tells of, each on its own day."""
    at = story.moment("opened_at")
    story.plan = open_plan(story.plan, by=story.cast.coordinator, at=at)
    reports.revise(story.plan, by=story.cast.coordinator, at=at)
    for action in story.actions.values():
        action.refresh_from_db()
    for milestone, _, _ in story.milestones:
        milestone.first_due_on = milestone.due_on
    for step in STEPS:
        change_milestones(story, step)
    change_wordings(story)
    end_contributions(story)
    hand_over(story)


def change_milestones(story, step):
    """Move, drop or finish the milestones of which the data says so."""
    changed = []
    for milestone, row, sheet in story.milestones:
        if step in row:
            for name in STEPS[step]:
                setattr(milestone, name, row[name])
            story.sign(
                milestone,
                by=story.cast.officer(sheet["lead"], row[step]),
                at=content.moment(row[step], 15, 20),
                reason=row.get(REASONS.get(step), "Done"),
            )
            changed.append(milestone)
    if changed:
        bulk_update_with_history(changed, Milestone, STEPS[step])


def change_wordings(story):
    """Give actions the wording that their data ends with, for the reason it gives."""
    for key, sheet in story.sheets.items():
        if edit := sheet.get("edit"):
            action, at = story.actions[key], content.moment(edit["at"])
            for name in edit["first"]:
                setattr(action, name, sheet[name])
            action.version += 1
            officer = story.cast.officer(edit["by"], at.date())
            story.sign(action, by=officer, at=at, reason=edit["reason"]).save()


def move_dates(story, *, until=None):
    """Let lead councils ask for the dates that the data tells of, and the coordinator decide.

    `until`: the moment by which they were decided, for what comes next to show them as they were.
    """
    for key, sheet in story.sheets.items():
        for row in sheet.get("dates", []):
            is_told = (key, row["asked_at"]) in story.told
            if not is_told and (until is None or is_decided(row, until)):
                story.told.add((key, row["asked_at"]))
                ask_and_decide(story, story.actions[key], sheet["lead"], row)


def is_decided(row, until):
    return "decided_at" in row and content.moment(row["decided_at"]) <= until


def ask_and_decide(story, action, lead, row):
    asked_at = content.moment(row["asked_at"])
    officer, coordinator = story.cast.officer(lead, asked_at.date()), story.cast.coordinator
    change = DateChange.objects.create(
        action=action,
        from_on=action.due_on,
        to_on=row["to_on"],
        reason=row["reason"],
        council=story.cast.councils[lead],
        asked_by=officer,
        asked_at=asked_at,
    )
    if "state" not in row:
        return
    at, note = content.moment(row["decided_at"]), row.get("note", "")
    if row["state"] == DateChange.State.ACCEPTED:
        change.accept(by=coordinator, at=at, note=note)
        action.refresh_from_db()
    elif row["state"] == DateChange.State.DECLINED:
        change.decline(note, by=coordinator, at=at)
    else:
        change.withdraw(by=officer, at=at)


def end_contributions(story):
    for (key, council), contribution in story.contributions.items():
        part = story.part(key, council)
        if "ends_on" in part:
            contribution.ends_on = part["ends_on"]
            contribution.end_reason = part["end_reason"]
            at = content.moment(part["ends_on"], 14)
            story.sign(contribution, at=at, reason=part["end_reason"]).save()


def hand_over(story):
    """Give the parts of an officer who left during the session to the one who followed."""
    handed = []
    for membership in story.cast.officers:
        left_on, person = membership.ends_on, membership.person
        if left_on is None or not story.plan.starts_on <= left_on <= story.plan.ends_on:
            continue
        follower = story.cast.officer(membership.council.slug, left_on + dt.timedelta(days=1))
        for contribution in story.contributions.values():
            if contribution.lead_officer == person and contribution.ends_on is None:
                contribution.lead_officer = follower
                reason = f"{person} left; {follower} takes over"
                story.sign(contribution, at=content.moment(left_on, 16), reason=reason)
                handed.append(contribution)
    if handed:
        bulk_update_with_history(handed, Contribution, ["lead_officer"])


def close(story):
    close_plan(story.plan, by=story.cast.coordinator, at=story.moment("closed_at"))
