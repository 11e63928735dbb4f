"""Every address of the portal, for everyone: who reads it, who does it, who is sent away.

A new address without a row here fails the first test. A letter stands for an answer: a page (.),
to sign in (s), forbidden (x), not there (-), elsewhere (>), not by this method (m).
"""

from copy import deepcopy

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from empowered_system.models import (
    Associate,
    Event,
    Finding,
    Host,
    OutcomeNote,
    Participation,
    Programme,
    PublicQuestion,
    Resource,
    SupportMatch,
    SupportRequest,
    SupportStep,
    Upload,
)
from networks.models import Gathering, JoinRequest, Lead, Network, Proposal
from plans.models import (
    Ask,
    AuditEntry,
    Council,
    EarlyRelease,
    FundingLine,
    Meeting,
    Membership,
    Person,
    Plan,
    Reopening,
    Revision,
    Round,
)
from priorities.models import (
    Action,
    Contribution,
    DateChange,
    Measure,
    Milestone,
    Priority,
    Question,
    Transfer,
    Update,
    Value,
    Withholding,
)
from seic_portal.models import CommitteeReport, Paper, PaperWithholding, Reminder
from seic_portal.tests import world

pytestmark = pytest.mark.django_db

# The officer is one of the lead council, the partner one of a council that takes part.
ROLES = [
    "visitor",
    "leaver",
    "convener",
    "reader",
    "other",
    "partner",
    "officer",
    "coordinator",
    "administrator",
]
PLAN, DRAFT = {"plan": "2022-23"}, {"plan": "2023-24"}
ACTION, DRAFT_ACTION = PLAN | {"reference": "LIT-1"}, DRAFT | {"reference": "NUM-1"}
PRIORITY, DRAFT_PRIORITY = PLAN | {"priority": "literacy"}, DRAFT | {"priority": "numeracy"}
COUNCIL, PART = PLAN | {"council": "fife"}, ACTION | {"council": "fife"}
REPORTS = PLAN | {"council": "midlothian"}
REPORT = REPORTS | {"number": 1}
MILESTONE, REQUEST = ACTION | {"pk": Milestone}, ACTION | {"pk": DateChange}
QUESTION = PLAN | {"pk": Question}
MEASURE, DRAFT_MEASURE = (one | {"measure": "literacy-primary"} for one in (PLAN, DRAFT))
VALUE = MEASURE | {"pk": Value}
FUNDING = PLAN | {"pk": FundingLine}
ROUND, PUBLISHED = PLAN | {"number": 3}, PLAN | {"number": 2}
OFFICERS = ROUND | {"reference": "LIT-1", "council": "midlothian"}
PARTNERS = ROUND | {"reference": "LIT-1", "council": "fife"}
SAID = PUBLISHED | {"reference": "LIT-1", "council": "midlothian"}
PAPER = PLAN | {"meeting": "oversight-group-2", "number": 1}
MEETING, DRAFT_MEETING = PLAN | {"meeting": "oversight-group-2"}, DRAFT | {"meeting": "board-1"}
NETWORK = {"network": "early-talk"}
GATHERING = NETWORK | {"pk": Gathering}
KEY = {"uidb36": "1", "key": "x-y"}
STRAND, PROGRAMME = {"strand": "pedagogy-pioneers"}, {"programme": "writing-in-the-small-school"}
EVENT, HOST = {"pk": Event}, PROGRAMME | {"pk": Host}
RESOURCE, PUT = PROGRAMME | {"pk": Resource}, PROGRAMME | {"pk": PublicQuestion}
RECORDED = PROGRAMME | {"pk": Participation}
SUPPORT, HELP = {"pk": SupportRequest}, {"pk": SupportRequest, "match": SupportMatch}
FOUND, UNPUBLISHED = {"finding": "ten-minutes"}, {"finding": "a-draft"}

