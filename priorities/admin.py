"""The administration of a draft plan's priorities and actions; an open plan's, to read."""

from django.contrib import admin

from plans import clock
from plans.admin.screens import PlanRecord, Record, WholeFormSet
from plans.forms.base import PortalForm
from plans.models import Plan
from priorities.forms.measures import SAID
from priorities.models import (
    Action,
    Contribution,
    Measure,
    Milestone,
    Priority,
    Value,
    closed_sessions,
)
from priorities.values_import import SETTLED


@admin.register(Priority)
class PriorityAdmin(PlanRecord):
    autocomplete_fields = ["alignments"]
    fields = ["plan", "number", "title", "slug", "prefix", "outcomes", "why", "alignments"]
    list_display = ["title", "prefix", "number", "session"]
    list_filter = ["plan"]
    prepopulated_fields = {"slug": ["title"]}
    purpose = "The shared priorities of each plan. Those of a draft can be changed."
    search_fields = ["title", "prefix"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("plan")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(
            db_field, request, queryset=Plan.objects.draft(), **kwargs
        )


class ContributionInline(admin.TabularInline):
    autocomplete_fields = ["lead_officer", "deputy"]
    extra = 1
    fields = ["council", "role", "lead_officer", "deputy", "supporting_roles"]
    form = PortalForm
    formset = WholeFormSet
    model = Contribution

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_related("council", "action__priority")


class MilestoneInline(admin.TabularInline):
    extra = 1
    fields = ["number", "title", "due_on"]
    form = PortalForm
    model = Milestone


@admin.register(Action)
class ActionAdmin(PlanRecord):
    autocomplete_fields = ["predecessor"]
    inlines = [ContributionInline, MilestoneInline]
    list_display = ["__str__", "session", "starts_on", "due_on", "moves"]
    list_filter = ["priority__plan", "contributions__council"]
    purpose = (
        "What the councils do together. The actions of a draft plan can be changed here; those of "
        "an open plan are changed on their own pages in the portal, with a reason."
    )
    search_fields = ["title", "description", "priority__title"]

    readonly_fields = ["moves"]

    def plan_of(self, row):
        return row.priority.plan

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("priority__plan").with_moves()

    @admin.display(description="first due")
    def moves(self, row):
        """The first due date, and how often and how far it moved; nothing where it has not."""
        return row.moved or "–"

    def get_search_results(self, request, queryset, search_term):
        """Find an action by its reference too."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        return found | queryset.by_reference(search_term.strip().upper()), may_repeat

    def get_fields(self, request, obj=None):
        """A new action gets the next number of its priority."""
        words = ["title", "title_language", "description", "how_we_will_know"]
        number = ["number"] if obj else []
        moves = ["moves"] if obj and obj.first_due_on else []
        return ["priority", *number, *words, "starts_on", "due_on", *moves, "predecessor"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "priority":
            drafts = Priority.objects.filter(plan__in=Plan.objects.draft())
            kwargs["queryset"] = drafts.select_related("plan")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.number = Action.objects.filter(priority=obj.priority).next_number()
        super().save_model(request, obj, form, change)


@admin.register(Contribution)
class ContributionAdmin(PlanRecord):
    autocomplete_fields = ["lead_officer", "deputy"]
    fields = ["action", "council", "role", "lead_officer", "deputy", "supporting_roles"]
    list_display = ["action", "session", "council", "role"]
    list_filter = ["action__priority__plan", "council", "role"]
    purpose = (
        "Which council leads or takes part in which action. Those of a draft plan can be changed; "
        "in an open plan a coordinator changes them on the action’s page in the portal."
    )
    search_fields = ["action__title", "council__name", "lead_officer__name"]

    def plan_of(self, row):
        return row.action.priority.plan

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "action":
            drafts = Action.objects.filter(priority__plan__in=Plan.objects.draft())
            kwargs["queryset"] = drafts.select_related("priority")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Measure)
class MeasureAdmin(Record):
    fields = ["title", "slug", "counted", "unit", "cohort", "better", "source", "source_link"]
    fields += ["published_in", "how_to_read", "caution"]
    list_display = ["title", "slug", "unit", "cohort", "source"]
    list_filter = ["unit", "cohort"]
    prepopulated_fields = {"slug": ["title"]}
    purpose = (
        "What the region watches year after year. Which priorities and actions name a measure is "
        "chosen on their pages in the portal; so is a file of figures imported there."
    )
    search_fields = ["title", "slug", "counted"]

    def get_readonly_fields(self, request, obj=None):
        """What its figures rest on stays once there are any."""
        return ["slug", "unit", "cohort"] if obj and obj.values.exists() else []


class ValueAdminForm(PortalForm):
    """A figure; what follows from the rest of it is settled before its rules are asked."""

    def _post_clean(self):
        value, cleaned = self.instance, self.cleaned_data
        for name in {"measure", "group", "state"} & set(cleaned):
            setattr(value, name, cleaned[name])
        if value.measure_id:
            value.take_unit()
        value.arrive(clock.today())
        super()._post_clean()
        if {"kind", "year"} <= set(cleaned) and value.is_settled(closed_sessions()):
            self.add_error("kind", SETTLED)


@admin.register(Value)
class ValueAdmin(Record):
    autocomplete_fields = ["measure"]
    fields = ["measure", "area", "council", "group", "stage", "year", "kind", *SAID]
    form = ValueAdminForm
    list_display = ["measure", "place", "group", "stage", "session", "kind", "words"]
    list_filter = ["measure", "area", "council", "group", "kind", "state"]
    list_select_related = ["measure", "council"]
    purpose = (
        "The figures of measures as they were published. “Not yet published” and “suppressed” are "
        "figures of their own, not zeros; a gap is in percentage points."
    )
    search_fields = ["measure__title", "council__name", "note"]

    def may_delete(self, row):
        return not row.is_settled(closed_sessions())

    @admin.display
    def session(self, row):
        return row.session
