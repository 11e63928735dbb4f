"""What strands and networks did between two meetings: in the paper and on the page of changes."""

import datetime as dt

import pytest
from django.urls import reverse

from empowered_system.tests.factories import (
    EventFactory,
    FindingFactory,
    ProgrammeFactory,
    PublishedFindingFactory,
    StrandFactory,
)
from networks.models import Network
from networks.tests.factories import GatheringFactory, NetworkFactory
from plans.tests.factories import (
    CoordinatorFactory,
    DraftPlanFactory,
    MeetingFactory,
    PublishedRoundFactory,
    moment,
)
from plans.tests.reading import words_of
from seic_portal.models import Paper
from seic_portal.news import news

pytestmark = pytest.mark.django_db
START, END = dt.date(2022, 12, 8), dt.date(2023, 2, 15)


@pytest.fixture
def programme():
    strand = StrandFactory(title="Pedagogy Pioneers", slug="pedagogy-pioneers")
    return ProgrammeFactory(strand=strand, title="Maths after school", slug="maths")


@pytest.fixture
def network():
    return NetworkFactory(name="Small schools", slug="small-schools")


def told(groups):
    """Return what each group tells, as its title, and what it says of each thing and when."""
    return [
        (group["title"], [(one["title"], one["says"], one["on"]) for one in group["things"]])
        for group in groups
    ]


def test_events_and_findings_are_told_by_strand_in_the_order_of_days(programme):
    plan = programme.plan
    EventFactory(programme=programme, title="Fractions", held_on=END)
    EventFactory(programme=programme, title="Maths after school", held_on=START, kind="visit")
    enquiry = ProgrammeFactory(strand=programme.strand, plan=plan)
    PublishedFindingFactory(programme=enquiry, title="Talk first", published_at=moment(2023, 2, 1))
    found = news(plan, START, END)
    assert (found["from"], found["until"]) == ("8 December 2022", "15 February 2023")
    assert told(found["strands"]) == [
        (
            "Pedagogy Pioneers",
            [
                ("Maths after school", "Visit", "8 December 2022"),
                ("Talk first", "Finding published", "1 February 2023"),
                ("Maths after school: Fractions", "Webinar", "15 February 2023"),
            ],
        )
    ]


def test_what_lies_outside_the_time_or_was_cancelled_or_is_a_draft_is_not_told(programme):
    plan, day = programme.plan, dt.timedelta(days=1)
    for held_on in [START - day, END + day]:
        EventFactory(programme=programme, held_on=held_on)
    coordinator = CoordinatorFactory().person
    cancelled = EventFactory(programme=programme, held_on=START)
    cancelled.cancel("Snow.", by=coordinator, at=moment(2022, 12, 7))
    EventFactory(programme__plan=DraftPlanFactory(), held_on=START)
    FindingFactory(programme=programme)
    for month, at in [(12, 7), (2, 16)]:
        year = 2022 if month > 6 else 2023
        PublishedFindingFactory(programme=programme, published_at=moment(year, month, at))
    assert news(plan, START, END)["strands"] == []


def test_findings_of_the_first_and_the_last_day_are_told(programme):
    for at in [moment(2022, 12, 8, 0), moment(2023, 2, 15, 23)]:
        PublishedFindingFactory(programme=programme, published_at=at)
    (strand,) = news(programme.plan, START, END)["strands"]
    assert [one["on"] for one in strand["things"]] == ["8 December 2022", "15 February 2023"]


def test_networks_are_told_by_name_with_who_came_as_they_noted_it(network, programme):
    came = {"settings_present": 12, "councils_present": 4}
    GatheringFactory(network=network, title="Timetables", meets_on=END, **came)
    GatheringFactory(network=network, title="Staffing", meets_on=START)
    GatheringFactory(network__name="Additional support", title="Talk", meets_on=END)
    withheld = NetworkFactory(withheld_on=START, withheld_reason="A name.")
    GatheringFactory(network=withheld, meets_on=END)
    assert told(news(programme.plan, START, END)["networks"]) == [
        ("Additional support", [("Talk", "", "15 February 2023")]),
        (
            "Small schools",
            [
                ("Staffing", "", "8 December 2022"),
                (
                    "Timetables",
                    "12 schools and settings came from 4 councils.",
                    "15 February 2023",
                ),
            ],
        ),
    ]


