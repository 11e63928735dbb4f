"""Support asked for, confirmed, agreed, matched, declined and withdrawn, with each e-mail."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from empowered_system.models import SupportMatch, SupportRequest
from empowered_system.models.support import SIGNER
from empowered_system.tests.factories import (
    AssociateFactory,
    HostFactory,
    ProgrammeFactory,
    StrandFactory,
    SupportRequestFactory,
)
from plans.guarding import stamp
from plans.models import AuditEntry
from plans.tests.factories import (
    CoordinatorFactory,
    CouncilFactory,
    OfficerFactory,
    PersonFactory,
    SettingFactory,
    moment,
)
from plans.tests.reading import words_of

pytestmark = pytest.mark.django_db
ASK = "/empowered-system/support/"
ABOUT = "We would like to teach writing better."


@pytest.fixture
def fife():
    return CouncilFactory(name="Fife", slug="fife")


@pytest.fixture
def school(fife):
    return SettingFactory(name="Skerrybank Primary School", council=fife)


@pytest.fixture
def asked(school):
    return SupportRequestFactory(setting=school)


@pytest.fixture
def fifes(fife):
    """An officer of Fife."""
    return OfficerFactory(council=fife, person__email="fife@council.example").person


def typed(**other):
    words = {"place": "skerrybank primary", "about": ABOUT, "email": "head@school.example"}
    return words | {"made": stamp(10)} | other


def state(asked):
    asked.refresh_from_db()
    return asked.state


def at(view, asked, **inside):
    return reverse(f"empowered_system:{view}", kwargs={"pk": asked.pk, **inside})


def told():
    """Return who was sent an e-mail, and take the e-mails away."""
    to = sorted(message.to[0] for message in mail.outbox)
    mail.outbox.clear()
    return to


def test_a_head_teacher_asks_and_confirms_before_anyone_reads_it(client, school, fifes):
    page = client.post(ASK, typed(), follow=True)

    asked = SupportRequest.objects.get()
    assert (asked.setting, asked.council, asked.state) == (school, school.council, "unconfirmed")
    assert page.redirect_chain == [("/empowered-system/support/sent/", 302)]
    (message,) = mail.outbox
    assert message.to == ["head@school.example"]
    link = re.search(r"http://testserver(\S+)", message.body)[1]
    assert told() == ["head@school.example"]

    assert ABOUT in words_of(client.get(link))
    assert state(asked) == "unconfirmed"
    client.get(f"{link}confirm/")
    assert state(asked) == "unconfirmed"
    page = client.post(f"{link}confirm/", follow=True)

    assert state(asked) == "with_council"
    assert "Your request is with your council now." in words_of(page)
    assert told() == ["fife@council.example", "head@school.example"]
    client.post(f"{link}confirm/")
    assert told() == []


def test_a_name_that_several_have_is_asked_about_and_nothing_typed_is_lost(client, school):
    other = SettingFactory(name="Skerrybank Nursery", council=school.council)
    SettingFactory(name="Skerrybank Academy", council=school.council, is_open=False)

    page = client.post(ASK, typed(place="skerrybank"))

    form = page.context["form"]
    assert form.errors == {"which": ["Choose your school or nursery from the list below."]}
    assert [label for _, label in form.fields["which"].choices] == [
        "Skerrybank Nursery, Fife",
        "Skerrybank Primary School, Fife",
        "None of these: take the name as I wrote it",
    ]
    assert form["about"].value() == ABOUT
    client.post(ASK, typed(place="skerrybank", which=other.pk))
    assert SupportRequest.objects.get().setting == other


def test_a_setting_that_is_not_in_the_register_is_taken_as_written(client, fife, school):
    page = client.post(ASK, typed(place="The Wee Nursery"))
    assert list(page.context["form"].errors) == ["where"]
    page = client.post(ASK, typed(place="skerry", which="none"))
    assert page.context["form"].errors == {"where": ["Choose the council it is in."]}

    client.post(ASK, typed(place="The Wee Nursery", where=fife.pk))

    asked = SupportRequest.objects.get()
    assert (asked.setting, str(asked), asked.council) == (None, "The Wee Nursery", fife)


def test_an_empty_form_says_what_is_missing(client, fife):
    page = client.post(ASK, {"made": stamp(10)})

    assert page.context["form"].errors == {
        "place": ["Enter the name of your school or nursery."],
        "about": ["Say what you would like help with."],
        "email": ["Enter your e-mail address, so that you can be answered."],
    }


def test_a_day_that_is_over_is_refused(client, school):
    day = {"needed_by_day": "14", "needed_by_month": "2", "needed_by_year": "2023"}

    page = client.post(ASK, typed(**day))

    assert page.context["form"].errors == {
        "needed_by": ["This day is over: enter one that is still to come."]
    }


def test_a_program_is_held_off(client, school):
    client.post(ASK, typed(web_page="http://spam.example"))

    assert (SupportRequest.objects.count(), mail.outbox) == (0, [])


def test_a_strands_page_leads_to_the_form_with_the_strand_chosen(client):
    strand = StrandFactory(slug="pedagogy-pioneers")
    address = "/empowered-system/support/?strand=pedagogy-pioneers"
    assert f'href="{address}"' in client.get(strand.get_absolute_url()).text

    page = client.get(address)

    assert page.context["form"]["strand"].value() == strand.pk
    assert client.get(f"{ASK}?strand=nonsense").context["form"]["strand"].value() is None


def test_a_council_agrees_and_a_coordinator_matches(client, asked, fifes):
    coordinator = CoordinatorFactory(person__email="team@seic.example").person
    peer = AssociateFactory(person__email="peer@school.example")
    asked.confirm(at=moment(2023, 2, 14))
    client.force_login(fifes)

    client.post(at("agree_support", asked))

    assert state(asked) == "with_team"
    assert told() == ["head@school.example", "team@seic.example"]
    client.force_login(coordinator)
    match = {"chosen": f"associate-{peer.pk}", "note": "She rings you on Friday."}
    page = client.post(at("match_support", asked), match, follow=True)

    assert (state(asked), SupportMatch.objects.get().associate) == ("matched", peer)
    assert "She rings you on Friday." in words_of(page)
    assert told() == ["head@school.example", "peer@school.example"]
    steps = asked.steps.values_list("state", "by__email")
    assert list(steps) == [
        ("with_council", None),
        ("with_team", "fife@council.example"),
        ("matched", "team@seic.example"),
    ]
    said = AuditEntry.objects.values_list("what", "by", "reason")
    assert set(said) == {
        ("A request for support: to be matched", fifes.pk, ""),
        ("A request for support: matched", coordinator.pk, ""),
    }
    shown = words_of(client.get(f"/empowered-system/support/asked/{asked.key}/"))
    assert "Matched. Someone can help" in shown


def test_an_associate_of_the_own_council_is_neither_offered_nor_taken(client, asked, fife):
    asked.state = "with_team"
    asked.save()
    own = AssociateFactory(council=fife, person__name="Own Peer")
    offer = ProgrammeFactory(kind="peer_support", council=fife, title="Own offer")
    there = HostFactory(programme__kind="peer_support", setting__council=fife)
    client.force_login(CoordinatorFactory().person)

    page = client.get(at("match_support", asked))
    keys = [f"associate-{own.pk}", f"programme-{offer.pk}", f"host-{there.pk}"]

    assert not set(keys) & set(page.context["form"].offered)
    assert "Own Peer Own offer" in words_of(page).partition("These are from Fife:")[2]
    for key in keys:
        client.post(at("match_support", asked), {"chosen": key, "note": "Soon."})
    assert state(asked) == "with_team"
    match = SupportMatch(request=asked, associate=own, note="Soon.")
    with pytest.raises(Exception, match="outside their own council"):
        match.full_clean()


def test_the_likeliest_stand_first_and_say_why(client, asked):
    asked.state = "with_team"
    asked.save()
    ProgrammeFactory(title="Numbers")
    ProgrammeFactory(title="Over", ends_on="2022-12-01")
    strand = StrandFactory()
    fits = ProgrammeFactory(title="A club", area="Writing for fun", sector="primary", strand=strand)
    asked.strand = strand
    asked.save()
    client.force_login(CoordinatorFactory().person)

    form = client.get(at("match_support", asked)).context["form"]

    assert [str(one.match) for one in form.offered.values()] == ["A club", "Numbers"]
    reasons = form.offered[f"programme-{fits.pk}"].reasons
    assert reasons == ["“writing”", "the same sector", "the strand asked for"]


@pytest.mark.parametrize("before", ["with_council", "with_team"])
def test_a_request_is_declined_with_a_reason_that_its_asker_reads(client, asked, fifes, before):
    asked.state = before
    asked.save()
    by = fifes if before == "with_council" else CoordinatorFactory().person
    client.force_login(by)
    assert client.post(at("decline_support", asked), {"note": ""}).context["form"].errors

    client.post(at("decline_support", asked), {"note": "Our own team visits you in March."})

    assert state(asked) == "declined"
    (message,) = mail.outbox
    assert (message.to, "visits you in March" in message.body) == (["head@school.example"], True)
    page = client.get(f"/empowered-system/support/asked/{asked.key}/")
    assert "Our own team visits you in March." in words_of(page)
    assert client.get(at("decline_support", asked)).status_code == 403


def test_whoever_asked_may_withdraw_and_then_nobody_can_match(client, asked):
    asked.state = "with_team"
    asked.save()
    link = f"/empowered-system/support/asked/{asked.key}/withdraw/"
    assert "Withdraw your request?" in words_of(client.get(link))
    assert state(asked) == "with_team"

    client.post(link)

    assert (state(asked), told()) == ("withdrawn", ["head@school.example"])
    stale = SupportRequest(pk=asked.pk, state="with_team")
    match = SupportMatch(request=stale, programme=ProgrammeFactory(), note="Soon.")
    assert not stale.match(match, by=CoordinatorFactory().person, at=moment(2023, 2, 15))
    assert not SupportMatch.objects.exists()
    client.post(link)
    assert told() == []


def test_a_second_press_of_agree_says_that_it_was_done(client, asked, fifes):
    asked.state = "with_team"
    asked.save()
    client.force_login(fifes)

    page = client.post(at("agree_support", asked), follow=True)

    assert "Nothing was changed" in words_of(page)
    assert (state(asked), told()) == ("with_team", [])


@pytest.mark.parametrize("key", ["1", "1.forged", "x"])
def test_a_key_that_was_not_signed_here_opens_nothing(client, asked, key):
    assert client.get(f"/empowered-system/support/asked/{key}/").status_code == 404


def test_a_link_ends_when_its_request_should_be_gone(client, asked):
    asked.asked_at = moment(2023, 2, 7)
    asked.save()

    assert client.get(f"/empowered-system/support/asked/{asked.key}/").status_code == 404
    assert SIGNER.unsign(asked.key) == str(asked.pk)


def test_a_request_is_kept_although_no_link_can_be_sent(client, school, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    page = client.post(ASK, typed(), follow=True)

    assert "the e-mail could not be sent" in words_of(page)
    assert SupportRequest.objects.count() == 1


def test_a_coordinator_may_not_agree_for_a_council(client, asked):
    asked.confirm(at=moment(2023, 2, 14))
    client.force_login(CoordinatorFactory().person)

    assert client.post(at("agree_support", asked)).status_code == 403
    assert state(asked) == "with_council"


# Session, person, roles; what waits, the others; the collaborative twice, its plan for the menu.
LIST_QUERIES = 8
# Session, person, roles, the request; who helps, notes of it with who wrote them, steps.
PAGE_QUERIES = 10


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_however_long_it_is(
    client, number, django_assert_num_queries, coordinator
):
    SupportRequestFactory.create_batch(number, state="with_team")
    SupportRequestFactory.create_batch(number, state="with_council")
    client.force_login(coordinator)

    with django_assert_num_queries(LIST_QUERIES):
        client.get("/empowered-system/support/requests/")


@pytest.mark.parametrize("number", [1, 3])
def test_finding_who_can_help_costs_the_same_however_many_there_are(
    client, number, django_assert_num_queries, coordinator
):
    asked = SupportRequestFactory(state="with_team")
    HostFactory.create_batch(number)
    AssociateFactory.create_batch(number)
    client.force_login(coordinator)

    with django_assert_num_queries(PAGE_QUERIES):
        client.get(at("match_support", asked))


def test_a_person_without_a_role_or_a_match_has_no_list(client):
    client.force_login(PersonFactory())

    assert client.get("/empowered-system/support/requests/").status_code == 403
