"""People, what each may do for whom, and their invitations."""

from functools import partial

from allauth.account.models import EmailAddress
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from plans import clock
from plans.admin.screens import Record, Screen, WholeFormSet
from plans.forms.base import PortalForm
from plans.invitations import invite
from plans.models import AuditEntry, Membership, Person
from plans.templatetags.portal import day

RIGHTS = {
    "is_administrator": ("No longer administrator", "Made administrator"),
    "is_active": ("May no longer sign in", "May sign in again"),
}


def note_right(what, person, request, detail=""):
    """Keep in the record that someone's rights changed, and by whom."""
    AuditEntry.objects.record(
        f"{what}: {person}"[:200],
        by=request.user,
        at=clock.now(),
        address=reverse("admin:plans_person_change", args=[person.pk]),
        reason=detail,
    )


def note_membership(what, membership, request):
    """Keep in the record what became of a membership, and say who should be asked next."""
    until = f" until {day(membership.ends_on)}" if membership.ends_on else ""
    detail = f"{membership} from {day(membership.starts_on)}{until}"
    note_right(what, membership.person, request, detail)
    if membership.ends_on and membership.role == Membership.Role.OFFICER:
        words = "{} is {} until the end of {}. <a href='{}'>Say who takes over their actions</a>."
        page = reverse("end_membership", args=[membership.pk])
        filled = [membership.person, membership, day(membership.ends_on), page]
        messages.info(request, format_html(words, *filled))


def send_invitation(person, request):
    """Invite someone who may sign in; where the e-mail fails, say so and go on."""
    if not person.is_active:
        messages.warning(request, f"{person} may not sign in, so no invitation was sent.")
        return
    try:
        invite(person, request)
    except OSError:
        messages.error(
            request,
            f"{person} is saved, but the invitation to {person.email} could not be sent. "
            "Try again later with “Send the invitation again”.",
        )
    else:
        messages.success(request, f"The invitation is on its way to {person.email}.")


class EndMembershipInline(admin.TabularInline):
    """What a person is and was: it ends by its last day, and is not deleted."""

    can_delete = False
    fields = ["role", "council", "starts_on", "ends_on"]
    form = PortalForm
    formset = WholeFormSet
    model = Membership
    readonly_fields = ["role", "council", "starts_on"]
    show_change_link = True
    verbose_name_plural = "acts, or acted, as"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "council")

    def has_add_permission(self, request, obj=None):
        return False


class NewMembershipInline(admin.TabularInline):
    """What a person is to be from now on, or from another day."""

    can_delete = False
    extra = 1
    fields = ["role", "council", "starts_on", "ends_on"]
    form = PortalForm
    formset = WholeFormSet
    model = Membership
    verbose_name = "role"
    verbose_name_plural = "new roles"

    def get_queryset(self, request):
        return super().get_queryset(request).none()


