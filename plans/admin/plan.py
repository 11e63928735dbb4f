"""The collaborative, its councils, its plans and their goals."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html

from plans import clock
from plans.admin.screens import PlanRecord, Record
from plans.forms.base import PortalForm
from plans.models import Collaborative, Council, Goal, Plan


class PauseForm(PortalForm):
    """Whoever may have a pre-election pause: none begins or ends in the past.

    Otherwise what everyone has read would be taken back, or become public after the fact.
    """

    def clean_election_from(self):
        first = self.cleaned_data["election_from"]
        if first and "election_from" in self.changed_data and first <= clock.today():
            raise ValidationError("Enter a day after today: what is public is not taken back.")
        return first

    def clean_election_until(self):
        last = self.cleaned_data["election_until"]
        if last and "election_until" in self.changed_data and last < clock.today():
            raise ValidationError("Enter today or a later day.")
        return last


@admin.register(Collaborative)
class CollaborativeAdmin(Record):
    fieldsets = [
        (None, {"fields": ["name", "short_name", "host_council", "mailbox", "licence"]}),
        (
            "Before an election",
            {"fields": ["election_notice", "election_from", "election_until"]},
        ),
        ("Sample data", {"fields": ["holds_sample_data"]}),
    ]
    form = PauseForm
    list_display = ["name", "host_council", "mailbox", "holds_sample_data"]
    list_select_related = ["host_council"]
    purpose = "The councils’ partnership, and what the portal says about itself. There is one."
    readonly_fields = ["holds_sample_data"]  # a fact of the data, not a wish

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not Collaborative.objects.exists()


class Partners(admin.SimpleListFilter):
    """Councils by whether they belong to the collaborative today."""

    title = "belongs"
    parameter_name = "belongs"

    def lookups(self, request, model_admin):
        return [("yes", "Belongs today"), ("no", "Has left, or is to join")]

    def queryset(self, request, queryset):
        partners = Council.objects.partners(clock.today())
        if self.value() == "yes":
            return queryset.filter(pk__in=partners)
        return queryset.exclude(pk__in=partners) if self.value() else queryset


@admin.register(Council)
class CouncilAdmin(Record):
    fieldsets = [
        (None, {"fields": ["name", "short_name", "slug", "other_names", "gss_code"]}),
        ("How to reach it", {"fields": ["mailbox", "website", "convener_title"]}),
        (
            "Before an election in this council alone",
            {"fields": ["election_from", "election_until"]},
        ),
        (
            "In the collaborative",
            {
                "fields": ["joined_on", "left_on"],
                "description": "A council that leaves gets the day it left. It is never deleted: "
                "what it did stays under its name.",
            },
        ),
    ]
    form = PauseForm
    list_display = ["name", "short_name", "gss_code", "mailbox", "joined_on", "left_on"]
    list_filter = [Partners]
    prepopulated_fields = {"slug": ["name"]}
    purpose = "The partner councils. One that leaves is given the day it left."
    search_fields = ["name", "short_name", "other_names", "gss_code"]

    def get_readonly_fields(self, request, obj=None):
        """A council leaves on a page of its own; that day may be put right here."""
        return ["left_on"] if obj is None or obj.left_on is None else []

    def note(self, row):
        if row is None or row.left_on:
            return ""
        words = "Does it leave? <a href='{}'>Say from when and why</a>; its parts end with it."
        return format_html(words, reverse("leave_council", args=[row.slug]))


class GoalInline(admin.TabularInline):
    extra = 1
    fields = ["number", "text"]
    form = PortalForm
    model = Goal


@admin.register(Plan)
class PlanAdmin(PlanRecord):
    fieldsets = [
        (None, {"fields": ["title", "slug", "starts_on", "ends_on", "predecessor", "stage"]}),
        ("What it says", {"fields": ["vision", "background", "governance", "funding", "source"]}),
    ]
    inlines = [GoalInline]
    list_display = ["title", "slug", "stage", "starts_on", "ends_on"]
    list_filter = ["stage"]
    purpose = (
        "One plan for each school session. A draft is written here or on the portal’s pages; "
        "it is opened there, and from then on changed only there."
    )
    readonly_fields = ["stage"]
    search_fields = ["title", "slug"]

    def plan_of(self, row):
        return row

    def note(self, row):
        return (
            super().note(row)
            if row
            else "A new plan is a draft, with goals and priorities to come."
        )


@admin.register(Goal)
class GoalAdmin(PlanRecord):
    fields = ["plan", "number", "text"]
    list_display = ["text", "number", "session"]
    list_filter = ["plan"]
    list_select_related = ["plan"]
    purpose = "The strategic goals of each plan. Those of a draft can be changed."
    search_fields = ["text"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return super().formfield_for_foreignkey(
            db_field, request, queryset=Plan.objects.draft(), **kwargs
        )
