"""What every screen of the administration does alike, whichever app it belongs to."""

from datetime import date

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint, Value
from django.forms.models import BaseInlineFormSet
from simple_history.admin import SimpleHistoryAdmin
from simple_history.template_utils import HistoricalRecordContextHelper

from plans.forms.base import PortalForm
from plans.templatetags.portal import day


class Screen(admin.ModelAdmin):
    """A screen whose forms check the whole row, and on which nothing is deleted unless it says so.

    `purpose` stands above its list, `note` above its form.
    """

    form = PortalForm
    purpose = ""

    def may_change(self, row):
        return True

    def may_delete(self, row):
        return False

    def note(self, row):
        """Return what to know before changing a row, or adding one (None)."""
        return ""

    def plan_of(self, row):
        """Return the plan a row belongs to."""
        return row.plan

    @admin.display
    def session(self, row):
        """The plan by its school session: titles are long and alike."""
        return self.plan_of(row).slug

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (not obj or self.may_change(obj))

    def has_delete_permission(self, request, obj=None):
        """Rows are deleted one at a time, on a page of their own, or not at all."""
        return bool(obj) and super().has_delete_permission(request, obj) and self.may_delete(obj)

    def get_object(self, request, object_id, from_field=None):
        """Fetch a row; while a POST decides on it, nobody else changes it."""
        row = super().get_object(request, object_id, from_field)
        if row and request.method == "POST":
            row.refresh_from_db(from_queryset=self.model.objects.select_for_update(of=("self",)))
        return row

    def get_prepopulated_fields(self, request, obj=None):
        """An address follows a name while it is new, and stays from then on."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["note"] = self.note(obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        if form.versioned is obj:
            obj.version = form.saved_version + 1
        super().save_model(request, obj, form, change)


class Changes(HistoricalRecordContextHelper):
    """What changed, as a person reads it: days as days, choices by their label."""

    def prepare_delta_change_value(self, change, value):
        if isinstance(value, date):
            return day(value)
        if isinstance(value, bool):
            return "yes" if value else "no"
        field = self.model._meta.get_field(change.field)
        return dict(field.flatchoices).get(value, value) or "nothing"


class Record(Screen, SimpleHistoryAdmin):
    """A screen of rows whose every change is kept, and shown as a list of differences."""

    object_history_list_template = "admin/history_list.html"

    def get_urls(self):
        """Leave out the page of one version: from it anyone could write the past back."""
        return super(SimpleHistoryAdmin, self).get_urls()

    def revert_disabled(self, request, obj=None):
        return True

    def get_historical_record_context_helper(self, request, historical_record):
        return Changes(self.model, historical_record)


class PlanRecord(Record):
    """A screen of rows that belong to a plan: written here while it is a draft."""

    def may_change(self, row):
        return self.plan_of(row).is_draft

    def may_delete(self, row):
        return self.plan_of(row).is_draft

    def note(self, row):
        if row is None:
            return "Only a plan that is still a draft is offered here."
        plan = self.plan_of(row)
        if plan.is_draft:
            return "The plan is a draft. A coordinator opens it on the portal’s own pages."
        if plan.is_open:
            return "The plan is open: it is changed on the portal’s own pages, with a reason."
        return "The plan is closed and stays as it is."


class WholeFormSet(BaseInlineFormSet):
    """Rows that break no rule among themselves.

    Django asks the database about each row, which cannot know of the others in the same form.
    """

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        rows = [form.instance for form in kept if form.has_changed() and form.is_valid()]
        for constraint in self.model._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and constraint.condition:
                self.refuse_doubles(constraint, rows)

    def refuse_doubles(self, constraint, rows):
        """Say a conditional constraint's own sentence where two rows of the form break it."""
        seen = set()
        for row in rows:
            fields = {field.name: field for field in row._meta.concrete_fields}
            values = {name: getattr(row, field.attname) for name, field in fields.items()}
            typed = {name: Value(values[name], field) for name, field in fields.items()}
            if not constraint.condition.check(typed):
                continue
            key = tuple(values[name] for name in constraint.fields if name != self.fk.name)
            if key in seen:
                raise ValidationError(constraint.get_violation_error_message())
            seen.add(key)
