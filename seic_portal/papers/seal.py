"""The seal of a paper: a SHA-256 over all that it is, and over the seal of the one before it.

Its contents enter by a SHA-256 of their own, so that the rest can still be verified when words had
to be taken out of them.
"""

import datetime
import hashlib
import json

SEALED = ["place", "meeting_id", "round_id", "number", "schema", "contents_sha256"]
SEALED += ["issued_by_id", "supersedes_id", "why", "previous_sha256"]


def canonical(values):
    """Return plain values as JSON in the one way that is sealed: keys sorted, nothing between."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text):
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def sealed(paper):
    """Return what the seal of a paper is made over, as plain values."""
    moment = paper.issued_at.astimezone(datetime.UTC)
    return {name: getattr(paper, name) for name in SEALED} | {"issued_at": moment.isoformat()}


def seal(paper):
    """Return the seal that a paper's row comes to."""
    return digest(canonical(sealed(paper)))
