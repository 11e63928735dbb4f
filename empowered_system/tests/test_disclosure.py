"""What the public may know of small counts of people."""

from itertools import product

import pytest

from empowered_system.disclosure import told


@pytest.mark.parametrize(
    ("numbers", "public", "exact"),
    [
        ([], "0", "0"),
        ([None], "not counted", "not counted"),
        ([0], "fewer than 5", "0"),
        ([4], "fewer than 5", "4"),
        ([2, 2], "fewer than 5", "4"),
        ([5], "5", "5"),
        ([1200, 34], "1,234", "1,234"),
        ([20, 3], "about 20", "23"),
        ([23, 3], "about 25", "26"),
        ([20, None], "20", "20"),
        ([4, 4], "about 5", "8"),
        ([52, 4, 3, 4], "about 60", "63"),
    ],
)
def test_a_count_is_told_as_its_reader_may_know_it(numbers, public, exact):
    assert told(numbers, exactly=False) == public
    assert told(numbers, exactly=True) == exact


@pytest.mark.parametrize("known", range(5, 15))
def test_a_total_says_nothing_of_a_single_hidden_count(known):
    assert len({told([known, hidden], exactly=False) for hidden in range(5)}) == 1


@pytest.mark.parametrize("cells", [2, 3, 4, 5])
@pytest.mark.parametrize("known", [[], [10], [12]])
def test_no_total_says_what_its_hidden_counts_are(known, cells):
    """Whatever is published, several sums of the hidden counts could be behind it."""
    sums = {}
    for hidden in product(range(5), repeat=cells):
        sums.setdefault(told([*known, *hidden], exactly=False), set()).add(sum(hidden))
    assert min(len(possible) for possible in sums.values()) > 2
