"""Settings found by what someone pasted."""

from empowered_system.matching import match
from plans.models import Council, Setting

BOTH = "Campus - Primary (Fife) and Campus - Secondary (Fife)"
FIFE = Council(pk=1, name="Fife")
SETTINGS = [
    Setting(pk=1, seed_code="5500001", name="Sgoil Àirigh", council=FIFE),
    Setting(pk=2, seed_code="5500002", name="Whinshaw Primary School", council=FIFE),
    Setting(pk=3, seed_code="5500003", name="Campus - Primary", council=FIFE),
    Setting(pk=4, seed_code="5500003", name="Campus - Secondary", council=FIFE),
    Setting(pk=5, name="Quarry Nursery", council=FIFE),
]


def test_codes_and_names_are_found_however_they_are_written():
    text = "5500001\r\n\n  whinshaw primary \nCAMPUS – SECONDARY\nQuarry nursery\t12\t30\n"
    found, unmatched = match(text, SETTINGS)
    assert [setting.pk for setting in found] == [1, 2, 4, 5]
    assert unmatched == []


def test_several_codes_may_share_a_line_and_each_counts_once():
    found, unmatched = match("5500001, 5500002; 5500001\nsgoil airigh", SETTINGS)
    assert [setting.pk for setting in found] == [1, 2]
    assert unmatched == []


def test_every_line_that_is_not_found_says_why():
    found, unmatched = match("5500009\nWhinshaw\n5500003", SETTINGS)
    assert found == []
    assert unmatched == [
        ("5500009", "no setting of that code or name"),
        ("Whinshaw", "no setting of that code or name"),
        (
            "5500003",
            "there is more than one: Campus - Primary (Fife) and Campus - Secondary (Fife)",
        ),
    ]
