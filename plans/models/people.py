"""People, and what each may do for whom."""

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from plans import clock
from plans.history import History
from plans.querysets import MembershipQuerySet, PersonManager


class Rights:
    """What current memberships allow; a visitor has none of them.

    Every rule about a person is answered from one query, made once a request.
    """

    is_administrator = False

    @cached_property
    def current_memberships(self):
        return []

    def councils_as(self, role):
        """Return the councils for which this person acts in a role today."""
        return [m.council for m in self.current_memberships if m.role == role]

    @cached_property
    def officer_councils(self):
        return self.councils_as(Membership.Role.OFFICER)

    @cached_property
    def convener_councils(self):
        return self.councils_as(Membership.Role.CONVENER)

    @cached_property
    def roles(self):
        return {membership.role for membership in self.current_memberships}

    @property
    def is_coordinator(self):
        return Membership.Role.COORDINATOR in self.roles

    @property
    def is_officer(self):
        return Membership.Role.OFFICER in self.roles

    @property
    def is_convener(self):
        return Membership.Role.CONVENER in self.roles

    @property
    def is_reader(self):
        return Membership.Role.READER in self.roles

    @property
    def is_member(self):
        """Someone who may read what is not yet public: any current role."""
        return bool(self.roles) or self.is_administrator

    @property
    def works_on_plans(self):
        """Those who see history, officers' names and return notes."""
        return self.is_officer or self.is_coordinator or self.is_administrator

    def acts_for(self, council):
        """Say whether this person is an officer of a council, given as a row or its key."""
        key = getattr(council, "pk", council)
        return any(own.pk == key for own in self.officer_councils)


class Visitor(Rights, AnonymousUser):
    """Someone who has not signed in."""

    role_words = ""


class Person(Rights, AbstractBaseUser):
    """Someone who signs in with an e-mail address."""

    class Reminders(models.TextChoices):
        ALL = "all", "Every reminder"
        RETURNED = "returned", "Only when an update comes back to my council"

    name = models.CharField(max_length=100)
    email = models.EmailField("e-mail address", max_length=254, unique=True)
    is_active = models.BooleanField(
        "may sign in",
        default=True,
        help_text="Untick instead of deleting: what a person wrote stays under their name.",
    )
    is_administrator = models.BooleanField(
        default=False, help_text="Manages councils, people and reference data here."
    )
    reminders = models.CharField("e-mails", max_length=8, choices=Reminders, default=Reminders.ALL)
    joined_at = models.DateTimeField(default=clock.now, editable=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="person_email_once",
                violation_error_message="Someone with this e-mail address is here already.",
                violation_error_code="email",
            ),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def normalize_username(cls, username):
        """Keep the address in lower case: signing in looks for it so."""
        return super().normalize_username(username).lower()

    @property
    def is_staff(self):
        return self.is_administrator

    def has_perm(self, permission, obj=None):
        return self.is_active and self.is_administrator

    def has_module_perms(self, app):
        return self.is_active and self.is_administrator

    @cached_property
    def current_memberships(self):
        return list(self.memberships.current(clock.today()).select_related("council"))

    @cached_property
    def role_words(self):
        """Return what this person is here, such as “officer, Midlothian”."""
        words = [str(membership) for membership in self.current_memberships]
        return "; ".join(words + ["administrator"] * self.is_administrator)


class Membership(models.Model):
    """A person acts for a council or for the collaborative, from a day until a day."""

    class Role(models.TextChoices):
        OFFICER = "officer", "Officer"
        CONVENER = "convener", "Convener"
        COORDINATOR = "coordinator", "Coordinator"
        READER = "reader", "Reader"

    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    role = models.CharField(
        max_length=11,
        choices=Role,
        help_text=(
            "An officer keeps a council’s actions up to date; a convener is its elected member; "
            "a coordinator is the collaborative’s central team; a reader reads as a convener does."
        ),
    )
    council = models.ForeignKey(
        "plans.Council",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        help_text="For officers and conveners only.",
    )
    starts_on = models.DateField("from", default=clock.today)
    ends_on = models.DateField(
        "until", null=True, blank=True, help_text="The last day. Rights end with it."
    )

    objects = MembershipQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=["officer", "convener"], council__isnull=False)
                | Q(role__in=["coordinator", "reader"], council=None),
                name="membership_council_where_role_has_one",
                violation_error_message=(
                    "Officers and conveners act for a council; coordinators and readers do not."
                ),
                violation_error_code="council",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_start",
                violation_error_message="A membership ends on or after the day it starts.",
                violation_error_code="ends_on",
            ),
            models.UniqueConstraint(
                fields=["person", "role", "council"],
                condition=Q(ends_on=None, council__isnull=False),
                name="membership_once_for_a_council",
                violation_error_message="This person has this role for this council already.",
            ),
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=Q(ends_on=None, council=None),
                name="membership_once_for_the_collaborative",
                violation_error_message="This person has this role already.",
            ),
        ]

    def __str__(self):
        words = self.get_role_display().lower()
        return f"{words}, {self.council}" if self.council_id else words

    @property
    def may_be_deleted(self):
        """Say whether a mistake may still be wiped out; after its first day a day ends it."""
        return clock.today() <= self.starts_on
