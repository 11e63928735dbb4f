"""What the sample data holds: every fact of the councils' report, and every case to be seen."""

import datetime as dt

import pytest
from django.db import transaction
from django.db.models import Min

from empowered_system.models import Associate, SupportRequest
from networks.models import Gathering, JoinRequest, Lead, Network, Proposal
from plans import clock
from plans.models import (
    Alignment,
    Ask,
    Collaborative,
    Council,
    Goal,
    Group,
    Meeting,
    Membership,
    Person,
    Plan,
    Round,
    Visitor,
)
from priorities.changes import Changes
from priorities.doubts import Doubts
from priorities.models import (
    Action,
    Contribution,
    DateChange,
    Measure,
    Milestone,
    Priority,
    Question,
    Update,
    Value,
)
from priorities.opening import obstacles
from priorities.progress import Progress
from priorities.status import EVIDENCE_SHOWN, Evidence, Silence, Status
from seic_portal import demonstration
from seic_portal.models import Paper
from seic_portal.papers.verification import Verification

TODAY = dt.date(2023, 2, 15)
COUNCILS = ["City of Edinburgh", "East Lothian", "Fife", "Midlothian", "Scottish Borders"]
KEPT = [Plan, Goal, Priority, Action, Contribution, Milestone, Meeting, Round, Update, Membership]
KEPT += [Question, Measure, Value]


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for this module and then undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        demonstration.load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def plan(loaded, db):
    return Plan.objects.get(slug="2022-23")


def test_every_fact_of_the_councils_report_is_in_the_plan(plan):
    assert plan.title == "SEIC Regional Improvement Plan August 2022-23"
    assert plan.vision == "Working together, Empowering all, Improving outcomes"
    assert [goal.text for goal in plan.goals.all()] == [
        (
            "Driving high quality learning, teaching and assessment, including the use of "
            "digital technologies to enhance learning"
        ),
        "Supporting inclusion, equity and wellbeing",
    ]
    assert [(p.title, p.slug, p.prefix) for p in plan.priorities.all()] == [
        ("Literacy", "literacy", "LIT"),
        ("Learning pathways and positive destinations", "learning-pathways", "PATH"),
    ]
    assert "£1,171,746" in plan.funding
    assert "application to the Scottish Government" in plan.funding
    assert "for the period August 2022-2023" in plan.funding
    for fact in [
        "SEIC Oversight Group",
        "five Conveners for Education",
        "SEIC Board",
        "Officers and head teachers",
    ]:
        assert fact in plan.governance
    for fact in [
        "Education Governance: Next Steps report, June 2017",
        "to add value to work ongoing within education authorities",
        "analysis of data within and across each local authority",
        "set their own agenda, pace and areas of focus",
        "existed prior to the introduction of Regional Improvement Collaboratives",
        "education officers, senior school and central leaders",
    ]:
        assert fact in plan.background
    assert all(council.split()[-1] in plan.background for council in COUNCILS)


def test_the_whole_demonstration_is_marked_as_sample_data(loaded, db):
    assert Collaborative.objects.get().holds_sample_data


def test_at_least_24_actions_stand_under_both_priorities(plan):
    numbers = [priority.actions.count() for priority in plan.priorities.all()]

    assert sum(numbers) >= 24
    assert min(numbers) >= 12


def test_every_council_leads_some_actions_and_takes_no_part_in_others(plan):
    actions = Action.objects.in_plan(plan).count()
    for council in Council.objects.all():
        parts = Contribution.objects.in_plan(plan).filter(council=council)
        assert parts.filter(role="lead").count() >= 4
        assert 15 <= parts.count() < actions


@pytest.mark.parametrize("signed_in", [True, False])
def test_all_six_words_and_silence_show_to_visitors_and_members(signed_in, plan):
    reader = Person.objects.get(email="reader@demo.example") if signed_in else Visitor()

    rows = Progress(plan, reader, today=TODAY).rows

    words = {row.word for row in rows}
    positions = {cell.word for row in rows for cell in row.cells}
    assert words == {*Status, Silence.NOT_DUE}
    assert positions == {*Status, *Silence}


def test_some_contribution_never_reported(plan):
    silent = Contribution.objects.in_plan(plan).filter(updates=None, starts_on=None)

    assert [str(c) for c in silent] == [
        "Fife: PATH-12 Name one adult for each care-experienced leaver"
    ]


