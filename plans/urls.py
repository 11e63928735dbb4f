"""Every session's plan, and the writing of a draft."""

from django.urls import path

from plans import views

app_name = "plans"

urlpatterns = [
    path("", views.index, name="index"),
    path("add/", views.add_plan, name="add_plan"),
    path("<plan>/edit/", views.edit_plan, name="edit_plan"),
    path("<plan>/goals/", views.edit_goals, name="edit_goals"),
]
