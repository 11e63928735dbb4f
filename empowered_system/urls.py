"""The Empowered System: its strands, what they run and share, and what was found."""

from django.urls import path

from empowered_system.views import (
    asking,
    calendar,
    events,
    files,
    findings,
    gaps,
    participation,
    programmes,
    questions,
    reach,
    resources,
    strands,
    support,
)

app_name = "empowered_system"

programme_urls = "programmes/<slug:programme>/"
participation_urls = f"{programme_urls}participation/"

reach_patterns = [
    path("reach/", reach.reach, name="reach"),
    path("reach/not-reached/", reach.not_reached, name="not_reached"),
    path("reach/register/", reach.register, name="register"),
    path(participation_urls, participation.participation, name="participation"),
    path(f"{participation_urls}choose/", participation.choose_settings, name="choose_settings"),
    path(
        f"{participation_urls}record/",
        participation.record_participation,
        name="record_participation",
    ),
    path(
        f"{participation_urls}<int:pk>/",
        participation.edit_participation,
        name="edit_participation",
    ),
    path(
        f"{participation_urls}<int:pk>/remove/",
        participation.remove_participation,
        name="remove_participation",
    ),
]

asked_urls = "support/asked/<str:key>/"
request_urls = "support/requests/<int:pk>/"
support_patterns = [
    path("support/", asking.ask_support, name="ask_support"),
    path("support/sent/", asking.support_sent, name="support_sent"),
    path(asked_urls, asking.support_asked, name="support_asked"),
    path(f"{asked_urls}confirm/", asking.confirm_support, name="confirm_support"),
    path(f"{asked_urls}withdraw/", asking.withdraw_support, name="withdraw_support"),
    path("support/requests/", support.support_requests, name="support_requests"),
    path(request_urls, support.support_request, name="support_request"),
    path(f"{request_urls}agree/", support.agree_support, name="agree_support"),
    path(f"{request_urls}decline/", support.decline_support, name="decline_support"),
    path(f"{request_urls}match/", support.match_support, name="match_support"),
    path(f"{request_urls}matches/<int:match>/note/", support.note_outcome, name="note_outcome"),
]

urlpatterns = [
    *reach_patterns,
    *support_patterns,
    path("", strands.index, name="index"),
    path("events/", strands.events, name="events"),
    path("events.ics", calendar.everything, name="calendar"),
    path("events/<int:pk>.ics", calendar.event, name="event_calendar"),
    path("events/<int:pk>/edit/", events.edit_event, name="edit_event"),
    path("events/<int:pk>/cancel/", events.cancel_event, name="cancel_event"),
    path("findings/", findings.findings, name="findings"),
    path("findings/<slug:finding>/", findings.finding, name="finding"),
    path("findings/<slug:finding>/edit/", findings.edit_finding, name="edit_finding"),
    path("findings/<slug:finding>/publish/", findings.publish_finding, name="publish_finding"),
    path("files/<uuid:key>/", files.file, name="file"),
    path("gaps/", gaps.gaps, name="gaps"),
    path(programme_urls, strands.programme, name="programme"),
    path(f"{programme_urls}edit/", programmes.edit_programme, name="edit_programme"),
    path(f"{programme_urls}history/", programmes.history, name="programme_history"),
    path(f"{programme_urls}settings/", programmes.hosts, name="hosts"),
    path(f"{programme_urls}settings/<int:pk>/", programmes.edit_host, name="edit_host"),
    path(f"{programme_urls}settings/<int:pk>/remove/", programmes.remove_host, name="remove_host"),
    path(f"{programme_urls}events/add/", events.add_event, name="add_event"),
    path(f"{programme_urls}ask/", questions.ask, name="ask"),
    path(f"{programme_urls}questions/", questions.questions, name="questions"),
    path(f"{programme_urls}questions/<int:pk>/", questions.answer, name="answer"),
    path(f"{programme_urls}questions/<int:pk>/remove/", questions.remove, name="remove_question"),
    path(f"{programme_urls}resources/add/", resources.add_resource, name="add_resource"),
    path(f"{programme_urls}resources/<int:pk>/", resources.edit_resource, name="edit_resource"),
    path(
        f"{programme_urls}resources/<int:pk>/remove/",
        resources.remove_resource,
        name="remove_resource",
    ),
    path(f"{programme_urls}findings/add/", findings.add_finding, name="add_finding"),
    path("<slug:strand>/", strands.strand, name="strand"),
    path("<slug:strand>/events.ics", calendar.strand, name="strand_calendar"),
    path("<slug:strand>/programmes/add/", programmes.add_programme, name="add_programme"),
]
