"""Whom the Empowered System reached: the counts, against a calculation that shares nothing."""

import random

import pytest

from empowered_system.models import Participation, Programme
from empowered_system.reach import Reach
from empowered_system.tests.factories import ParticipationFactory, ProgrammeFactory, StrandFactory
from plans.models import Setting, Visitor
from plans.tests.factories import (
    ConvenerFactory,
    CouncilFactory,
    OfficerFactory,
    PlanFactory,
    SettingFactory,
)
from priorities.tests.factories import ActionFactory, PriorityFactory

pytestmark = pytest.mark.django_db
SECTORS = ["elc", "primary", "secondary", "special"]


@pytest.fixture
def officer():
    return OfficerFactory().person


class Year:
    """A generated year: 423 settings, 60 programmes, 5,000 participations; always the same."""

    def __init__(self):
        chance = random.Random(423)  # noqa: S311  # a sample, not a secret
        plan = PlanFactory()
        self.councils = [CouncilFactory() for _ in range(5)]
        self.strands = [StrandFactory() for _ in range(5)]
        self.priorities = [PriorityFactory(plan=plan) for _ in range(3)]
        actions = [ActionFactory(priority=self.priorities[n % 3]) for n in range(9)]
        Setting.objects.bulk_create(
            Setting(
                name=f"School {n}",
                seed_code=f"{n:07}",
                council=self.councils[n % 5],
                sector=chance.choices(SECTORS, [2, 20, 4, 1])[0],
                is_open=n % 40 != 0,
            )
            for n in range(423)
        )
        self.settings = list(Setting.objects.order_by("seed_code"))
        self.programmes = [ProgrammeFactory(strand=self.strands[n % 5]) for n in range(60)]
        self.served = {p.pk: chance.sample(actions, n % 4) for n, p in enumerate(self.programmes)}
        for programme in self.programmes:
            programme.actions.set(self.served[programme.pk])
        pairs = [(s, p) for s in self.settings[:400] for p in self.programmes]
        self.rows = []
        for setting, programme in chance.sample(pairs, 5000):
            people = chance.choice([None, 0, 1, 2, 3, 5, 8])
            times = None if people is None else people * chance.randint(1, 4)
            self.rows.append((setting, programme, people, times, chance.choice([None, 0, 1, 2])))
        Participation.objects.bulk_create(
            Participation(
                setting=setting,
                programme=programme,
                practitioners=people,
                interactions=times,
                support_visits=visits,
            )
            for setting, programme, people, times, visits in self.rows
        )

    def expected(self, *, of=lambda setting: True, within=lambda row: True):
        """Return settings, all settings and the three sums by going through every row."""
        rows = [row for row in self.rows if of(row[0]) and within(row)]
        took_part = {row[0].pk for row in rows}
        ever = {row[0].pk for row in self.rows}
        everyone = [s for s in self.settings if of(s) and (s.is_open or s.pk in ever)]
        sums = [f"{sum(row[n] or 0 for row in rows):,}" for n in (2, 3, 4)]
        return [len(took_part), len(everyone), *sums]

    def serves(self, row, priority):
        return any(action.priority == priority for action in self.served[row[1].pk])


def facts(line):
    counts = [line.practitioners, line.interactions, line.support_visits]
    return [line.settings, line.all_settings, *counts]


def test_a_years_reach_is_right_and_costs_nine_queries(officer, django_assert_num_queries):
    year = Year()
    reach = Reach(PlanFactory(), officer)
    officer.current_memberships  # noqa: B018  # read beforehand, as in a request

    # sums, programmes, settings reached, the register, councils, strands and those of each,
    # priorities and those of each
    with django_assert_num_queries(9):
        lines = reach.overall, reach.by_council, reach.by_sector, reach.by_strand, reach.by_priority

    overall, by_council, by_sector, by_strand, by_priority = lines
    assert facts(overall) == year.expected()
    by_name = {line.label: facts(line) for line in by_council}
    for council in year.councils:
        assert by_name[council.name] == year.expected(of=lambda s, c=council: s.council == c)
    for line, sector in zip(by_sector, SECTORS, strict=True):
        assert facts(line) == year.expected(of=lambda s, x=sector: s.sector == x)
    for line, strand in zip(by_strand, year.strands, strict=True):
        assert facts(line) == year.expected(within=lambda row, x=strand: row[1].strand == x)
    for line, priority in zip(by_priority, year.priorities, strict=True):
        assert facts(line) == year.expected(within=lambda row, x=priority: year.serves(row, x))


def test_a_councils_and_a_strands_reach_are_right(officer):
    year = Year()
    council, strand = year.councils[2], year.strands[3]
    reach = Reach(PlanFactory(), officer, council=council)
    assert facts(reach.overall) == year.expected(of=lambda s: s.council == council)

    reach = Reach(PlanFactory(), officer, strand=strand)
    settings, _, *sums = facts(reach.overall)
    expected, _, *expected_sums = year.expected(within=lambda row: row[1].strand == strand)
    assert [settings, *sums] == [expected, *expected_sums]


def recorded(sector, people, times=40, **place):
    setting = SettingFactory(sector=sector, **place)
    programme = Programme.objects.first() or ProgrammeFactory()
    return ParticipationFactory(
        setting=setting, programme=programme, practitioners=people, interactions=times
    )


@pytest.fixture
def council():
    return CouncilFactory()


def by_sector(person, council):
    reach = Reach(PlanFactory(), person, council=council)
    return [line.practitioners for line in [*reach.by_sector, reach.overall]]


def test_a_small_count_is_hidden_and_the_total_rounded(council, officer):
    recorded("primary", 21, council=council)
    recorded("special", 3, council=council)
    assert by_sector(Visitor(), council) == ["0", "21", "0", "fewer than 5", "about 20"]
    assert by_sector(ConvenerFactory().person, council) == by_sector(Visitor(), council)
    assert by_sector(officer, council) == ["0", "21", "0", "3", "24"]


def test_a_small_count_cannot_be_worked_out_from_another_page(council):
    """A council's total is rounded on the page of all councils, too, and a sector's."""
    recorded("primary", 21, council=council)
    recorded("special", 3, council=council)
    recorded("special", 30)
    reach = Reach(PlanFactory(), Visitor())
    assert [line.practitioners for line in reach.by_council] == ["about 20", "30"]
    special = reach.by_sector[3]
    assert special.practitioners == "about 30"
    assert reach.overall.practitioners == "about 50"


def test_without_small_counts_the_public_reads_exact_ones(council):
    recorded("primary", 21, council=council)
    recorded("special", 9, council=council)
    assert by_sector(Visitor(), council) == ["0", "21", "0", "9", "30"]


def test_a_setting_counts_once_and_a_closed_one_where_it_took_part(council, officer):
    one = SettingFactory(council=council)
    SettingFactory(council=council)
    SettingFactory(council=council, is_open=False)
    gone = SettingFactory(council=council, is_open=False)
    for setting in [one, one, gone]:
        ParticipationFactory(setting=setting)
    overall = Reach(PlanFactory(), officer, council=council).overall
    assert overall.words == "2 of 3 settings"
    assert overall.share == "66.67%"
    assert overall.practitioners == "not counted"


def test_another_sessions_participation_is_not_counted(officer):
    ParticipationFactory(programme__plan=PlanFactory(slug="2021-22", stage="draft", opened_at=None))
    assert Reach(PlanFactory(), officer).overall.settings == 0
