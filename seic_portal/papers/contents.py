"""What a paper says, as plain values that need no row of the database once they are sealed.

A section is a function that returns plain values, an entry in what `contents_of` returns, and a
template that `_paper.html` includes. A new kind of news gets all three; a paper that was issued
without it has no such entry, and its template shows nothing.
"""

from django.utils.timezone import localtime

from plans import clock
from plans.models import Ask
from plans.templatetags.portal import clock as time_of_day
from plans.templatetags.portal import day, joined, long_day
from priorities.changes import Changes
from priorities.models import Correction, DateChange, Question
from priorities.progress import Progress
from priorities.reports import Reports
from priorities.rows import reason
from priorities.summary import Summary
from seic_portal.news import news

# Of these kinds of change the paper has a section of its own, with more about each.
TOLD_APART = {"moved", "corrected", "answered"}


def contents_of(meeting, round, collaborative, *, by, at):
    """Return what the paper of a meeting says about a published round, as plain values.

    `by`: the coordinator who issues it; what members may read at that moment is in it.
    """
    return {
        **heading(meeting, round, collaborative),
        "asks": list(Ask.objects.filter(meeting=meeting).values_list("text", flat=True)),
        **standing(Progress(meeting.plan, by, today=clock.day_of(at), until=round)),
        **since_last_meeting(meeting, round, by=by, at=at),
    }


def heading(meeting, round, collaborative):
    """Return which meeting the paper is for, and which round it is of."""
    plan = meeting.plan
    return {
        "plan": {"title": plan.title, "session": plan.slug, "address": plan.get_absolute_url()},
        "is_sample": collaborative.holds_sample_data,
        "meeting": about(meeting),
        "round": {
            "number": round.number,
            "due_on": day(round.due_on),
            "published_on": day(round.published_on),
        },
    }


def standing(progress):
    """Return where the actions stand: what needs attention first, then each of them."""
    summary = Summary(progress.priorities, progress.rows)
    return {
        "headline": progress.headline,
        "glance": glance(summary),
        "attention": [attention(row) for row in summary.exceptions],
        "overdue": [of_row(row) for row in summary.overdue],
        "missing": [
            {"council": council, "actions": [of_row(row) for row in rows]}
            for council, rows in summary.missing
        ],
        "priorities": [
            {
                "title": priority.title,
                "sentence": priority.sentence,
                "actions": [position(row) for row in priority.rows],
            }
            for priority in summary.priorities
        ],
    }


def since_last_meeting(meeting, round, *, by, at):
    """Return what has changed since the group's last meeting, or since the plan was opened."""
    plan, today = meeting.plan, clock.day_of(at)
    reports = Reports(plan, by, today=today)
    earlier = reports.before(meeting)
    before = reports.round_of(earlier)
    since = before.published_at if before else plan.opened_at
    return {
        "since": day(earlier.meets_on) if earlier else "",
        "changes": changes(Changes(plan, before, round, person=by, today=today)),
        "moves": moves(plan, since, at),
        "corrections": corrections(plan, since, at),
        "questions": questions(plan, since, at),
        "news": news(plan, clock.day_of(since), min(today, meeting.meets_on)),
    }


def about(meeting):
    return {
        "group": meeting.group.name,
        "day": long_day(meeting.meets_on),
        "date": day(meeting.meets_on),
        "time": time_of_day(meeting.starts_at),
        "place": meeting.place,
    }


def glance(summary):
    """Return how many actions have each word, for the bar, the sentence and the table."""
    return {
        "heading": summary.heading,
        "counts": [
            {"css": one.css, "label": one.label, "number": one.count} for one in summary.counts
        ],
        "columns": [{"prefix": one.prefix, "title": one.title} for one in summary.columns],
        "lines": [
            {"css": one.css, "label": one.label, "numbers": one.numbers} for one in summary.lines
        ],
        "totals": summary.totals,
    }


def of_row(row):
    """Return what names an action everywhere: its reference, title, address and dates."""
    return {
        "reference": row.reference,
        "title": row.title,
        "lang": row.lang,
        "address": row.address,
        "lead": row.lead,
        "due": row.due,
        "moved": row.moved,
        "overdue": row.overdue,
    }


