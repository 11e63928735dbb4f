"""What was decided in a plan between two moments, as lines, one for each thing."""

from itertools import groupby

from plans import clock
from plans.templatetags.portal import day, joined
from priorities.lines import Line, Subject
from priorities.models import (
    Action,
    Contribution,
    Correction,
    DateChange,
    Question,
    Withholding,
)
from priorities.moves import moved, way


def between(changes):
    """Return the lines of each kind, by its key; in five queries.

    `changes`: the comparison whose plan, subjects, rounds and moments (`since`, `until`) count.
    """
    return {
        "moved": list(moves(changes)),
        "corrected": list(corrections(changes)),
        "new": [*added(changes), *begun(changes)],
        "gone": list(gone(changes)),
        "answered": list(answered(changes)),
    }


def moves(changes):
    """Give a line for each action whose due date was moved, however often."""
    found = DateChange.objects.in_plan(changes.plan).accepted()
    found = found.decided_between(changes.since, changes.until).in_plan_order()
    rows = found.values_list("action", "from_on", "to_on", "reason")
    for action, steps in groupby(rows, key=lambda row: row[0]):
        if action in changes.subjects:
            subject = changes.subjects[action]
            yield subject.line(says=move(subject, list(steps)))


def move(subject, steps):
    """Return in words from where to where a date was moved, and why; `steps` in their order."""
    start, end = steps[0][1], steps[-1][2]
    reasons = " ".join(f"“{reason}”" for *_, reason in steps)
    if start == end:
        return f"Moved and moved back to {day(end)}. {reasons}"
    says = f"From {day(start)} to {day(end)}, {way(start, end)}. {reasons}"
    if subject.times_moved > len(steps):
        return f"{says} {moved(subject.first_due_on, subject.due_on, subject.times_moved)}."
    return says


def corrections(changes):
    """Give a line for each note that corrects an update of the rounds compared, or before them."""
    rounds = [one for one in changes.rounds if one.number <= changes.after.number]
    found = Correction.objects.made_between(changes.since, changes.until)
    found = found.exclude(update__in=Withholding.objects.in_force().values("update"))
    rows = found.filter(update__round__in=rounds).values_list(
        "update__contribution__action", "update__contribution", "update__round__number", "text"
    )
    for action, contribution, number, text in rows:
        subject = changes.subjects.get(action)
        if subject:
            part = subject.part_of(contribution)
            yield subject.line(part, says=f"Its update of round {number} was corrected: “{text}”")


def added(changes):
    """Give a line for each action that was added to the open plan."""
    rows = Action.history.filter(history_type="+", id__in=changes.subjects)
    rows = rows.filter(history_date__gt=changes.since, history_date__lte=changes.until)
    for action, at in rows.order_by("history_id").values_list("id", "history_date"):
        yield changes.subjects[action].line(says=f"Added to the plan on {day(at)}.")


def begun(changes):
    """Give a line for councils that began to take part on a day and have not reported yet."""
    first, last = clock.day_of(changes.since), clock.day_of(changes.until)
    for subject in changes.subjects.values():
        days = {}
        for part in subject.parts:
            is_going_on = not part.ends_on and part.pk not in changes.now
            if is_going_on and part.starts_on and first < part.starts_on <= last:
                days.setdefault(part.starts_on, []).append(part)
        for starts_on, parts in days.items():
            yield beginning(subject, starts_on, parts)


def beginning(subject, starts_on, parts):
    """Return the line of councils that take part in an action from a day."""
    verb = "takes" if len(parts) == 1 else "take"
    names = joined(part.name for part in parts)
    says = f"{names} {verb} part from {day(starts_on)}."
    return subject.line(says=says, concerns=tuple(part.slug for part in parts))


def gone(changes):
    """Give a line for each action that was withdrawn and each council's part that has ended."""
    left = Contribution.objects.left_between(changes.plan, changes.since, changes.until)
    for key, parts in groupby(left, key=lambda part: part.action_id):
        if key not in changes.subjects:
            yield withdrawn(list(parts))
            continue
        subject = changes.subjects[key]
        for part in parts:
            says = f"Took part until {day(part.ends_on)}: {part.end_reason}"
            yield subject.line(subject.part_of(part.pk), says=says)


def withdrawn(parts):
    """Return the line of a withdrawn action, from the parts that councils had in it."""
    action = parts[0].action
    says = f"Withdrawn on {day(action.withdrawn_at)}: {action.withdrawn_reason}"
    concerns = tuple(part.council.slug for part in parts)
    return Subject.of(action).line(says=says, concerns=concerns)


def answered(changes):
    """Give a line for each question that was answered on the record; it leads to the answer."""
    found = Question.objects.in_plan(changes.plan).with_places()
    for question in found.answered_between(changes.since, changes.until).order_by("settled_at"):
        who = question.asker_title
        says = f"Asked by the {who}; answered by {question.owner} on {day(question.settled_at)}."
        concerns = (question.owed_by.slug,) if question.owed_by else ()
        place = [question.about_reference, question.short, "", question.get_absolute_url()]
        yield Line(*place, says=says, concerns=concerns)
