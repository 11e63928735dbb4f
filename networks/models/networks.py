"""A network, in its own words, and the people who lead it."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse

from networks.activity import activity_on
from networks.querysets import LeadQuerySet, NetworkQuerySet
from plans import clock
from plans.history import History, sign
from plans.models import AuditEntry, Person, Setting
from plans.school_year import days_of, session_on
from plans.templatetags.portal import day

FOUNDED = (1900, 2100)
COLLABORATIVE_BEGAN = 2017  # regional improvement collaboratives were announced in June 2017
RESERVED = ["propose", "proposals"]  # they are other pages' places in addresses
FOR = {sector: f"for_{sector.value}" for sector in Setting.Sector}


class Network(models.Model):
    """People who meet by themselves: they set their own agenda, pace and areas of focus."""

    class Language(models.TextChoices):
        ENGLISH = "en", "English"
        GAELIC = "gd", "Gaelic"
        SCOTS = "sco", "Scots"

    name = models.CharField(max_length=100)
    name_language = models.CharField(
        "language of the name", max_length=3, choices=Language, default=Language.ENGLISH
    )
    slug = models.SlugField(
        "address", unique=True, help_text="Its place in addresses, such as small-schools."
    )
    purpose = models.TextField(max_length=500)
    audience = models.CharField("who it is for", max_length=300, blank=True)
    for_elc = models.BooleanField("Early learning and childcare", default=False)
    for_primary = models.BooleanField("Primary", default=False)
    for_secondary = models.BooleanField("Secondary", default=False)
    for_special = models.BooleanField("Special", default=False)
    focus = models.TextField("areas of focus", max_length=600, blank=True)
    agenda = models.TextField(max_length=4000, blank=True)
    pace = models.CharField("how often it meets", max_length=200, blank=True)
    joining = models.TextField("how to join", max_length=1000, blank=True)
    founded = models.PositiveSmallIntegerField(
        "began in",
        null=True,
        blank=True,
        validators=[MinValueValidator(FOUNDED[0]), MaxValueValidator(FOUNDED[1])],
    )
    mailbox = models.EmailField(blank=True)
    link_council = models.ForeignKey(
        "plans.Council", models.PROTECT, null=True, blank=True, related_name="+"
    )
    more_title = models.CharField("where one can read more", max_length=120, blank=True)
    more_address = models.URLField("its address", blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    archived_on = models.DateField(null=True, blank=True)
    archived_reason = models.TextField("why it is archived", max_length=1000, blank=True)
    withheld_on = models.DateField(null=True, blank=True)
    withheld_reason = models.TextField("why it is withheld", max_length=1000, blank=True)
    is_sample = models.BooleanField("sample data", default=False)
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = NetworkQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="network_name_once",
                violation_error_message="There is a network of this name already.",
                violation_error_code="name",
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED),
                name="network_slug_is_free",
                violation_error_message="Another page of the portal has this address.",
                violation_error_code="slug",
            ),
            models.CheckConstraint(
                condition=Q(founded=None) | Q(founded__range=FOUNDED),
                name="network_founded_in_a_year",
                violation_error_message="Enter the year with four digits, such as 2015.",
                violation_error_code="founded",
            ),
            models.CheckConstraint(
                condition=Q(more_title="", more_address="")
                | (~Q(more_title="") & ~Q(more_address="")),
                name="network_more_has_title_and_address",
                violation_error_message="Give both what one can read and its address, or neither.",
                violation_error_code="more_title",
            ),
            models.CheckConstraint(
                condition=Q(archived_on=None, archived_reason="")
                | (Q(archived_on__isnull=False) & ~Q(archived_reason="")),
                name="network_archived_for_a_reason",
                violation_error_message="Say why the network is archived.",
                violation_error_code="archived_reason",
            ),
            models.CheckConstraint(
                condition=Q(withheld_on=None, withheld_reason="")
                | (Q(withheld_on__isnull=False) & ~Q(withheld_reason="")),
                name="network_withheld_for_a_reason",
                violation_error_message="Say why the page is withheld.",
                violation_error_code="withheld_reason",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("networks:network", args=[self.slug])

    @property
    def language(self):
        """Return the language of its name where that is not the page's."""
        return "" if self.name_language == self.Language.ENGLISH else self.name_language

    @property
    def areas(self):
        """Return its areas of focus, one from each line."""
        return [line for line in map(str.strip, self.focus.splitlines()) if line]

    @property
    def sectors(self):
        """Return the sectors it is for; none named means all of them."""
        return [sector for sector, name in FOR.items() if getattr(self, name)]

    @property
    def began(self):
        """Return the year it began in words; most are older than the collaborative."""
        if self.founded is None:
            return "Not known yet."
        is_older = self.founded < COLLABORATIVE_BEGAN
        return f"{self.founded}, before the collaborative" if is_older else str(self.founded)

    @property
    def is_archived(self):
        return self.archived_on is not None

    @property
    def is_withheld(self):
        return self.withheld_on is not None

    @property
    def last_sign(self):
        """Return the last day on which it met or was confirmed; read it with `with_signs()`."""
        return max(filter(None, [self.last_met_on, self.confirmed_on]), default=None)

    @property
    def activity(self):
        """Return how lively it is today; read it with `with_signs()`."""
        return activity_on(clock.today(), last_sign=self.last_sign, next_on=self.next_on)

    @property
    def sign(self):
        """Return the newest sign of it in words; empty where none is known."""
        if self.last_met_on and self.last_met_on == self.last_sign:
            return f"Last met {day(self.last_met_on)}"
        if self.confirmed_on:
            return f"Its leads said on {day(self.confirmed_on)} that it is going"
        return f"Meets on {day(self.next_on)}" if self.next_on else ""

    @property
    def is_confirmed(self):
        """Say whether a lead has said in this session that the network is going."""
        begins, _ = days_of(session_on(clock.today()))
        return self.confirmed_on is not None and self.confirmed_on >= begins

    def is_led_by(self, person):
        """Say whether a person leads it today; one question to the database."""
        return person.is_authenticated and self.leads.current().filter(person=person).exists()

    def may_be_edited_by(self, person):
        """Its leads alone: nobody else sets its agenda. What is archived is brought back first."""
        return not self.is_archived and self.is_led_by(person)

    def may_be_kept_by(self, person):
        """Coordinators archive it, bring it back and appoint who leads it."""
        return person.is_coordinator

    @transaction.atomic
    def confirm(self, *, by, at):
        """Note that a lead says the network is going."""
        if not self.may_be_edited_by(by):
            raise PermissionDenied
        self.confirmed_on = clock.day_of(at)
        self.save_version(by=by, at=at, reason="Confirmed that it is going")

    def save_version(self, *, by, at, reason):
        """Save the network's next version as changed by someone at a moment, with why."""
        self.version += 1
        sign(self, by=by, at=at, reason=reason).save()

    @transaction.atomic
    def appoint_someone(self, email, name, *, by, at):
        """Let whoever has an e-mail address lead it from today, on the record.

        Return the person, and whether they are new here: then they are to be invited.
        """
        email = Person.normalize_username(email)
        person = Person.objects.filter(email=email).first()
        is_new = person is None
        if is_new:
            person = Person.objects.create_user(email, name)
        self.leads.create(person=person, starts_on=clock.day_of(at))
        what, address = f"Leads {self} now: {person}"[:200], self.get_absolute_url()
        AuditEntry.objects.record(what, by=by, at=at, address=address)
        return person, is_new


class Lead(models.Model):
    """A person leads a network from a day until a day; it is their only right there is."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="leads")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="networks_led"
    )
    starts_on = models.DateField("from", default=clock.today)
    ended_on = models.DateField("ended on", null=True, blank=True)

    objects = LeadQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "person"],
                condition=Q(ended_on=None),
                name="lead_once",
                violation_error_message="This person leads the network already.",
                violation_error_code="email",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("starts_on")),
                name="lead_ends_after_start",
                violation_error_message="A lead ends on or after the day it starts.",
                violation_error_code="ended_on",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.network}"

    @transaction.atomic
    def end(self, *, by, at):
        """Let the person lead it no longer, from this moment, on the record."""
        self.ended_on = clock.day_of(at)
        self.save()
        what = f"No longer leads {self.network}: {self.person}"
        address = self.network.get_absolute_url()
        AuditEntry.objects.record(what[:200], by=by, at=at, address=address)