# An address, the answers to reading it, and to sending it an empty form; by role as above.
ANSWERS = [
    ("home", {}, ".........", "........."),
    ("plans:index", {}, ".........", "........."),
    ("plans:add_plan", {}, "sxxxxxx.x", "sxxxxxx.x"),
    ("plans:edit_plan", DRAFT, "s-xxxxx.x", "s-xxxxx.x"),
    ("plans:edit_plan", PLAN, "sxxxxxxxx", "sxxxxxxxx"),
    ("plans:edit_goals", DRAFT, "s-xxxxx.x", "s-xxxxx.x"),
    ("plans:edit_goals", PLAN, "sxxxxxx.x", "sxxxxxx.x"),
    ("plans:funding", PLAN, ".........", "........."),
    ("plans:funding", DRAFT, "--.......", "--......."),
    ("plans:add_funding", PLAN, "sxxxxxx.x", "sxxxxxx.x"),
    ("plans:edit_funding", FUNDING, "sxxxxxx.x", "sxxxxxx.x"),
    ("plans:remove_funding", FUNDING, "sxxxxxx.x", "sxxxxxx>x"),
    ("plan", PLAN, ".........", "........."),
    ("plan", DRAFT, "--.......", "--......."),
    ("action", ACTION, ".........", "........."),
    ("action", DRAFT_ACTION, "--.......", "--......."),
    ("councils", PLAN, ".........", "........."),
    ("councils", DRAFT, "--.......", "--......."),
    ("council", COUNCIL, ".........", "........."),
    ("report", REPORTS, "sxxxxx..x", "sxxxxx..x"),
    ("report", COUNCIL, "sxxxx.x.x", "sxxxx.x.x"),
    ("report", DRAFT | {"council": "midlothian"}, "s-xxxxxxx", "s-xxxxxxx"),
    ("saved_report", REPORT, "sxxxxx..x", "sxxxxx..x"),
    ("edit_report", REPORT, "sxxxxx..x", "sxxxxx..x"),
    ("report_file", REPORT | {"kind": "docx"}, "sxxxxx..x", "sxxxxx..x"),
    ("plan_file", PLAN | {"kind": "docx"}, ".........", "........."),
    ("plan_file", DRAFT | {"kind": "docx"}, "--.......", "--......."),
    ("revisions", PLAN, ".........", "........."),
    ("revisions", DRAFT, "--.......", "--......."),
    ("revision", PLAN | {"number": 1}, ".........", "........."),
    ("add_revision", PLAN, "sxxxxxx.x", "sxxxxxx.x"),
    ("add_revision", DRAFT, "s-xxxxxxx", "s-xxxxxxx"),
    ("revision_file", PLAN | {"number": 1, "kind": "docx"}, ".........", "........."),
    ("meetings", PLAN, ".........", "........."),
    ("meetings", DRAFT, "--.......", "--......."),
    ("meeting", MEETING, ".........", "........."),
    ("meeting", DRAFT_MEETING, "--.......", "--......."),
    ("meeting_changes", MEETING, ".........", "........."),
    ("meeting_changes", DRAFT_MEETING, "--.......", "--......."),
    ("add_meeting", PLAN, "sxxxxxx.x", "sxxxxxx.x"),
    ("add_meeting", DRAFT, "s-xxxxx.x", "s-xxxxx.x"),
    ("edit_meeting", MEETING, "sxxxxxx.x", "sxxxxxx.x"),
    ("move_meeting", MEETING, "sxxxxxx.x", "sxxxxxx.x"),
    ("move_meeting", DRAFT_MEETING, "s-xxxxx>x", "s-xxxxx>x"),
    ("cancel_meeting", MEETING, "sxxxxxx.x", "sxxxxxx.x"),
    ("hold_meeting", MEETING, "sxxxxxx>x", "sxxxxxx>x"),
    ("edit_asks", MEETING, "sxxxxxx.x", "sxxxxxx.x"),
    ("record_outcomes", MEETING, "sxxxxxx.x", "sxxxxxx.x"),
    ("newest_paper", MEETING, "-->>>>>>-", "-->>>>>>-"),
    ("preview_paper", MEETING, "sxxxxxx.x", "sxxxxxx.x"),
    ("issue_paper", MEETING, "sxxxxxx>x", "sxxxxxx.x"),
    ("paper", PAPER, "--......-", "--......-"),
    ("paper_file", PAPER, "--......-", "--......-"),
    ("withhold_paper", PAPER, "sxxxxxxx.", "sxxxxxxx."),
    ("priorities:write_plan", DRAFT, "s-xxxxx.x", "s-xxxxx.x"),
    ("priorities:write_plan", PLAN, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:open_plan", DRAFT, "s-xxxxx.x", "s-xxxxx.x"),
    ("priorities:open_plan", PLAN, "sxxxxxx>x", "sxxxxxx>x"),
    ("priorities:close_plan", DRAFT, "s-xxxxx>x", "s-xxxxx>x"),
    ("priorities:close_plan", PLAN, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:add_priority", DRAFT, "s-xxxxx.x", "s-xxxxx.x"),
    ("priorities:add_priority", PLAN, "sxxxxxxxx", "sxxxxxxxx"),
    ("priorities:edit_priority", DRAFT_PRIORITY, "s-xxxxx.x", "s-xxxxx.x"),
    ("priorities:edit_priority", PRIORITY, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:remove_priority", DRAFT_PRIORITY, "s-xxxxxxx", "s-xxxxxxx"),
    ("priorities:remove_priority", PRIORITY, "sxxxxxxxx", "sxxxxxxxx"),
    ("priorities:add_action", DRAFT_PRIORITY, "s-xxxxx.x", "s-xxxxx.x"),
    ("priorities:add_action", PRIORITY, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:edit_action", ACTION, "sxxxxx..x", "sxxxxx..x"),
    ("priorities:edit_action", DRAFT_ACTION, "s-xxxxx.x", "s-xxxxx.x"),
    ("priorities:withdraw_action", ACTION, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:withdraw_action", DRAFT_ACTION, "s-xxxxx.x", "s-xxxxx.x"),
    ("priorities:milestones", ACTION, "sxxxxx..x", "sxxxxx..x"),
    ("priorities:add_milestone", ACTION, "sxxxxx..x", "sxxxxx..x"),
    ("priorities:edit_milestone", MILESTONE, "sxxxxx..x", "sxxxxx..x"),
    ("priorities:complete_milestone", MILESTONE, "sxxxxx..x", "sxxxxx..x"),
    ("priorities:drop_milestone", MILESTONE, "sxxxxx..x", "sxxxxx..x"),
    ("priorities:remove_milestone", MILESTONE, "sxxxxxxxx", "sxxxxxxxx"),
    ("priorities:dates", ACTION, ".........", "........."),
    ("priorities:dates", DRAFT_ACTION, "--.......", "--......."),
    ("priorities:ask_date", ACTION, "sxxxxx>>x", "sxxxxx..x"),
    ("priorities:ask_date", DRAFT_ACTION, "s-xxxxxxx", "s-xxxxxxx"),
    ("priorities:decide_date", REQUEST, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:withdraw_date", REQUEST, "sxxxxx>xx", "sxxxxx>xx"),
    ("priorities:contributions", ACTION, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:add_contribution", ACTION, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:change_lead", ACTION, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:edit_contribution", PART, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:end_contribution", PART, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:remove_contribution", PART, "sxxxxxxxx", "sxxxxxxxx"),
    ("priorities:progress", PLAN, ".........", "........."),
    ("priorities:progress", DRAFT, "--.......", "--......."),
    ("priorities:updates_feed", PLAN, ".........", "........."),
    ("priorities:updates_feed", DRAFT, "---------", "---------"),
    ("priorities:priority", PRIORITY, ".........", "........."),
    ("priorities:priority", DRAFT_PRIORITY, "--.......", "--......."),
    ("priorities:action_updates", ACTION, ".........", "........."),
    ("priorities:action_history", ACTION, "sxxx.....", "sxxx....."),
    ("priorities:rounds", PLAN, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:round", ROUND, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:round", PUBLISHED, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:what_is_new", ROUND, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:add_round", PLAN, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:add_round", DRAFT, "s-xxxxx.x", "s-xxxxx.x"),
    ("priorities:edit_round", ROUND, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:edit_round", PUBLISHED, "sxxxxxx>x", "sxxxxxx>x"),
    ("priorities:abandon_round", ROUND, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:abandon_round", PUBLISHED, "sxxxxxx>x", "sxxxxxx>x"),
    ("priorities:reopen_round", ROUND, "sxxxxxx>x", "sxxxxxx>x"),
    ("priorities:reopen_round", PUBLISHED, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:publish_late", PUBLISHED, "sxxxxxx>x", "sxxxxxx>x"),
    ("priorities:publish_round", ROUND, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:publish_round", PUBLISHED, "sxxxxxx>x", "sxxxxxx>x"),
    ("priorities:release_round", PUBLISHED, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:release_early", PUBLISHED, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:without_officer", PLAN, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:without_officer", DRAFT, "s-xxxxx.x", "s-xxxxx.x"),
    ("remind_round", ROUND, "sxxxxxx.x", "sxxxxxx>x"),
    ("remind_round", PUBLISHED, "sxxxxxx>x", "sxxxxxx>x"),
    ("priorities:send_unchanged", ROUND, "sxxx...xx", "sxxx...xx"),
    ("priorities:update", OFFICERS, "sxxxxx..x", "sxxxxx..x"),
    ("priorities:update", PARTNERS, "sxxxx.x.x", "sxxxx.x.x"),
    ("priorities:update", SAID, "sx.......", "sx......."),
    ("priorities:take_back_update", PARTNERS, "sxxxx>x>x", "sxxxx>x>x"),
    ("priorities:return_update", PARTNERS, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:correct_update", SAID, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:withhold_update", SAID, "sxxxxxxx.", "sxxxxxxx."),
    ("priorities:questions", PLAN, ".........", "........."),
    ("priorities:questions", DRAFT, "--.......", "--......."),
    ("priorities:question", QUESTION, "--.......", "--......."),
    ("priorities:ask_question", PLAN, "sx.xxxxxx", "sx.xxxxxx"),
    ("priorities:ask_question", DRAFT, "s-xxxxxxx", "s-xxxxxxx"),
    ("priorities:record_question", PLAN, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:record_question", DRAFT, "s-xxxxxxx", "s-xxxxxxx"),
    ("priorities:answer_question", QUESTION, "s-xxxx..x", "s-xxxx..x"),
    ("priorities:publish_question", QUESTION, "s-xxxxx.x", "s-xxxxx.x"),
    ("priorities:transfer_question", QUESTION, "s-xxxx..x", "s-xxxx..x"),
    ("priorities:decline_question", QUESTION, "s-xxxxx.x", "s-xxxxx.x"),
    ("priorities:withdraw_question", QUESTION, "s-.xxxxxx", "s-.xxxxxx"),
    ("priorities:measures", PLAN, ".........", "........."),
    ("priorities:measures", DRAFT, "--.......", "--......."),
    ("priorities:measure", MEASURE, ".........", "........."),
    ("priorities:measure", DRAFT_MEASURE, "--.......", "--......."),
    ("priorities:add_measure", PLAN, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:edit_measure", MEASURE, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:add_value", MEASURE, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:add_value", DRAFT_MEASURE, "s-xxxxx.x", "s-xxxxx.x"),
    ("priorities:edit_value", VALUE, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:remove_value", VALUE, "sxxxxxx.x", "sxxxxxx>x"),
    ("priorities:import_values", PLAN, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:choose_priority_measures", PRIORITY, "sxxxxxx.x", "sxxxxxx.x"),
    ("priorities:choose_priority_measures", DRAFT_PRIORITY, "s-xxxxx.x", "s-xxxxx.x"),
    ("priorities:choose_action_measures", ACTION, "sxxxxx..x", "sxxxxx..x"),
    ("priorities:choose_action_measures", DRAFT_ACTION, "s-xxxxx.x", "s-xxxxx.x"),
    ("calendar", PLAN, ".........", "........."),
    ("calendar", DRAFT, "---------", "---------"),
    ("empowered_system:index", {}, ".........", "........."),
    ("empowered_system:events", {}, ".........", "........."),
    ("empowered_system:calendar", {}, ".........", "........."),
    ("empowered_system:event_calendar", EVENT, ".........", "........."),
    ("empowered_system:edit_event", EVENT, "sxxxxx..x", "sxxxxx..x"),
    ("empowered_system:cancel_event", EVENT, "sxxxxx..x", "sxxxxx..x"),
    ("empowered_system:findings", {}, ".........", "........."),
    ("empowered_system:finding", FOUND, ".........", "........."),
    ("empowered_system:finding", UNPUBLISHED, "------..-", "------..-"),
    ("empowered_system:edit_finding", FOUND, "sxxxxx..x", "sxxxxx..x"),
    ("empowered_system:edit_finding", UNPUBLISHED, "s-----..-", "s-----..-"),
    ("empowered_system:publish_finding", FOUND, "sxxxxx>>x", "sxxxxx>>x"),
    ("empowered_system:publish_finding", UNPUBLISHED, "s-----..-", "s-----..-"),
    ("empowered_system:file", {"key": Upload}, ".........", "........."),
    ("empowered_system:gaps", {}, "sxxx....x", "sxxx....x"),
    ("empowered_system:strand", STRAND, ".........", "........."),
    ("empowered_system:strand_calendar", STRAND, ".........", "........."),
    ("empowered_system:add_programme", STRAND, "sxxx....x", "sxxx....x"),
    ("empowered_system:programme", PROGRAMME, ".........", "........."),
    ("empowered_system:edit_programme", PROGRAMME, "sxxxxx..x", "sxxxxx..x"),
    ("empowered_system:programme_history", PROGRAMME, "sxxx.....", "sxxx....."),
    ("empowered_system:hosts", PROGRAMME, "sxxxxx..x", "sxxxxx..x"),
    ("empowered_system:edit_host", HOST, "sxxxxx..x", "sxxxxx>>x"),
    ("empowered_system:remove_host", HOST, "sxxxxx..x", "sxxxxx>>x"),
    ("empowered_system:add_event", PROGRAMME, "sxxxxx..x", "sxxxxx..x"),
    ("empowered_system:ask", PROGRAMME, ".........", "........."),
    ("empowered_system:questions", PROGRAMME, "sxxxxx..x", "sxxxxx..x"),
    ("empowered_system:answer", PUT, "sxxxxx..x", "sxxxxx..x"),
    ("empowered_system:remove_question", PUT, "sxxxxx..x", "sxxxxx>>x"),
    ("empowered_system:add_resource", PROGRAMME, "sxxxxx..x", "sxxxxx..x"),
    ("empowered_system:edit_resource", RESOURCE, "sxxxxx..x", "sxxxxx..x"),
    ("empowered_system:remove_resource", RESOURCE, "sxxxxx..x", "sxxxxx>>x"),
    ("empowered_system:add_finding", PROGRAMME, "sxxxxx..x", "sxxxxx..x"),
    ("empowered_system:ask_support", {}, ".........", "........."),
    ("empowered_system:support_sent", {}, ".........", "........."),
    ("empowered_system:support_asked", {"key": SupportRequest}, ".........", "........."),
    ("empowered_system:support_asked", {"key": "1.x"}, "---------", "---------"),
    ("empowered_system:confirm_support", {"key": SupportRequest}, ">>>>>>>>>", ">>>>>>>>>"),
    ("empowered_system:withdraw_support", {"key": SupportRequest}, ".........", ">>>>>>>>>"),
    ("empowered_system:support_requests", {}, "sxxx....x", "sxxx....x"),
    ("empowered_system:support_request", SUPPORT, "s-----..-", "s-----..-"),
    ("empowered_system:agree_support", SUPPORT, "s----->x-", "s----->x-"),
    ("empowered_system:decline_support", SUPPORT, "s-----xx-", "s-----xx-"),
    ("empowered_system:match_support", SUPPORT, "s-----x.-", "s-----x.-"),
    ("empowered_system:note_outcome", HELP, "s-----x.-", "s-----x.-"),
    ("networks:index", {}, ".........", "........."),
    ("networks:all_calendar", {}, ".........", "........."),
    ("networks:propose_network", {}, ".........", "........."),
    ("networks:proposals", {}, "sxxxxxx.x", "sxxxxxx.x"),
    ("networks:accept_proposal", {"pk": Proposal}, "sxxxxxx.x", "sxxxxxx.x"),
    ("networks:decline_proposal", {"pk": Proposal}, "sxxxxxx.x", "sxxxxxx.x"),
    ("networks:network", NETWORK, ".........", "........."),
    ("networks:calendar", NETWORK, ".........", "........."),
    ("networks:gathering", GATHERING, ".........", "........."),
    ("networks:join_network", NETWORK, ".........", "........."),
    ("networks:edit_network", NETWORK, "sxxxxxxxx", "sxxxxxxxx"),
    ("networks:confirm_network", NETWORK, "sxxxxxxxx", "sxxxxxxxx"),
    ("networks:requests", NETWORK, "sxxxxxxxx", "sxxxxxxxx"),
    ("networks:answer_request", NETWORK | {"pk": JoinRequest}, "sxxxxxxxx", "sxxxxxxxx"),
    ("networks:add_gathering", NETWORK, "sxxxxxxxx", "sxxxxxxxx"),
    ("networks:edit_gathering", GATHERING, "sxxxxxxxx", "sxxxxxxxx"),
    ("networks:cancel_gathering", GATHERING, "sxxxxxxxx", "sxxxxxxxx"),
    ("networks:archive_network", NETWORK, "sxxxxxx.x", "sxxxxxx.x"),
    ("networks:leads", NETWORK, "sxxxxxx.x", "sxxxxxx.x"),
    ("networks:end_lead", NETWORK | {"pk": Lead}, "sxxxxxx>x", "sxxxxxx>x"),
    ("empowered_system:reach", {}, ".........", "........."),
    ("empowered_system:register", {}, ".........", "........."),
    ("empowered_system:not_reached", {}, "sxxx....x", "sxxx....x"),
    ("empowered_system:participation", PROGRAMME, "sxxx....x", "sxxx....x"),
    ("empowered_system:choose_settings", PROGRAMME, "sxxx....x", "sxxx....x"),
    ("empowered_system:record_participation", PROGRAMME, "sxxx>>>>x", "sxxx>>>>x"),
    ("empowered_system:edit_participation", RECORDED, "sxxxxx..x", "sxxxxx..x"),
    ("empowered_system:remove_participation", RECORDED, "sxxxxx..x", "sxxxxx>>x"),
    ("my_work", {}, "s........", "s........"),
    ("reminders", {}, "s........", "s........"),
    ("end_membership", {"pk": Membership}, "sxxxxxxx.", "sxxxxxxx."),
    ("leave_council", {"council": "fife"}, "sxxxxxxx.", "sxxxxxxx."),
    ("signed_in", {}, "s........", "s........"),
    ("about", {}, ".........", "........."),
    ("accessibility", {}, ".........", "........."),
    ("privacy", {}, ".........", "........."),
    ("healthz", {}, ".........", "........."),
    ("account_login", {}, ".>>>>>>>>", ".>>>>>>>>"),
    ("account_logout", {}, ">........", ">>>>>>>>>"),
    ("account_inactive", {}, ".........", "mmmmmmmmm"),
    ("account_signup", {}, ".>>>>>>>>", ".>>>>>>>>"),
    ("account_reauthenticate", {}, "s........", "s........"),
    ("account_change_password", {}, "s........", "s........"),
    ("account_set_password", {}, "s>>>>>>>>", "s>>>>>>>>"),
    ("account_reset_password", {}, ".........", "........."),
    ("account_reset_password_done", {}, ".........", "mmmmmmmmm"),
    ("account_reset_password_from_key", KEY, ".........", "........."),
    ("account_reset_password_from_key_done", {}, ".........", "mmmmmmmmm"),
]
# What a network's leads get, and nobody else; in all the rest they are like someone without a role.
LEADS = {
    "networks:edit_network": ".",
    "networks:confirm_network": ">",
    "networks:requests": ".",
    "networks:answer_request": ".",
    "networks:add_gathering": ".",
    "networks:edit_gathering": ".",
    "networks:cancel_gathering": ".",
}
OTHERS = {"admin"}  # every screen of the admin is opened in test_admin.py


def addresses(patterns, space=""):
    """Yield the name of every address of the portal's own."""
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        elif pattern.namespace not in OTHERS:
            yield from addresses(
                pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space
            )


def answer(response):
    """Return the letter of an answer."""
    if response.status_code == 302:
        return "s" if response["Location"].startswith("/accounts/login/") else ">"
    return {200: ".", 403: "x", 404: "-", 405: "m"}[response.status_code]


def fingerprint():
    """Return how many there are of what an address could change, and the versions of it."""
    kept = [Plan, Priority, Action, Contribution, Milestone, Update, Round, FundingLine, Question]
    kept += [Meeting, Council, Membership, Network, Gathering, Ask, CommitteeReport]
    kept += [Measure, Value]
    kept += [Programme, Host, Event, Resource, PublicQuestion, Finding, Upload, Participation]
    counted = [*kept, Transfer, Reopening, EarlyRelease, Reminder]
    counted += [Associate, SupportRequest, SupportStep, SupportMatch, OutcomeNote]
    counted += [Lead, JoinRequest, Proposal, AuditEntry]
    counted += [Withholding, Paper, PaperWithholding, Revision]
    rows = [model.objects.count() for model in counted] + [DateChange.objects.waiting().count()]
    rows += [Person.objects.filter(reminders=Person.Reminders.ALL).count()]
    return rows + [model.history.count() for model in kept]


def asked(client, method, name, values):
    """Ask for an address and return the letter of its answer."""
    models = {place: model for place, model in values.items() if isinstance(model, type)}
    rows = {place: model.objects.first() for place, model in models.items()}
    values = values | {place: getattr(row, place, row.pk) for place, row in rows.items()}
    return answer(getattr(client, method)(reverse(name, kwargs=values)))


def undone(client, method, name, values):
    """Ask for an address that does something, and undo it: signing out, too."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        letter = asked(client, method, name, values)
        transaction.set_rollback(True)
    client.cookies = cookies
    return letter


def test_every_address_has_its_answers():
    assert {name for name, *_ in ANSWERS} == set(addresses(get_resolver().url_patterns))


@pytest.mark.parametrize("role", ROLES)
def test_everyone_gets_what_is_theirs_and_an_empty_form_changes_nothing(role, client):
    person = world.build().people[role]
    if person:
        client.force_login(person)
    before = fingerprint()
    wrong = []
    for name, values, *answers in ANSWERS:
        for method, letters in zip(["get", "post"], answers, strict=True):
            due = letters[ROLES.index(role)]
            given = (undone if due == ">" else asked)(client, method, name, values)
            if given != due:
                wrong.append(f"{method} {name} {values}: {given}, not {due}")

    assert wrong == []
    assert fingerprint() == before


def test_who_leads_a_network_gets_its_own_pages_and_otherwise_what_is_public(client):
    world.build()
    client.force_login(Lead.objects.get().person)
    before = fingerprint()
    wrong = []
    for name, values, *answers in ANSWERS:
        for method, letters in zip(["get", "post"], answers, strict=True):
            due = LEADS.get(name, letters[ROLES.index("leaver")])
            given = (undone if due == ">" else asked)(client, method, name, values)
            if given != due:
                wrong.append(f"{method} {name} {values}: {given}, not {due}")

    assert wrong == []
    assert fingerprint() == before


def test_who_asks_to_join_a_network_is_read_by_its_leads_alone(client):
    people, lead = world.build().people, Lead.objects.get().person
    answer = NETWORK | {"pk": JoinRequest.objects.get().pk}
    pages = [("requests", NETWORK), ("answer_request", answer), ("network", NETWORK), ("index", {})]

    def read(person):
        if person:
            client.force_login(person)
        pages_read = [client.get(reverse(f"networks:{view}", kwargs=own)) for view, own in pages]
        return [world.JOINING in page.text for page in [*pages_read, client.get("/my-work/")]]

    assert {role for role in ROLES if any(read(people[role]))} == set()
    assert read(lead) == [True, True, False, False, False]
