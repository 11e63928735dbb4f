"""Every address of the portal with samples from the demonstration, to be looked at in a browser.

A new address without a sample fails a test. `by` is the role that finds most to press there.
"""

from dataclasses import dataclass, field

from django.urls import get_resolver, resolve, reverse
from django.urls.resolvers import URLResolver

from empowered_system.models import SupportRequest

NOW, BEFORE, NEXT = "2022-23", "2021-22", "2023-24"
ROLES = ["visitor", "convener", "reader", "officer", "partner", "coordinator", "administrator"]
ROLES += ["lead"]
# Milestones and requests go by their numbers in the database, which the demonstration gives them.
COACH_NAMED, FIRST_ROUND = 15, 83
ASKED = 8  # the request for another date that waits, of LIT-4
# Questions go by their place in the demonstration: LIT-3's, which Midlothian owes, and others.
OWED, ANSWERED, DRAFTED, HANDED_ON, OVERDUE = 11, 2, 9, 10, 7
OFFICER = 1  # the first role of the demonstration, an officer’s
NOT_A_PAGE = {"healthz", "calendar", "priorities:updates_feed", "paper_file"}
NOT_A_PAGE |= {f"empowered_system:{n}calendar" for n in ["", "strand_", "event_"]}
NOT_A_PAGE |= {"empowered_system:file"}
NOT_A_PAGE |= {"networks:calendar", "networks:all_calendar"}
NOT_A_PAGE |= {"report_file", "revision_file", "plan_file"}
NOT_OURS = {"admin"}


@dataclass(frozen=True)
class Sample:
    """One page: the name of its address, what stands in it, and who finds most to press there."""

    view: str
    inside: dict = field(default_factory=dict)
    query: str = ""
    by: str = "coordinator"

    @property
    def address(self):
        return reverse(self.view, kwargs=self.inside) + self.query

    @property
    def is_public(self):
        """Whether a visitor is let in without being sent to sign in."""
        return not getattr(
            resolve(reverse(self.view, kwargs=self.inside)).func, "login_required", True
        )

    def __str__(self):
        return " ".join(filter(None, [self.view, *map(str, self.inside.values()), self.query]))


def now(view, query="", by="coordinator", **inside):
    return Sample(view, {"plan": NOW, **inside}, query, by)


def draft(view, **inside):
    return Sample(view, {"plan": NEXT, **inside})


def before(view, **inside):
    return Sample(view, {"plan": BEFORE, **inside})


def update(reference, council, number=4, by="officer", view="priorities:update"):
    return now(view, by=by, number=number, reference=reference, council=council)


def network(view, by="lead", of="modern-languages", **inside):
    return Sample(f"networks:{view}", {"network": of, **inside}, by=by)


