"""Two people at the same moment, with real connections: one of the allowed orders, nothing lost."""

import threading

import pytest
from django.db import connection
from django.test import Client

from plans.models import AuditEntry, Reopening, Round
from plans.tests.factories import (
    CoordinatorFactory,
    MeetingFactory,
    OfficerFactory,
    PublishedRoundFactory,
    ReopeningFactory,
    RoundFactory,
)
from priorities.models import Update
from priorities.tests.factories import (
    ActionFactory,
    ContributionFactory,
    SubmittedUpdateFactory,
    UpdateFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
BOARD = "/plans/2022-23/rounds/2/"
ADDRESS = f"{BOARD}updates/LIT-3/midlothian/"
WHOLE = {"status": "on_track", "text": "Eight of twelve.", "evidence": "took_part"}


@pytest.fixture
def part():
    action = ActionFactory(priority__prefix="LIT", number=3)
    return ContributionFactory(
        action=action, council__name="Midlothian", council__slug="midlothian"
    )


@pytest.fixture
def round(part):
    return RoundFactory(number=2)


def at_once(*presses):
    """Let people press their buttons at the same moment; return what each is answered."""
    start, answers = threading.Barrier(len(presses)), [None] * len(presses)

    def press(place, client, address, answers_given):
        start.wait()
        try:
            answers[place] = client.post(address, answers_given)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=press, args=(place, *one)) for place, one in enumerate(presses)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def client_of(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("_turn", range(2))
def test_two_officers_begin_one_update_and_one_is_told(_turn, part, round):
    officers = [OfficerFactory(council=part.council).person for _ in range(2)]
    presses = [
        (client_of(officer), ADDRESS, {"save": "x", "version": 0, "text": f"Words of {number}."})
        for number, officer in enumerate(officers)
    ]
    answers = at_once(*presses)

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    told = next(answer for answer in answers if answer.status_code == 200)
    kept = Update.objects.get().text
    assert [(one.label, one.saved) for one in told.context["form"].conflicts] == [
        ("What has happened since?", kept)
    ]
    assert {kept, told.context["form"]["text"].value()} == {"Words of 0.", "Words of 1."}


@pytest.mark.parametrize("_turn", range(2))
def test_an_officer_submits_while_the_round_is_published(_turn, part, round):
    officer, coordinator = OfficerFactory(council=part.council), CoordinatorFactory()
    at_once(
        (client_of(officer.person), ADDRESS, {"submit": "x", "version": 0, **WHOLE}),
        (client_of(coordinator.person), f"{BOARD}publish/", {"publish": "yes"}),
    )

    assert Round.objects.get().published_by == coordinator.person
    update = Update.objects.get()
    assert update.state in {"published", "draft"}
    assert update.text == WHOLE["text"]


@pytest.mark.parametrize("_turn", range(2))
def test_two_coordinators_publish_once(_turn, part, round):
    SubmittedUpdateFactory(contribution=part, round=round)
    coordinators = [CoordinatorFactory().person for _ in range(2)]
    presses = [
        (client_of(person), f"{BOARD}publish/", {"publish": "yes"}) for person in coordinators
    ]
    answers = at_once(*presses)

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, BOARD)] * 2
    assert AuditEntry.objects.count() == 1
    told = [message.message for answer in answers for message in messages_of(answer)]
    first = Round.objects.get().published_by
    assert sum(one.startswith("Nothing was published: Round 2 was published") for one in told) == 1
    assert sum(f"by {first}. It takes no more updates." in one for one in told) == 1
    assert told.count("Round 2 is published with 1 update.") == 1


def messages_of(answer):
    return answer.wsgi_request._messages


@pytest.mark.parametrize("_turn", range(2))
def test_two_officers_save_one_draft_and_the_second_is_shown_the_words_of_the_first(
    _turn, part, round
):
    officers = [OfficerFactory(council=part.council).person for _ in range(2)]
    UpdateFactory(contribution=part, round=round, text="Begun together.", version=2)
    presses = [
        (client_of(officer), ADDRESS, {"save": "x", "version": 2, "text": f"Words of {number}."})
        for number, officer in enumerate(officers)
    ]
    answers = at_once(*presses)

    assert sorted(answer.status_code for answer in answers) == [200, 302]
    told = next(answer for answer in answers if answer.status_code == 200)
    update = Update.objects.get()
    assert (update.version, update.text in {"Words of 0.", "Words of 1."}) == (3, True)
    assert f"{update.written_by} saved this at" in told.text
    assert {update.text, told.context["form"]["text"].value()} == {"Words of 0.", "Words of 1."}


@pytest.mark.parametrize("_turn", range(2))
def test_who_submits_in_the_second_of_publication_is_told_which_came_first(_turn, part, round):
    officer, coordinator = OfficerFactory(council=part.council), CoordinatorFactory()
    answers = at_once(
        (client_of(officer.person), ADDRESS, {"submit": "x", "version": 0, **WHOLE}),
        (client_of(coordinator.person), f"{BOARD}publish/", {"publish": "yes"}),
    )

    sent, published = (str(next(iter(messages_of(answer)))) for answer in answers)
    if Update.objects.get().state == "published":
        assert "’s update of LIT-3 is submitted." in sent
        assert published == "Round 2 is published with 1 update."
    else:
        assert sent.startswith("Not sent: Round 2 was published on 15 February 2023 at")
        assert sent.endswith("It takes no more updates. Your words are kept.")
        assert published == "Round 2 is published with no updates."


@pytest.mark.parametrize("_turn", range(2))
def test_two_coordinators_close_a_reopened_round_once(_turn, part, round):
    published = PublishedRoundFactory(number=1)
    published.meetings.add(MeetingFactory())
    ReopeningFactory(round=published, council=part.council)
    SubmittedUpdateFactory(contribution=part, round=published)
    presses = [
        (client_of(CoordinatorFactory().person), "/plans/2022-23/rounds/1/late/", {})
        for _ in range(2)
    ]
    answers = at_once(*presses)

    told = sorted(str(message) for answer in answers for message in messages_of(answer))
    assert told == [
        "Nothing was published: Round 1 is not open again.",
        "Round 1 is closed again with 1 late update. Everyone can read it.",
    ]
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("_turn", range(2))
def test_a_round_is_opened_again_or_the_next_one_published_but_not_both(_turn, part, round):
    earlier = PublishedRoundFactory(number=1)
    earlier.meetings.add(MeetingFactory())
    asked = {"councils": [part.council_id], "reason": "Snow."}
    answers = at_once(
        (client_of(CoordinatorFactory().person), "/plans/2022-23/rounds/1/reopen/", asked),
        (client_of(CoordinatorFactory().person), f"{BOARD}publish/", {"publish": "yes"}),
    )

    reopened, published = (next(iter(messages_of(answer))) for answer in answers)
    is_published = Round.objects.get(number=2).is_published
    assert Reopening.objects.exists() is not is_published
    assert {reopened.level_tag, published.level_tag} == {"success", "warning"}
    assert published.level_tag == ("success" if is_published else "warning")
