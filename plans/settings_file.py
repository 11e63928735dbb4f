"""The settings that a file lists: the Scottish Government's school file, or a list of our own.

The national file has a title above its headings, notes in them ("Pupil roll [Note 1]"), rows of
notes at its end, "z" or "c" in place of a roll that is not published, and its own names of
councils. It lists every school there is, so what it no longer lists has closed. A list of our own
has the headings council, seed_code, name, sector, roll and, if need be, open; it lists what it
likes. See docs/settings-register.md.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import NamedTuple

from plans.council_areas import KNOWN, key
from plans.models import Setting
from plans.names import folded
from plans.sheets import UnreadableError, read_sheets
from plans.templatetags.portal import joined

HEADINGS = {  # ours first, then the national file's
    "council": ("Council", "Local Authority"),
    "seed_code": ("Seed code", "SeedCode"),
    "name": ("Name", "School Name"),
    "sector": ("Sector", "School Type"),
    "roll": ("Roll", "Pupil roll"),
}
NATIONAL, OWN = 1, 0
OPEN = "open"
FIRST_ROWS = 20
NOTE = re.compile(r"\[.*?\]")
SECTORS = {
    folded(word): value for value, label in Setting.Sector.choices for word in (value, label)
}
NOT_PUBLISHED = {"", "z", "c", "x", "-"}
MOST_PUPILS = 10_000
YES, NO = {"", "yes", "y", "true", "1", "open"}, {"no", "n", "false", "0", "closed"}


class Listed(NamedTuple):
    """A setting as a row of a file has it."""

    number: int
    council: int
    seed_code: str
    name: str
    sector: str
    roll: int | None
    is_open: bool

    @property
    def identity(self):
        """Return what makes it the same setting as one of the register."""
        if self.seed_code:
            return self.seed_code, self.sector
        return self.council, folded(self.name)


class Refused(NamedTuple):
    """A row that cannot be taken, and why."""

    number: int
    name: str
    reason: str


@dataclass
class SettingsFile:
    """What a file lists of some councils; `is_whole` where it lists every school they have."""

    is_whole: bool
    listed: list[Listed] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    outside: Counter = field(default_factory=Counter)


def read_settings(file, name, size, *, councils):
    """Return what a file lists of some councils.

    A row that cannot be taken is among `refused`; raises UnreadableError where the file as a whole
    cannot be read, or lacks a column.
    """
    rows, at, columns, kind = find_headings(read_sheets(file, name, size))
    reader = Reader(columns, councils, is_whole=kind == NATIONAL)
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        reader.take(number, row)
    reader.check_whole()
    return reader.found


def find_headings(sheets):
    """Return the sheet that lists settings, the place of its headings, its columns and its kind."""
    best = (0, None)
    for rows in sheets:
        for at, row in enumerate(rows[:FIRST_ROWS]):
            for kind in (OWN, NATIONAL):
                columns = columns_of(row, kind)
                if len(columns) > best[0]:
                    best = (len(columns), (rows, at, columns, kind))
    count, found = best
    if count < 2:
        wanted = joined(f"“{pair[NATIONAL]}”" for pair in HEADINGS.values())
        raise UnreadableError(f"No row of headings was found. The file needs the columns {wanted}.")
    _, _, columns, kind = found
    missing = [f"“{pair[kind]}”" for name, pair in HEADINGS.items() if name not in columns]
    if missing:
        raise UnreadableError(f"The file has no column {joined(missing)}.")
    return found


def columns_of(row, kind):
    """Return the places of the columns a row of headings names; refuse one that is there twice."""
    headings = [squeezed(NOTE.sub("", text(cell))) for cell in row]
    wanted = {name: squeezed(pair[kind]) for name, pair in HEADINGS.items()} | {OPEN: OPEN}
    found = {name: headings.index(word) for name, word in wanted.items() if word in headings}
    twice = [HEADINGS[n][kind] for n in found if n != OPEN and headings.count(wanted[n]) > 1]
    if twice and len(found) > 2:
        raise UnreadableError(f"The file has the column “{twice[0]}” twice.")
    return found


def squeezed(heading):
    return folded(heading).replace(" ", "")


def text(cell):
    """Return a cell as text in one line; a whole number without its decimals."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else " ".join(str(cell).split())