@admin.register(Person)
class PersonAdmin(Screen):
    actions = ["send_invitations"]
    fieldsets = [(None, {"fields": ["name", "email", "is_administrator"]})]
    list_display = ["name", "email", "role_words", "is_active", "signed_in"]
    list_filter = ["is_active", "is_administrator"]
    purpose = (
        "Everyone who may sign in. Someone who leaves gets a last day for each role; someone who "
        "must not sign in at once is unticked. Nobody is deleted: what they wrote stays theirs."
    )
    search_fields = ["name", "email", "memberships__council__name"]

    @admin.display(description="acts today as")
    def role_words(self, person):
        return person.role_words or "no role"

    @admin.display(description="last signed in", ordering="last_login")
    def signed_in(self, person):
        return day(person.last_login) or "never"

    def get_queryset(self, request):
        current = Membership.objects.current(clock.today()).select_related("council")
        roles = Prefetch("memberships", current, to_attr="current_memberships")
        return super().get_queryset(request).prefetch_related(roles)

    def get_search_results(self, request, queryset, search_term):
        """Offer as a choice elsewhere only who may sign in."""
        if request.resolver_match.url_name == "autocomplete":
            queryset = queryset.filter(is_active=True)
        return super().get_search_results(request, queryset, search_term)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        signing_in = {"fields": ["is_active", "signed_in"]}
        return [*fieldsets, ("Signing in", signing_in)] if obj else fieldsets

    def note(self, row):
        if row is None:
            return (
                "When you save, they are sent an e-mail with a link to set a password of their own."
            )
        if not row.is_active:
            return "They may not sign in. What they wrote stays under their name."
        return "" if row.has_usable_password() else "They have not set a password yet."

    def get_readonly_fields(self, request, obj=None):
        """Nobody takes their own rights: so there is always an administrator."""
        own = ["is_administrator", "is_active"] if obj == request.user else []
        return ["signed_in", *own]

    def get_inlines(self, request, obj):
        has_roles = obj is not None and obj.memberships.exists()
        return [EndMembershipInline, NewMembershipInline] if has_roles else [NewMembershipInline]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)
        for right in RIGHTS.keys() & set(form.changed_data):
            note_right(RIGHTS[right][getattr(obj, right)], obj, request)
        if change and "email" in form.changed_data:
            # The library keeps a copy, at which the old address would go on working.
            EmailAddress.objects.filter(user=obj).delete()
            note_right("New e-mail address", obj, request)

    def save_formset(self, request, form, formset, change):
        super().save_formset(request, form, formset, change)
        for membership in formset.new_objects:
            note_membership("New role", membership, request)
        for membership, _changed in formset.changed_objects:
            note_membership("Changed role", membership, request)

    def response_add(self, request, obj, post_url_continue=None):
        transaction.on_commit(partial(send_invitation, obj, request))
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        if "_invite" not in request.POST:
            return super().response_change(request, obj)
        person = Person.objects.get(pk=obj.pk)  # with the roles that were saved a moment ago
        transaction.on_commit(partial(send_invitation, person, request))
        return HttpResponseRedirect(request.get_full_path())

    @admin.action(description="Send the invitation again", permissions=["change"])
    def send_invitations(self, request, queryset):
        for person in queryset:
            send_invitation(person, request)


class Standing(admin.SimpleListFilter):
    """Memberships by whether they hold today."""

    title = "when"
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return [("current", "Current"), ("coming", "To come"), ("ended", "Ended")]

    def queryset(self, request, queryset):
        words = {
            "current": queryset.current,
            "coming": queryset.coming,
            "ended": queryset.ended,
        }
        word = words.get(self.value())
        return word(clock.today()) if word else queryset


@admin.register(Membership)
class MembershipAdmin(Record):
    autocomplete_fields = ["person"]
    fields = ["person", "role", "council", "starts_on", "ends_on"]
    list_display = ["person", "role", "council", "starts_on", "standing"]
    list_filter = [Standing, "role", "council"]
    list_select_related = ["person", "council"]
    purpose = (
        "Who acts for a council or for the collaborative, from which day until which. Someone who "
        "leaves is given a last day; a mistake can be deleted until the end of its first day."
    )
    search_fields = ["person__name", "person__email", "council__name"]

    @admin.display(description="until")
    def standing(self, membership):
        """Say in words whether it holds today."""
        if membership.ends_on and membership.ends_on < clock.today():
            return f"ended on {day(membership.ends_on)}"
        until = f"until {day(membership.ends_on)}" if membership.ends_on else "no last day"
        begun = membership.starts_on <= clock.today()
        return f"{'current' if begun else 'to come'}, {until}"

    def may_delete(self, row):
        return row.may_be_deleted

    def get_readonly_fields(self, request, obj=None):
        """What someone was stays true: from the second day on only its end is changed."""
        may_be_mended = obj is None or obj.may_be_deleted
        return [] if may_be_mended else ["person", "role", "council", "starts_on"]

    def note(self, row):
        if row is None or row.may_be_deleted:
            return "From its second day on a role is ended by its last day, and no longer changed."
        words = "<a href='{}'>End it, and say who takes over</a>. Another role is a new membership."
        return format_html(words, reverse("end_membership", args=[row.pk]))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if form.has_changed():
            note_membership("Changed role" if change else "New role", obj, request)

    def delete_model(self, request, obj):
        note_membership("Deleted role", obj, request)
        super().delete_model(request, obj)