READING = [
    Sample("home"),
    Sample("about", by="officer"),
    Sample("accessibility", by="officer"),
    Sample("privacy", by="officer"),
    Sample("plans:index"),
    now("plan"),
    draft("plan"),
    before("plan"),
    now("priorities:progress"),
    now("priorities:progress", "?status=off_track&council=midlothian"),
    now("priorities:progress", "?status=nonsense"),
    now("priorities:priority", priority="literacy"),
    now("action", reference="LIT-3", by="officer"),
    now("action", reference="LIT-7"),
    now("action", reference="PATH-12"),
    now("action", reference="LIT-14"),
    draft("action", reference="LIT-2"),
    before("action", reference="REC-1"),
    now("priorities:action_updates", reference="LIT-3"),
    now("priorities:action_history", reference="LIT-3"),
    now("priorities:dates", reference="LIT-5", by="officer"),
    now("priorities:dates", reference="LIT-4"),
    now("priorities:dates", reference="PATH-13"),
    draft("priorities:dates", reference="LIT-2"),
    now("councils"),
    now("council", council="midlothian", by="officer"),
    now("report", council="midlothian", by="officer"),
    now("saved_report", council="midlothian", number=1, by="officer"),
    now("saved_report", "?version=1", council="midlothian", number=1),
    now("revisions"),
    before("revisions"),
    now("revision", number=1),
    now("priorities:questions", by="convener"),
    now("priorities:questions", "?state=open&council=fife"),
    now("priorities:questions", "?meeting=nonsense"),
    now("priorities:question", pk=ANSWERED),
    now("priorities:question", pk=DRAFTED),
    now("priorities:question", pk=HANDED_ON, by="convener"),
    now("priorities:measures"),
    before("priorities:measures"),
    now("priorities:measure", measure="practice-changed-sample"),
    now("priorities:measure", "?stage=all&group=gap", measure="acel-literacy-primary"),
    before("priorities:measure", measure="acel-literacy-s3"),
    now("meetings"),
    now("meeting", meeting="oversight-group-3"),
    now("meeting", meeting="seic-board-3"),
    now("meeting_changes", meeting="oversight-group-3", by="convener"),
    now("meeting_changes", "?from=oversight-group-1&council=fife", meeting="oversight-group-3"),
    now("meeting_changes", "?from=nonsense", meeting="oversight-group-3"),
    now("newest_paper", meeting="oversight-group-1"),
    now("paper", meeting="oversight-group-2", number=1),
    now("paper", meeting="oversight-group-2", number=2),
    now("paper", meeting="oversight-group-3", number=1, by="convener"),
]
RETURN = update("LIT-1", "fife", by="coordinator", view="priorities:return_update")
CORRECT = update(
    "LIT-3", "midlothian", number=3, by="coordinator", view="priorities:correct_update"
)
ASK_QUESTION = now("priorities:ask_question", "?about=LIT-3", by="convener")
RECORD_QUESTION = now("priorities:record_question")
ANSWER_QUESTION = now("priorities:answer_question", pk=OWED, by="officer")
PUBLISH_QUESTION = now("priorities:publish_question", pk=DRAFTED)
TRANSFER = now("priorities:transfer_question", pk=OWED, by="officer")
DECLINE = now("priorities:decline_question", pk=OVERDUE)
WITHDRAW = now("priorities:withdraw_question", pk=OWED, by="convener")
WORKING = [
    Sample("my_work", by="officer"),
    Sample("my_work", by="partner"),
    Sample("my_work", by="convener"),
    Sample("my_work"),
    now("priorities:edit_action", reference="LIT-3", by="officer"),
    now("priorities:milestones", reference="LIT-3", by="officer"),
    now("priorities:add_milestone", reference="LIT-3", by="officer"),
    now("priorities:edit_milestone", reference="LIT-3", pk=COACH_NAMED, by="officer"),
    now("priorities:complete_milestone", reference="LIT-3", pk=COACH_NAMED, by="officer"),
    now("priorities:drop_milestone", reference="LIT-3", pk=COACH_NAMED, by="officer"),
    now("priorities:ask_date", reference="LIT-3", by="officer"),
    now("priorities:decide_date", reference="LIT-4", pk=ASKED),
    now("priorities:withdraw_date", reference="PATH-9", pk=5, by="partner"),
    now("priorities:contributions", reference="LIT-3"),
    now("priorities:add_contribution", reference="PATH-8"),
    now("priorities:change_lead", reference="LIT-3"),
    now("priorities:edit_contribution", reference="LIT-3", council="midlothian"),
    now("priorities:end_contribution", reference="LIT-3", council="fife"),
    now("priorities:withdraw_action", reference="LIT-3"),
    now("priorities:rounds"),
    now("priorities:round", number=4),
    now("priorities:what_is_new", number=4),
    now("priorities:add_round"),
    now("priorities:edit_round", number=4),
    now("priorities:abandon_round", number=4),
    now("priorities:reopen_round", number=3),
    before("priorities:publish_late", number=2),
    now("priorities:close_plan"),
    now("priorities:publish_round", number=4),
    now("priorities:release_round", number=3),
    now("priorities:release_early", number=3),
    now("priorities:without_officer"),
    now("remind_round", number=4),
    Sample("reminders", by="officer"),
    Sample("end_membership", {"pk": OFFICER}, by="administrator"),
    Sample("leave_council", {"council": "scottish-borders"}, by="administrator"),
    now("priorities:send_unchanged", number=4, by="officer"),
    update("LIT-3", "midlothian"),
    update("PATH-1", "city-of-edinburgh", by="coordinator"),
    update("LIT-5", "midlothian"),
    update("LIT-2", "midlothian"),
    update("LIT-2", "midlothian", view="priorities:take_back_update"),
    RETURN,
    CORRECT,
    *[
        ASK_QUESTION,
        RECORD_QUESTION,
        ANSWER_QUESTION,
        PUBLISH_QUESTION,
        TRANSFER,
        DECLINE,
        WITHDRAW,
    ],
    now("edit_report", council="midlothian", number=1, by="officer"),
    now("add_revision"),
    now("add_meeting"),
    now("edit_meeting", meeting="oversight-group-4"),
    now("move_meeting", meeting="oversight-group-3"),
    now("cancel_meeting", meeting="oversight-group-4"),
    now("hold_meeting", meeting="literacy-working-group-4"),
    now("edit_asks", meeting="oversight-group-3"),
    now("record_outcomes", meeting="oversight-group-2"),
    now("preview_paper", meeting="oversight-group-3"),
    now("preview_paper", meeting="oversight-group-4"),
    now("issue_paper", meeting="oversight-group-3"),
    now("withhold_paper", meeting="oversight-group-2", number=2, by="administrator"),
    update("LIT-3", "midlothian", 2, by="administrator", view="priorities:withhold_update"),
]
WRITING = [
    Sample("plans:add_plan"),
    draft("plans:edit_plan"),
    draft("plans:edit_goals"),
    now("plans:funding"),
    draft("plans:funding"),
    now("plans:add_funding"),
    now("plans:edit_funding", pk=1),
    now("plans:remove_funding", pk=1),
    now("priorities:add_measure"),
    now("priorities:edit_measure", measure="acel-literacy-primary"),
    now("priorities:add_value", measure="acel-literacy-primary"),
    now("priorities:edit_value", measure="acel-literacy-primary", pk=1),
    now("priorities:remove_value", measure="acel-literacy-primary", pk=1),
    now("priorities:import_values"),
    now("priorities:choose_priority_measures", priority="literacy"),
    now("priorities:choose_action_measures", reference="LIT-3", by="officer"),
    draft("priorities:write_plan"),
    now("priorities:write_plan"),
    draft("priorities:open_plan"),
    draft("priorities:add_priority"),
    draft("priorities:edit_priority", priority="literacy"),
    now("priorities:edit_priority", priority="literacy"),
    draft("priorities:remove_priority", priority="numeracy"),
    draft("priorities:add_action", priority="literacy"),
    now("priorities:add_action", priority="literacy"),
    draft("priorities:edit_action", reference="LIT-2"),
    draft("priorities:remove_milestone", reference="LIT-1", pk=FIRST_ROUND),
    draft("priorities:remove_contribution", reference="LIT-1", council="fife"),
]
WRITING_WELL = {"programme": "writing-in-the-small-school"}
TALK, FAMILIES = (
    {"programme": "talk-first"},
    {"programme": "reading-together-what-worked-with-families"},
)
FINDING = {"finding": "ten-minutes-of-talk-before-a-first-draft"}
UNPUBLISHED = {"finding": "three-months-after-a-college-visit-first-thoughts"}


