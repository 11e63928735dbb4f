"""The six words, and the rule that joins councils' words into an action's word."""

import pytest

from priorities.status import Silence, Status, overall

OFF, RISK, NOT, ON = "off_track", "at_risk", "not_started", "on_track"
DONE, STOP = "complete", "stopped"


@pytest.mark.parametrize(
    ("statuses", "word"),
    [
        ([ON, RISK, OFF, DONE, STOP], OFF),
        ([NOT, ON, RISK, DONE], RISK),
        ([RISK, STOP], RISK),
        ([DONE, DONE], DONE),
        ([DONE, STOP], DONE),
        ([NOT, NOT], NOT),
        ([NOT, STOP], NOT),
        ([NOT, ON], ON),
        ([NOT, DONE], ON),
        ([ON, DONE], ON),
        ([ON, STOP], ON),
        ([STOP, STOP], STOP),
    ],
)
def test_an_action_takes_its_word_from_its_councils_words(statuses, word):
    assert overall(statuses) is Status(word)


def test_without_any_word_there_is_none():
    assert overall([]) is None


def test_the_order_in_which_councils_are_read_does_not_matter():
    assert overall([DONE, ON, RISK]) is overall([RISK, ON, DONE]) is Status.AT_RISK


def test_words_stand_most_serious_first_and_in_a_form_from_beginning_to_end():
    assert [word.label for word in Status] == [
        "Off track",
        "At risk",
        "Not started",
        "On track",
        "Complete",
        "Stopped",
    ]
    assert [word.label for word in Status.in_form_order()] == [
        "Not started",
        "On track",
        "At risk",
        "Off track",
        "Complete",
        "Stopped",
    ]


def test_each_word_has_the_criterion_the_councils_agreed():
    assert {word.label: word.criterion for word in Status} == {
        "Not started": "Work has not begun, and its start date has not passed.",
        "On track": "It will be done by its due date. No help is needed.",
        "At risk": (
            "It may miss its date or its outcome unless something changes. Say what, and who acts."
        ),
        "Off track": (
            "It will miss its date or its outcome. Say what is being done, and the new forecast."
        ),
        "Complete": "It is done. Say what changed.",
        "Stopped": "It will not be done. Say why, and who agreed.",
    }


def test_two_words_come_first_and_two_end_what_is_owed():
    assert [word for word in Status if word.is_exception] == [Status.OFF_TRACK, Status.AT_RISK]
    assert [word for word in Status if word.is_final] == [Status.COMPLETE, Status.STOPPED]


def test_silence_is_said_in_words_too_and_shorter_in_a_narrow_cell():
    assert [(word.label, word.short) for word in Silence] == [
        ("No update received", "No update"),
        ("No update due yet", "No update due yet"),
        ("Not taking part", "Not taking part"),
    ]
