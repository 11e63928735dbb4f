from plans.differences import Part, compare, whole


def kept(text):
    return Part(text, False, False)


def removed(text):
    return Part(text, True, False)


def added(text):
    return Part(text, False, True)


def test_a_changed_word_is_marked_where_it_stands():
    parts = compare("Three visits a school.", "Six visits a school.")

    assert parts == [removed("Three "), added("Six "), kept("visits a school.")]


def test_a_new_paragraph_is_added_whole():
    parts = compare("One visit.", "One visit.\n\nThen two.")

    assert "".join(part.text for part in parts if not part.is_removed) == "One visit.\n\nThen two."
    assert "".join(part.text for part in parts if not part.is_added) == "One visit."


def test_two_texts_with_little_in_common_stand_one_after_the_other():
    old, new = "A coach visits every small school.", "Teachers meet online once a month."

    assert compare(old, new) == [removed(old), added(new)]


def test_nothing_is_said_of_an_empty_text():
    assert whole("", "New.") == [added("New.")]
    assert whole("Old.", "") == [removed("Old.")]


def test_long_texts_are_compared_in_full():
    old = " ".join(f"word{n}" for n in range(800))

    assert compare(old, f"{old} more") == [
        kept(old.rsplit(" ", 1)[0] + " "),
        removed("word799"),
        added("word799 more"),
    ]