def attention(row):
    return of_row(row) | {"reasons": [why(cell, row.due_on) for cell in row.exceptions]}


def why(cell, due_on):
    """Return what a council said of what is off track or at risk, and in which update."""
    found = reason(cell, due_on)
    return {
        "update": cell.update["pk"],
        "css": found.css,
        "label": found.label,
        "council": found.council,
        "silence": found.silence,
        "words": found.words,
        "is_cut": found.is_cut,
        "forecast": found.forecast,
        "correction": found.correction,
    }


def position(row):
    """Return an action with its word, its sentence and every council's position."""
    cells = [
        {
            "council": cell.council,
            "short_name": cell.short_name,
            "css": cell.css,
            "label": cell.label,
        }
        for cell in row.cells
    ]
    return of_row(row) | {
        "css": row.css,
        "label": row.label,
        "sentence": row.sentence,
        "cells": cells,
    }


def changes(found):
    """Return each kind of change with a line for each action and what is said of it."""
    return {
        "headline": found.headline,
        "groups": [
            {"heading": heading, "actions": list(by_action(lines))}
            for key, heading, lines in found.groups
            if key not in TOLD_APART
        ],
    }


def by_action(lines):
    """Give what is said of each action once, councils of which the same is said together."""
    actions = {}
    for line in lines:
        _, said = actions.setdefault(line.reference, (line, {}))
        said.setdefault(turn(line), []).append(line.council)
    for about, said in actions.values():
        yield {
            "reference": about.reference,
            "title": about.title,
            "lang": about.lang,
            "address": about.address,
            "says": [sentence(names, words) for words, names in said.items()],
        }


def turn(line):
    """Return how a position changed, or what else happened, in words.

    Of a status without the council's words: they stand where they need attention.
    """
    if line.now is None:
        return line.says
    if line.is_silent:
        return f"last reported {line.was.label.lower()}" if line.was else "never reported"
    now = line.now.label.lower()
    return f"{line.was.label.lower()} to {now}" if line.was else now


def sentence(councils, words):
    """Return councils with what is said of them; an action as a whole has none."""
    named = joined(filter(None, councils))
    return f"{named}, {words}" if named else words


def moves(plan, since, until):
    """Return the due dates that moved, as they were decided in a time."""
    found = DateChange.objects.in_plan(plan).accepted().decided_between(since, until)
    found = found.with_action().in_plan_order()
    return [
        {
            "reference": change.action.reference,
            "title": change.action.title,
            "lang": lang(change.action),
            "address": change.action.get_absolute_url(),
            "was": day(change.from_on),
            "now": day(change.to_on),
            "distance": change.distance,
            "reason": change.reason,
            "on": day(change.decided_at),
        }
        for change in found
    ]


def corrections(plan, since, until):
    """Return what was set beside published updates in a time."""
    part = "update__contribution"
    found = Correction.objects.made_between(since, until).filter(update__round__plan=plan)
    found = found.select_related(
        f"{part}__action__priority__plan", f"{part}__council", "update__round"
    )
    return [
        {
            "update": correction.update_id,
            "reference": correction.update.contribution.action.reference,
            "title": correction.update.contribution.action.title,
            "lang": lang(correction.update.contribution.action),
            "address": correction.update.contribution.action.get_absolute_url(),
            "council": correction.update.contribution.council.name,
            "round": correction.update.round.number,
            "on": day(localtime(correction.at)),
            "words": correction.text,
        }
        for correction in found
    ]


def questions(plan, since, until):
    """Return the questions answered in a time, and how many were open at its end."""
    found = Question.objects.in_plan(plan)
    answered = found.answered_between(since, until).with_places().order_by("settled_at", "pk")
    return {
        "open": found.open_at(until).count(),
        "answered": [
            {
                "about": str(question.about),
                "address": question.get_absolute_url(),
                "asker": question.asker_title,
                "asked_on": day(question.asked_at),
                "words": question.text,
                "answered_on": day(question.settled_at),
                "answer": question.answer,
            }
            for question in answered
        ],
    }


def lang(action):
    """Return the language of an action's title where it is not English."""
    return "" if action.title_language == action.Language.ENGLISH else action.title_language