def test_three_rounds_are_published_and_the_third_to_members_only(plan):
    reader = Person.objects.get(email="reader@demo.example")
    rounds = Round.objects.in_plan(plan)

    assert [r.number for r in rounds.readable_by(Visitor(), TODAY)] == [1, 2]
    assert [r.number for r in rounds.readable_by(reader, TODAY)] == [1, 2, 3]
    assert [r.number for r in rounds.public(dt.date(2023, 2, 22))] == [1, 2, 3]
    assert [r.number for r in rounds.collecting(TODAY)] == [4]
    assert [r.meetings.get().meets_on for r in rounds] == [
        dt.date(2022, 9, 28),
        dt.date(2022, 12, 7),
        dt.date(2023, 2, 22),
        dt.date(2023, 3, 29),
    ]


def test_each_published_round_has_its_paper_and_one_was_corrected(plan):
    papers = Paper.objects.filter(meeting__plan=plan)

    assert [(p.meeting.slug, p.number, p.issued_on) for p in papers] == [
        ("oversight-group-1", 1, dt.date(2022, 9, 22)),
        ("oversight-group-2", 1, dt.date(2022, 12, 1)),
        ("oversight-group-2", 2, dt.date(2022, 12, 5)),
        ("oversight-group-3", 1, dt.date(2023, 2, 9)),
    ]
    assert [p.number for p in papers.visible_to(Visitor(), TODAY)] == [1, 1, 2]
    assert "coaching visits" in papers[2].why
    assert Verification().faults == []


def test_a_paper_shows_dates_as_they_were_when_it_was_issued(plan):
    first, _, december, february = (paper.words for paper in Paper.objects.all())

    assert first["moves"] == []
    assert [move["reference"] for move in december["moves"]] == ["LIT-3", "LIT-5", "PATH-12"]
    assert [move["reference"] for move in february["moves"]] == ["LIT-5", "PATH-12"]
    assert [one["words"][:9] for one in december["corrections"]] == ["29 visits"]
    (due,) = {
        action["due"]
        for priority in december["priorities"]
        for action in priority["actions"]
        if action["reference"] == "LIT-5"
    }
    assert due == "5 May 2023"


def test_meetings_that_were_held_have_an_outcome_for_each_thing_asked(plan):
    asks = Ask.objects.filter(meeting__plan=plan)

    assert asks.filter(meeting__state="held").count() == 5
    assert not asks.filter(meeting__state="held", outcome="").exists()
    assert asks.filter(meeting__state="planned", outcome="").count() == 3


def test_what_is_sent_is_owed_and_some_of_it_is_late_or_missing(plan):
    for round in Round.objects.in_plan(plan).published():
        owed = {c.pk for c in Contribution.objects.owed_in(round)}
        sent = {u.contribution_id: u for u in Update.objects.filter(round=round)}
        late = [u for u in sent.values() if u.received_on > round.due_on]
        assert sent.keys() < owed
        assert late
        assert all(u.is_published and u.submitted_at < u.published_at for u in sent.values())


def test_the_third_round_was_opened_again_for_one_update(plan):
    third = Round.objects.get(plan=plan, number=3)
    late = Update.objects.filter(round=third, published_at__gt=third.published_at)

    assert [str(u.contribution.council) for u in late] == ["Scottish Borders"]
    assert [str(one.council) for one in third.reopenings.exclude(closed_at=None)] == [
        "Scottish Borders"
    ]


def test_the_round_that_collects_holds_drafts_returned_and_submitted_updates(plan):
    states = Update.objects.filter(round__plan=plan, round__number=4)

    assert set(states.values_list("state", flat=True)) == {"draft", "returned", "submitted"}
    assert all(u.return_note for u in states.filter(state="returned"))


def test_texts_are_short_and_long_and_one_title_is_gaelic(plan):
    lengths = [len(update.text) for update in Update.objects.in_plan(plan)]
    gaelic = Action.objects.in_plan(plan).get(title_language="gd")

    assert min(lengths) < 30
    assert 3700 < max(lengths) <= 4000
    assert gaelic.title == "Leughadh còmhla: leabhraichean Gàidhlig do sgoiltean beaga"


