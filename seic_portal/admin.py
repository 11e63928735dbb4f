"""What the administration is called, what is left out of it, and the councils' report headings."""

from allauth.account import admin as account_admin
from django.contrib import admin
from django.contrib.auth import admin as auth_admin

from plans.admin.screens import Record, WholeFormSet
from plans.drafting_forms import long_text
from plans.forms import PortalForm
from seic_portal.models import CouncilHeading, ReportTemplate

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
