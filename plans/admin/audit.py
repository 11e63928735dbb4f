"""What was decided, to read."""

from django.contrib import admin

from plans.admin.screens import Screen
from plans.models import AuditEntry
from plans.templatetags.portal import moment


@admin.register(AuditEntry)
class AuditEntryAdmin(Screen):
    """Entries are written by what they tell of; here they are read."""

    fields = ["at", "by", "what", "reason", "address"]
    list_display = ["when", "what", "by", "reason"]
    list_select_related = ["by"]
    purpose = "Who decided what, when and why. Entries are added by the portal; none is changed."
    search_fields = ["what", "reason", "by__name"]

    @admin.display(ordering="at")
    def when(self, entry):
        return moment(entry.at)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
