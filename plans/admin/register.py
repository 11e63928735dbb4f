"""National frameworks, and the register of schools and nurseries."""

from django.contrib import admin

from plans.admin.screens import Screen
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
class SettingAdmin(Screen):
    fields = ["seed_code", "name", "council", "sector", "roll", "is_open"]
    list_display = ["name", "seed_code", "council", "sector", "roll", "is_open"]
    list_filter = ["council", "sector", "is_open"]
    purpose = (
        "Schools and early learning and childcare settings. One that closes is unticked as open, "
        "never deleted: what it took part in stays true."
    )
    search_fields = ["name", "seed_code"]
