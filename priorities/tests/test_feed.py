"""A plan's published updates as Atom: what everyone may read, under ids that stay."""

import datetime as dt
import re

import feedparser
import pytest
import time_machine
from django.urls import reverse

from plans.tests.factories import (
    CollaborativeFactory,
    CoordinatorFactory,
    DraftPlanFactory,
    PersonFactory,
    moment,
)
from priorities.models import Contribution, Correction, Update
from priorities.tests.factories import (
    PublishedUpdateFactory,
    SubmittedUpdateFactory,
    UpdateFactory,
)
from priorities.tests.reported import Reported, say

FEED = reverse("priorities:updates_feed", args=["2022-23"])
PROGRESS = reverse("priorities:progress", args=["2022-23"])


@pytest.fixture
def reported(db):
    return Reported()


def read(client):
    """The feed as a reader takes it in, which finds nothing wrong with it."""
    found = feedparser.parse(client.get(FEED).content)
    assert (found.bozo, found.version) == (False, "atom10")
    return found


def titles(client):
    return [entry.title for entry in read(client).entries]


def correct(update, at, text="It was twelve schools."):
    Correction.objects.create(update=update, text=text, at=at, by=PersonFactory())


def test_an_entry_says_whose_update_it_is_and_leads_to_its_words(reported, client):
    CollaborativeFactory(licence="Free to use.")
    say(reported.autumn(), reported.take_part("Fife"), fife="risk")

    found = read(client)
    (entry,) = found.entries

    assert entry.title == "Fife on LIT-3 Coach the teaching of writing: at risk"
    assert entry.author == "Fife"
    assert [tag.term for tag in entry.tags] == ["At risk", "Fife", "Literacy"]
    assert entry.link == "http://testserver/plans/2022-23/actions/LIT-3/updates/#round-2"
    assert 'id="round-2"' in client.get(entry.link).text
    assert "<p>Uncertain.</p>" in entry.summary
    assert "Round 2, published on 30 November 2022; written 15 November 2022." in entry.summary
    assert (found.feed.author, found.feed.rights) == (
        "South East Improvement Collaborative",
        "Free to use.",
    )
    assert {link.rel: link.href for link in found.feed.links} == {
        "self": f"http://testserver{FEED}",
        "alternate": f"http://testserver{PROGRESS}",
    }