def strands(view, inside=None, query="", by="coordinator"):
    return Sample(f"empowered_system:{view}", inside or {}, query, by)


STRANDS = [
    strands("index"),
    strands("events", by="visitor"),
    strands("strand", {"strand": "pedagogy-pioneers"}, by="officer"),
    strands("strand", {"strand": "learning-schools"}, by="visitor"),
    strands("programme", WRITING_WELL, by="officer"),
    strands("programme", FAMILIES, by="visitor"),
    strands("findings"),
    strands("findings", query="?sector=secondary", by="visitor"),
    strands("findings", query="?stage=nonsense", by="visitor"),
    strands("finding", FINDING, by="visitor"),
    strands("finding", UNPUBLISHED, by="officer"),
    strands("gaps", by="officer"),
    strands("programme_history", WRITING_WELL, by="officer"),
]
ADD_PROGRAMME = strands("add_programme", {"strand": "pedagogy-pioneers"})
EDIT_PROGRAMME = strands("edit_programme", WRITING_WELL, by="officer")
HOSTS = strands("hosts", WRITING_WELL, by="officer")
EDIT_HOST = strands("edit_host", WRITING_WELL | {"pk": 1}, by="officer")
ADD_EVENT = strands("add_event", TALK)
EDIT_EVENT = strands("edit_event", {"pk": 5}, by="officer")
CANCEL_EVENT = strands("cancel_event", {"pk": 5}, by="officer")
ASK = strands("ask", TALK, by="visitor")
ANSWER = strands("answer", TALK | {"pk": 5})
ADD_RESOURCE = strands("add_resource", FAMILIES)
EDIT_RESOURCE = strands("edit_resource", WRITING_WELL | {"pk": 1}, by="officer")
ADD_FINDING = strands("add_finding", WRITING_WELL, by="officer")
EDIT_FINDING = strands("edit_finding", UNPUBLISHED, by="officer")
PUBLISH = strands("publish_finding", UNPUBLISHED, by="officer")
STRANDS += [ADD_PROGRAMME, EDIT_PROGRAMME, HOSTS, EDIT_HOST, ADD_EVENT, EDIT_EVENT, CANCEL_EVENT]
STRANDS += [ASK, ANSWER, ADD_RESOURCE, EDIT_RESOURCE, ADD_FINDING, EDIT_FINDING, PUBLISH]
STRANDS += [
    strands("remove_host", WRITING_WELL | {"pk": 1}, by="officer"),
    strands("questions", TALK),
    strands("remove_question", TALK | {"pk": 5}),
    strands("remove_resource", WRITING_WELL | {"pk": 1}, by="officer"),
]
RECORDED = WRITING_WELL | {"pk": 28}  # Larkfield Primary School
CHOOSE = strands("choose_settings", WRITING_WELL, "?q=nursery&setting=64", by="officer")
RECORD = strands("record_participation", WRITING_WELL, "?setting=64&setting=65", by="officer")
CORRECT_COUNTS = strands("edit_participation", RECORDED, by="officer")
STRANDS += [
    strands("reach"),
    strands("reach", query="?council=midlothian", by="visitor"),
    strands("reach", query="?strand=pedagogy-pioneers&session=2021-22", by="visitor"),
    strands("register", by="visitor"),
    strands("not_reached", by="officer"),
    strands("not_reached"),
    strands("participation", WRITING_WELL, by="officer"),
    strands("remove_participation", RECORDED, by="officer"),
    *[CHOOSE, RECORD, CORRECT_COUNTS],
]
# Requests for support go by their place in the demonstration.
HELPED, TO_MATCH, TO_AGREE, NOT_CONFIRMED = 1, 2, 4, 5
ASK_SUPPORT = strands("ask_support", query="?strand=pedagogy-pioneers", by="visitor")
DECLINE_SUPPORT = strands("decline_support", {"pk": TO_AGREE}, by="officer")
MATCH_SUPPORT = strands("match_support", {"pk": TO_MATCH})
NOTE_OUTCOME = strands("note_outcome", {"pk": HELPED, "match": 2})