def test_every_step_of_the_evidence_is_claimed_and_the_highest_say_what_was_seen(plan):
    updates = Update.objects.in_plan(plan).published()

    assert set(updates.values_list("evidence", flat=True)) == set(Evidence.values)
    assert all(u.evidence_seen for u in updates.filter(evidence__in=EVIDENCE_SHOWN))


def test_no_council_repeats_itself_twice_running_once_an_action_has_begun(plan):
    repeated = Update.objects.in_plan(plan).filter(no_change=True)
    before = {(u.contribution_id, u.round.number): u for u in repeated.select_related("round")}

    assert before
    for (contribution, number), update in before.items():
        assert update.status in {Status.ON_TRACK, Status.NOT_STARTED}
        if (contribution, number - 1) in before:
            action = update.contribution.action
            assert update.round.opens_on < action.starts_on


def test_one_update_was_sent_with_an_answer_to_what_did_not_fit(plan):
    update = Update.objects.in_plan(plan).exclude(warnings="").get()
    overdue = update.contribution.action.milestones.overdue(update.received_on)
    doubts = Doubts(update, last=None, overdue=list(overdue), today=update.received_on)

    assert (update.state, update.submitted_by.email) == (
        "submitted",
        "officer.midlothian@demo.example",
    )
    assert update.warnings == "\n".join(doubt.says for doubt in doubts.found())
    assert update.warning_answer


def test_the_team_entered_some_updates_for_a_council(plan):
    entered = Update.objects.in_plan(plan).filter(entered_by_team=True)

    assert entered.count() >= 3
    assert {u.submitted_by.email for u in entered} == {"coordinator@demo.example"}


def test_milestones_are_done_late_dropped_moved_and_overdue(plan):
    milestones = Milestone.objects.in_plan(plan)

    assert [m for m in milestones if m.done_on and m.done_on > m.due_on]
    assert [m for m in milestones if m.dropped_on and m.dropped_reason]
    assert sum(m.first_due_on != m.due_on for m in milestones) == 3
    assert milestones.overdue(TODAY).count() >= 5


def test_due_dates_have_moved_once_and_twice(plan):
    actions = Action.objects.in_plan(plan).with_moves()

    assert {a.reference: a.moved for a in actions if a.moved} == {
        "LIT-3": "First due 16 December 2022; moved once, by 15 weeks",
        "LIT-5": "First due 17 March 2023; moved twice, 91 days in all",
        "PATH-12": "First due 28 April 2023; moved twice, 49 days in all",
    }


def test_a_new_date_is_declined_withdrawn_and_waiting(plan):
    changes = DateChange.objects.in_plan(plan).exclude(state="accepted").with_action()

    assert {(change.action.reference, change.state) for change in changes} == {
        ("PATH-13", "declined"),
        ("PATH-9", "withdrawn"),
        ("LIT-4", "asked"),
    }
    assert all(change.asked_by.email.startswith("officer.") for change in changes)


def test_questions_stand_in_every_state_about_the_plan_its_priorities_and_actions(plan):
    questions = Question.objects.in_plan(plan).with_places()

    assert {question.state for question in questions} == set(Question.State.values)
    assert {type(question.about) for question in questions} == {Plan, Priority, Action}
    assert questions.answered().count() >= 5
    assert max(len(question.text) for question in questions) > 500
    assert questions.exclude(put_at=None).get().asker_title.endswith(", Fife")
    assert questions.exclude(transfers=None).get().is_open
    overdue = questions.overdue(TODAY).get()
    assert (overdue.about.reference, overdue.owner) == ("PATH-2", "Fife")
    drafted = questions.get(state="drafted")
    assert (drafted.owner, drafted.due_on) == ("Scottish Borders", TODAY)


def test_an_officer_who_left_wrote_earlier_and_handed_over(plan):
    former = Person.objects.get(email="former.officer@demo.example")

    assert not former.is_member
    assert Update.objects.in_plan(plan).filter(written_by=former).count() > 20
    assert not Contribution.objects.in_plan(plan).filter(lead_officer=former, ends_on=None).exists()