def test_ids_stay_whatever_is_edited_and_at_whichever_address(reported, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    say(reported.autumn(), reported.take_part("Fife"), fife="risk")
    update = Update.objects.get()
    before = read(client)

    reported.action.title = "Coach writing"
    reported.action.save()
    correct(update, moment(2023, 1, 9))
    client.defaults["SERVER_NAME"] = "another.example"
    after = read(client)

    assert after.entries[0].link.startswith("http://another.example/")
    assert [entry.id for entry in before.entries] == [f"tag:localhost,2026:update/{update.pk}"]
    assert [entry.id for entry in after.entries] == [entry.id for entry in before.entries]
    assert before.feed.id == after.feed.id == f"tag:localhost,2026:plan-updates/{reported.plan.pk}"


def test_an_update_counts_from_the_moment_its_round_became_public(reported, client):
    parts = reported.take_part("Fife")
    say(reported.autumn(), parts, fife="on")
    say(reported.winter(public_from=dt.date(2023, 2, 15)), parts, fife="risk")

    found = read(client)

    # London and UTC agree in winter
    assert [(entry.published, entry.updated) for entry in found.entries] == [
        ("2023-02-15T00:00:00+00:00",) * 2,
        ("2022-11-30T12:00:00+00:00",) * 2,
    ]
    assert found.feed.updated == "2023-02-15T00:00:00+00:00"


def test_in_summer_a_day_becomes_public_an_hour_earlier_than_in_utc(reported):
    round = reported.winter(public_from=dt.date(2023, 6, 1))

    assert round.public_at == dt.datetime(2023, 5, 31, 23, tzinfo=dt.UTC)


def test_one_published_after_its_public_day_counts_from_publication(reported):
    assert reported.winter(public_from=dt.date(2023, 2, 1)).public_at == moment(2023, 2, 8)


def test_a_correction_brings_an_update_to_the_front(reported, client):
    parts = reported.take_part("Fife", "Midlothian")
    say(reported.autumn(), parts, fife="on", mid="on")
    say(reported.winter(), parts, mid="on")
    correct(Update.objects.get(contribution=parts["Fife"]), moment(2023, 2, 13))

    found = read(client)

    assert [entry.title.partition(" on ")[0] for entry in found.entries] == [
        "Fife",
        "Midlothian",
        "Midlothian",
    ]
    first = found.entries[0]
    assert first.title.endswith(": on track, corrected")
    assert "<strong>Correction, 13 February 2023</strong>" in first.summary
    assert "<p>It was twelve schools.</p>" in first.summary
    assert first.published == "2022-11-30T12:00:00+00:00"
    assert first.updated == found.feed.updated == "2023-02-13T12:00:00+00:00"


def test_a_correction_made_among_members_changes_nothing_later(reported, client):
    parts = reported.take_part("Fife")
    say(reported.winter(public_from=dt.date(2023, 2, 14)), parts, fife="on")
    correct(Update.objects.get(), moment(2023, 2, 10))

    (entry,) = read(client).entries

    assert entry.updated == entry.published == "2023-02-14T00:00:00+00:00"


@pytest.mark.parametrize("signed_in", [True, False])
def test_nobody_reads_in_it_what_is_not_for_everyone(signed_in, reported, client):
    parts = reported.take_part("Fife", "Midlothian")
    winter = reported.winter(public_from=dt.date(2023, 2, 16))
    say(winter, parts, fife="risk")
    UpdateFactory(contribution=parts["Fife"], text="A draft.")
    SubmittedUpdateFactory(contribution=parts["Midlothian"], text="Sent in.")
    if signed_in:
        client.force_login(CoordinatorFactory().person)

    assert titles(client) == []


def test_notes_between_colleagues_and_officers_names_are_not_in_it(reported, client):
    secrets = {"note": "Between us.", "return_note": "Count again.", "entered_by_team": True}
    secrets["written_by"] = PersonFactory(name="Ailsa Officer")
    say(reported.autumn(), reported.take_part("Fife"), secrets, fife="on")

    text = client.get(FEED).text

    assert "Entered by the central team for Fife." in text
    assert [word for word in ["Between us", "Count again", "Ailsa"] if word in text] == []


def test_sample_data_is_said_wherever_an_entry_is_shown(reported, client):
    CollaborativeFactory(holds_sample_data=True)
    say(reported.autumn(), reported.take_part("Fife"), fife="on")

    found = read(client)

    assert found.feed.title == "Sample data: Published updates, Improvement Plan 2022-23"
    assert titles(client) == ["Sample data: Fife on LIT-3 Coach the teaching of writing: on track"]
    assert found.entries[0].summary.startswith("<p>Sample data: actions, progress, people and")


def test_markup_is_cleaned_and_what_xml_refuses_is_left_out(reported, client):
    words = {"text": "Fewer\x0b than <b>five</b>\x1f & *more*\uffff"}
    say(reported.autumn(), reported.take_part("Fife"), words, fife="on")
    reported.action.title = "Read\x02 & <write>"
    reported.action.save()

    (entry,) = read(client).entries

    assert entry.title == "Fife on LIT-3 Read & <write>: on track"
    assert "<p>Fewer than &lt;b&gt;five&lt;/b&gt; &amp; <em>more</em></p>" in entry.summary


def test_it_holds_the_newest_and_says_where_earlier_ones_stand(reported, client):
    say(reported.autumn(), reported.take_part("Fife"), fife="on")
    actions = [reported.another(10 + number) for number in range(40)]
    parts = Contribution.objects.bulk_create(
        Contribution(action=action, council=council)
        for action in actions
        for council in reported.councils.values()
    )
    one = PublishedUpdateFactory(contribution=parts[0], round=reported.winter())
    for part in parts[1:]:
        one.pk, one.contribution = None, part
        Update.objects.bulk_create([one])

    found = read(client)

    assert len(found.entries) == 200
    assert {entry.published for entry in found.entries} == {"2023-02-08T12:00:00+00:00"}
    assert found.feed.subtitle.endswith(
        "Only the newest 200 are here: every earlier one stands with its action."
    )


def test_without_an_update_it_is_valid_and_as_old_as_its_plan(reported, client):
    found = read(client)

    assert (found.entries, found.feed.author) == ([], "Improvement Plan 2022-23")
    assert found.feed.updated == "2022-08-17T11:00:00+00:00"


def test_a_draft_has_none_not_even_for_who_may_read_it(client, db):
    draft = reverse("priorities:updates_feed", args=[DraftPlanFactory().slug])

    assert client.get(draft).status_code == 404

    client.force_login(CoordinatorFactory().person)
    assert client.get(draft).status_code == 404


def test_a_reader_that_has_it_is_told_so_until_something_changes(reported, client):
    say(reported.autumn(), reported.take_part("Fife"), fife="on")
    with time_machine.travel("2026-11-20 10:00"):
        had = client.get(FEED)["ETag"]

    assert client.get(FEED, headers={"If-None-Match": had}).status_code == 304

    correct(Update.objects.get(), moment(2023, 2, 13))
    again = client.get(FEED, headers={"If-None-Match": had})
    assert (again.status_code, again["Content-Type"]) == (
        200,
        "application/atom+xml; charset=utf-8",
    )


@pytest.mark.parametrize("page", ["home", "plan", "priorities:progress"])
def test_programs_and_people_find_it(page, reported, client):
    address = reverse(page, args=[] if page == "home" else ["2022-23"])
    text = client.get(address).text

    link = f'type="application/atom+xml" title="Published updates, plan 2022-23" href="{FEED}">'
    assert f'<link rel="alternate" {link}' in text.partition("</head>")[0]
    assert re.findall(f'<a href="{FEED}">(.*?)</a>', text) == [
        "Follow published updates (Atom feed)"
    ]


def test_a_drafts_pages_lead_to_none(client, db):
    draft = DraftPlanFactory()
    client.force_login(CoordinatorFactory().person)

    for name in ["plan", "priorities:progress"]:
        text = client.get(reverse(name, args=[draft.slug])).text
        assert [end for end in [".atom", ".ics"] if end in text] == []


@pytest.mark.parametrize("updates", [1, 3])
def test_it_costs_the_same_however_many_updates(
    updates, reported, client, django_assert_num_queries
):
    autumn, winter = reported.autumn(), reported.winter()
    for number in range(updates):
        parts = reported.take_part("Fife", action=reported.another(10 + number))
        for round in [autumn, winter]:
            say(round, parts, fife="on")
    for update in Update.objects.all():
        correct(update, moment(2023, 2, 13))

    # plan, collaborative, its councils, rounds, updates, corrections, what is withheld
    with django_assert_num_queries(7):
        response = client.get(FEED)

    assert response.text.count("<entry>") == updates * 2