def asked(view, pk):
    """A page that opens by the signed key of a request for support."""
    return strands(view, {"key": SupportRequest(pk=pk).key}, by="visitor")


STRANDS += [
    *[ASK_SUPPORT, DECLINE_SUPPORT, MATCH_SUPPORT, NOTE_OUTCOME],
    strands("support_sent", by="visitor"),
    asked("support_asked", HELPED),
    asked("support_asked", NOT_CONFIRMED),
    asked("confirm_support", HELPED),  # only pressed: whoever looks is led to the page above
    asked("withdraw_support", TO_MATCH),
    strands("support_requests"),
    strands("support_requests", by="officer"),
    strands("support_request", {"pk": HELPED}),
    strands("support_request", {"pk": TO_AGREE}, by="officer"),
    strands("agree_support", {"pk": TO_AGREE}, by="officer"),  # only pressed, too
]
RESET = {"uidb36": "1", "key": "set-password"}
SIGNING_IN = [
    Sample("account_login", by="visitor"),
    Sample("signed_in", by="officer"),
    Sample("account_logout", by="officer"),
    Sample("account_inactive", by="visitor"),
    Sample("account_signup", by="visitor"),
    Sample("account_reauthenticate", by="officer"),
    Sample("account_change_password", by="officer"),
    Sample("account_set_password", by="officer"),  # who has a password is led to the page above
    Sample("account_reset_password", by="visitor"),
    Sample("account_reset_password_done", by="visitor"),
    Sample("account_reset_password_from_key", RESET, by="visitor"),
    Sample("account_reset_password_from_key_done", by="visitor"),
]
# The numbers that the demonstration gives to gatherings, requests, leads and proposals.
CALLED_OFF, AHEAD, ASKS, LEAD, PROPOSED = 10, 12, 2, 2, 2
NETWORKS = [
    Sample("networks:index"),
    Sample("networks:index", query="?topic=talk&sector=elc", by="officer"),
    Sample("networks:index", query="?sector=nonsense"),
    network("network"),
    network("network", of="small-schools", by="coordinator"),
    network("network", of="mathematics-mastery", by="coordinator"),
    network("gathering", pk=8),
    network("gathering", pk=CALLED_OFF),
    network("join_network", by="visitor"),
    Sample("networks:propose_network", by="visitor"),
    Sample("my_work", by="lead"),
    network("edit_network"),
    network("confirm_network"),  # it is confirmed: whoever only looks is led to the page above
    network("requests"),
    network("answer_request", pk=ASKS),
    network("add_gathering"),
    network("edit_gathering", pk=AHEAD),
    network("cancel_gathering", pk=AHEAD),
    network("archive_network", by="coordinator"),
    network("leads", by="coordinator"),
    network("end_lead", pk=LEAD, by="coordinator"),  # only pressed: who looks is led to the list
    Sample("networks:proposals"),
    Sample("networks:accept_proposal", {"pk": PROPOSED}),
    Sample("networks:decline_proposal", {"pk": PROPOSED}),
]
SAMPLES = READING + WORKING + WRITING + STRANDS + NETWORKS + SIGNING_IN
COUNCILS = ["city-of-edinburgh", "east-lothian", "fife", "midlothian", "scottish-borders"]
REFERENCES = [f"LIT-{n}" for n in range(1, 15)] + [f"PATH-{n}" for n in range(1, 14)]
# More of the same, for the long look.
MORE = [
    *(now("action", reference=reference) for reference in REFERENCES),
    *(now("council", council=council) for council in COUNCILS),
    now("priorities:priority", priority="learning-pathways"),
    draft("priorities:priority", priority="literacy"),
    now("priorities:progress", "?status=complete&overdue=on"),
    draft("priorities:progress"),
    before("priorities:progress"),
    draft("councils"),
    before("council", council="fife"),
    now("priorities:round", number=3),
    *(now("meeting", meeting=slug) for slug in ["oversight-group-1", "literacy-working-group-3"]),
    now("meeting_changes", meeting="oversight-group-1"),
    now("priorities:what_is_new", number=3),
    update("LIT-1", "fife"),
    update("LIT-3", "midlothian", number=2),
    draft("priorities:milestones", reference="LIT-1"),
    draft("priorities:contributions", reference="LIT-1"),
]

