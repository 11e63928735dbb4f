"""What can be said of a round in a sentence: where it stands, and why it takes no updates."""

from plans import elections
from plans.models import Reopening, Round
from plans.surroundings import surroundings
from plans.templatetags.portal import counted, day, gap, joined, moment


def why_closed(round, collecting):
    """Return why a round takes no updates; `collecting` is the round of its plan that does."""
    state = round.state
    if state == Round.State.PUBLISHED:
        when = moment(round.published_at)
        return f"{round} was published on {when} by {round.published_by}. It takes no more updates."
    if state == Round.State.ABANDONED:
        when = moment(round.abandoned_at)
        return f"{round} was abandoned on {when} by {round.abandoned_by}: {round.abandoned_reason}"
    if not round.plan.is_open:
        return f"The plan of {round.plan.slug} is not open: it takes no updates."
    if state == Round.State.COMING:
        return f"{round} opens on {day(round.opens_on)}. Until then it takes no updates."
    if collecting and collecting.is_published:
        return f"{collecting} is open again and waits for this update. {round} takes it after that."
    before = str(collecting).lower() if collecting else "the round before it"
    return f"{round} takes updates once {before} is published."


def still_open(reopenings):
    """Return for whom a published round is open again, as a sentence; empty where for nobody."""
    if not reopenings:
        return ""
    return f"It is open again for {joined(one.council for one in reopenings)}."


def why_waiting(plan):
    """Return why no round of a plan may be published yet, as sentences; empty where one may."""
    reopenings = list(Reopening.objects.open().filter(round__plan=plan))
    if not reopenings:
        return ""
    names = joined(one.council for one in reopenings)
    return (
        f"{reopenings[0].round} is still open again for {names}. "
        "Publish what has come late, and close it, first."
    )


def standing(round, collecting, today):
    """Return where a round stands on a day, for the list of rounds."""
    if round.is_published:
        published = f"Published on {moment(round.published_at)} by {round.published_by}."
        open_again = [one for one in round.reopenings.all() if one.closed_at is None]
        return f"{published} {still_open(open_again)}".strip()
    if round != collecting:
        return why_closed(round, collecting)
    if round.due_on < today:
        return f"It was due {counted(round.days_late, 'day')} ago and is not published yet."
    due = "today" if round.due_on == today else f"in {gap(round.due_on, today)}"
    return f"Open for updates, due {due}."


def reported(round, person, today):
    """Return what someone may know today of the reports in a round, in a sentence or two."""
    if round.abandoned_at:
        return f"{round} was abandoned: nothing is reported in it."
    if round.is_public or (round.is_published and person.is_member):
        return f"{round} was published on {day(round.published_on)}. {readers(round)}"
    verb = "were" if round.due_on < today else "are"
    return f"{round}: the councils’ updates {verb} due on {day(round.due_on)}."


def readers(round):
    """Return who reads a published round, in a sentence."""
    if not round.is_published:
        return "Nobody reads it until it is published."
    if round.is_public:
        return "Everyone can read it."
    if round.public_on is None:
        return (
            "Members can read it now; everyone can after a pre-election pause, "
            "whose end is not known."
        )
    why = ", after the pre-election pause" if round.waits else ""
    return f"Members can read it now, everyone from {day(round.public_on)}{why}."


def pause_on(today):
    """Return in a sentence that a pre-election pause holds today; empty where none does."""
    free_on = elections.first_free(today, surroundings().pauses)
    if free_on == today:
        return ""
    until = f"until {day(free_on)}" if free_on else "until further notice"
    return (
        f"A pre-election pause holds: what would become public in it waits {until}. "
        "Once the round is published, its board offers not to wait."
    )


def why_not_reopened(round, board, today):
    """Return why a round cannot be opened again for anyone, as a sentence; empty where it can."""
    if not round.is_published:
        return f"{round} is not published yet."
    rounds = Round.objects.in_plan(round.plan)
    if not rounds.reopenable(today).filter(pk=round.pk).exists():
        return (
            "A round is opened again until its meeting only, and only the one published last. "
            "What is missing is said in the next round."
        )
    waiting = {one.council for one in round.reopenings.open()}
    if waiting.issuperset(sheet.council for sheet in board.tally.behind):
        return "Nothing is missing, or it is open again for whoever owes something."
    return ""
