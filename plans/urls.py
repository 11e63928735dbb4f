"""Every session's plan, and the writing of a draft."""

from django.urls import path

from plans.views import drafting, funding, plans

app_name = "plans"

urlpatterns = [
    path("", plans.index, name="index"),
    path("add/", drafting.add_plan, name="add_plan"),
    path("<plan>/edit/", drafting.edit_plan, name="edit_plan"),
    path("<plan>/goals/", drafting.edit_goals, name="edit_goals"),
    path("<plan>/funding/", funding.funding, name="funding"),
    path("<plan>/funding/add/", funding.add_funding, name="add_funding"),
    path("<plan>/funding/<int:pk>/edit/", funding.edit_funding, name="edit_funding"),
    path("<plan>/funding/<int:pk>/remove/", funding.remove_funding, name="remove_funding"),
]
