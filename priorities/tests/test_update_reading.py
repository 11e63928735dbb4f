"""A sent update: who reads it, who takes it back, returns it or corrects it."""

import datetime

import pytest
from django.contrib.messages import get_messages

from plans.tests.factories import (
    ConvenerFactory,
    CoordinatorFactory,
    CouncilFactory,
    OfficerFactory,
    PersonFactory,
    PublishedRoundFactory,
    ReaderFactory,
    RoundFactory,
    moment,
)
from priorities.models import Correction, Update
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    PublishedUpdateFactory,
    SubmittedUpdateFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/plans/2022-23/rounds/2/updates/LIT-3/midlothian/"
STEPS = ["", "take-back/", "return/", "correct/"]


@pytest.fixture
def part():
    action = ActionFactory(priority__prefix="LIT", number=3, title="Coach writing")
    return ContributionFactory(
        action=action, council__name="Midlothian", council__slug="midlothian"
    )


@pytest.fixture
def round(part):
    return RoundFactory(number=2)


@pytest.fixture
def sent(part, round):
    return SubmittedUpdateFactory(
        contribution=part, round=round, text="Words of a submitted update.", note="A secret."
    )


@pytest.fixture
def published(part):
    return PublishedUpdateFactory(
        contribution=part,
        round__number=2,
        text="Words that are out.",
        note="A secret.",
        entered_by_team=True,
    )


@pytest.fixture
def officer(part):
    return OfficerFactory(council=part.council).person


@pytest.fixture
def coordinator():
    return CoordinatorFactory(person__name="Catrìona Brae").person


def signed_in(client, person):
    client.force_login(person)
    return client


def said(response):
    return [(one.level_tag, one.message) for one in get_messages(response.wsgi_request)]