def test_the_closed_plan_keeps_its_two_rounds(loaded, db):
    plan = Plan.objects.get(slug="2021-22")
    words = {row.word for row in Progress(plan, Visitor(), today=TODAY).rows}

    assert plan.stage == "closed"
    assert plan.priorities.count() == 1
    assert Round.objects.in_plan(plan).public(TODAY).count() == 2
    assert words == {Status.COMPLETE, Status.ON_TRACK, Status.STOPPED}


def test_the_draft_plan_cannot_be_opened_yet(loaded, db):
    plan = Plan.objects.get(slug="2023-24")

    missing = obstacles(plan).select_related("priority").order_by("priority", "number")

    assert [action.reference for action in missing] == ["LIT-2", "LIT-3", "PATH-2"]


def test_a_plan_goes_on_from_the_one_before(plan):
    assert plan.predecessor.slug == "2021-22"
    assert plan.successor.slug == "2023-24"
    assert Action.objects.in_plan(plan).exclude(predecessor=None).count() >= 3


def test_everyone_on_the_list_signs_in_with_the_one_password(loaded, db):
    slugs = [council.slug for council in Council.objects.all()]
    wanted = {
        *(f"officer.{slug}@demo.example" for slug in slugs),
        *(f"convener.{slug}@demo.example" for slug in slugs),
        "coordinator@demo.example",
        "reader@demo.example",
        "admin@demo.example",
    }
    people = {person.email: person for person in Person.objects.all()}

    leads = {lead.person.email for lead in Lead.objects.select_related("person")}
    leads |= {one.person.email for one in Associate.objects.select_related("person")}
    assert people.keys() == wanted | leads | {"former.officer@demo.example"}
    assert not any(people[email].is_member for email in leads)
    assert all(people[email].is_member for email in wanted)
    assert people["officer.fife@demo.example"].check_password("demonstration-2023")
    assert len({person.password for person in people.values()}) == 1


def test_a_person_could_have_entered_every_row(loaded, db):
    networks = [Network, Lead, Gathering, JoinRequest, Proposal]
    for model in [*KEPT, *networks, Alignment, Collaborative, Council, DateChange, Group, Person]:
        for row in model.objects.all():
            row.full_clean()


def test_history_is_dated_in_the_past_and_begins_with_the_draft(plan):
    for model in [*KEPT, Council, Collaborative, Group]:
        newest = model.history.latest("history_date").history_date
        assert newest.date() < TODAY
    actions = Action.objects.in_plan(plan)
    first = Action.history.filter(id__in=actions).aggregate(first=Min("history_date"))["first"]
    assert first.date() == dt.date(2022, 5, 16)


def test_some_actions_were_edited_with_a_reason_after_the_plan_was_opened(plan):
    edits = Action.history.filter(
        id__in=Action.objects.in_plan(plan), history_date__gt=plan.opened_at
    )

    assert edits.count() == 9  # four of words, five of due dates
    assert all(edit.history_change_reason for edit in edits)
    reworded = Action.objects.in_plan(plan).get(title_language="gd")
    assert reworded.first_how_we_will_know != reworded.how_we_will_know


@pytest.mark.parametrize(("before", "after"), [(1, 2), (2, 3), (1, 3)])
def test_what_has_changed_is_what_one_finds_by_going_through_it_all(before, after, plan):
    reader = Person.objects.get(email="reader@demo.example")
    rounds = {round.number: round for round in Round.objects.in_plan(plan)}

    found = Changes(plan, rounds[before], rounds[after], person=reader, today=TODAY)

    told = {
        (key, line.reference, line.council)
        for key in ["worse", "better", "finished", "late", "silent"]
        for line in found.lines[key]
    }
    told |= {("new", n.reference, n.council) for n in found.lines["new"] if n.now}
    assert told == gone_through(plan, before, after)
    assert {kind for kind, *_ in told} >= {"worse", "better", "finished", "new"}


FURTHEST_FIRST = ["stopped", "off_track", "at_risk", "not_started", "on_track", "complete"]


def gone_through(plan, before, after):
    """What changed between two rounds, part by part and update by update."""
    told = set()
    for part in Contribution.objects.filter(action__priority__plan=plan):
        if part.action.is_withdrawn:
            continue
        said = {u.round.number: u.status for u in part.updates.all() if u.is_published}
        was, now = (last_said(said, number) for number in [before, after])
        about = part.action.reference, part.council.name
        if now != was:
            told.add((turn(was, now), *about))
        if owes(part, said, plan.rounds.get(number=after)):
            again = owes(part, said, plan.rounds.get(number=before))
            told.add(("late" if again else "silent", *about))
    return told


