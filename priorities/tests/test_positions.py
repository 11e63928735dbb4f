"""A position is remembered as it was shown, and never shown for another."""

from priorities.rows import Cell
from priorities.status import Silence, Status
from priorities.templatetags.positions import position


def test_each_position_says_its_own_council_and_word():
    fife = position(Cell("Fife", "Fife", "fife", Status.AT_RISK))
    silent = position(Cell("Fife", "Fife", "fife", Silence.NO_UPDATE))
    named = position(Cell("Argyll & Bute", "A&B", "argyll", Status.AT_RISK))

    assert '<li class="at_risk">' in fife
    assert "<b>At risk</b>" in fife
    assert '<li class="no_update">' in silent
    assert "<b>No update</b>" in silent
    assert '<span class="visually-hidden">Argyll &amp; Bute:</span>' in named
    assert position(Cell("Fife", "Fife", "fife", Status.AT_RISK)) is fife
