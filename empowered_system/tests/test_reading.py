"""The strands' pages as everyone reads them, and the gaps as those who work on plans do."""

import datetime as dt

import pytest
from django.urls import reverse

from empowered_system.models import Strand
from empowered_system.tests.factories import (
    AnsweredQuestionFactory,
    EventFactory,
    HostFactory,
    ParticipationFactory,
    ProgrammeFactory,
    PublicQuestionFactory,
    PublishedFindingFactory,
    ResourceFactory,
    StrandFactory,
    UploadFactory,
)
from plans.tests.factories import AlignmentFactory, DraftPlanFactory, PlanFactory, moment
from plans.tests.reading import words_of
from priorities.tests.factories import ActionFactory

INDEX = reverse("empowered_system:index")
EVENTS = reverse("empowered_system:events")
FINDINGS = reverse("empowered_system:findings")
GAPS = reverse("empowered_system:gaps")


def read(client, row):
    return words_of(client.get(row.get_absolute_url()))


@pytest.mark.parametrize("step", Strand.Step)
def test_each_strand_has_a_next_step_that_leads_somewhere(step, collaborative, client):
    strand = StrandFactory(step=step)

    page = client.get(strand.get_absolute_url())
    address, _, place = strand.step_address.partition("#")

    assert step.label in words_of(client.get(INDEX))
    assert step.label in words_of(page)
    assert f'id="{place}"' in client.get(address).text or not place


def test_a_strand_shows_what_runs_now_and_beneath_it_what_ran_before(client, db):
    now = ProgrammeFactory(title="Talk first")
    closed = PlanFactory(
        slug="2021-22", stage="closed", closed_at=moment(2022, 6, 30), starts_on=dt.date(2021, 8, 1)
    )
    ProgrammeFactory(strand=now.strand, plan=closed, title="Try coaching")

    page = read(client, now.strand)

    assert "What runs in 2022-23 Talk first" in page
    assert "In the session 2021-22: 1 programme Try coaching" in page


def test_what_runs_in_a_draft_plans_session_is_for_members(client, officer):
    draft = ProgrammeFactory(plan=DraftPlanFactory(), title="Not agreed yet")
    event = EventFactory(programme=draft)
    addresses = [draft.strand.get_absolute_url(), EVENTS, INDEX]

    assert not any("Not agreed yet" in client.get(address).text for address in addresses)
    assert not any(event.title in client.get(address).text for address in addresses)
    assert client.get(draft.get_absolute_url()).status_code == 404
    client.force_login(officer)
    assert "Not agreed yet" in read(client, draft.strand)
    assert event.title in read(client, draft)


def test_a_setting_is_named_only_where_it_has_agreed(client, officer):
    programme = ProgrammeFactory()
    HostFactory(programme=programme, setting__name="Larkfield", agreed_to_be_named=True)
    HostFactory(programme=programme, setting__name="Skerrybank")

    for person in [None, officer]:
        if person:
            client.force_login(person)
        page = read(client, programme)
        assert "Offered by Larkfield" in page
        assert "And by 1 setting that is not named here" in page
        assert "Skerrybank" not in page + read(client, programme.strand)


def test_a_cancelled_event_stays_and_says_why(client, programme, officer):
    event = EventFactory(programme=programme, title="Spelling", link="https://example.org/spelling")
    event.cancel("Snow.", by=officer, at=moment(2023, 2, 14))

    page = client.get(programme.get_absolute_url())

    assert "Spelling Cancelled. Snow." in words_of(page)
    assert "Take part" not in page.text
    assert "Add to calendar" not in page.text


def test_dates_to_come_stand_first_and_past_ones_newest_first(client, db):
    for title, day in [
        ("March", (3, 1)),
        ("February", (2, 15)),
        ("January", (1, 9)),
        ("May", (5, 2)),
    ]:
        EventFactory(title=title, held_on=dt.date(2023, *day))
    EventFactory(title="November", held_on=dt.date(2022, 11, 1), recording="https://example.org/r")

    dates = client.get(EVENTS).context["dates"]

    assert [event.title for event in dates.coming] == ["February", "March", "May"]
    assert [event.title for event in dates.past] == ["January", "November"]
    assert [event.title for event in dates.recorded] == ["November"]


