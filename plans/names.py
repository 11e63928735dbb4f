"""Names in running text: found whatever their accents, capitals or punctuation."""

import re
import unicodedata

POSSESSIVE = re.compile(r"['’]s\b")
GAP = re.compile(r"[\W_]+")


def folded(text):
    """Return a text as lower-case words without accents and punctuation, a space between two."""
    letters = unicodedata.normalize("NFKD", POSSESSIVE.sub("", text.casefold()))
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    return GAP.sub(" ", plain.replace("'", "").replace("’", "")).strip()


def short(name):
    """Return a folded name as people write it: "High School" is often only "High"."""
    words = name.split()
    return " ".join(words[:-1]) if words[-1:] == ["school"] and len(words) > 2 else name


def names_in(text, names):
    """Return those of some names that stand in a text as whole words."""
    within = f" {folded(text)} "
    keys = [(short(folded(name)), name) for name in names]
    return [name for key, name in keys if key and f" {key} " in within]
