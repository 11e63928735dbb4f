"""Every session's plan, and the writing of a draft."""

from django.urls import path

from plans.views import drafting, plans

app_name = "plans"

urlpatterns = [
    path("", plans.index, name="index"),
    path("add/", drafting.add_plan, name="add_plan"),
    path("<plan>/edit/", drafting.edit_plan, name="edit_plan"),
    path("<plan>/goals/", drafting.edit_goals, name="edit_goals"),
]