def test_a_withheld_file_says_so_in_its_place(client, officer):
    resource = ResourceFactory(title="Photographs", link="", upload=UploadFactory())
    resource.upload.withhold("A child could be recognised.", by=officer, at=moment(2023, 1, 19))

    page = client.get(resource.programme.get_absolute_url())
    answer = client.get(resource.upload.get_absolute_url())

    assert "Photographs This file is withheld: A child could be recognised." in words_of(page)
    assert resource.upload.get_absolute_url() not in page.text
    assert answer.status_code == 410
    assert "This file is withheld A child could be recognised." in words_of(answer)


def test_a_file_is_sent_to_be_kept_and_never_shown(client, db):
    upload = UploadFactory(name="Plané.pdf")
    ResourceFactory(link="", upload=upload)

    answer = client.get(upload.get_absolute_url())

    assert answer.content == b"%PDF-1.7 sample"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Plan%C3%A9.pdf"
    assert upload.file.name not in str(answer.headers)


def test_a_file_that_belongs_to_nothing_is_not_there(client, db):
    assert client.get(UploadFactory().get_absolute_url()).status_code == 404


def test_gaps_are_actions_with_nothing_behind_them_and_programmes_that_serve_none(client, officer):
    served, alone = ActionFactory(title="Served"), ActionFactory(title="Alone")
    withdrawn = ActionFactory(title="Withdrawn")
    withdrawn.withdraw("No staff.", by=officer, at=moment(2023, 1, 9))
    ProgrammeFactory(title="Serves").actions.add(served)
    idle = ProgrammeFactory(title="Idle")
    client.force_login(officer)

    page = client.get(GAPS)

    assert list(page.context["actions"]) == [alone]
    assert list(page.context["programmes"]) == [idle]
    assert "Actions with nothing behind them 1 action of the plan 2022-23" in words_of(page)


def test_without_a_plan_every_page_opens(client, officer):
    strand = StrandFactory()
    client.force_login(officer)

    assert "Nothing runs in this session yet." in read(client, strand)
    assert "Something stands behind every action." in words_of(client.get(GAPS))


def in_full(programme):
    """Give a programme one more of everything that its pages list."""
    programme.actions.add(ActionFactory())
    programme.quality_indicators.add(AlignmentFactory(kind="quality_indicator"))
    HostFactory(programme=programme, agreed_to_be_named=True)
    EventFactory(programme=programme)
    EventFactory(programme=programme, held_on=dt.date(2022, 11, 1), recording="https://e.org")
    ResourceFactory(programme=programme, link="", upload=UploadFactory())
    AnsweredQuestionFactory(programme=programme)
    PublicQuestionFactory(programme=programme)
    PublishedFindingFactory(programme=programme)
    ParticipationFactory(programme=programme)


# Each: current plan, collaborative, partner councils. Then strands, dates, findings; dates to come
# and past; findings, settings that carried them out, what filters offer; strand, others,
# programmes, what they serve, hosts and their councils, dates, recordings, findings; programme with
# the same, resources, questions, findings, indicators. Where it says who has taken part: the
# settings that did and all, how many people that was, in which programmes.
COSTS = {
    INDEX: 10,
    EVENTS: 5,
    FINDINGS: 8,
    "/empowered-system/pioneers/": 17,
    "/empowered-system/programmes/writing/": 13,
}


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("address", COSTS)
def test_a_page_costs_the_same_however_much_is_in_it(
    many, address, programme, client, django_assert_num_queries
):
    Strand.objects.update(slug="pioneers")
    for _ in range(many):
        in_full(programme)
        in_full(ProgrammeFactory(strand=programme.strand))

    with django_assert_num_queries(COSTS[address]):
        assert programme.strand.title in client.get(address).text or address == FINDINGS


@pytest.mark.parametrize("many", [1, 3])
def test_gaps_cost_the_same_however_many(many, officer, client, django_assert_num_queries):
    for _ in range(many):
        ActionFactory()
        ProgrammeFactory()
    client.force_login(officer)

    # session, person, memberships; plan, actions, programmes, what they serve; collaborative,
    # partners
    with django_assert_num_queries(9):
        client.get(GAPS)