class Reader:
    """Takes one row after the other, and remembers what it has seen."""

    def __init__(self, columns, councils, *, is_whole):
        self.columns, self.councils = columns, councils
        self.names = {key(name): council for council in councils for name in council.known_names}
        self.found = SettingsFile(is_whole)
        self.seen, self.council_of_code = {}, {}

    def take(self, number, row):
        """Keep a row as listed, refused or of a council outside; pass over notes and gaps."""
        cells = {name: text(row[at]) if at < len(row) else "" for name, at in self.columns.items()}
        name = key(cells["council"])
        is_note = not cells["seed_code"] and not cells["name"] and name not in self.names
        if is_note:
            return
        if name not in self.names and name in KNOWN:
            self.found.outside[cells["council"]] += 1
            return
        try:
            self.found.listed.append(self.listed(number, cells))
        except ValueError as reason:
            called = cells["name"] or cells["seed_code"] or cells["council"]
            self.found.refused.append(Refused(number, called, str(reason)))

    def listed(self, number, cells):
        """Return a row as a setting; raise ValueError with the reason where it is none."""
        one = Listed(
            number=number,
            council=self.council(cells["council"]).pk,
            seed_code=self.seed_code(cells["seed_code"]),
            name=self.name(cells["name"]),
            sector=self.sector(cells["sector"]),
            roll=self.roll(cells["roll"]),
            is_open=self.is_open(cells.get(OPEN, "")),
        )
        self.refuse_double(one)
        return one

    def council(self, name):
        if council := self.names.get(key(name)):
            return council
        if not name:
            raise ValueError("It names no council.")
        near = get_close_matches(key(name), [*self.names, *KNOWN], n=1)
        like = f" Is {self.names[near[0]]} meant?" if near and near[0] in self.names else ""
        raise ValueError(f"No council is called “{name}”.{like}")

    def seed_code(self, code):
        if re.fullmatch(r"[0-9]{5,8}", code) or (not code and not self.found.is_whole):
            return code
        raise ValueError(f"“{code}” is no SEED code." if code else "It has no SEED code.")

    def name(self, name):
        if not folded(name):
            raise ValueError("It has no name.")
        if len(name) > Setting._meta.get_field("name").max_length:
            raise ValueError("Its name is longer than 120 characters.")
        return name

    def sector(self, word):
        if sector := SECTORS.get(folded(word)):
            return sector
        raise ValueError(f"“{word}” is no sector: use {joined(Setting.Sector.labels)}.")

    def roll(self, roll):
        if roll.lower() in NOT_PUBLISHED:
            return None
        if roll.isascii() and roll.isdecimal() and int(roll) <= MOST_PUPILS:
            return int(roll)
        raise ValueError(f"“{roll}” is no number of pupils.")

    def is_open(self, word):
        if word.lower() in YES | NO:
            return word.lower() in YES
        raise ValueError(f"“{word}” does not say whether it is open: write yes or no.")

    def refuse_double(self, one):
        """A SEED code stands once in a sector, and all its departments are one council's."""
        first = self.seen.setdefault(one.identity, one.number)
        if first != one.number:
            what = f"SEED code {one.seed_code}" if one.seed_code else "name"
            raise ValueError(f"The same {what} and sector stand in row {first}.")
        if one.seed_code:
            owner = self.council_of_code.setdefault(one.seed_code, one.council)
            if owner != one.council:
                raise ValueError(f"SEED code {one.seed_code} stands under another council too.")

    def check_whole(self):
        """Refuse a national file without a council's schools: they would all count as closed."""
        named = {one.council for one in self.found.listed}
        missing = [council.name for council in self.councils if council.pk not in named]
        if self.found.is_whole and missing and not self.found.refused:
            raise UnreadableError(
                f"The file lists no school of {joined(missing)}. Is it the whole file?"
            )
        if not self.found.listed and not self.found.refused:
            raise UnreadableError("The file lists no setting of the collaborative’s councils.")
