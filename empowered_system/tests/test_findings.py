"""Findings: written as drafts, published whole, found by what they are about, cited."""

import pytest
from django.urls import reverse

from empowered_system.models import Finding
from empowered_system.tests.factories import (
    FindingFactory,
    HostFactory,
    PublishedFindingFactory,
    UploadFactory,
)
from plans.history import sign
from plans.models import AuditEntry
from plans.tests.factories import AlignmentFactory, moment
from plans.tests.reading import words_of
from priorities.tests.factories import ActionFactory

LIBRARY = reverse("empowered_system:findings")


def publishing(finding):
    return reverse("empowered_system:publish_finding", args=[finding.slug])


def titles(answer):
    return {finding.title for finding in answer.context["library"].rows}


def test_a_finding_begins_as_a_draft_that_only_its_writers_read(client, officer, programme):
    client.force_login(officer)
    address = reverse("empowered_system:add_finding", args=[programme.slug])
    typed = {
        "title": "Ten minutes",
        "question": "Does talk help?",
        "found": "It does.",
        "version": 0,
    }

    page = client.post(address, typed, follow=True)

    finding = Finding.objects.get()
    assert page.redirect_chain == [(finding.get_absolute_url(), 302)]
    assert (finding.slug, finding.is_published) == ("ten-minutes", False)
    assert "Ten minutes" in words_of(client.get(LIBRARY))
    client.logout()
    assert client.get(finding.get_absolute_url()).status_code == 404
    assert "Ten minutes" not in client.get(LIBRARY).text
    assert "Ten minutes" not in client.get(programme.get_absolute_url()).text
    assert "Ten minutes" not in client.get(programme.strand.get_absolute_url()).text


def test_what_is_published_is_whole(client, coordinator):
    finding = FindingFactory(limits="", licence="")
    client.force_login(coordinator)

    page = client.get(publishing(finding))
    client.post(publishing(finding), {"version": 1})

    finding.refresh_from_db()
    assert "Write first: limits and licence." in words_of(page)
    assert not finding.is_published


def test_a_finding_is_published_once_for_everyone(client, coordinator):
    finding = FindingFactory(title="Ten minutes", slug="ten-minutes")
    client.force_login(coordinator)

    stale = client.post(publishing(finding), {"version": 0})
    page = client.post(publishing(finding), {"version": 1}, follow=True)

    assert "Look at what is saved now" in str(stale.context["form"].errors)
    finding.refresh_from_db()
    assert (finding.published_by, finding.version) == (coordinator, 2)
    assert "The finding is published." in words_of(page)
    assert AuditEntry.objects.get().what == "Published the finding “Ten minutes”"
    client.logout()
    assert client.get(finding.get_absolute_url()).status_code == 200


def test_a_finding_says_how_to_cite_it(client, collaborative):
    finding = PublishedFindingFactory(title="Ten minutes", slug="ten-minutes")
    named = {"setting__name": "Skerrybank", "agreed_to_be_named": True}
    HostFactory(programme=finding.programme, **named)
    HostFactory(programme=finding.programme, setting__name="Larkfield")

    page = words_of(client.get(finding.get_absolute_url()))

    assert (
        "Skerrybank (2023). Ten minutes. South East Improvement Collaborative. "
        "http://testserver/empowered-system/findings/ten-minutes/"
    ) in page
    assert "Larkfield" not in page


def test_a_change_after_publication_is_told(client, coordinator):
    finding = PublishedFindingFactory()
    finding.history.update(history_date=finding.published_at)
    assert "changed on" not in words_of(client.get(finding.get_absolute_url()))

    sign(finding, by=coordinator, at=moment(2023, 2, 14)).save()

    assert "1 February 2023; changed on 14 February 2023" in words_of(
        client.get(finding.get_absolute_url())
    )


def test_a_published_finding_stays_whole_when_it_is_edited(client, coordinator):
    finding = PublishedFindingFactory()
    client.force_login(coordinator)
    address = reverse("empowered_system:edit_finding", args=[finding.slug])
    typed = {"title": "Ten minutes", "question": "Does it?", "found": "Yes.", "version": 1}

    answer = client.post(address, typed)

    assert "What is published says its question" in str(answer.context["form"].errors)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Talk", "Visits"}),
        ("?stage=second", {"Talk"}),
        ("?sector=secondary", {"Visits"}),
        ("?indicator=2.3", {"Talk"}),
        ("?priority=literacy", {"Talk"}),
        ("?priority=literacy&sector=secondary", set()),
    ],
)
def test_the_library_is_narrowed_by_what_a_finding_is_about(query, found, client, db):
    talk = PublishedFindingFactory(title="Talk", level="second", sector="primary")
    talk.programme.actions.add(ActionFactory(priority__slug="literacy"), ActionFactory())
    talk.quality_indicators.add(AlignmentFactory(kind="quality_indicator", number="2.3"))
    PublishedFindingFactory(title="Visits", level="third", sector="secondary")
    FindingFactory(title="A draft", level="second")

    assert titles(client.get(LIBRARY + query)) == found


def test_a_filter_that_is_not_understood_is_told_and_shows_everything(client, db):
    PublishedFindingFactory(title="Talk")

    answer = client.get(LIBRARY + "?stage=nonsense")

    assert answer.status_code == 400
    assert "There is no stage “nonsense”. Choose one from the list." in words_of(answer)
    assert titles(answer) == {"Talk"}


def test_a_drafts_file_is_read_by_its_writers_alone(client, officer, programme):
    finding = FindingFactory(programme=programme, upload=UploadFactory())
    address = finding.upload.get_absolute_url()

    assert client.get(address).status_code == 404
    client.force_login(officer)
    assert client.get(address).content == b"%PDF-1.7 sample"
