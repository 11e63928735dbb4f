"""The portal's addresses: stable, because they end up in committee papers."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path, register_converter

from seic_portal import errors, replay
from seic_portal.documents.files import FileKind
from seic_portal.health import healthz
from seic_portal.views import (
    actions,
    asks,
    calendar,
    councils,
    leaving,
    meeting_steps,
    meetings,
    papers,
    plan,
    reminders,
    reports,
    revisions,
    statements,
    work,
)

register_converter(FileKind, "file")
admin.site.login = secure_admin_login(admin.site.login)  # one way to sign in, one rate limit

PAPER = "<slug:meeting>/paper/<int:number>/"

paper_urls = [
    path("<slug:meeting>/asks/", asks.edit_asks, name="edit_asks"),
    path("<slug:meeting>/outcomes/", asks.record_outcomes, name="record_outcomes"),
    path("<slug:meeting>/paper/", papers.newest_paper, name="newest_paper"),
    path("<slug:meeting>/paper/preview/", papers.preview_paper, name="preview_paper"),
    path("<slug:meeting>/paper/issue/", papers.issue_paper, name="issue_paper"),
    path(PAPER, papers.paper, name="paper"),
    path(f"{PAPER}paper.json", papers.paper_file, name="paper_file"),
    path(f"{PAPER}withhold/", papers.withhold_paper, name="withhold_paper"),
]

meeting_urls = [
    path("", meetings.meetings, name="meetings"),
    path("add/", meeting_steps.add_meeting, name="add_meeting"),
    path("<slug:meeting>/", meetings.meeting, name="meeting"),
    path("<slug:meeting>/changes/", meetings.meeting_changes, name="meeting_changes"),
    path("<slug:meeting>/edit/", meeting_steps.edit_meeting, name="edit_meeting"),
    path("<slug:meeting>/move/", meeting_steps.move_meeting, name="move_meeting"),
    path("<slug:meeting>/cancel/", meeting_steps.cancel_meeting, name="cancel_meeting"),
    path("<slug:meeting>/hold/", meeting_steps.hold_meeting, name="hold_meeting"),
]

report_urls = [
    path("", reports.report, name="report"),
    path("<int:number>/", reports.saved_report, name="saved_report"),
    path("<int:number>/edit/", reports.edit_report, name="edit_report"),
    path("<int:number>.<file:kind>", reports.report_file, name="report_file"),
]

revision_urls = [
    path("", revisions.revisions, name="revisions"),
    path("add/", revisions.add_revision, name="add_revision"),
    path("<int:number>/", revisions.revision, name="revision"),
    path("<int:number>.<file:kind>", revisions.revision_file, name="revision_file"),
]

plan_urls = [
    path("", plan.plan_on_a_page, name="plan"),
    path("actions/<reference>/", actions.action, name="action"),
    path("calendar.ics", calendar.calendar, name="calendar"),
    path("councils/", councils.councils, name="councils"),
    path("councils/<slug:council>/", councils.council, name="council"),
    path("councils/<slug:council>/report/", include(report_urls)),
    path("plan.<file:kind>", revisions.plan_file, name="plan_file"),
    path("revisions/", include(revision_urls)),
    path("meetings/", include(meeting_urls + paper_urls)),
    path("rounds/<int:number>/remind/", reminders.remind_round, name="remind_round"),
    path("", include("priorities.urls")),
]

urlpatterns = [
    path("", plan.home, name="home"),
    path("plans/", include("plans.urls")),
    path("plans/<plan>/", include(plan_urls)),
    path("empowered-system/", include("empowered_system.urls")),
    path("networks/", include("networks.urls")),
    path("my-work/", work.my_work, name="my_work"),
    path("my-work/reminders/", reminders.reminders, name="reminders"),
    path("signed-in/", replay.signed_in, name="signed_in"),
    path("memberships/<int:pk>/end/", leaving.end_membership, name="end_membership"),
    path("councils/<slug:council>/leave/", leaving.leave_council, name="leave_council"),
    path("about/", statements.about, name="about"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("privacy/", statements.privacy, name="privacy"),
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("seic_portal.accounts")),
    path("admin/", admin.site.urls),
]

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
