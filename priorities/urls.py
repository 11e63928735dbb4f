"""A plan's priorities and actions, and the rounds that report on them."""

from django.urls import path

from priorities.views import (
    actions,
    calendar,
    contributions,
    dates,
    drafting,
    feed,
    keeping,
    measures,
    milestones,
    pauses,
    progress,
    questions,
    rounds,
    unchanged,
    updates,
)

app_name = "priorities"

reading = [
    path("progress/", progress.progress, name="progress"),
    path("priorities/<slug:priority>/", progress.priority, name="priority"),
    path("updates.atom", feed.updates_feed, name="updates_feed"),
    path("actions/<reference>/updates/", actions.action_updates, name="action_updates"),
    path("actions/<reference>/history/", actions.action_history, name="action_history"),
]

editing = [
    path("write/", drafting.write_plan, name="write_plan"),
    path("open/", drafting.open_plan, name="open_plan"),
    path("close/", drafting.close_plan, name="close_plan"),
    path("priorities/add/", drafting.add_priority, name="add_priority"),
    path("priorities/<slug:priority>/edit/", drafting.edit_priority, name="edit_priority"),
    path("priorities/<slug:priority>/remove/", drafting.remove_priority, name="remove_priority"),
    path("priorities/<slug:priority>/actions/add/", drafting.add_action, name="add_action"),
    path("actions/<reference>/edit/", actions.edit_action, name="edit_action"),
    path("actions/<reference>/withdraw/", actions.withdraw_action, name="withdraw_action"),
]

MILESTONES = "actions/<reference>/milestones/"

milestone_urls = [
    path(MILESTONES, milestones.milestones, name="milestones"),
    path(f"{MILESTONES}add/", milestones.add_milestone, name="add_milestone"),
    path(f"{MILESTONES}<int:pk>/edit/", milestones.edit_milestone, name="edit_milestone"),
    path(
        f"{MILESTONES}<int:pk>/complete/", milestones.complete_milestone, name="complete_milestone"
    ),
    path(f"{MILESTONES}<int:pk>/drop/", milestones.drop_milestone, name="drop_milestone"),
    path(f"{MILESTONES}<int:pk>/remove/", milestones.remove_milestone, name="remove_milestone"),
]

DATES = "actions/<reference>/dates/"

date_urls = [
    path(DATES, dates.dates, name="dates"),
    path(f"{DATES}ask/", dates.ask_date, name="ask_date"),
    path(f"{DATES}<int:pk>/decide/", dates.decide_date, name="decide_date"),
    path(f"{DATES}<int:pk>/withdraw/", dates.withdraw_date, name="withdraw_date"),
]

COUNCILS = "actions/<reference>/councils/"
PART = f"{COUNCILS}<slug:council>/"

council_urls = [
    path("without-officer/", contributions.without_officer, name="without_officer"),
    path(COUNCILS, contributions.contributions, name="contributions"),
    path(f"{COUNCILS}add/", contributions.add_contribution, name="add_contribution"),
    path(f"{COUNCILS}lead/", contributions.change_lead, name="change_lead"),
    path(f"{PART}edit/", contributions.edit_contribution, name="edit_contribution"),
    path(f"{PART}end/", contributions.end_contribution, name="end_contribution"),
    path(f"{PART}remove/", contributions.remove_contribution, name="remove_contribution"),
]

rounds_urls = [
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/<int:number>/", rounds.round_board, name="round"),
    path("rounds/add/", calendar.add_round, name="add_round"),
    path("rounds/<int:number>/edit/", calendar.edit_round, name="edit_round"),
    path("rounds/<int:number>/abandon/", calendar.abandon_round, name="abandon_round"),
    path("rounds/<int:number>/reopen/", calendar.reopen_round, name="reopen_round"),
    path("rounds/<int:number>/late/", calendar.publish_late, name="publish_late"),
    path("rounds/<int:number>/new/", rounds.what_is_new, name="what_is_new"),
    path("rounds/<int:number>/publish/", rounds.publish_round, name="publish_round"),
    path("rounds/<int:number>/release/", rounds.release_round, name="release_round"),
    path("rounds/<int:number>/early/", pauses.release_early, name="release_early"),
]

ONE_UPDATE = "rounds/<int:number>/updates/<reference>/<slug:council>/"

updates_urls = [
    path("rounds/<int:number>/unchanged/", unchanged.send_unchanged, name="send_unchanged"),
    path(ONE_UPDATE, updates.update, name="update"),
    path(f"{ONE_UPDATE}take-back/", updates.take_back_update, name="take_back_update"),
    path(f"{ONE_UPDATE}return/", updates.return_update, name="return_update"),
    path(f"{ONE_UPDATE}correct/", updates.correct_update, name="correct_update"),
    path(f"{ONE_UPDATE}withhold/", updates.withhold_update, name="withhold_update"),
]

QUESTION = "questions/<int:pk>/"

question_urls = [
    path("questions/", questions.questions, name="questions"),
    path("questions/ask/", questions.ask_question, name="ask_question"),
    path("questions/record/", questions.record_question, name="record_question"),
    path(QUESTION, questions.question, name="question"),
    path(f"{QUESTION}answer/", questions.answer_question, name="answer_question"),
    path(f"{QUESTION}publish/", questions.publish_question, name="publish_question"),
    path(f"{QUESTION}transfer/", questions.transfer_question, name="transfer_question"),
    path(f"{QUESTION}decline/", questions.decline_question, name="decline_question"),
    path(f"{QUESTION}withdraw/", questions.withdraw_question, name="withdraw_question"),
]

MEASURE = "measures/<slug:measure>/"

measure_urls = [
    path("measures/", measures.measures, name="measures"),
    path("measures/add/", keeping.add_measure, name="add_measure"),
    path("measures/import/", keeping.import_values, name="import_values"),
    path(MEASURE, measures.measure, name="measure"),
    path(f"{MEASURE}edit/", keeping.edit_measure, name="edit_measure"),
    path(f"{MEASURE}values/add/", keeping.add_value, name="add_value"),
    path(f"{MEASURE}values/<int:pk>/edit/", keeping.edit_value, name="edit_value"),
    path(f"{MEASURE}values/<int:pk>/remove/", keeping.remove_value, name="remove_value"),
    path(
        "priorities/<slug:priority>/measures/",
        keeping.choose_priority_measures,
        name="choose_priority_measures",
    ),
    path(
        "actions/<reference>/measures/",
        keeping.choose_action_measures,
        name="choose_action_measures",
    ),
]

urlpatterns = editing + milestone_urls + date_urls + council_urls
urlpatterns += reading + rounds_urls + updates_urls + question_urls
urlpatterns += measure_urls
