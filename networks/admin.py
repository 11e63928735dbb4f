"""The administration of networks: what they say is read here, and set by their leads alone."""

from django.contrib import admin
from django.core.exceptions import ValidationError

from networks.models import Lead, Network
from networks.models.networks import FOR
from plans import clock
from plans.admin.screens import Record, WholeFormSet
from plans.forms.base import PortalForm
from plans.models import AuditEntry
from plans.templatetags.portal import day

WORDS = [
    *["name", "slug", "purpose", "audience", *FOR.values(), "focus", "agenda", "pace", "joining"],
    *["founded", "mailbox", "link_council", "more_title", "more_address", "confirmed_on"],
]
DECIDED = {"archived_reason": "archived_on", "withheld_reason": "withheld_on"}
SAID = {
    "archived_reason": ("Archived a network", "Brought a network back"),
    "withheld_reason": ("Withheld a network’s page", "Showed a network’s page again"),
}


class NetworkAdminForm(PortalForm):
    """An administrator's decisions about a network: each is made by giving its reason."""

    def clean(self):
        cleaned = super().clean()
        for reason, decided_on in DECIDED.items():
            stands = getattr(self.instance, decided_on) or clock.today()
            setattr(self.instance, decided_on, stands if cleaned.get(reason) else None)
        return cleaned


class EndLeadForm(PortalForm):
    """The day on which someone's lead ended."""

    def clean_ended_on(self):
        ended_on = self.cleaned_data["ended_on"]
        if ended_on and ended_on > clock.today():
            raise ValidationError(f"{day(ended_on)} is still to come: rights end at once.")
        return ended_on


class LeadInline(admin.TabularInline):
    """Who leads a network, and who did: a lead ends by its day, and is not deleted."""

    can_delete = False
    fields = ["person", "starts_on", "ended_on"]
    form = EndLeadForm
    formset = WholeFormSet
    model = Lead
    readonly_fields = ["person", "starts_on"]
    verbose_name_plural = "people who lead it, or led it"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "network")

    def has_add_permission(self, request, obj=None):
        return False


class NewLeadInline(admin.TabularInline):
    """Who is to lead a network from today: someone who may sign in."""

    autocomplete_fields = ["person"]
    can_delete = False
    extra = 1
    fields = ["person"]
    form = PortalForm
    formset = WholeFormSet
    model = Lead
    verbose_name_plural = "appoint someone to lead it"

    def get_queryset(self, request):
        return super().get_queryset(request).none()


@admin.register(Network)
class NetworkAdmin(Record):
    fieldsets = [
        (None, {"fields": [*DECIDED, "archived_on", "withheld_on", "is_sample"]}),
        ("What its leads say", {"fields": WORDS}),
    ]
    form = NetworkAdminForm
    inlines = [LeadInline, NewLeadInline]
    list_display = ["name", "confirmed_on", "link_council", "archived_on", "withheld_on"]
    list_filter = ["link_council", "for_elc", "for_primary", "for_secondary", "for_special"]
    list_select_related = ["link_council"]
    purpose = (
        "The networks of the directory. What a network says is set by those who lead it and by "
        "nobody else; a new one is proposed on the portal, and a coordinator accepts it."
    )
    readonly_fields = [*DECIDED.values(), "is_sample", *WORDS]
    search_fields = ["name", "purpose", "focus", "leads__person__name"]

    def note(self, row):
        return (
            "To archive the network, or to withhold what its page says, write why: everyone reads "
            "the reason in its place. Empty it to undo that."
        )

    def has_add_permission(self, request):
        return False

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        for name in DECIDED.keys() & set(form.changed_data):
            done, undone = SAID[name]
            reason = getattr(obj, name)
            self.record(f"{done if reason else undone}: {obj}", obj, request, reason)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        for lead in formset.new_objects:
            self.record(f"Leads {lead.network} now: {lead.person}", lead.network, request)
        for lead, _changed in formset.changed_objects:
            until = f"until {day(lead.ended_on)}" if lead.ended_on else "again"
            self.record(f"Leads {lead.network} {until}: {lead.person}", lead.network, request)

    def record(self, what, network, request, reason=""):
        """Keep in the record what an administrator decided about a network."""
        address, at = network.get_absolute_url(), clock.now()
        AuditEntry.objects.record(
            what[:200], by=request.user, at=at, address=address, reason=reason
        )
