"""A plan's priorities and actions, and the rounds that report on them."""

from django.urls import path

from priorities.views import actions, drafting, progress, rounds, updates

app_name = "priorities"

reading = [
    path("progress/", progress.progress, name="progress"),
    path("priorities/<slug:priority>/", progress.priority, name="priority"),
    path("actions/<reference>/updates/", actions.action_updates, name="action_updates"),
    path("actions/<reference>/history/", actions.action_history, name="action_history"),
]

editing = [
    path("open/", drafting.open_plan, name="open_plan"),
    path("priorities/add/", drafting.add_priority, name="add_priority"),
    path("priorities/<slug:priority>/edit/", drafting.edit_priority, name="edit_priority"),
    path("priorities/<slug:priority>/actions/add/", drafting.add_action, name="add_action"),
    path("actions/<reference>/edit/", actions.edit_action, name="edit_action"),
    path("actions/<reference>/milestones/", actions.milestones, name="milestones"),
    path("actions/<reference>/councils/", actions.contributions, name="contributions"),
    path("actions/<reference>/withdraw/", actions.withdraw_action, name="withdraw_action"),
]

rounds_urls = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/<int:number>/", rounds.round_board, name="round"),
    path("rounds/<int:number>/publish/", rounds.publish_round, name="publish_round"),
]

ONE_UPDATE = "rounds/<int:number>/updates/<reference>/<slug:council>/"

updates_urls = [
    path(ONE_UPDATE, updates.update, name="update"),
    path(f"{ONE_UPDATE}take-back/", updates.take_back_update, name="take_back_update"),
    path(f"{ONE_UPDATE}return/", updates.return_update, name="return_update"),
    path(f"{ONE_UPDATE}correct/", updates.correct_update, name="correct_update"),
]

urlpatterns = editing + reading + rounds_urls + updates_urls
