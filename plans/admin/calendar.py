"""Groups, their meetings, and the rounds that report to them."""

from django import forms
from django.contrib import admin

from plans import clock
from plans.admin.screens import Record, WholeFormSet
from plans.forms.base import PortalForm
from plans.forms.rounds import RoundForm
from plans.models import Group, Meeting, Plan, Round, Seat
from plans.templatetags.portal import joined


class SeatInline(admin.TabularInline):
    extra = 1
    fields = ["role", "council"]
    form = PortalForm
    formset = WholeFormSet
    model = Seat


@admin.register(Group)
class GroupAdmin(Record):
    fields = ["name", "slug", "remit", "is_for_conveners"]
    inlines = [SeatInline]
    list_display = ["name", "remit"]
    prepopulated_fields = {"slug": ["name"]}
    purpose = "The bodies that lead or do the work, and which roles sit on each. Roles, no names."
    search_fields = ["name", "remit"]

    def may_delete(self, row):
        return row.may_be_deleted


@admin.register(Meeting)
class MeetingAdmin(Record):
    list_display = ["group", "meets_on", "session", "state", "place", "moved_from"]
    list_filter = ["plan", "group", "state"]
    purpose = (
        "Meetings of each group. One that will not take place is cancelled with a reason; one that "
        "was held stays as it was."
    )
    search_fields = ["group__name", "place", "slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("group", "plan")

    def may_delete(self, row):
        return row.may_be_deleted

    def get_fields(self, request, obj=None):
        """A meeting is planned first; what becomes of it is said later."""
        new = ["plan", "group", "meets_on", "starts_at", "place"]
        return [*new, "slug", "state", "moved_from", "reason"] if obj else new

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        fixed = ["plan", "group", "slug", "moved_from"]
        if not obj.is_planned:
            return [*fixed, "meets_on", "starts_at"]
        return fixed if obj.plan.is_draft else [*fixed, "meets_on"]

    def note(self, row):
        if row is None:
            return "Its address is made from the group and the next free number when it is saved."
        if not row.is_planned:
            return (
                "Its day and time stand. If it is still to come, choose “Planned” and save first."
            )
        if row.plan.is_draft:
            return ""
        return (
            "A coordinator moves it to another day on the meeting’s own page, so that what hangs "
            "on its day follows."
        )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "plan":
            kwargs["queryset"] = Plan.objects.unclosed()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.slug = Meeting.objects.in_plan(obj.plan).next_slug(obj.group)
        super().save_model(request, obj, form, change)


class RoundRecordForm(RoundForm):
    """A round with the day it becomes public."""

    def clean_public_from(self):
        """Of a published round: from today on, and not later taken back from the public."""
        public_from = self.cleaned_data["public_from"]
        if not self.instance.is_published:
            return public_from
        if public_from and public_from < clock.today():
            raise forms.ValidationError("Enter today or a later day.")
        return public_from or clock.today()


@admin.register(Round)
class RoundAdmin(Record):
    form = RoundRecordForm
    list_display = [
        "__str__",
        "session",
        "opens_on",
        "due_on",
        "leads_to",
        "state_now",
        "public_from",
    ]
    list_filter = ["plan"]
    list_select_related = ["plan"]
    ordering = ["-plan__starts_on", "number"]
    purpose = (
        "Reporting rounds: when each opens and is due, and for which meetings. They collect one "
        "after another, by number; a coordinator publishes one on its board in the portal."
    )
    search_fields = ["plan__title", "plan__slug", "meetings__group__name"]

    @admin.display(description="state", ordering="opens_on")
    def state_now(self, round):
        return round.state.label

    @admin.display(description="leads to")
    def leads_to(self, round):
        return joined(round.meetings.all())

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("meetings__group")

    def may_change(self, row):
        return row.is_for_members or not (row.is_published or row.abandoned_at)

    def may_delete(self, row):
        return row.may_be_deleted

    def get_fields(self, request, obj=None):
        fields = ["plan", "number", "opens_on", "due_on", "meetings", "public_from"]
        if obj is None:
            return fields
        ended = [name for name in ["published_at", "abandoned_reason"] if getattr(obj, name)]
        return [*fields, "state_now", *ended]

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        fixed = ["plan", "state_now", "published_at", "abandoned_reason"]
        published = ["number", "opens_on", "due_on", "meetings"]
        return [*fixed, *published] if obj.is_published else fixed

    def note(self, row):
        if row is None:
            return "It waits until every earlier round is published or abandoned."
        if row.is_for_members:
            return "This round is published to members. Only the day it becomes public is changed."
        if row.is_published:
            return "This round is published and stays as it is."
        if row.abandoned_at:
            return "This round was abandoned and stays as it is."
        return "" if row.may_be_deleted else "It has opened: councils may be writing in it."

    def get_changeform_initial_data(self, request):
        """Suggest the next round of the plan that is open, or being written."""
        plan = Plan.objects.unclosed().order_by("-stage", "starts_on").first()
        number = Round.objects.in_plan(plan).next_number()
        return {"plan": plan, "number": number} | super().get_changeform_initial_data(request)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        plans = Plan.objects.unclosed()
        return super().formfield_for_foreignkey(db_field, request, queryset=plans, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        meetings = Meeting.objects.filter(plan__in=Plan.objects.unclosed()).select_related("group")
        return super().formfield_for_manytomany(
            db_field, request, queryset=meetings, widget=forms.CheckboxSelectMultiple, **kwargs
        )

    def save_model(self, request, obj, form, change):
        """Save a round; a published one by the very method of the portal's own page."""
        if not obj.is_published:
            super().save_model(request, obj, form, change)
        elif form.has_changed():
            stored = Round.objects.select_related("plan").get(pk=obj.pk)
            stored.release(obj.public_from, by=request.user, at=clock.now())
