"""The rounds of a plan of the demonstration: what each council sent, when, and its publication."""

import datetime as dt

from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from plans import clock
from plans.models import Meeting, Round
from priorities.models import Update
from seic_portal.demonstration import content, papers

STATE = Update.State
SENT = ["state", "submitted_by", "submitted_at", "received_on", "entered_by_team", "version"]
RETURNED = ["state", "returned_by", "returned_at", "return_note", "version"]


def report(story):
    """Plan the meetings and rounds, then collect and publish each round in its turn."""
    meetings = [plan_meeting(story, row) for row in story.data["meeting"]]
    by_slug = {meeting.slug: meeting for meeting in meetings}
    for row in story.data["round"]:
        round = Round(
            plan=story.plan, number=row["number"], opens_on=row["opens_on"], due_on=row["due_on"]
        )
        story.sign(round, at=story.moment("opened_at")).save()
        round.meetings.set(by_slug[slug] for slug in row["meetings"])
        collect(story, round, row)
        if "published_at" in row:
            Update.objects.publish(
                round,
                by=story.cast.coordinator,
                at=content.moment(row["published_at"]),
                public_from=row.get("public_from"),
            )
        if "reopened" in row:
            complete(story, round, row)


def plan_meeting(story, row):
    """Save a meeting, planned when the plan was opened; then perhaps moved, cancelled or held."""
    meeting = Meeting(
        plan=story.plan,
        group=story.cast.groups[row["group"]],
        slug=f"{row['group']}-{row['number']}",
        meets_on=row.get("first_planned_on", row["meets_on"]),
        starts_at=row.get("starts_at"),
        place=row["place"],
    )
    story.sign(meeting, at=story.moment("opened_at")).save()
    papers.ask(story, meeting, row)
    by, reason = story.cast.coordinator, row.get("reason", "")
    if "moved_on" in row:
        meeting.move(row["meets_on"], reason=reason, by=by, at=content.moment(row["moved_on"]))
    if "cancelled_on" in row:
        meeting.cancel(reason, by=by, at=content.moment(row["cancelled_on"]))
    if row["state"] == Meeting.State.HELD:
        meeting.state = Meeting.State.HELD
        story.sign(meeting, at=content.moment(row["meets_on"], 17), reason="Held").save()
    return meeting


def complete(story, round, row):
    """Open a published round again for some councils, and publish what they then sent."""
    again, by = row["reopened"], story.cast.coordinator
    councils = [story.cast.councils[slug] for slug in again["councils"]]
    round.refresh_from_db()
    round.reopen(councils, again["reason"], by=by, at=content.moment(again["at"]))
    collect(story, round, row, is_late=True)
    Update.objects.publish_late(round, by=by, at=content.moment(again["closed_at"]))


def came_late(said, row):
    """Whether an update was sent only after its round was published."""
    return (
        "published_at" in row and said.get("submitted_on", dt.date.min) > row["published_at"].date()
    )


def collect(story, round, row, *, is_late=False):
    """Save what every council wrote in a round: begun, then sent, then perhaps returned.

    `is_late`: what came after publication, instead of what came before.
    """
    begun = []
    for place, ((key, council), contribution) in enumerate(story.contributions.items()):
        said = content.said_in(story.part(key, council), round.number)
        if said and came_late(said, row) is is_late:
            usual = row.get("written_on") or content.working_days_before(round.due_on, place % 5)
            at = content.moment(said.get("submitted_on", usual), 9 + place % 7, 7 * place % 60)
            begun.append((begin(story, round, contribution, said, at), said))
    bulk_create_with_history([update for update, _ in begun], Update, batch_size=100)
    sent = [send(story, update) for update, said in begun if said.get("state") != STATE.DRAFT]
    bulk_update_with_history(sent, Update, SENT, batch_size=100)
    back = [
        send_back(story, update, said)
        for update, said in begun
        if said.get("state") == STATE.RETURNED
    ]
    if back:
        bulk_update_with_history(back, Update, RETURNED)


def begin(story, round, contribution, said, at):
    """Return a draft that an officer of the council, or the team for it, began at a moment."""
    by_team = said.get("entered_by_team", False)
    officer = story.cast.officer(contribution.council.slug, at.date())
    by = story.cast.coordinator if by_team else officer
    words = {name: said[name] for name in content.WORDS if name in said}
    update = Update(contribution=contribution, round=round, written_by=by, written_at=at, **words)
    update.text = update.text.strip()
    return story.sign(update, by=by, at=at, reason="Begun")


def send(story, update):
    """Return a draft submitted half an hour later by the one who began it."""
    by, at = update.written_by, update.written_at + dt.timedelta(minutes=30)
    update.state = STATE.SUBMITTED
    update.submitted_by, update.submitted_at = by, at
    update.received_on = clock.day_of(at)
    update.entered_by_team = by == story.cast.coordinator
    update.version += 1
    return story.sign(update, by=by, at=at, reason="Submitted")


def send_back(story, update, said):
    """Return a submitted update sent back with the coordinator's note."""
    at = content.moment(said["returned_on"], 10, 15)
    update.state = STATE.RETURNED
    update.returned_by, update.returned_at = story.cast.coordinator, at
    update.return_note = said["return_note"]
    update.version += 1
    return story.sign(update, at=at, reason=f"Returned: {update.return_note}")
