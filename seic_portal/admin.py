"""What the administration is called, what is left out of it, and the councils' report headings."""

from allauth.account import admin as account_admin
from django.contrib import admin
from django.contrib.auth import admin as auth_admin
from django.urls import reverse
from django.utils.html import format_html

from plans.admin.screens import Record, Screen, WholeFormSet
from plans.forms.base import PortalForm
from plans.templatetags.portal import moment
from plans.widgets import long_text
from seic_portal.models import CouncilHeading, Paper, ReportTemplate

# Rights are memberships, and an address is the person's own field.
admin.site.unregister([auth_admin.Group, account_admin.EmailAddress])
admin.site.site_header = admin.site.site_title = "Administration"
admin.site.enable_nav_sidebar = False  # the tables need the width
admin.site.index_title = "Councils, people, plans and reference data"


class CouncilHeadingForm(PortalForm):
    class Meta:
        model = CouncilHeading
        fields = ["place", "level", "series", "text", "block", "counts_paragraphs"]
        fields += ["standing_text", "options", "prompt"]
        widgets = {"standing_text": long_text(3), "options": long_text(3)}


class CouncilHeadingInline(admin.StackedInline):
    """The headings of a council's reports, in their order; reports drafted before keep theirs."""

    extra = 1
    form = CouncilHeadingForm
    formset = WholeFormSet
    model = CouncilHeading


@admin.register(ReportTemplate)
class ReportTemplateAdmin(Record):
    fields = ["council", "kind_line", "body", "author_line", "is_confirmed", "source"]
    inlines = [CouncilHeadingInline]
    list_display = ["council", "kind_line", "body", "is_confirmed"]
    list_select_related = ["council"]
    purpose = (
        "The headings of each council’s report to its own committee. A report that has been "
        "drafted keeps the headings it had."
    )
    search_fields = ["council__name"]


@admin.register(Paper)
class PaperAdmin(Screen):
    """Papers are issued on the portal's own pages and never change; here they are found."""

    fields = ["meeting", "number", "when", "issued_by", "why", "sha256", "withholding"]
    list_display = ["place", "meeting", "number", "when", "is_withheld"]
    list_display_links = ["meeting"]
    list_filter = ["meeting__plan"]
    purpose = (
        "Every paper that was issued, in the order of their chain. What a paper says stands on its "
        "own page, for those who may read it. None is changed or removed."
    )

    def get_queryset(self, request):
        return super().get_queryset(request).with_all()

    @admin.display(ordering="issued_at", description="issued")
    def when(self, paper):
        return moment(paper.issued_at)

    @admin.display(boolean=True, description="withheld")
    def is_withheld(self, paper):
        return paper.is_withheld

    @admin.display(description="withheld")
    def withholding(self, paper):
        meeting = paper.meeting
        address = reverse("withhold_paper", args=[meeting.plan.slug, meeting.slug, paper.number])
        words = "Release it again" if paper.is_withheld else "Withhold it"
        return format_html('<a href="{}">{}</a>', address, words)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
