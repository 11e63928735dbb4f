"""Two people at one row: what the other saved meanwhile, beside what this one typed."""

from collections import namedtuple
from datetime import date

from plans.templatetags.portal import clock, day

# What is saved now under a label, in words; `is_taken_over` where it stands in the form already,
# because this person had not changed that field.
Conflict = namedtuple("Conflict", "label saved is_taken_over")


def find(form, version):
    """Return what others have changed of a form's fields since the version that it was made from.

    What they changed and this person did not is taken over into the form. Where history does not
    know that version, every field that differs from what is saved counts as changed by others.
    """
    before = read_before(form, version)
    found = []
    for name, saved in form.stored.items():
        if name not in form.fields:
            continue
        field, typed = form.fields[name], form[name].data
        was = form.value_in(before, name) if before else None
        if (before and was == saved) or not field.has_changed(saved, typed):
            continue
        is_taken_over = before is not None and not field.has_changed(was, typed)
        if is_taken_over:
            take_over(form, name, saved)
        found.append(Conflict(form[name].label, in_words(field, saved), is_taken_over))
    return found


def read_before(form, version):
    """Return the row as it was at a version, from its history; None where that is not known.

    Goes by the moments of later versions, not by time: a demonstration's clock is held at a day.
    """
    if version is None or not hasattr(form.instance, "history"):
        return None
    later = form.versioned.history.filter(version__gt=version).values("history_date")
    earlier = form.instance.history.exclude(history_date__in=later)
    return earlier.order_by("-history_id").first()


def take_over(form, name, value):
    """Show a saved value in a form as if it had been typed."""
    key, widget = form.add_prefix(name), form.fields[name].widget
    parts = widget.as_typed(key, value) if hasattr(widget, "as_typed") else {key: value}
    for part, text in parts.items():
        form.data[part] = text


def in_words(field, value):
    """A saved value as a person reads it."""
    if value in (None, ""):
        return "Nothing"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day(value)
    choices = dict(getattr(field, "choices", ()))
    return str(choices.get(value, value))


def words(row):
    """Say who saved a row meanwhile, and what to do now."""
    return (
        f"{who_saved(row)} Your words are in the form, what is saved now stands beside them: "
        "mend yours where needed, then save again."
    )


def second_look(row):
    """Say who saved a row meanwhile to someone who has typed nothing that it could contradict."""
    return f"{who_saved(row)} Look at what is saved now, then press the button again."


def who_saved(row):
    """Say who saved a row last, and when."""
    last = row.history.select_related("history_user").order_by("-history_id").first()
    who = (last and last.history_user) or "Someone else"
    when = f" at {clock(last.history_date)}" if last else ""
    return f"{who} saved this{when}, while you were writing."
