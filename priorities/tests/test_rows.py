"""What stands in an action's row: the sentence of all positions, its reasons and its dates."""

import datetime as dt

import pytest

from plans.tests.factories import PersonFactory, moment
from priorities.models import Correction, Update
from priorities.rows import gist
from priorities.status import Silence, Status
from priorities.tests.factories import DateChangeFactory, PublishedUpdateFactory, move
from priorities.tests.reported import Reported, say


@pytest.fixture
def reported(db):
    return Reported()


def test_the_sentence_of_the_design(reported):
    parts = reported.take_part()
    say(reported.autumn(), parts, city="on", east="on", fife="on", mid="on", scot="on")
    say(reported.winter(), parts, city="on", east="on", fife="on", mid="risk")

    row = reported.row()

    assert row.sentence == (
        "On track in 3 of 5 councils. At risk: Midlothian. "
        "No update received: Scottish Borders (on track on 30 November 2022)."
    )
    assert row.word is Status.AT_RISK


@pytest.mark.parametrize(
    ("said", "word", "sentence"),
    [
        ("on on on on on", Status.ON_TRACK, "On track in 5 of 5 councils."),
        (
            "off risk on on off",
            Status.OFF_TRACK,
            (
                "On track in 2 of 5 councils. Off track: City of Edinburgh, Scottish Borders. "
                "At risk: East Lothian."
            ),
        ),
        ("done done done done done", Status.COMPLETE, "Complete in 5 of 5 councils."),
        (
            "done done risk done done",
            Status.AT_RISK,
            "Complete in 4 of 5 councils. At risk: Fife.",
        ),
        (
            "stop on not on on",
            Status.ON_TRACK,
            "On track in 3 of 5 councils. Not started: Fife. Stopped: City of Edinburgh.",
        ),
        (
            "not not stop not not",
            Status.NOT_STARTED,
            "Not started in 4 of 5 councils. Stopped: Fife.",
        ),
        (
            "done stop done done done",
            Status.COMPLETE,
            "Complete in 4 of 5 councils. Stopped: East Lothian.",
        ),
        ("stop stop stop stop stop", Status.STOPPED, "Stopped in 5 of 5 councils."),
        (
            "done done done risk on",
            Status.AT_RISK,
            (
                "On track in 1 of 5 councils. At risk: Midlothian. "
                "Complete: City of Edinburgh, East Lothian, Fife."
            ),
        ),
        (
            "off risk - - -",
            Status.OFF_TRACK,
            (
                "Off track in 1 of 5 councils. At risk: East Lothian. "
                "No update received: Fife, Midlothian, Scottish Borders."
            ),
        ),
        (
            "- - - - -",
            Silence.NO_UPDATE,
            (
                "No update received: City of Edinburgh, East Lothian, Fife, Midlothian, "
                "Scottish Borders."
            ),
        ),
    ],
)
def test_the_sentence_counts_one_word_and_names_the_others(said, word, sentence, reported):
    pairs = zip(["city", "east", "fife", "mid", "scot"], said.split(), strict=True)
    heard = {council: one for council, one in pairs if one != "-"}
    say(reported.autumn(), reported.take_part(), **heard)

    row = reported.row()

    assert (row.word, row.sentence) == (word, sentence)


def test_a_council_that_takes_no_part_is_named_and_not_counted(reported):
    say(reported.autumn(), reported.take_part("Fife", "Midlothian"), fife="on", mid="on")

    assert reported.row().sentence == (
        "On track in 2 of 2 councils. "
        "Not taking part: City of Edinburgh, East Lothian, Scottish Borders."
    )


def test_one_council_alone_is_one_council(reported):
    say(reported.autumn(), reported.take_part("Fife"), fife="done")

    assert reported.row().sentence.startswith("Complete in 1 of 1 council. ")


def test_a_council_whose_update_is_not_due_yet_is_named(reported):
    autumn = reported.autumn()
    parts = reported.take_part("Fife", "Midlothian")
    say(autumn, parts, fife="on")
    parts["Midlothian"].starts_on = dt.date(2023, 1, 9)
    parts["Midlothian"].save()

    assert reported.row().sentence == (
        "On track in 1 of 2 councils. No update due yet: Midlothian. "
        "Not taking part: City of Edinburgh, East Lothian, Scottish Borders."
    )


def test_before_the_first_round_one_sentence_says_it_of_all(reported):
    assert reported.row().sentence == "No council takes part yet."

    reported.take_part()

    assert reported.row().sentence == "5 councils take part."


