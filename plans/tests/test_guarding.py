"""Forms that anyone may send: programs are held off, people are not, and no word is lost."""

import time

import pytest
import time_machine
from django import forms
from django.core import signing
from django.test import RequestFactory

from plans.guarding import AGAIN, OLDEST, QUICKEST, TOO_MANY, TOO_QUICK, PublicForm, stamp
from plans.models import Group

pytestmark = pytest.mark.django_db
AWAY = {"web_page": "https://spam.example"}


class AskForm(PublicForm):
    """A form of the kind that anyone may send."""

    email = forms.EmailField()

    class Meta:
        model = Group
        fields = ["name", "slug"]


def sent(address="192.0.2.1", **typed):
    """Return the form as someone sends it, ten seconds after they opened its page."""
    data = {"name": "A group", "slug": "a-group", "email": "who@example.org", "made": stamp(10)}
    request = RequestFactory().post("/", data | typed, REMOTE_ADDR=address)
    return AskForm(request.POST, request=request)


def said(form):
    return [str(message) for message in form.non_field_errors()]


def again(form):
    """Return what stands in the page that comes back, to be sent once more."""
    return {name: form[name].value() for name in form.fields}


def test_a_person_who_takes_ten_seconds_meets_nothing():
    form = sent()
    assert form.is_valid()
    assert form.save().name == "A group"


def test_what_no_browser_shows_is_hidden_from_every_reader_and_still_a_box_to_programs():
    request = RequestFactory().get("/")
    box = str(AskForm(request=request)["web_page"])
    assert box.startswith("<div hidden><label for=")
    assert 'type="text" name="web_page" id="id_web_page" value="" autocomplete="off"' in box


def test_a_page_is_stamped_when_it_is_made():
    form = AskForm(request=RequestFactory().get("/"))
    assert form["made"].value() != stamp(5)
    assert signing.loads(form["made"].value(), salt="plans.guarding") > 0


@pytest.mark.parametrize(
    "typed",
    [
        AWAY,
        {"made": ""},
        {"made": "forged"},
        {"made": stamp(10)[:-1]},
        {"made": signing.dumps(0, salt="another")},
        {"made": stamp(OLDEST + 1)},
    ],
)
def test_a_program_is_refused(typed):
    form = sent(**typed)
    assert said(form) == [AGAIN]
    assert again(form)["name"] == "A group"


@pytest.mark.parametrize("typed", [AWAY, {"made": ""}, {"made": stamp(OLDEST + 1)}])
def test_a_person_who_was_taken_for_a_program_presses_once_more(typed):
    refused = sent(**typed)
    assert not refused.is_valid()
    assert sent(**again(refused)).is_valid()


def test_a_form_sent_too_quickly_keeps_the_moment_its_page_was_made():
    made = stamp(QUICKEST - 2)
    refused = sent(made=made)
    assert said(refused) == [TOO_QUICK]
    assert again(refused)["made"] == made


def test_the_eleventh_form_from_one_address_of_the_network_waits():
    many = [sent(email=f"{n}@example.org").is_valid() for n in range(10)]
    assert many == [True] * 10
    eleventh = sent(email="11@example.org")
    assert said(eleventh) == [TOO_MANY]
    assert again(eleventh)["name"] == "A group"
    assert sent("192.0.2.2", email="12@example.org").is_valid()


def test_the_fourth_form_under_one_e_mail_address_waits_wherever_it_comes_from():
    assert all(sent(f"192.0.2.{n}").is_valid() for n in range(3))
    assert said(sent("192.0.2.9")) == [TOO_MANY]
    assert sent("192.0.2.9", email="other@example.org").is_valid()


def test_forms_with_mistakes_in_them_are_not_counted():
    assert not any(sent(name="").is_valid() for _ in range(12))
    assert sent().is_valid()


def test_the_limits_are_counted_in_ten_minutes():
    begin = time.time()
    waits = []
    for seconds in [0, 0, 0, 599, 601]:
        with time_machine.travel(begin + seconds):
            waits.append(said(sent()) == [TOO_MANY])
    assert waits == [False, False, False, True, False]
