"""What can be said of a round in a sentence: where it stands, and why it takes no updates."""

from plans import elections
from plans.models import Round
from plans.templatetags.portal import counted, day, gap, moment


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
    before = str(collecting).lower() if collecting else "the round before it"
    return f"{round} takes updates once {before} is published."


def standing(round, collecting, today):
    """Return where a round stands on a day, for the list of rounds."""
    if round.is_published:
        return f"Published on {moment(round.published_at)} by {round.published_by}."
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
        return "Everyone may read it."
    if round.public_on is None:
        return "Members read it; it waits for the end of a pre-election pause, not yet known."
    why = ", after the pre-election pause" if round.waits else ""
    return f"Members read it; everyone from {day(round.public_on)}{why}."


def pause_on(today):
    """Return in a sentence that a pre-election pause holds today; empty where none does."""
    free_on = elections.first_free(today, elections.pauses())
    if free_on == today:
        return ""
    until = f"until {day(free_on)}" if free_on else "until further notice"
    return (
        f"A pre-election pause holds: what would become public in it waits {until}. "
        "Once the round is published, its board offers not to wait."
    )
