"""A position is remembered as it was shown, and never shown for another; so is a chip."""

import re

from priorities.board import BoardRow, Place
from priorities.rows import Cell
from priorities.status import Silence, Status
from priorities.templatetags.positions import chip, places, positions


def test_each_position_says_its_own_council_and_word():
    fife = positions([Cell("Fife", "Fife", "fife", Status.AT_RISK)])
    silent = positions([Cell("Fife", "Fife", "fife", Silence.NO_UPDATE)])
    named = positions([Cell("Argyll & Bute", "A&B", "argyll", Status.AT_RISK)])

    assert '<li class="at_risk">' in fife
    assert "<b>At risk</b>" in fife
    assert '<li class="no_update">' in silent
    assert "<b>No update</b>" in silent
    assert '<span class="visually-hidden">Argyll &amp; Bute:</span>' in named


def test_positions_stand_side_by_side_in_their_order():
    cells = [
        Cell("Fife", "Fife", "fife", Status.AT_RISK),
        Cell("East Lothian", "E Lothian", "east-lothian", Status.COMPLETE),
    ]

    assert positions(cells) == positions(cells[:1]) + positions(cells[1:])
    assert positions([]) == ""


def test_a_chip_says_its_own_word():
    assert "At risk</span>" in chip(Cell("Fife", "Fife", "fife", Status.AT_RISK))
    assert 'class="status complete"' in chip(Cell("Fife", "Fife", "fife", Status.COMPLETE))


def test_a_place_of_the_board_leads_to_its_own_update():
    row = BoardRow("LIT-3", "Coach", "en", "/actions/LIT-3/")
    for number, address in enumerate(["/LIT-3/one/", "/LIT-3/two/"]):
        row.places.append(Place(f"A & {number}", f"A{number}", "draft", "Draft", address))
    row.places.append(Place("Fife", "Fife", "no_part", "Not taking part"))
    shown = places(row)

    assert re.findall(r'href="(/[^"]*)"', shown) == ["/LIT-3/one/", "/LIT-3/two/"]
    assert 'Draft<span class="visually-hidden">: LIT-3, A &amp; 1</span></a>' in shown
    assert "<b>Not taking part</b>" in shown
