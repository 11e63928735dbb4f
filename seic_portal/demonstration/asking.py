"""The questions of members in the demonstration, and what became of each."""

from plans.models import Meeting
from priorities.models import Question
from seic_portal.demonstration import content
from seic_portal.demonstration.cast import DOMAIN


def ask(story):
    """Ask, hand on and settle each question that the plan's data tells of, in its turn."""
    meetings = {meeting.slug: meeting for meeting in Meeting.objects.in_plan(story.plan)}
    for row in content.questions(story.folder):
        question = enter(story, row)
        question.text = row["text"].strip()
        question.owed_by = story.cast.councils.get(row.get("owed_by"))
        question.meeting = meetings.get(row.get("meeting"))
        question.put_at = meetings.get(row.get("put_at"))
        place(question, story, row["about"])
        question.ask()
        for step in row.get("transfer", []):
            hand_on(story, question, step)
        settle(story, question, row)


def enter(story, row):
    """Return a question as its convener began it, or as a coordinator noted it down."""
    at = content.moment(row["asked_at"])
    if "put_at" in row:
        question = Question.objects.record(story.plan, by=story.cast.coordinator, at=at)
        question.asker_title = f"{row['asker_title']}, {story.cast.councils[row['by']]}"
        return question
    return Question.objects.begin(story.plan, by=convener(story, row), at=at)


def place(question, story, about):
    """Say what a question is about: the plan, a priority by its prefix, or an action."""
    prefix, _, number = about.partition("-")
    if number:
        question.plan, question.action = None, story.actions[prefix, int(number)]
    elif prefix.isupper():
        question.plan, question.priority = None, story.plan.priorities.get(prefix=prefix)


def hand_on(story, question, step):
    at = content.moment(step["at"])
    by = story.cast.officer(question.owed_by.slug, at.date())
    to = story.cast.councils[step["to"]]
    question.transfer(to, step["reason"], due_on=question.due_on, by=by, at=at)


def settle(story, question, row):
    """Draft, publish, withdraw or decline it, each on its day, as far as the data goes."""
    coordinator, council = story.cast.coordinator, row.get("owed_by")
    if "drafted_at" in row:
        at = content.moment(row["drafted_at"])
        by = story.cast.officer(council, at.date()) if council else coordinator
        question.draft(row["answer"].strip(), by=by, at=at)
    if "published_at" in row:
        at = content.moment(row["published_at"])
        question.publish(question.answer, by=coordinator, at=at)
    if "declined_at" in row:
        question.decline(row["reason"], by=coordinator, at=content.moment(row["declined_at"]))
    if "withdrawn_at" in row:
        at = content.moment(row["withdrawn_at"])
        question.withdraw(row["reason"], by=convener(story, row), at=at)


def convener(story, row):
    return story.cast.people[f"convener.{row['by']}{DOMAIN}"]
