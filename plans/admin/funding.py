"""What a plan's money is for."""

from django.contrib import admin

from plans.admin.screens import Record
from plans.forms.funding import FundingForm
from plans.models import FundingLine


@admin.register(FundingLine)
class FundingLineAdmin(Record):
    autocomplete_fields = ["plan"]
    fields = ["plan", *FundingForm.Meta.fields]
    list_display = ["category", "session", "offered", "committed", "claimed", "posts", "as_at"]
    list_filter = ["plan", "category"]
    list_select_related = ["plan"]
    purpose = (
        "What each plan’s money is for, in whole pounds: offered, committed and claimed are three "
        "different sums. A line never shows one person’s pay."
    )
    search_fields = ["description"]

    def may_delete(self, row):
        return True
