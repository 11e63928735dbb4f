"""The words for where things stand, each with the criterion written beside it.

The six words, their criteria and the rule that joins councils' words into an action's word are
the collaborative's own agreement, kept here alone.
"""

from django.db import models


class Status(models.TextChoices):
    """Where one council's part of an action stands; most serious first."""

    OFF_TRACK = "off_track", "Off track"
    AT_RISK = "at_risk", "At risk"
    NOT_STARTED = "not_started", "Not started"
    ON_TRACK = "on_track", "On track"
    COMPLETE = "complete", "Complete"
    STOPPED = "stopped", "Stopped"

    @property
    def criterion(self):
        return CRITERIA[self]

    @property
    def is_exception(self):
        """Whether members should read about it first."""
        return self in EXCEPTIONS

    @property
    def is_final(self):
        """Whether no further update is owed."""
        return self in FINAL

    def is_better_than(self, other):
        """Say whether it is nearer to being done than another status."""
        return FURTHEST_FIRST.index(self) > FURTHEST_FIRST.index(other)

    @classmethod
    def in_form_order(cls):
        """Return the six as a person chooses between them, from beginning to end."""
        return [
            cls.NOT_STARTED,
            cls.ON_TRACK,
            cls.AT_RISK,
            cls.OFF_TRACK,
            cls.COMPLETE,
            cls.STOPPED,
        ]


CRITERIA = {
    Status.NOT_STARTED: "Work has not begun, and its start date has not passed.",
    Status.ON_TRACK: "It will be done by its due date. No help is needed.",
    Status.AT_RISK: (
        "It may miss its date or its outcome unless something changes. Say what, and who acts."
    ),
    Status.OFF_TRACK: (
        "It will miss its date or its outcome. Say what is being done, and the new forecast."
    ),
    Status.COMPLETE: "It is done. Say what changed.",
    Status.STOPPED: "It will not be done. Say why, and who agreed.",
}
# From what will not be done to what is: the one order that tells better from worse.
FURTHEST_FIRST = [
    Status.STOPPED,
    Status.OFF_TRACK,
    Status.AT_RISK,
    Status.NOT_STARTED,
    Status.ON_TRACK,
    Status.COMPLETE,
]
EXPLAINED = [Status.AT_RISK, Status.OFF_TRACK, Status.COMPLETE, Status.STOPPED]
EXCEPTIONS = [Status.OFF_TRACK, Status.AT_RISK]
FINAL = [Status.COMPLETE, Status.STOPPED]


class Silence(models.TextChoices):
    """Why a council has no current word of the six."""

    NO_UPDATE = "no_update", "No update received"
    NOT_DUE = "not_due", "No update due yet"
    NO_PART = "no_part", "Not taking part"

    @property
    def short(self):
        """Return the words for a narrow cell."""
        return "No update" if self is Silence.NO_UPDATE else self.label


class Worded:
    """What has one of the six words, or none with its reason, as `word`."""

    __slots__ = ()

    @property
    def css(self):
        return self.word.value

    @property
    def label(self):
        return self.word.label


class Evidence(models.TextChoices):
    """How far the evidence goes: a ladder, claimed honestly, never as a cause."""

    TOO_EARLY = "too_early", "Too early to say"
    TOOK_PART = "took_part", "Took part"
    FOUND_USEFUL = "found_useful", "Found useful"
    CHANGED_PRACTICE = "changed_practice", "Changed practice"
    LEARNERS_OUTCOME = "learners_outcome", "Learners’ outcome"

    @property
    def criterion(self):
        return EVIDENCE_CRITERIA[self]


EVIDENCE_CRITERIA = {
    Evidence.TOO_EARLY: "",
    Evidence.TOOK_PART: "People or settings took part. You can say how many.",
    Evidence.FOUND_USEFUL: "They said it was useful, and you have their answers.",
    Evidence.CHANGED_PRACTICE: "Something is done differently, and someone has seen it.",
    Evidence.LEARNERS_OUTCOME: ("Learners do better on something you measured. Say what, not why."),
}
EVIDENCE_SHOWN = [Evidence.CHANGED_PRACTICE, Evidence.LEARNERS_OUTCOME]


def overall(statuses):
    """Return the status of an action from its councils' last statuses; None without any.

    Off track if any is; else at risk if any is; else, stopped ones aside, complete if all are,
    not started if all are, otherwise on track; all stopped: stopped. Nothing is averaged.
    """
    words = set(statuses)
    for exception in EXCEPTIONS:
        if exception in words:
            return exception
    going_on = words - {Status.STOPPED}
    if len(going_on) == 1:
        return Status(going_on.pop())
    if going_on:
        return Status.ON_TRACK
    return Status.STOPPED if words else None
