"""What the page's script sends while someone writes is an ordinary save of the draft."""

import pytest

from plans.tests.factories import CoordinatorFactory, OfficerFactory, RoundFactory, moment
from priorities.models import Update
from priorities.tests.factories import ActionFactory, ContributionFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/plans/2022-23/rounds/2/updates/LIT-3/midlothian/"
WHOLE = {"status": "on_track", "text": "Eight of twelve.", "evidence": "took_part"}


@pytest.fixture
def part():
    action = ActionFactory(priority__prefix="LIT", number=3)
    RoundFactory(number=2)
    return ContributionFactory(
        action=action, council__name="Midlothian", council__slug="midlothian"
    )


@pytest.fixture
def officer(part):
    return OfficerFactory(council=part.council, person__name="Siân Eskdale").person


@pytest.fixture
def mine(client, officer):
    client.force_login(officer)
    return client


def quietly(client, version=0, **words):
    sent = {"version": version, **words}
    return client.post(ADDRESS, sent, headers={"Accept": "application/json"})


def test_it_saves_the_draft_and_gives_the_next_version(mine, officer):
    first = quietly(mine, text="Two visits.")
    update = Update.objects.get()
    assert (update.state, update.text, update.written_by) == ("draft", "Two visits.", officer)
    assert first.json()["version"] == update.version
    assert first.json()["says"].startswith("Draft saved at ")

    second = quietly(mine, update.version, text="Three visits.")
    assert second.status_code == 200
    update.refresh_from_db()
    assert (update.text, second.json()["version"]) == ("Three visits.", update.version)
    assert "confirmation-message" not in mine.get(ADDRESS).text


def test_it_never_submits_what_is_whole(mine):
    quietly(mine, **WHOLE)

    assert Update.objects.get().state == "draft"


def test_what_cannot_be_kept_is_named_and_the_rest_is_kept(mine):
    date = {"forecast_on_day": "31", "forecast_on_month": "2", "forecast_on_year": "2023"}
    answer = quietly(mine, **WHOLE | date)

    assert answer.status_code == 200
    says = answer.json()["says"]
    assert says.endswith("Left out: 31 February 2023 is not a real date.")
    assert Update.objects.get().text == WHOLE["text"]


def test_a_colleagues_words_are_not_overwritten(mine, part, client, officer):
    quietly(mine, text="First words.")
    version = Update.objects.get().version
    client.force_login(CoordinatorFactory(person__name="Catrìona Brae").person)
    quietly(client, version, text="Other words.")
    client.force_login(officer)
    answer = quietly(client, version, text="My words.")

    assert answer.status_code == 409
    says = answer.json()["says"]
    assert says.startswith("Catrìona Brae saved this at ")
    assert says.endswith("Your words are not saved: press “Save draft” to see both.")
    assert Update.objects.get().text == "Other words."


def test_what_a_colleague_has_submitted_stays_as_it_is(mine):
    mine.post(ADDRESS, {"submit": "yes", "version": 0, **WHOLE})
    answer = quietly(mine, text="Other words.")

    assert (answer.status_code, answer.json()) == (
        409,
        {
            "says": (
                "Siân Eskdale submitted this update while you were writing. "
                "Your words since are not saved."
            )
        },
    )
    assert Update.objects.get().text == WHOLE["text"]


def test_a_round_published_meanwhile_is_said_and_the_words_are_kept(mine, part):
    by = CoordinatorFactory(person__name="Catrìona Brae").person
    round = part.action.priority.plan.rounds.get()
    Update.objects.publish(round, by=by, at=moment(2023, 2, 15, 10))
    answer = quietly(mine, text="Two visits.")

    assert answer.json()["says"] == (
        "Round 2 was published on 15 February 2023 at 10:00 by Catrìona Brae. "
        "It takes no more updates. Your words are kept."
    )
    assert Update.objects.get().text == "Two visits."


def test_a_stranger_and_a_visitor_save_nothing(client, part):
    assert quietly(client, text="Mine.").status_code == 403
    client.force_login(OfficerFactory().person)
    assert quietly(client, text="Mine.").status_code == 403
    assert not Update.objects.exists()