TOO_LONG = {"Why is it withdrawn? (optional)": "x" * 1001}
NO_SUCH_DAY = {"Day": "31", "Month": "2", "Year": "2023"}

# Which page, the button that sends it, and what is typed first where nothing at all is no fault.
FORMS = [
    (now("report", council="midlothian", by="officer"), "Draft the report", {}),
    (now("edit_report", council="midlothian", number=1, by="officer"), "Save the report", {}),
    (now("add_revision"), "Record the revision", {}),
    (Sample("reminders", by="officer"), "Save", {}),
    (now("priorities:edit_action", reference="LIT-3", by="officer"), "Save", {}),
    (draft("priorities:edit_action", reference="LIT-2"), "Save", {}),
    (now("priorities:add_milestone", reference="LIT-3", by="officer"), "Save", {}),
    (now("priorities:edit_milestone", reference="LIT-3", pk=COACH_NAMED), "Save", {}),
    (now("priorities:complete_milestone", reference="LIT-3", pk=COACH_NAMED), "Mark as done", {}),
    (now("priorities:drop_milestone", reference="LIT-3", pk=COACH_NAMED), "Drop the milestone", {}),
    (now("priorities:ask_date", reference="LIT-3", by="officer"), "Ask for this date", {}),
    (now("priorities:decide_date", reference="LIT-4", pk=ASKED), "Decline it", {}),
    (now("priorities:add_contribution", reference="PATH-8"), "Add the council", {}),
    (now("priorities:change_lead", reference="LIT-3"), "Change which council leads", {}),
    (now("priorities:edit_contribution", reference="LIT-3", council="midlothian"), "Save", {}),
    (now("priorities:end_contribution", reference="LIT-3", council="fife"), "End its part", {}),
    (now("priorities:withdraw_action", reference="LIT-3"), "Withdraw the action", {}),
    (now("priorities:round", number=3), "Change the day", {}),
    (now("priorities:release_round", number=3), "Change the day", NO_SUCH_DAY),
    (now("priorities:add_round"), "Add the round", {}),
    (now("priorities:edit_round", number=4), "Save the round", {}),
    (now("priorities:abandon_round", number=4), "Abandon round 4", {}),
    (now("priorities:reopen_round", number=3), "Open round 3 again", {}),
    (now("priorities:publish_round", number=4), "Publish round 4", NO_SUCH_DAY),
    (Sample("end_membership", {"pk": OFFICER}, by="administrator"), "End the role", NO_SUCH_DAY),
    (now("priorities:send_unchanged", number=4, by="officer"), "Send as no change", {}),
    (update("LIT-3", "midlothian"), "Submit update", {}),
    (update("LIT-5", "midlothian"), "Submit update", {}),
    (update("PATH-1", "city-of-edinburgh", by="coordinator"), "Submit update", {}),
    (RETURN, "Return with a note", {}),
    (CORRECT, "Add the correction", {}),
    (ASK_QUESTION, "Ask the question", {}),
    (RECORD_QUESTION, "Record the question", {}),
    (ANSWER_QUESTION, "Save the answer for publication", {}),
    (PUBLISH_QUESTION, "Publish the answer", {}),
    (TRANSFER, "Hand it on", {}),
    (DECLINE, "Decline to answer", {}),
    (WITHDRAW, "Withdraw the question", TOO_LONG),
    (now("add_meeting"), "Add the meeting", {}),
    (
        now("edit_meeting", meeting="oversight-group-4"),
        "Save",
        {"Time it starts (optional)": "noon"},
    ),
    (now("move_meeting", meeting="oversight-group-3"), "Move the meeting", {}),
    (now("cancel_meeting", meeting="oversight-group-4"), "Cancel the meeting", {}),
    (
        now("edit_asks", meeting="oversight-group-3"),
        "Save",
        {"What are members asked to do?": "Consider it. " * 30},
    ),
    (
        now("record_outcomes", meeting="oversight-group-2"),
        "Save the outcomes",
        {"Note the due dates that have moved, and why.": "Noted. " * 200},
    ),
    (now("preview_paper", meeting="oversight-group-3"), "Issue the paper", {}),
    (
        now("withhold_paper", meeting="oversight-group-2", number=2, by="administrator"),
        "Withhold it",
        {},
    ),
    (
        update("LIT-3", "midlothian", 2, by="administrator", view="priorities:withhold_update"),
        "Withhold it",
        {},
    ),
    (Sample("plans:add_plan"), "Begin the draft", {}),
    (draft("plans:edit_plan"), "Save", {}),
    (draft("plans:edit_goals"), "Save the goals", {}),
    (now("plans:add_funding"), "Save the line", {}),
    (now("plans:edit_funding", pk=1), "Save the line", NO_SUCH_DAY),
    (now("priorities:add_measure"), "Save the measure", {}),
    (now("priorities:edit_measure", measure="acel-literacy-s3"), "Save the measure", {}),
    (now("priorities:add_value", measure="acel-literacy-primary"), "Add the figure", {}),
    (
        now("priorities:edit_value", measure="acel-literacy-primary", pk=1),
        "Save the figure",
        NO_SUCH_DAY,
    ),
    (now("priorities:import_values"), "Show what would change", {}),
    (now("priorities:choose_priority_measures", priority="literacy"), "Save", {}),
    (now("priorities:choose_action_measures", reference="LIT-3", by="officer"), "Save", {}),
    (draft("priorities:add_priority"), "Save", {}),
    (draft("priorities:edit_priority", priority="literacy"), "Save", {}),
    (now("priorities:edit_priority", priority="literacy"), "Save", {}),
    (draft("priorities:add_action", priority="literacy"), "Add the action", {}),
    (now("priorities:add_action", priority="literacy"), "Add the action", {}),
    (ADD_PROGRAMME, "Add the programme", {}),
    (EDIT_PROGRAMME, "Save", {}),
    (HOSTS, "Add the setting", {}),
    (ADD_EVENT, "Save", {}),
    (EDIT_EVENT, "Save", {}),
    (CANCEL_EVENT, "Cancel the event", {}),
    (ASK, "Send your question", {}),
    (ANSWER, "Publish question and answer", {}),
    (ADD_RESOURCE, "Save", {}),
    (EDIT_RESOURCE, "Save", {}),
    (ADD_FINDING, "Save", {}),
    (ASK_SUPPORT, "Ask for support", {}),
    (DECLINE_SUPPORT, "Decline the request", {}),
    (MATCH_SUPPORT, "Match and tell them", {}),
    (NOTE_OUTCOME, "Add this note", {}),
    (CHOOSE, "Find these settings", {}),
    (RECORD, "Record 2 settings", {}),
    (CORRECT_COUNTS, "Save", {}),
    (EDIT_FINDING, "Save", {}),
    (network("join_network", by="visitor"), "Ask to join", {}),
    (Sample("networks:propose_network", by="visitor"), "Propose this network", {}),
    (network("edit_network"), "Save", {}),
    (network("answer_request", pk=ASKS), "Send the answer", {}),
    (network("add_gathering"), "Save", {}),
    (network("edit_gathering", pk=AHEAD), "Save", {}),
    (network("cancel_gathering", pk=AHEAD), "Cancel the gathering", {}),
    (network("archive_network", by="coordinator"), "Archive the network", {}),
    (network("leads", by="coordinator"), "Appoint them as a lead", {}),
    (Sample("networks:accept_proposal", {"pk": PROPOSED}), "Accept and list it", {}),
    (Sample("networks:decline_proposal", {"pk": PROPOSED}), "Decline it", {}),
    (Sample("account_login", by="visitor"), "Sign in", {}),
    (Sample("account_reauthenticate", by="officer"), "Go on", {}),
    (Sample("account_change_password", by="officer"), "Change password", {}),
    (Sample("account_reset_password", by="visitor"), "Send the link", {}),
]


def names(patterns=None, namespace=""):
    """Return the name of every address of the URL configuration that is a page of ours."""
    found = set()
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace not in NOT_OURS:
                within = f"{pattern.namespace}:" if pattern.namespace else ""
                found |= names(pattern.url_patterns, namespace + within)
        else:
            found.add(namespace + pattern.name)
    return found - NOT_A_PAGE
