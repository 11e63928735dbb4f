"""The administration of the strands: their words, associates; what is to be read; files."""

from django import forms
from django.contrib import admin

from empowered_system.models import Associate, Finding, Host, Programme, Strand, Upload
from plans import clock
from plans.admin.screens import Record
from plans.forms.base import PortalForm


@admin.register(Strand)
class StrandAdmin(Record):
    fields = ["number", "title", "slug", "definition", "offer", "taking_part", "step"]
    list_display = ["title", "number", "step"]
    prepopulated_fields = {"slug": ["title"]}
    purpose = "The elements of the Empowered System, each with the collaborative’s own definition."
    search_fields = ["title", "definition"]


@admin.register(Associate)
class AssociateAdmin(Record):
    autocomplete_fields = ["person"]
    fields = ["person", "council", "sector", "areas", "availability", "is_available"]
    list_display = ["person", "council", "sector", "areas", "is_available"]
    list_filter = ["council", "sector", "is_available"]
    list_select_related = ["person", "council"]
    purpose = (
        "Leaders who help their peers outside their own council. Coordinators match them with "
        "requests for support; their names are for whoever they are matched with."
    )
    search_fields = ["person__name", "areas"]


class Written(Record):
    """What is written on the portal's own pages, here to read."""

    def may_change(self, row):
        return False

    def has_add_permission(self, request):
        return False


class HostInline(admin.TabularInline):
    can_delete = False
    extra = max_num = 0
    fields = readonly_fields = ["setting", "agreed_to_be_named"]
    model = Host


@admin.register(Programme)
class ProgrammeAdmin(Written):
    inlines = [HostInline]
    list_display = ["title", "strand", "session", "council", "kind"]
    list_filter = ["plan", "strand", "council", "kind"]
    purpose = "What the strands run. Coordinators, and officers of the council that runs it, write."
    search_fields = ["title", "summary", "area"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("strand", "plan", "council")


@admin.register(Finding)
class FindingAdmin(Written):
    list_display = ["title", "programme", "published_at"]
    list_filter = ["programme__strand", "sector", "level"]
    list_select_related = ["programme"]
    purpose = "What enquiries found and published. Drafts are read by those who write them."
    search_fields = ["title", "question", "found"]

    def get_queryset(self, request):
        return super().get_queryset(request).published()


class WithholdForm(PortalForm):
    """Withholding a file, or giving it back."""

    class Meta:
        model = Upload
        fields = ["withheld_reason"]
        widgets = {"withheld_reason": forms.Textarea(attrs={"rows": 2})}

    def validate_constraints(self):
        """Leave the moment to `Upload.withhold`, which sets all three."""


@admin.register(Upload)
class UploadAdmin(Record):
    fields = ["name", "content_type", "size", "uploaded_at", "uploaded_by", "withheld_reason"]
    form = WithholdForm
    list_display = ["name", "content_type", "size", "uploaded_at", "withheld_at"]
    list_filter = ["content_type"]
    purpose = "Files that people shared. One that must not be seen is withheld with a reason."
    readonly_fields = ["name", "content_type", "size", "uploaded_at", "uploaded_by"]
    search_fields = ["name", "withheld_reason"]

    def has_add_permission(self, request):
        return False

    def get_queryset(self, request):
        """Leave out files of findings that are still drafts, as their pages do."""
        return (
            super().get_queryset(request).exclude(finding__isnull=False, finding__published_at=None)
        )

    def save_model(self, request, obj, form, change):
        if form.has_changed():
            obj.withhold(obj.withheld_reason, by=request.user, at=clock.now())
