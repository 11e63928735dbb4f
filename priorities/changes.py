"""What has changed between two published rounds: what members ask first at a meeting.

Statuses are compared as each round left them. Everything else is what was decided after the first
round was published and until the second was, so that one comparison begins where the one before it
ends: nothing is told twice, nothing is left out.
"""

from copy import copy
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from plans.models import Round
from plans.templatetags.portal import in_words, joined
from priorities import happenings
from priorities.lines import Subject
from priorities.models import Contribution, Priority, Update, Withholding
from priorities.rows import forecast, gist, without_withheld
from priorities.status import Silence, Status

HEADINGS = {
    "worse": "Worse",
    "late": "Still late",
    "silent": "No update this time",
    "moved": "Due date moved",
    "better": "Better",
    "finished": "Finished or stopped",
    "new": "New",
    "gone": "Withdrawn or ended",
    "corrected": "Corrected",
    "answered": "Questions answered",
}
# How a number of positions is told in the headline: its verb for one and for several, and the rest.
TOLD = {
    "worse": ("is", "are", "worse"),
    "better": ("is", "are", "better"),
    "finished": ("is", "are", "finished or stopped"),
    "late": ("is", "are", "still late"),
    "silent": ("has", "have", "no update this time"),
}


class Changes:
    """What changed in a plan from one published round to a later one, as someone may read it.

    `before`: the earlier round; None where there is none, and then all is new since the plan was
    opened. `council`: the slug of the only council whose lines are wanted, or None for all.
    `groups` holds the result. Raises PermissionDenied for a round that `person` may not read today.

    Costs twelve queries, however many actions and councils there are: rounds, actions, councils'
    parts, their statuses then and now, what was missing then and now, moved dates, corrections,
    added actions, what left the plan, questions answered.
    """

    def __init__(self, plan, before, after, *, person, today, council=None):
        self.plan, self.before, self.after, self.council = plan, before, after, council
        self.rounds = list(Round.objects.in_plan(plan).readable_by(person, today))
        if not {before, after} - {None} <= set(self.rounds):
            raise PermissionDenied
        self.since = before.published_at if before else plan.opened_at
        self.until = after.published_at
        self.read_plan()
        self.was, self.now = self.newest(before), self.newest(after)
        self.unchanged = []
        self.lines = {key: [] for key in HEADINGS} | happenings.between(self)
        self.compare()
        places = {subject.reference: place for place, subject in enumerate(self.subjects.values())}
        for lines in self.lines.values():
            lines.sort(key=lambda line: places.get(line.reference, len(places)))

    def of(self, council):
        """Return the same changes for one council alone, given by its slug; costs no query."""
        own = copy(self)
        own.__dict__.pop("groups", None)
        own.council = council
        return own

    @cached_property
    def groups(self):
        """Return key, heading and lines of every kind of change there is, most serious first."""
        chosen = [(key, heading, self.chosen(key)) for key, heading in HEADINGS.items()]
        return [group for group in chosen if group[2]]

    @property
    def short(self):
        """Return heading, number of lines and references of every kind of change there is."""
        return [
            (heading, len(lines), list(dict.fromkeys(line.reference for line in lines)))
            for _, heading, lines in self.groups
        ]

    @property
    def headline(self):
        """Return in a sentence how many positions have changed, and how many have not."""
        told = [self.told(key, *words) for key, words in TOLD.items() if self.chosen(key)]
        same = len([slug for slug in self.unchanged if self.council in (None, slug)])
        if not self.groups:
            return "Nothing has changed." if same else "Nothing was reported that could change."
        whose = "its" if self.council else "the councils’"
        first = f"Of {whose} positions, {joined(told)}" if told else "No position has changed"
        number, verb = in_words(same) if same else "none", "is" if same < 2 else "are"
        return f"{first}; {number} {verb} as before."

    def told(self, key, one, many, rest):
        """Return how many positions changed in one way, such as "two are worse"."""
        number = len(self.chosen(key))
        return f"{in_words(number)} {one if number == 1 else many} {rest}"

    def chosen(self, key):
        """Return the lines of a kind of change that concern the council asked for, or all."""
        return [line for line in self.lines[key] if self.council in (None, *line.concerns)]

    def read_plan(self):
        """Read the actions, and the councils' parts in each, in the order of the plan."""
        self.subjects = {}
        pattern = reverse("action", args=[self.plan.slug, "REFERENCE"])
        for row in Priority.objects.in_plan(self.plan).with_actions():
            _, _, _, prefix, action, number, title, language, _, due_on, first, times = row
            if action:
                reference = f"{prefix}-{number}"
                address = pattern.replace("REFERENCE", reference)
                lang = "" if language == "en" else language
                subject = Subject(reference, title, lang, address, due_on, first, times)
                self.subjects[action] = subject
        for part in sorted(self.contributions.for_rows(), key=lambda part: part.name):
            if part.action_id in self.subjects:
                self.subjects[part.action_id].parts.append(part)

    @property
    def contributions(self):
        return Contribution.objects.in_plan(self.plan)

    def newest(self, round):
        """Return what each part had last reported once a round was published, as plain values."""
        until = [one.pk for one in self.rounds if round and one.number <= round.number]
        rows = Update.objects.newest(self.contributions, until)
        rows = rows.with_withholding(Withholding.objects.all()).for_changes()
        return {row["contribution"]: without_withheld(row) for row in rows}

    def compare(self):
        """Say of every council's part how its position has changed, and where it was silent."""
        was, now = self.was, self.now
        owing, owed = (self.missing(round) for round in [self.before, self.after])
        for subject in self.subjects.values():
            for part in subject.parts:
                then, update = was.get(part.pk), now.get(part.pk)
                self.turn(subject, part, then and Status(then["status"]), update)
                if part.pk in owed:
                    self.miss(subject, part, update, is_again=part.pk in owing)

    def missing(self, round):
        """Return the keys of the parts that owed an update in a round and sent none."""
        if round is None:
            return set()
        received = Update.objects.published().filter(round=round).values("contribution")
        owed = Contribution.objects.owed_in(round).exclude(pk__in=received)
        return set(owed.values_list("pk", flat=True))

    def turn(self, subject, part, was, update):
        """Note a part whose status is another than before; or that it is as it was."""
        now = update and Status(update["status"])
        if now is None:
            return
        if was == now:
            self.unchanged.append(part.slug)
            return
        words, _ = gist(update["words"])
        says = f"{words} {forecast(update, subject.due_on)}".strip()
        self.lines[kind(was, now)].append(subject.line(part, was=was, now=now, says=says))

    def miss(self, subject, part, update, *, is_again):
        """Note a part on which nothing was received, and whether that is so once more."""
        was = update and Status(update["status"])
        says = f"Nothing was received for {str(self.before).lower()} either." if is_again else ""
        key = "late" if is_again else "silent"
        line = subject.line(part, was=was, now=Silence.NO_UPDATE, says=says)
        self.lines[key].append(line)


def kind(was, now):
    """Return the kind of change from one status to another; from none to the first is new."""
    if now.is_final:
        return "finished"
    if was is None:
        return "new"
    return "better" if now.is_better_than(was) else "worse"
