"""The directory of networks, a network's own pages, and what coordinators do for it."""

from django.urls import path

from networks.views import asking, keeping, leading, reading

app_name = "networks"

NETWORK = "<slug:network>/"
GATHERINGS = f"{NETWORK}gatherings/"

directory = [
    path("", reading.index, name="index"),
    path("calendar.ics", reading.all_calendar, name="all_calendar"),
    path("propose/", asking.propose_network, name="propose_network"),
    path("proposals/", keeping.proposals, name="proposals"),
    path("proposals/<int:pk>/", keeping.accept_proposal, name="accept_proposal"),
    path("proposals/<int:pk>/decline/", keeping.decline_proposal, name="decline_proposal"),
]

network_urls = [
    path(NETWORK, reading.network, name="network"),
    path(f"{NETWORK}calendar.ics", reading.calendar, name="calendar"),
    path(f"{NETWORK}join/", asking.join_network, name="join_network"),
    path(f"{NETWORK}edit/", leading.edit_network, name="edit_network"),
    path(f"{NETWORK}confirm/", leading.confirm_network, name="confirm_network"),
    path(f"{NETWORK}requests/", leading.requests, name="requests"),
    path(f"{NETWORK}requests/<int:pk>/", leading.answer_request, name="answer_request"),
    path(f"{NETWORK}archive/", keeping.archive_network, name="archive_network"),
    path(f"{NETWORK}leads/", keeping.leads, name="leads"),
    path(f"{NETWORK}leads/<int:pk>/end/", keeping.end_lead, name="end_lead"),
]

gathering_urls = [
    path(f"{GATHERINGS}add/", leading.add_gathering, name="add_gathering"),
    path(f"{GATHERINGS}<int:pk>/", reading.gathering, name="gathering"),
    path(f"{GATHERINGS}<int:pk>/edit/", leading.edit_gathering, name="edit_gathering"),
    path(f"{GATHERINGS}<int:pk>/cancel/", leading.cancel_gathering, name="cancel_gathering"),
]

urlpatterns = directory + network_urls + gathering_urls