def last_said(said, number):
    words = [said[earlier] for earlier in range(number + 1) if earlier in said]
    return words[-1] if words else None


def turn(was, now):
    if now in ["complete", "stopped"]:
        return "finished"
    if was is None:
        return "new"
    return "better" if FURTHEST_FIRST.index(now) > FURTHEST_FIRST.index(was) else "worse"


def owes(part, said, round):
    """Whether a part owed an update in a round and sent none."""
    is_over = last_said(said, round.number - 1) in ["complete", "stopped"]
    is_late = part.starts_on and part.starts_on > round.opens_on
    has_ended = part.ends_on and part.ends_on <= round.due_on
    return not (is_over or is_late or has_ended or round.number in said)


def test_one_network_is_real_and_every_other_is_called_sample_data(loaded, db):
    (real,) = Network.objects.filter(is_sample=False).with_signs(TODAY)

    assert real.name == "Small Schools Network"
    assert real.more_address.startswith("https://blogs.glowscotland.org.uk/glowblogs/seicollab")
    # what was not found stays unknown
    assert (real.pace, real.founded, real.link_council, real.mailbox) == ("", None, None, "")
    assert (real.activity, real.gatherings.count()) == ("unknown", 0)


def test_networks_are_of_every_kind(loaded, db):
    networks = Network.objects.with_signs(TODAY)

    assert {n.activity for n in networks.listed()} == {"active", "quiet", "dormant", "unknown"}
    assert networks.exclude(archived_on=None).count() == 1
    assert networks.filter(founded__lt=2017).count() >= 3
    assert networks.filter(name_language="gd").count() == 1
    assert {p.state for p in Proposal.objects.all()} == {"waiting", "accepted", "declined"}
    assert Gathering.objects.filter(meets_on__gt=TODAY).exclude(cancelled_on=None).exists()
    assert {r.answered_at is None for r in JoinRequest.objects.all()} == {True, False}


def test_requests_for_support_stand_at_every_step(loaded, db):
    asked = SupportRequest.objects.all()

    assert set(asked.values_list("state", flat=True)) == set(SupportRequest.State.values)
    assert [one for one in asked if one.moved_at.date() > TODAY] == []
    assert not asked.past_keeping(clock.now()).exists()


def test_measures_hold_what_was_published_and_say_what_was_not(plan):
    """The figures seen in published sources; none is of an area of which none was seen."""
    real = Value.objects.exclude(measure__slug="practice-changed-sample").exclude(number=None)
    assert {(v.measure.slug, v.place, v.session, v.words) for v in real} == {
        ("acel-literacy-primary", "Scotland", "2018-19", "72.3%"),
        ("acel-literacy-primary", "Midlothian", "2020-21", "65.75%"),
        ("acel-literacy-s3", "Midlothian", "2021-22", "80.7%"),
        ("initial-positive-destinations", "Scotland", "2020-21", "95.5%"),
        ("initial-positive-destinations", "Scotland", "2020-21", "4.8 percentage points"),
        ("participation-16-19", "Scotland", "2020-21", "92.2%"),
    }
    assert all(value.published_on <= TODAY for value in real)
    assert all(value.source_link or value.measure.source_link for value in real)
    assert {v.state for v in Value.objects.all()} == set(Value.State.values)
    assert {v.kind for v in Value.objects.all()} == {"actual", "aim"}
    assert Value.objects.filter(is_break=True).count() == 6


def test_the_closed_plan_shows_figures_that_arrived_since(loaded, db):
    closed = Plan.objects.get(slug="2021-22")
    late = [v for v in Value.objects.until(closed).in_order() if v.arrived_after(closed)]
    assert {value.measure.slug for value in late} == {
        "acel-literacy-s3",
        "practice-changed-sample",
    }


def test_every_priority_lists_measures_and_some_actions_name_theirs(plan):
    assert all(priority.measures.exists() for priority in plan.priorities.all())
    assert Action.objects.in_plan(plan).exclude(measures=None).distinct().count() == 9