@pytest.fixture
def meetings(programme):
    """Two meetings of one group, each with a public round."""
    found = []
    for number, published_at, meets_on in [
        (1, moment(2022, 11, 30), dt.date(2022, 12, 7)),
        (2, moment(2023, 2, 1), dt.date(2023, 2, 22)),
    ]:
        round = PublishedRoundFactory(plan=programme.plan, number=number, published_at=published_at)
        round.meetings.add(MeetingFactory(plan=programme.plan, meets_on=meets_on))
        found.append(round.meetings.get())
    return found


def page(name, meeting, *numbers):
    return reverse(name, args=[meeting.plan.slug, meeting.slug, *numbers])


def test_everyone_reads_what_happened_between_two_meetings_below_what_has_changed(
    meetings, programme, network, client
):
    EventFactory(programme=programme, title="At the first", held_on=dt.date(2022, 12, 7))
    EventFactory(programme=programme, title="Fractions", held_on=dt.date(2022, 12, 8))
    GatheringFactory(network=network, title="Timetables", meets_on=END)
    GatheringFactory(network=network, title="Tomorrow’s", meets_on=END + dt.timedelta(days=1))
    words = words_of(client.get(page("meeting_changes", meetings[1])))
    assert "What strands and networks did From 8 December 2022 to 15 February 2023" in words
    assert "Pedagogy Pioneers Maths after school: Fractions 8 December 2022 · Webinar" in words
    assert "Small schools Timetables 15 February 2023" in words
    assert "At the first" not in words
    assert "Tomorrow’s" not in words


def test_where_nothing_happened_the_page_says_so(meetings, client):
    words = words_of(client.get(page("meeting_changes", meetings[1])))
    assert "Nothing was held or published in this time." in words


def issue(meeting, client):
    """Issue the paper of a meeting as a coordinator; return it."""
    client.force_login(CoordinatorFactory().person)
    form = client.get(page("preview_paper", meeting)).context["form"]
    client.post(page("issue_paper", meeting), {"seen": form.initial["seen"]})
    return Paper.objects.get()


def test_a_paper_keeps_what_happened_since_the_round_before_it(
    meetings, programme, network, client
):
    event = EventFactory(programme=programme, title="Fractions", held_on=dt.date(2022, 12, 1))
    GatheringFactory(network=network, title="Timetables", meets_on=END)
    paper = issue(meetings[1], client)
    assert paper.schema == 2
    assert (paper.words["news"]["from"], paper.words["news"]["until"]) == (
        "30 November 2022",
        "15 February 2023",
    )
    event.title = "Something else"
    event.save()
    client.logout()
    words = words_of(client.get(paper.get_absolute_url()))
    assert "Pedagogy Pioneers Maths after school: Fractions 1 December 2022 · Webinar" in words
    assert "Small schools Timetables 15 February 2023" in words


def test_what_a_network_told_is_left_out_of_a_paper_while_it_is_withheld(meetings, network, client):
    GatheringFactory(network=network, title="A name too many", meets_on=END)
    paper = issue(meetings[1], client)
    Network.objects.update(withheld_on=END, withheld_reason="A name.")
    words = words_of(client.get(paper.get_absolute_url()))
    assert "What this network told is withheld." in words
    for name in ["paper", "paper_file"]:
        assert "A name too many" not in client.get(page(name, meetings[1], 1)).text
    assert paper.is_whole


@pytest.mark.parametrize("others", [1, 3])
def test_news_costs_a_paper_and_the_page_of_changes_the_same_however_much_there_is(
    others, meetings, programme, client, django_assert_num_queries
):
    for _ in range(others):
        EventFactory(programme__plan=programme.plan, held_on=END)
        PublishedFindingFactory(programme__plan=programme.plan)
        GatheringFactory(meets_on=END)
    paper = issue(meetings[1], client)
    assert [len(paper.words["news"][kind]) for kind in ["strands", "networks"]] == [
        2 * others,
        others,
    ]
    # Events, findings, gatherings.
    with django_assert_num_queries(3):
        news(programme.plan, START, END)
    client.get(paper.get_absolute_url())  # says once that it is issued
    # As a paper costs that quotes no update, and the networks that are withheld.
    with django_assert_num_queries(15):
        client.get(paper.get_absolute_url())
