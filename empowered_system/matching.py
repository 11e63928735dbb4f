"""Settings by what someone pasted: a SEED code or a name on each line."""

import re
from collections import defaultdict

from plans.names import folded, short
from plans.templatetags.portal import joined

CODES = re.compile(r"[0-9]{5,8}(?:[\s,;]+[0-9]{5,8})*")


def match(text, settings):
    """Return the settings that a text means, each once, and for every other line why not.

    `settings`: those that may be meant. A line is a SEED code, several, or a name with or without
    its last "School", whatever its accents and capitals; of a pasted table the first column counts.
    Returns a list of settings and a list of pairs of a line and a reason.
    """
    known = by_words(settings)
    found, unmatched = {}, []
    for line in lines_of(text):
        meant = known.get(line) or known.get(folded(line)) or known.get(short(folded(line))) or []
        if len(meant) == 1:
            found[meant[0].pk] = meant[0]
        elif meant:
            names = joined(f"{setting} ({setting.council})" for setting in meant)
            unmatched.append((line, f"there is more than one: {names}"))
        else:
            unmatched.append((line, "no setting of that code or name"))
    return list(found.values()), unmatched


def by_words(settings):
    """Return the settings by SEED code, by folded name and by that name without "School"."""
    known = defaultdict(list)
    for setting in settings:
        name = folded(setting.name)
        for words in {setting.seed_code, name, short(name)} - {""}:
            known[words].append(setting)
    return known


def lines_of(text):
    """Return what stands on each line, a line for each SEED code."""
    lines = (line.split("\t")[0].strip() for line in text.splitlines())
    return [
        one
        for line in lines
        if line
        for one in (re.split(r"[\s,;]+", line) if CODES.fullmatch(line) else [line])
    ]
