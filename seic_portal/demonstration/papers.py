"""What members of the demonstration are asked, what came of it, and the papers they had."""

from plans.history import sign
from plans.models import Ask, Collaborative, Round
from priorities.models import Correction, Update
from seic_portal.demonstration import content, working
from seic_portal.models import Paper
from seic_portal.papers.contents import contents_of


def ask(story, meeting, row):
    """Save what members are asked at a meeting, and on its evening what came of it."""
    asked_at = content.moment(content.working_days_before(row["meets_on"], 9))
    for number, (text, outcome) in enumerate(row.get("asks", {}).items(), start=1):
        asked = Ask(meeting=meeting, number=number, text=text)
        story.sign(asked, at=asked_at).save()
        if outcome:
            asked.outcome = outcome
            at = content.moment(row["meets_on"], 17, 30)
            story.sign(asked, at=at, reason="Outcome recorded").save()


def issue_all(story):
    """Issue the papers of every round in the order of their days; then move the other dates."""
    rounds = {round.number: round for round in Round.objects.in_plan(story.plan)}
    for row in story.data["round"]:
        issue(story, rounds[row["number"]], row)
    working.move_dates(story)


def issue(story, round, row):
    """Issue the papers of a round, each after what was moved and corrected before it."""
    by, collaborative = story.cast.coordinator, Collaborative.objects.get()
    meeting = round.meetings.select_related("group", "plan").first()
    for paper in row.get("paper", []):
        at = content.moment(paper["issued_at"])
        working.move_dates(story, until=at)
        for correction in paper.get("corrected", []):
            correct(story, round, correction)
        contents = contents_of(meeting, round, collaborative, by=by, at=at)
        why = paper.get("why", "")
        Paper.objects.issue(meeting, round, contents, by=by, at=at, why=why)


def correct(story, round, row):
    """Set a note beside a published update."""
    prefix, number = row["reference"].split("-")
    part = story.contributions[(prefix, int(number)), row["council"]]
    update = Update.objects.get(contribution=part, round=round)
    by, at = story.cast.coordinator, content.moment(row["at"])
    sign(Correction(update=update, text=row["text"], at=at, by=by), by=by, at=at).save()