def test_reasons_stand_most_serious_first(reported):
    said = {"city": "risk", "east": "on", "fife": "off", "scot": "risk"}
    say(reported.autumn(), reported.take_part(), **said)

    assert [(reason.label, reason.council) for reason in reported.row().reasons] == [
        ("Off track", "Fife"),
        ("At risk", "City of Edinburgh"),
        ("At risk", "Scottish Borders"),
    ]


@pytest.mark.parametrize(
    ("said", "forecast"),
    [
        (
            {"forecast_on": dt.date(2023, 6, 30)},
            "Now forecast for 30 June 2023, 5 weeks after the due date.",
        ),
        ({"forecast_on": dt.date(2023, 5, 26)}, "Now forecast for 26 May 2023."),
        ({"no_forecast": True}, "No date can be given yet."),
        ({}, ""),
    ],
)
def test_a_reason_gives_what_was_said_and_the_forecast(said, forecast, reported):
    part = reported.take_part("Fife")["Fife"]
    fields = {"status": "at_risk", "text": "Two **schools**\n\nwait & see."} | said
    PublishedUpdateFactory(contribution=part, round=reported.autumn(), **fields)

    (reason,) = reported.row().reasons

    assert (reason.label, reason.council) == ("At risk", "Fife")
    assert (reason.words, reason.is_cut) == ("Two schools wait & see.", False)
    assert reason.forecast == forecast
    assert (reason.silence, reason.correction) == ("", "")


def test_the_reason_of_a_council_that_fell_silent_says_since_when(reported):
    parts = reported.take_part("Fife")
    say(reported.autumn(), parts, fife="off")
    reported.winter()

    (reason,) = reported.row().reasons

    assert (reason.label, reason.words) == ("Off track", "Late.")
    assert reason.silence == "as last reported on 30 November 2022; no update since"


def test_the_newest_correction_stands_beside_what_it_corrects(reported):
    say(reported.autumn(), reported.take_part("Fife"), fife="risk")
    for day, text in [(3, "Six schools."), (1, "Seven schools, not eight.")]:
        Correction.objects.create(
            update=Update.objects.get(), text=text, at=moment(2022, 12, day), by=PersonFactory()
        )

    (reason,) = reported.row().reasons

    assert reason.correction == "Six schools."


def test_a_long_text_is_cut_after_sixty_words():
    assert gist("word " * 70) == (" ".join(["word"] * 70), False)
    assert gist("word " * 71) == (" ".join(["word"] * 60) + " …", True)


@pytest.mark.parametrize(
    ("days", "moves", "moved_by"),
    [
        ([], "", 0),
        ([dt.date(2023, 9, 8)], "; moved once, by 15 weeks", 105),
        ([dt.date(2023, 6, 5)], "; moved once, by 10 days", 10),
        ([dt.date(2023, 5, 19)], "; moved once, 1 week earlier", -7),
        ([dt.date(2023, 6, 9), dt.date(2023, 8, 25)], "; moved twice, 91 days in all", 91),
        ([dt.date(2023, 5, 5), dt.date(2023, 5, 12)], "; moved twice, 14 days earlier in all", -14),
        ([dt.date(2023, 6, 9), dt.date(2023, 5, 26)], "; moved twice, back to where it was", 0),
        (
            [dt.date(2023, 6, 9), dt.date(2023, 6, 16), dt.date(2023, 6, 23)],
            "; moved three times, 28 days in all",
            28,
        ),
    ],
)
def test_a_moved_date_keeps_the_first_one_beside_it(days, moves, moved_by, reported):
    move(reported.action, *days)

    row = reported.row()

    assert row.moved == (f"First due 26 May 2023{moves}" if days else "")
    assert (row.due_on, row.times_moved, row.days_moved) == (
        days[-1] if days else dt.date(2023, 5, 26),
        len(days),
        moved_by,
    )
    assert reported.action.moved == row.moved


def test_only_what_was_accepted_has_moved_a_date(reported):
    DateChangeFactory(action=reported.action).decline(
        "Not yet.", by=PersonFactory(), at=moment(2023, 2, 1)
    )
    DateChangeFactory(action=reported.action)

    assert (reported.row().times_moved, reported.row().moved) == (0, "")


def test_an_action_without_a_date_says_so(reported):
    reported.action.delete()
    reported.another(due_on=None, first_due_on=None)

    row = reported.row()

    assert (row.due, row.moved, row.overdue) == ("no date yet", "", "")
