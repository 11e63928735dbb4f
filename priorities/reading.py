"""One action as someone may read it today: each council's position, and what it said by round."""

from plans import clock
from plans.templatetags.portal import in_words
from priorities.models import Update
from priorities.positions import Position, said, seriousness
from priorities.progress import Progress
from priorities.status import Silence

ROUNDS_SIDE_BY_SIDE = 3


class Reading:
    """What someone may read today of one action.

    Costs eight queries, however many rounds there are: progress (five), the councils' parts with
    their people, updates in the rounds that may be read, the corrections beside them.
    """

    def __init__(self, action, person, *, today):
        self.action = action
        self.progress = Progress(action.priority.plan, person, today=today, actions=[action])
        self.rounds = list(self.progress.rounds.values())
        self.newest = self.progress.newest
        self.row = next(iter(self.progress.rows), None)
        self.cells = self.row.cells if self.row else []  # none for what was withdrawn
        self.parts = list(action.contributions.with_people())
        published = Update.objects.published().in_full()
        self.updates = {
            (update.contribution_id, update.round_id): update
            for update in published.filter(contribution__in=self.parts, round__in=self.rounds)
        }

    @property
    def heading(self):
        """Return how many positions there are in words, such as "Five positions"."""
        count = len(self.cells) or len(self.parts)
        return f"{in_words(count)} position{'s' * (count != 1)}".capitalize()

    @property
    def positions(self):
        """Return where each part stands today, most serious first, ended ones at the end."""
        words = {cell.slug: cell.word for cell in self.cells}
        found = []
        for part in self.parts:
            last = self.last(part)
            word = words.get(part.council.slug) or said(last) or Silence.NOT_DUE
            found.append(Position(part, word, self.newest, last, self.action.due_on))
        return sorted(found, key=seriousness)

    @property
    def absent(self):
        """Return the partner councils that have never had a part."""
        present = {part.council.slug for part in self.parts}
        return [cell.council for cell in self.cells if cell.slug not in present]

    @property
    def latest_rounds(self):
        return self.rounds[-ROUNDS_SIDE_BY_SIDE:]

    @property
    def table(self):
        """Return for each council its positions in the latest rounds, side by side."""
        rounds = self.latest_rounds
        return [(part.council, [self.then(part, round) for round in rounds]) for part in self.parts]

    @property
    def by_round(self):
        """Return every round, newest first, with what was said in it, most serious first."""
        rounds = []
        for round in reversed(self.rounds):
            then = sorted((self.then(part, round) for part in self.parts), key=seriousness)
            rounds.append((round, [one for one in then if one.update or one.is_silent]))
        return rounds

    def last(self, part):
        """Return the newest update of a part; None where it has none."""
        every = [self.updates.get((part.pk, round.pk)) for round in reversed(self.rounds)]
        return next(filter(None, every), None)

    def then(self, part, round):
        """Return a part's position in a round."""
        update = self.updates.get((part.pk, round.pk))
        word = said(update) or self.final_before(part, round) or self.silence(part, round)
        return Position(part, word, round, update, self.action.due_on)

    def final_before(self, part, round):
        """Return the word that ended a part before a round; None while it went on."""
        earlier = [one for one in self.rounds if one.number < round.number]
        words = [said(self.updates.get((part.pk, one.pk))) for one in earlier]
        return next((word for word in words if word and word.is_final), None)

    def silence(self, part, round):
        """Return why a part said nothing in a round."""
        ends = [part.ends_on, clock.day_of(self.action.withdrawn_at)]
        had_begun = part.starts_on is None or part.starts_on <= round.opens_on
        went_on = all(end > round.due_on for end in ends if end)
        return Silence.NO_UPDATE if had_begun and went_on else Silence.NO_PART
