"""A plan much larger than a real one: 200 actions, five councils in each, twelve rounds published.

The same every time. Each council's part of an action follows one of the paths below, a letter for
each round; in the round that collects, a third is drafted, a third submitted, a third missing.
"""

import datetime as dt

from django.db import connection, transaction
from simple_history.utils import bulk_create_with_history

from plans.history import sign
from plans.models import (
    Collaborative,
    Council,
    Goal,
    Group,
    Meeting,
    Membership,
    Person,
    Plan,
    Round,
)
from priorities.models import Action, Contribution, Milestone, Priority, Update
from seic_portal import reference
from seic_portal.demonstration.content import moment

ACTIONS, ROUNDS = 200, 12
PREFIXES = ["LIT", "PATH", "NUM", "WELL"]
BEGAN_ON = dt.date(2022, 8, 17)
BEGAN = moment(BEGAN_ON)
FIRST_ROUND = dt.date(2022, 8, 22)
COLLECTS = {"opens_on": dt.date(2023, 2, 13), "due_on": dt.date(2023, 3, 17)}
BEING_WRITTEN = moment(dt.date(2023, 2, 14))
MEETS_ON = dt.date(2023, 2, 22)
WORDS = {
    "n": "not_started",
    "o": "on_track",
    "r": "at_risk",
    "f": "off_track",
    "c": "complete",
    "s": "stopped",
}
PATHS = [
    "nnoooooooooo",
    "oooorroooooo",
    "oooooooooorr",
    "nnnnooorroff",
    "ooo-oooooooo",
    "oooooooooooc",
    "ooooooorrffr",
    "nnnnnnnnnnoo",
    "oorrrroo-o-o",
    "oooooooooooo",
    "ooooooooooo-",
    "oooooooooos.",
]
FINAL = [path for path in PATHS if {*path} & {*"cs"}]
SENTENCES = [
    "Twenty-four schools took part in the second round, in four groups with schools from others.",
    "The groups agreed on 27 of 40 pieces of writing before any discussion took place.",
    "Two meetings were held online because of the weather; one school could not join them.",
    "Teachers asked for the materials a week earlier, and for more time to talk about each piece.",
    "Cover could not be found in three secondary schools, so that the visits were put off.",
    "A short note on what was learned went to every head teacher before the end of term.",
    "The survey was answered by 61 of 70 teachers, most of whom found the first round useful.",
]


@transaction.atomic
def make(actions=ACTIONS):
    """Save the plan with everyone who works on it, and return it."""
    reference.load(at=BEGAN)
    councils = list(Council.objects.all())
    people = make_people(councils)
    coordinator = people["coordinator"]
    plan = make_plan(coordinator, host=councils[0])
    rounds = make_rounds(plan, coordinator)
    rows = make_actions(make_priorities(plan, coordinator), actions, coordinator)
    contributions = make_contributions(rows, councils, people)
    make_updates(contributions, rounds, people)
    return plan


