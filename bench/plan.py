"""A plan much larger than a real one: 200 actions, five councils in each, twelve rounds published.

The same every time. Each council's part of an action follows one of the paths below, a letter for
each round; in the round that collects, a third is drafted, a third submitted, a third missing.
"""

import datetime as dt

from django.db import connection, transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from plans.history import sign
from plans.models import Collaborative, Council, Goal, Group, Meeting, Membership, Person, Plan
from plans.models import Round as ReportingRound
from priorities.models import Action, Contribution, Milestone, Priority, Update
from seic_portal import reference

ACTIONS, ROUNDS = 200, 12
PREFIXES = ["LIT", "PATH", "NUM", "WELL"]
BEGAN = timezone.make_aware(dt.datetime(2022, 8, 17, 10))
FIRST_ROUND = dt.date(2022, 8, 22)
MEETS_ON = dt.date(2023, 2, 22)
WORDS = dict(n="not_started", o="on_track", r="at_risk", f="off_track", c="complete", s="stopped")
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
    sign(collaborative(councils[0]), by=None, at=BEGAN).save()
    people = make_people(councils)
    plan = make_plan(people["coordinator"])
    rounds = make_rounds(plan, people["coordinator"])
    contributions = make_actions(plan, actions, councils, people)
    make_updates(contributions, rounds, people)
    return plan


def look_over():
    """Let the database count its rows, so that it plans its queries as it would in life."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def collaborative(host):
    name = "South East Improvement Collaborative"
    return Collaborative(
        name=name, short_name="SEIC", host_council=host, mailbox="seic@example.org", is_only=True
    )


def make_people(councils):
    """Save an officer for each council, a convener and a coordinator; return them by slug or role."""
    roles = [("officer", council) for council in councils]
    roles += [("convener", councils[0]), ("coordinator", None)]
    people = {}
    for role, council in roles:
        key = council.slug if role == "officer" else role
        person = Person.objects.create_user(f"{key}@example.org", f"The {role} of {key}")
        membership = Membership(person=person, role=role, council=council, starts_on=BEGAN.date())
        sign(membership, by=None, at=BEGAN).save()
        people[key] = person
    return people


def make_plan(by):
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
    sign(plan, by=by, at=BEGAN).save()
    for number in (1, 2):
        sign(Goal(plan=plan, number=number, text=SENTENCES[number]), by=by, at=BEGAN).save()
    return plan


def make_rounds(plan, by):
    """Save a round every fortnight, all published, the last to members only, and one that collects."""
    group = Group(name="Oversight Group", slug="oversight-group")
    sign(group, by=by, at=BEGAN).save()
    meeting = Meeting(plan=plan, group=group, slug="oversight-group-1", meets_on=MEETS_ON)
    sign(meeting, by=by, at=BEGAN).save()
    rounds = []
    for number in range(1, ROUNDS + 1):
        opens_on = FIRST_ROUND + dt.timedelta(weeks=2 * (number - 1))
        published_on = BEGAN.replace(**parts(opens_on + dt.timedelta(days=10)))
        rounds.append(
            ReportingRound(
                plan=plan,
                number=number,
                opens_on=opens_on,
                due_on=opens_on + dt.timedelta(days=8),
                published_at=published_on,
                published_by=by,
                public_from=MEETS_ON if number == ROUNDS else None,
            )
        )
    collects = {"opens_on": dt.date(2023, 2, 13), "due_on": dt.date(2023, 3, 17)}
    rounds.append(ReportingRound(plan=plan, number=ROUNDS + 1, **collects))
    for round in rounds:
        sign(round, by=by, at=BEGAN).save()
    rounds[ROUNDS - 1].meetings.add(meeting)
    return rounds


def parts(day):
    return {"year": day.year, "month": day.month, "day": day.day}


def make_actions(plan, count, councils, people):
    """Save the actions under four priorities, three milestones and five councils in each."""
    by = people["coordinator"]
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
    actions, milestones, contributions = [], [], []
    for place in range(count):
        action = make_action(place, priorities[place % len(priorities)])
        actions.append(action)
        milestones += make_milestones(place, action)
        for number, council in enumerate(councils):
            leads = number == place % len(councils)
            contributions.append(
                Contribution(
                    action=action,
                    council=council,
                    role=Contribution.Role.LEAD if leads else Contribution.Role.CONTRIBUTING,
                    lead_officer=people[council.slug],
                    supporting_roles="Three head teachers, primary",
                )
            )
    for rows in (priorities, actions, milestones, contributions):
        keep(rows, by=by, at=BEGAN)
    return contributions


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
        starts_on=BEGAN.date() + dt.timedelta(days=place % 30),
        due_on=due_on,
        first_due_on=due_on,
    )


def make_milestones(place, action):
    """Return a milestone that is done, one that is overdue in every fifth action, and one ahead."""
    days = [dt.date(2022, 11, 11), dt.date(2023, 2, 10), dt.date(2023, 6, 2)]
    late = place % 5 == 0
    done = [days[0], None if late else days[1], None]
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


def make_updates(contributions, rounds, people):
    """Save what each council said in each round that it owed."""
    for round in rounds:
        said = []
        for place, contribution in enumerate(contributions):
            state, letter = position(place, round.number)
            if letter in WORDS:
                by = people[contribution.council.slug]
                said.append(make_update(contribution, round, state, letter, place, by))
        keep(said, by=people["coordinator"], at=round.published_at or BEGAN)


def position(place, number):
    """Return the state of a part's update in a round, and the letter of its path."""
    path = PATHS[(place + place // len(PATHS)) % len(PATHS)]
    if number <= ROUNDS:
        return "published", path[number - 1]
    if {*path} & {*"cs"}:
        return "", "."
    return [("draft", "o"), ("submitted", path[-1]), ("", "-")][place % 3]


def make_update(contribution, round, state, letter, place, by):
    at = round.published_at or timezone.make_aware(dt.datetime(2023, 2, 14, 9))
    sent = {"received_on": round.due_on, "submitted_by": by, "submitted_at": at}
    text = " ".join(SENTENCES[(place + round.number + n) % len(SENTENCES)] for n in range(4))
    return Update(
        contribution=contribution,
        round=round,
        state=state,
        status=WORDS[letter],
        text=text,
        next_step=SENTENCES[place % len(SENTENCES)],
        no_forecast=letter == "f",
        evidence="took_part",
        note=SENTENCES[round.number % len(SENTENCES)],
        written_by=by,
        written_at=at,
        published_at=round.published_at,
        **({} if state == "draft" else sent),
    )


def keep(rows, *, by, at):
    """Save new rows with their history."""
    signed = [sign(row, by=by, at=at) for row in rows]
    if signed:
        bulk_create_with_history(signed, type(signed[0]), batch_size=100)