STRANGERS = {
    "convener": lambda part: ConvenerFactory(council=part.council).person,
    "reader": lambda part: ReaderFactory().person,
    "other officer": lambda part: OfficerFactory().person,
    "administrator": lambda part: PersonFactory(is_administrator=True),
    "former officer": lambda part: (
        OfficerFactory(council=part.council, ends_on=datetime.date(2023, 2, 14)).person
    ),
    "nobody": lambda part: PersonFactory(),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("kind", ["none", "draft", "submitted"])
def test_before_publication_only_its_officers_and_coordinators_open_it(
    kind, stranger, step, part, round, client
):
    made = {"draft": UpdateFactory, "submitted": SubmittedUpdateFactory}
    if kind in made:
        made[kind](contribution=part, round=round, text="Not for you.", note="Not for you.")
    before = list(Update.objects.values())
    signed_in(client, STRANGERS[stranger](part))

    answers = {"save": "Save draft", "text": "Mine.", "return_note": "Mine."}
    for response in [client.get(f"{ADDRESS}{step}"), client.post(f"{ADDRESS}{step}", answers)]:
        assert response.status_code == 403
        assert "Not for you." not in response.text
    assert list(Update.objects.values()) == before
    assert not Correction.objects.exists()


@pytest.mark.parametrize("step", STEPS)
def test_a_visitor_is_sent_to_sign_in_whether_it_is_there_or_not(step, client):
    address = f"{ADDRESS}{step}"
    response = client.get(address)

    assert (response.status_code, response.url) == (302, f"/accounts/login/?next={address}")


@pytest.mark.parametrize("step", STEPS)
def test_a_visitor_changes_nothing(step, sent, client):
    before = list(Update.objects.values())
    client.post(f"{ADDRESS}{step}", {"save": "Save draft", "text": "x", "return_note": "x"})

    assert list(Update.objects.values()) == before


def test_its_officers_read_what_was_submitted_with_the_note(sent, officer, client):
    page = signed_in(client, officer).get(ADDRESS)

    assert page.context["update"] == sent
    assert page.context["may_take_back"] is True
    assert page.context["form"] is None
    assert "Words of a submitted update." in page.text
    assert "A secret." in page.text


def test_an_officer_takes_it_back_and_writes_on(sent, officer, client):
    response = signed_in(client, officer).post(f"{ADDRESS}take-back/")

    update = Update.objects.get()
    assert (update.state, update.submitted_at, update.received_on) == ("draft", None, None)
    assert update.text == "Words of a submitted update."
    assert update.history.latest().history_change_reason == "Taken back"
    assert response.url == ADDRESS
    assert client.get(ADDRESS).context["form"]["text"].value() == "Words of a submitted update."


def test_nothing_is_taken_back_by_looking(sent, officer, client):
    response = signed_in(client, officer).get(f"{ADDRESS}take-back/")

    assert (response.status_code, response.url) == (302, ADDRESS)
    assert Update.objects.get().state == "submitted"


def test_what_was_returned_once_is_returned_again_when_taken_back(
    sent, officer, coordinator, client
):
    sent.send_back("How many?", by=coordinator, at=moment(2023, 2, 14, 13))
    sent.submit(by=officer, at=moment(2023, 2, 15, 9))
    signed_in(client, officer).post(f"{ADDRESS}take-back/")

    update = Update.objects.get()
    assert (update.state, update.return_note) == ("returned", "How many?")
    assert update.received_on == datetime.date(2023, 2, 14)


def test_a_published_update_is_not_taken_back_and_says_why(
    sent, officer, coordinator, round, client
):
    Update.objects.publish(round, by=coordinator, at=moment(2023, 2, 15, 10))
    response = signed_in(client, officer).post(f"{ADDRESS}take-back/")

    assert said(response) == [
        (
            "warning",
            (
                "It was not taken back. Round 2 was published on 15 February 2023 at 10:00 by "
                "Catrìona Brae. It takes no more updates."
            ),
        )
    ]
    assert Update.objects.get().state == "published"


def test_a_draft_cannot_be_taken_back(part, round, officer, client):
    UpdateFactory(contribution=part, round=round)
    response = signed_in(client, officer).post(f"{ADDRESS}take-back/")

    assert said(response) == [
        ("warning", "It was not taken back. This update is not submitted, it is draft.")
    ]


def test_a_coordinator_takes_back_only_what_the_team_entered(sent, coordinator, client):
    signed_in(client, coordinator).post(f"{ADDRESS}take-back/")
    assert Update.objects.get().state == "submitted"

    Update.objects.update(entered_by_team=True)
    client.post(f"{ADDRESS}take-back/")
    assert Update.objects.get().state == "draft"


def test_a_coordinator_returns_it_with_a_note(sent, coordinator, round, client):
    page = signed_in(client, coordinator).get(ADDRESS)
    assert page.context["may_take_back"] is False
    answers = {"return_note": "How many, of how many?", "version": sent.version}
    response = client.post(f"{ADDRESS}return/", answers)

    update = Update.objects.get()
    assert (update.state, update.return_note) == ("returned", "How many, of how many?")
    assert (update.returned_by, update.text) == (coordinator, sent.text)
    assert update.history.latest().history_change_reason == "Returned: How many, of how many?"
    assert response.url == round.get_absolute_url()
    assert said(response) == [("success", "LIT-3 is returned to Midlothian with your note.")]


def test_an_update_is_not_returned_without_a_note(sent, coordinator, client):
    answers = {"return_note": " ", "version": sent.version}
    response = signed_in(client, coordinator).post(f"{ADDRESS}return/", answers)

    assert response.context["form"].errors == {"return_note": ["This field is required."]}
    assert "Words of a submitted update." in response.text
    assert 'href="#id_return_note"' in response.text
    assert Update.objects.get().state == "submitted"


def test_an_officer_returns_nothing(sent, officer, client):
    answers = {"return_note": "To myself.", "version": sent.version}
    response = signed_in(client, officer).post(f"{ADDRESS}return/", answers)

    assert response.status_code == 403
    assert Update.objects.get().state == "submitted"


@pytest.mark.parametrize("state", ["returned", "published"])
def test_the_second_coordinator_is_told_it_is_not_submitted_any_more(
    state, sent, coordinator, round, client
):
    if state == "returned":
        sent.send_back("First.", by=coordinator, at=moment(2023, 2, 15, 9))
        sentence = "This update is not submitted, it is returned."
    else:
        Update.objects.publish(round, by=coordinator, at=moment(2023, 2, 15, 10))
        sentence = (
            "Round 2 was published on 15 February 2023 at 10:00 by Catrìona Brae. "
            "It takes no more updates."
        )
    response = signed_in(client, CoordinatorFactory().person).post(
        f"{ADDRESS}return/", {"return_note": "Second.", "version": sent.version}
    )

    assert said(response) == [("warning", f"It was not returned. {sentence}")]
    assert Update.objects.get().return_note in {"First.", ""}


def test_in_an_abandoned_round_nothing_is_returned_or_taken_back(
    sent, coordinator, officer, round, client
):
    round.abandoned_at, round.abandoned_by = moment(2023, 2, 15, 9), coordinator
    round.abandoned_reason = "The meeting was cancelled."
    round.save()
    sentence = (
        "Round 2 was abandoned on 15 February 2023 at 09:00 by Catrìona Brae: "
        "The meeting was cancelled."
    )
    answers = {"return_note": "How many?", "version": sent.version}
    returned = signed_in(client, coordinator).post(f"{ADDRESS}return/", answers)
    taken = signed_in(client, officer).post(f"{ADDRESS}take-back/")

    assert said(returned) == [("warning", f"It was not returned. {sentence}")]
    assert said(taken) == [("warning", f"It was not taken back. {sentence}")]
    assert Update.objects.get().state == "submitted"


READERS = {
    "convener": lambda part: ConvenerFactory().person,
    "reader": lambda part: ReaderFactory().person,
    "other officer": lambda part: OfficerFactory().person,
}


@pytest.mark.parametrize("reader", READERS)
def test_members_read_what_is_published_without_note_or_names(reader, published, part, client):
    published.round.public_from = datetime.date(2023, 2, 22)
    published.round.save()
    page = signed_in(client, READERS[reader](part)).get(ADDRESS)

    assert "Words that are out." in page.text
    assert "Entered by the SEIC team for Midlothian." in page.text
    assert "Members can read it now, everyone from 22 February 2023." in page.text
    assert "A secret." not in page.text
    assert published.written_by.name not in page.text
    assert (page.context["form"], page.context["may_take_back"]) == (None, False)


def test_someone_without_a_role_reads_it_once_it_is_public(published, client):
    signed_in(client, PersonFactory())
    assert client.get(ADDRESS).context["update"] == published

    published.round.public_from = datetime.date(2023, 2, 16)
    published.round.save()
    assert client.get(ADDRESS).status_code == 403


def test_its_own_officers_still_see_the_note(published, officer, client):
    assert "A secret." in signed_in(client, officer).get(ADDRESS).text


def test_a_coordinator_sets_a_dated_correction_beside_it(published, coordinator, client):
    response = signed_in(client, coordinator).post(
        f"{ADDRESS}correct/", {"text": "Nine of twelve, not eight."}
    )

    correction = Correction.objects.get()
    assert (correction.update, correction.by) == (published, coordinator)
    assert response.url == ADDRESS
    assert Update.objects.get().text == "Words that are out."
    client.force_login(ReaderFactory().person)
    page = client.get(ADDRESS)
    assert "<strong>15 February 2023:</strong> Nine of twelve, not eight." in page.text


@pytest.mark.parametrize("who", ["officer", "convener"])
def test_nobody_else_corrects(who, published, part, officer, client):
    person = officer if who == "officer" else ConvenerFactory(council=part.council).person
    response = signed_in(client, person).post(f"{ADDRESS}correct/", {"text": "No."})

    assert response.status_code == 403
    assert not Correction.objects.exists()


def test_nothing_unpublished_is_corrected(sent, coordinator, client):
    response = signed_in(client, coordinator).post(f"{ADDRESS}correct/", {"text": "No."})

    assert response.status_code == 403
    assert not Correction.objects.exists()


def test_a_published_update_is_not_edited_by_anyone(published, officer, coordinator, client):
    for person in [officer, coordinator]:
        response = signed_in(client, person).post(
            ADDRESS, {"save": "Save draft", "version": published.version, "text": "Changed."}
        )
        assert response.context["typed"] == [("What has happened since?", "Changed.")]
    assert Update.objects.get().text == "Words that are out."


def test_a_coordinator_reads_one_after_the_other_in_the_order_of_the_plan(
    sent, part, round, coordinator, client
):
    fife = CouncilFactory(name="Fife", slug="fife")
    last = CouncilFactory(name="Scottish Borders", slug="scottish-borders")
    for council in [last, fife]:
        contribution = ContributionFactory(action=part.action, council=council)
        SubmittedUpdateFactory(contribution=contribution, round=round)
    signed_in(client, coordinator)

    visited, address = [], ADDRESS.replace("midlothian", "fife")
    while address:
        visited.append(address.split("/")[-2])
        address = client.get(address).context["next"]
    assert visited == ["fife", "midlothian", "scottish-borders"]


@pytest.mark.parametrize("others", [1, 3])
def test_reading_costs_the_same_however_many_wait(
    others, sent, round, coordinator, client, django_assert_num_queries
):
    for _ in range(others):
        contribution = ContributionFactory(action=sent.contribution.action)
        SubmittedUpdateFactory(contribution=contribution, round=round)
    signed_in(client, coordinator)

    # Session, person, roles; plan, round, part, update, a round open again, collecting round,
    # who waits, words before, corrections, what is withheld; collaborative and councils of the
    # page around it.
    with django_assert_num_queries(15):
        client.get(ADDRESS)


def test_what_an_earlier_round_says_is_told_by_its_publication(part, officer, client):
    PublishedUpdateFactory(
        contribution=part,
        round=PublishedRoundFactory(number=2, due_on=datetime.date(2022, 11, 12)),
    )
    page = signed_in(client, officer).get(ADDRESS)

    assert "Published on 23 November 2022 at 12:00. Everyone can read it." in page.text
    assert "It came 3 days after the round was due." in page.text
