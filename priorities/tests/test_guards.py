"""Every way to move a due date or to edit what is published that one could think of, tried."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.urls import reverse
from simple_history.utils import bulk_update_with_history

from plans.models import Plan
from plans.tests.factories import (
    CoordinatorFactory,
    DraftPlanFactory,
    OfficerFactory,
    PersonFactory,
    moment,
)
from priorities.models import Action, Correction, DateChange, Update
from priorities.tests.factories import (
    ActionFactory,
    DateChangeFactory,
    LeadFactory,
    PublishedUpdateFactory,
    SubmittedUpdateFactory,
    move,
)

pytestmark = pytest.mark.django_db
FIRST, LATER, LAST = (datetime.date(2023, month, 26) for month in [5, 6, 7])
AT = moment(2023, 2, 15)


def refused(sentence, attempt):
    """Try something that the database refuses, saying why."""
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():
        attempt()


def changed(row, values):
    for name, value in values.items():
        setattr(row, name, value)
    return row


def saved(row, **values):
    changed(row, values).save()


def saved_in_part(row, **values):
    changed(row, values).save(update_fields=[*values])


def upserted(row, **values):
    rows, fields = [changed(row, values)], [*values]
    type(row).objects.bulk_create(
        rows, update_conflicts=True, update_fields=fields, unique_fields=["id"]
    )


def in_bulk(row, **values):
    type(row).objects.bulk_update([changed(row, values)], [*values])


def in_bulk_with_history(row, **values):
    bulk_update_with_history([changed(row, values)], type(row), [*values])


def by_hand(row, **values):
    columns = ", ".join(f"{name} = %s" for name in values)
    change = f"UPDATE {row._meta.db_table} SET {columns} WHERE id = %s"  # noqa: S608  # our own names
    with connection.cursor() as cursor:
        cursor.execute(change, [*values.values(), row.pk])


WAYS = {
    "save": saved,
    "save one field": saved_in_part,
    "queryset": lambda row, **values: type(row).objects.filter(pk=row.pk).update(**values),
    "update or create": lambda row, **values: type(row).objects.update_or_create(
        pk=row.pk, defaults=values
    ),
    "bulk": in_bulk,
    "bulk with history": in_bulk_with_history,
    "bulk create over it": upserted,
    "by hand": by_hand,
}
DATE_STAYS = "a due date moves only by an accepted request"
UPDATE_STAYS = "A published update is never edited or deleted"
REQUEST_STAYS = "A decided request for a date is never changed or deleted"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["due_on", "first_due_on"])
@pytest.mark.parametrize("stage", ["open", "closed"])
def test_no_way_leads_past_a_request_to_another_date(stage, name, way):
    action = ActionFactory()
    Plan.objects.update(stage=stage, closed_at=AT if stage == "closed" else None)

    refused(DATE_STAYS, lambda: WAYS[way](action, **{name: LATER}))

    kept = Action.objects.get()
    assert (kept.due_on, kept.first_due_on) == (FIRST, FIRST)


def test_a_date_is_not_moved_in_the_database_by_reckoning_nor_by_forgetting_the_first():
    actions = Action.objects.filter(pk=ActionFactory().pk)

    refused(DATE_STAYS, lambda: actions.update(due_on=F("starts_on")))
    refused(DATE_STAYS, lambda: actions.update(first_due_on=None))
    refused(DATE_STAYS, lambda: actions.update(first_due_on=None, due_on=LATER))


def test_a_plan_made_a_draft_again_keeps_its_dates():
    action = ActionFactory()
    Plan.objects.update(stage="draft", opened_at=None)

    refused(DATE_STAYS, lambda: saved(action, due_on=LATER))


@pytest.mark.parametrize("way", WAYS)
def test_before_a_plan_opens_its_dates_are_free(way):
    action = ActionFactory(priority__plan=DraftPlanFactory(), first_due_on=None)

    WAYS[way](action, due_on=LATER)

    assert Action.objects.get().due_on == LATER


@pytest.mark.parametrize("way", WAYS)
def test_everything_else_of_an_action_may_still_be_saved(way):
    WAYS[way](ActionFactory(), title="Coach them")

    assert Action.objects.get().title == "Coach them"


def test_a_request_that_is_not_accepted_moves_nothing():
    waiting = DateChangeFactory(to_on=LATER)
    refused(DATE_STAYS, lambda: saved(waiting.action, due_on=LATER))

    waiting.decline("Not yet.", by=PersonFactory(), at=AT)
    refused(DATE_STAYS, lambda: saved(waiting.action, due_on=LATER))


def test_an_accepted_request_moves_its_own_action_once_to_its_own_date():
    action, other = ActionFactory(), ActionFactory()
    move(action, LATER)
    assert action.due_on == LATER

    refused(DATE_STAYS, lambda: saved(other, due_on=LATER))
    refused(DATE_STAYS, lambda: saved(action, due_on=LAST))
    refused(DATE_STAYS, lambda: saved(action, due_on=FIRST))
    action.refresh_from_db()
    move(action, FIRST)
    refused(DATE_STAYS, lambda: saved(action, due_on=LATER))


def test_no_page_takes_a_due_date_and_the_administration_refuses_it(client):
    action = ActionFactory(priority__prefix="LIT", number=3)
    lead = LeadFactory(action=action)
    day = {"due_on": "26/07/2023", "due_on_day": 26, "due_on_month": 7, "due_on_year": 2023}
    sent = day | {"title": "Coach", "title_language": "en", "reason": "Why.", "version": 1}
    where = ["edit/", "dates/", "withdraw/", "milestones/"]

    for person in [OfficerFactory(council=lead.council).person, CoordinatorFactory().person]:
        client.force_login(person)
        for address in where[: 2 if person.is_officer else 4]:
            client.post(f"/plans/2022-23/actions/LIT-3/{address}", sent)
    client.force_login(PersonFactory(is_administrator=True))
    answer = client.post(reverse("admin:priorities_action_change", args=[action.pk]), sent)

    assert answer.status_code == 403
    assert Action.objects.get().due_on == FIRST


CHANGES = {
    "state": "draft",
    "published_at": moment(2023, 2, 1),
    "received_on": LATER,
    "entered_by_team": True,
    "status": "complete",
    "text": "It was always fine.",
    "next_step": "None.",
    "forecast_on": LATER,
    "no_forecast": True,
    "evidence": "found_useful",
    "evidence_seen": "In five schools.",
    "no_change": True,
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_to_other_words_of_a_published_update(way):
    update = PublishedUpdateFactory()

    refused(UPDATE_STAYS, lambda: WAYS[way](update, text="It was always fine."))

    assert Update.objects.get().text == "All schools have begun."


@pytest.mark.parametrize("name", CHANGES)
def test_nothing_that_is_read_of_a_published_update_changes(name):
    updates = Update.objects.filter(pk=PublishedUpdateFactory().pk)

    refused(UPDATE_STAYS, lambda: updates.update(**{name: CHANGES[name]}))


def test_a_published_update_stays_with_its_council_and_its_round():
    update, other = PublishedUpdateFactory(), SubmittedUpdateFactory()

    refused(UPDATE_STAYS, lambda: saved(update, contribution=other.contribution))
    update.refresh_from_db()
    refused(UPDATE_STAYS, lambda: saved(update, round=other.round))


def test_a_published_update_is_not_deleted():
    update = PublishedUpdateFactory()

    refused(UPDATE_STAYS, update.delete)
    refused(UPDATE_STAYS, Update.objects.all().delete)

    assert Update.objects.count() == 1


def test_the_updates_own_writers_leave_a_published_one_alone_and_a_correction_stands_beside_it():
    update, by = PublishedUpdateFactory(), PersonFactory()

    refused(UPDATE_STAYS, lambda: changed(update, {"text": "Mended."}).write(by=by, at=AT))
    Correction.objects.create(update=update, text="24, not 26.", by=by)

    assert Update.objects.get().corrections.count() == 1


@pytest.mark.parametrize("way", WAYS)
def test_an_update_that_is_not_published_may_still_be_saved(way):
    WAYS[way](SubmittedUpdateFactory(), text="Mended.")

    assert Update.objects.get().text == "Mended."


def test_an_update_that_is_not_published_may_be_deleted():
    SubmittedUpdateFactory().delete()

    assert not Update.objects.exists()


@pytest.mark.parametrize("way", WAYS.keys() - {"bulk with history"})
def test_what_was_decided_of_a_date_stays_decided(way):
    change = DateChangeFactory(to_on=LATER)
    change.decline("Not yet.", by=PersonFactory(), at=AT)

    refused(REQUEST_STAYS, lambda: WAYS[way](change, state="accepted"))
    refused(REQUEST_STAYS, lambda: WAYS[way](DateChange.objects.get(), to_on=LAST))


def test_a_decided_request_is_not_deleted():
    move(ActionFactory(), LATER)

    refused(REQUEST_STAYS, DateChange.objects.get().delete)
    refused(REQUEST_STAYS, DateChange.objects.all().delete)
