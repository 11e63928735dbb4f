"""The data files of the demonstration, read and completed: each default is settled here."""

import datetime as dt
import tomllib
from pathlib import Path

from django.utils import timezone

HERE = Path(__file__).parent
OF_ITS_ROUND = ["note", "warnings", "warning_answer"]
WORDS = [
    "status",
    "text",
    "next_step",
    "forecast_on",
    "no_forecast",
    "evidence",
    "evidence_seen",
    "no_change",
    *OF_ITS_ROUND,
]
COUNCILS = ["city-of-edinburgh", "east-lothian", "fife", "midlothian", "scottish-borders"]


def read(name):
    """Return one data file as Python values."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def actions(folder):
    """Return a plan's actions as pairs of prefix and number with their data, in order."""
    found = []
    for path in (HERE / folder).glob("*-*.toml"):
        prefix, number = path.stem.split("-")
        found.append(((prefix, int(number)), read(f"{folder}/{path.name}")))
    return sorted(found, key=lambda pair: pair[0])


def questions(folder):
    """Return what members asked about a plan, in order; nothing where its data has no questions."""
    path = HERE / folder / "questions.toml"
    return read(f"{folder}/questions.toml")["question"] if path.exists() else []


def parts(action):
    """Return what each council that has a part in an action gives to it, by council."""
    given = {council: action[council] for council in COUNCILS if council in action}
    if "lead" in action:
        given.setdefault(action["lead"], {})
    return given


def said_in(part, number):
    """Return what a council said in a round, its words of before where nothing changed; or None."""
    said = part.get(str(number))
    if said and said.get("no_change"):
        before = said_in(part, number - 1)
        again = [name for name in WORDS if name in before and name not in OF_ITS_ROUND]
        return {name: before[name] for name in again} | said
    return said


def moment(day, hour=9, minute=0):
    """Return an aware moment from a day, or from a day with its time, in Europe/London."""
    if not isinstance(day, dt.datetime):
        day = dt.datetime.combine(day, dt.time(hour, minute))
    return timezone.make_aware(day, timezone.get_default_timezone())


def working_days_before(day, number):
    """Return the day a number of days from Monday to Friday before another."""
    while number:
        day -= dt.timedelta(days=1)
        number -= day.weekday() < 5
    return day