def look_over():
    """Let the database count its rows, so that it plans its queries as it would in life."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def make_people(councils):
    """Save an officer for each council, a convener and a coordinator, by slug or role."""
    roles = [(council.slug, "officer", council) for council in councils]
    roles += [("convener", "convener", councils[0]), ("coordinator", "coordinator", None)]
    people = {}
    for key, role, council in roles:
        people[key] = Person.objects.create_user(f"{key}@example.org", f"The {role} of {key}")
        keep(Membership(person=people[key], role=role, council=council, starts_on=BEGAN_ON))
    return people


def make_plan(by, host):
    name = "South East Improvement Collaborative"
    mailbox = "seic@example.org"
    keep(Collaborative(name=name, short_name="SEIC", host_council=host, mailbox=mailbox), by=by)
    plan = Plan(
        title="Improvement plan 2022-23",
        slug="2022-23",
        vision="Working together, Empowering all, Improving outcomes",
        background="\n\n".join([" ".join(SENTENCES)] * 3),
        starts_on=dt.date(2022, 8, 1),
        ends_on=dt.date(2023, 7, 31),
        stage=Plan.Stage.OPEN,
        opened_at=BEGAN,
    )
    keep(plan, *(Goal(plan=plan, number=n, text=SENTENCES[n]) for n in (1, 2)), by=by)
    return plan


def make_rounds(plan, by):
    """Save a round every fortnight, all published, the last to members only; and one to come."""
    group = Group(name="Oversight Group", slug="oversight-group")
    meeting = Meeting(plan=plan, group=group, slug="oversight-group-1", meets_on=MEETS_ON)
    rounds = [published_round(plan, number, by) for number in range(1, ROUNDS + 1)]
    rounds[-1].public_from = MEETS_ON
    collecting = Round(plan=plan, number=ROUNDS + 1, **COLLECTS)
    keep(group, meeting, *rounds, collecting, by=by)
    rounds[-1].meetings.add(meeting)
    return [*rounds, collecting]


def published_round(plan, number, by):
    opens_on = FIRST_ROUND + dt.timedelta(weeks=2 * (number - 1))
    return Round(
        plan=plan,
        number=number,
        opens_on=opens_on,
        due_on=opens_on + dt.timedelta(days=8),
        published_at=moment(opens_on + dt.timedelta(days=10)),
        published_by=by,
    )


def make_priorities(plan, by):
    priorities = [
        Priority(
            plan=plan,
            number=number,
            title=f"Priority {number}: {prefix.title()}",
            slug=prefix.lower(),
            prefix=prefix,
            outcomes="\n\n".join(SENTENCES[:3]),
            why=SENTENCES[3],
        )
        for number, prefix in enumerate(PREFIXES, 1)
    ]
    keep(*priorities, by=by)
    return priorities


def make_actions(priorities, count, by):
    """Save so many actions, shared out among the priorities, with three milestones in each."""
    actions = [make_action(place, priorities[place % len(priorities)]) for place in range(count)]
    keep_many(actions, by)
    keep_many([step for n, action in enumerate(actions) for step in milestones(n, action)], by)
    return actions


def make_action(place, priority):
    due_on = dt.date(2023, 1, 20) + dt.timedelta(days=place % 150)
    known = " ".join(SENTENCES[place % 5 : place % 5 + 2])
    return Action(
        priority=priority,
        number=place // len(PREFIXES) + 1,
        title=f"Moderate writing at first and second level together, group {place + 1}",
        description=" ".join(SENTENCES),
        how_we_will_know=known,
        first_how_we_will_know=known,
        starts_on=BEGAN_ON + dt.timedelta(days=place % 30),
        due_on=due_on,
        first_due_on=due_on,
    )


def milestones(place, action):
    """Return a milestone that is done, one that is overdue in every fifth action, one ahead."""
    days = [dt.date(2022, 11, 11), dt.date(2023, 2, 10), dt.date(2023, 6, 2)]
    done = [days[0], days[1] if place % 5 else None, None]
    return [
        Milestone(
            action=action,
            number=number,
            title=SENTENCES[(place + number) % len(SENTENCES)],
            due_on=due_on,
            first_due_on=due_on,
            done_on=done_on,
        )
        for number, (due_on, done_on) in enumerate(zip(days, done, strict=True), 1)
    ]


def make_contributions(actions, councils, people):
    """Save every council's part in every action; the councils lead in turn."""
    contributions = [
        Contribution(
            action=action,
            council=council,
            role="lead" if number == place % len(councils) else "contributing",
            lead_officer=people[council.slug],
            supporting_roles="Three head teachers, primary",
        )
        for place, action in enumerate(actions)
        for number, council in enumerate(councils)
    ]
    keep_many(contributions, people["coordinator"])
    return contributions


def make_updates(contributions, rounds, people):
    """Save what each council said in each round that it owed."""
    updates = []
    for place, contribution in enumerate(contributions):
        path = PATHS[(place + place // len(PATHS)) % len(PATHS)]
        by = people[contribution.council.slug]
        for round, letter in zip(rounds, path + collected(path, place), strict=True):
            if letter in WORDS:
                updates.append(make_update(contribution, round, letter, place, by))
    keep_many(updates, people["coordinator"])


def collected(path, place):
    """Return the letter of the round that collects: most have sent nothing, or owe nothing."""
    return "." if path in FINAL or place % 3 == 2 else path[-1].replace("-", "o")


def make_update(contribution, round, letter, place, by):
    at = round.published_at or BEING_WRITTEN
    drafted = not (round.published_at or place % 3)
    sent = {"received_on": round.due_on, "submitted_by": by, "submitted_at": at}
    text = " ".join(SENTENCES[(place + round.number + n) % len(SENTENCES)] for n in range(4))
    return Update(
        contribution=contribution,
        round=round,
        state="published" if round.published_at else "draft" if drafted else "submitted",
        status=WORDS[letter],
        text=text,
        next_step=SENTENCES[place % len(SENTENCES)],
        no_forecast=letter == "f",
        evidence="took_part",
        note=SENTENCES[round.number % len(SENTENCES)],
        written_by=by,
        written_at=at,
        published_at=round.published_at,
        **({} if drafted else sent),
    )


def keep(*rows, by=None):
    """Save new rows one by one, with their history."""
    for row in rows:
        sign(row, by=by, at=BEGAN).save()


def keep_many(rows, by):
    """Save new rows of one model at once, with their history."""
    bulk_create_with_history(
        [sign(row, by=by, at=BEGAN) for row in rows], type(rows[0]), batch_size=100
    )
