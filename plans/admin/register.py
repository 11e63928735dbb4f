"""National frameworks, and the register of schools and nurseries."""

from django.contrib import admin, messages
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.decorators import method_decorator

from plans import clock
from plans.access import editing, require
from plans.admin.screens import Record, Screen
from plans.forms.settings import SettingsFileForm
from plans.models import Alignment, Setting


@admin.register(Alignment)
class AlignmentAdmin(Screen):
    fields = ["framework", "short_name", "year", "kind", "number", "title", "council", "note"]
    list_display = ["short_name", "year", "kind", "number", "title", "council"]
    list_display_links = ["title"]
    list_filter = ["framework", "year", "kind", "council"]
    list_select_related = ["council"]
    purpose = (
        "What priorities are aligned to: items of national frameworks and of councils’ own plans. "
        "Titles differ by year, so a new year is a new item. Correct a mistake; nothing is deleted."
    )
    search_fields = ["title", "number", "framework", "short_name", "council__name", "note"]


@admin.register(Setting)
class SettingAdmin(Record):
    change_list_template = "admin/plans/setting/change_list.html"
    fields = ["seed_code", "name", "council", "sector", "roll", "is_open"]
    list_display = ["name", "seed_code", "council", "sector", "roll", "is_open"]
    list_filter = ["council", "sector", "is_open"]
    purpose = (
        "Schools and early learning and childcare settings. One that closes is unticked as open, "
        "never deleted: what it took part in stays true."
    )
    search_fields = ["folded_name", "seed_code"]

    def get_search_results(self, request, queryset, search_term):
        """Find a name whatever its accents."""
        return queryset.like(search_term), False

    def get_urls(self):
        screen = self.admin_site.admin_view(self.import_settings)
        return [path("import/", screen, name="plans_setting_import"), *super().get_urls()]

    @method_decorator(editing)
    def import_settings(self, request):
        """Read a file, show what it would change, and save that when it is confirmed."""
        require(self.has_add_permission(request))
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = SettingsFileForm(*sent, person=request.user)
        here = reverse("admin:plans_setting_changelist")
        if form.is_valid() and form.is_confirmed:
            form.proposal.save(by=request.user, at=clock.now(), address=here)
            messages.success(request, f"The file is imported: {form.proposal.counts}.")
            return redirect(here)
        context = {**self.admin_site.each_context(request), "form": form, "opts": self.opts}
        context |= {"title": "Import settings", "sectors": Setting.Sector.labels}
        return render(request, "admin/plans/setting/import.html", context)
