"""The portal's addresses: stable, because they end up in committee papers."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from seic_portal import errors, replay
from seic_portal.health import healthz
from seic_portal.views import actions, calendar, councils, plan, statements, work

admin.site.login = secure_admin_login(admin.site.login)  # one way to sign in, one rate limit

plan_urls = [
    path("", plan.plan_on_a_page, name="plan"),
    path("actions/<reference>/", actions.action, name="action"),
    path("calendar.ics", calendar.calendar, name="calendar"),
    path("councils/", councils.councils, name="councils"),
    path("councils/<slug:council>/", councils.council, name="council"),
    path("", include("priorities.urls")),
]

urlpatterns = [
    path("", plan.home, name="home"),
    path("plans/", include("plans.urls")),
    path("plans/<plan>/", include(plan_urls)),
    path("empowered-system/", include("empowered_system.urls")),
    path("my-work/", work.my_work, name="my_work"),
    path("signed-in/", replay.signed_in, name="signed_in"),
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
