"""Names of settings are found in running text as people write them."""

import pytest

from plans.models import Setting
from plans.names import names_in
from plans.tests.factories import SettingFactory

SCHOOL = "St Máirtín’s RC High School"


@pytest.mark.parametrize(
    "text",
    [
        "st mairtin's rc high took part.",
        "ST MÁIRTÍN’S RC HIGH SCHOOL took part.",
        "Two visits (St Mairtin’s R.C. High) so far.".replace("R.C.", "RC"),
        "St Máirtín’s RC High School’s teachers took part.",
        "Teachers of St\nMáirtín’s  RC-High took part.",
    ],
)
def test_a_name_is_found_whatever_its_accents_capitals_and_punctuation(text):
    assert names_in(text, [SCHOOL]) == [SCHOOL]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Best Máirtín’s RC Highland visit.", SCHOOL),
        ("Every primary school took part.", "Aberlady Primary School"),
        ("Preston was visited.", "Preston School"),
        ("", "School"),
        ("Nothing.", "—"),
    ],
)
def test_what_only_resembles_a_name_is_not_one(text, name):
    assert names_in(text, [name]) == []


@pytest.mark.django_db
@pytest.mark.parametrize("others", [1, 3])
def test_settings_in_a_text_are_named_once_and_cost_one_query(others, django_assert_num_queries):
    for name in ["Invented Primary School", "Invented Primary School", "Another Nursery"]:
        SettingFactory(name=name)
    SettingFactory.create_batch(others)

    with django_assert_num_queries(1):
        found = Setting.objects.named_in("Invented Primary and another nursery, again Invented.")

    assert found == ["Another Nursery", "Invented Primary School"]
