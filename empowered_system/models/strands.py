"""The five strands of the Empowered System, and what each runs in a session."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from empowered_system.querysets import HostQuerySet, ProgrammeQuerySet, StrandQuerySet
from plans import clock
from plans.history import History, sign
from plans.models import Alignment, Council, Plan, Setting
from priorities.models import Action


class Level(models.TextChoices):
    """The levels of Curriculum for Excellence, and about which classes each is."""

    EARLY = "early", "Early level (nursery and P1)"
    FIRST = "first", "First level (P2 to P4)"
    SECOND = "second", "Second level (P5 to P7)"
    THIRD = "third", "Third and fourth level (S1 to S3)"
    SENIOR = "senior", "Senior phase (S4 to S6)"


class Strand(models.Model):
    """One of the five elements of the Empowered System, as the collaborative defines it."""

    class Step(models.TextChoices):
        WEBINARS = "webinars", "Find a webinar or ask for support"
        PEER_SUPPORT = "peer_support", "Ask for peer support"
        FINDINGS = "findings", "Read findings"
        PROJECTS = "projects", "See projects"
        VISITS = "visits", "Arrange a visit"

    number = models.PositiveSmallIntegerField(unique=True, help_text="Its place among the five.")
    title = models.CharField(max_length=60, unique=True)
    slug = models.SlugField(
        unique=True, help_text="Its place in addresses; do not change it once it is used."
    )
    definition = models.TextField(help_text="The collaborative’s own words.")
    offer = models.TextField("what it offers", blank=True, help_text="In plain words.")
    taking_part = models.TextField("how to take part", blank=True)
    step = models.CharField(
        "next step", max_length=12, choices=Step, help_text="The button on its page."
    )

    objects = StrandQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["number"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("empowered_system:strand", kwargs={"strand": self.slug})

    @property
    def step_address(self):
        """Return where its next step leads to."""
        if self.step == self.Step.FINDINGS:
            return reverse("empowered_system:findings")
        places = {
            self.Step.WEBINARS: "#coming",
            self.Step.PROJECTS: "#programmes",
        }
        if self.step in places:
            return self.get_absolute_url() + places[self.step]
        return self.support_address

    @property
    def support_address(self):
        """Return the form in which a setting asks for support, with this strand chosen."""
        return f"{reverse('empowered_system:ask_support')}?strand={self.slug}"

    @property
    def leads_elsewhere(self):
        """Whether its next step leads to something to read, rather than to asking for support."""
        return self.step in {self.Step.WEBINARS, self.Step.FINDINGS, self.Step.PROJECTS}

    def may_be_added_to_by(self, person):
        """Coordinators, and officers for what their own council runs."""
        return person.is_coordinator or person.is_officer


class Programme(models.Model):
    """Something a strand runs in a session, for others to take part in."""

    class Kind(models.TextChoices):
        WEBINARS = "webinars", "Webinar series"
        QUESTIONS = "questions", "Questions and answers"
        RESOURCES = "resources", "Resources to use"
        SUPPORT = "support", "Support in school"
        PEER_SUPPORT = "peer_support", "Peer support"
        ENQUIRY = "enquiry", "Enquiry"
        PARTNERSHIP = "partnership", "Partnership project"
        PRACTICE = "practice", "Practice to see"

    strand = models.ForeignKey(Strand, models.PROTECT, related_name="programmes")
    plan = models.ForeignKey(
        Plan, models.PROTECT, related_name="+", verbose_name="session", help_text="When it runs."
    )
    council = models.ForeignKey(
        Council,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="run by",
        help_text="Empty: the collaborative’s own team.",
    )
    kind = models.CharField(max_length=12, choices=Kind)
    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=80, unique=True, editable=False)
    summary = models.CharField(max_length=300, help_text="In one or two sentences.")
    about = models.TextField("more about it", max_length=4000, blank=True)
    audience = models.CharField(
        "who it is for", max_length=200, blank=True, help_text="Such as “Teachers of P4 to P7”."
    )
    sector = models.CharField(
        max_length=9, choices=Setting.Sector, blank=True, help_text="Empty: every sector."
    )
    level = models.CharField("stage", max_length=6, choices=Level, blank=True)
    area = models.CharField(
        "area of strength",
        max_length=100,
        blank=True,
        help_text="What others can learn here, such as “Writing in composite classes”.",
    )
    question = models.TextField(
        "the question it asks", max_length=500, blank=True, help_text="Of an enquiry."
    )
    partners = models.CharField(
        max_length=300, blank=True, help_text="From outside the councils; organisations, no names."
    )
    availability = models.CharField(
        max_length=200, blank=True, help_text="Such as “Two half days a term, from January”."
    )
    host_capacity = models.PositiveSmallIntegerField(
        "visitors at once", null=True, blank=True, help_text="How many it can host on one day."
    )
    taking_part = models.TextField("how to take part", max_length=1000, blank=True)
    takes_questions = models.BooleanField("anyone may ask a question on its page", default=False)
    starts_on = models.DateField("first day", null=True, blank=True)
    ends_on = models.DateField("last day", null=True, blank=True)
    actions = models.ManyToManyField(
        Action, blank=True, related_name="+", verbose_name="actions it serves"
    )
    quality_indicators = models.ManyToManyField(Alignment, blank=True, related_name="+")
    settings = models.ManyToManyField(Setting, through="Host", related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProgrammeQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="programme_ends_after_start",
                violation_error_message="The last day is on or after the first.",
                violation_error_code="ends_on",
            ),
            models.CheckConstraint(
                condition=~Q(kind="enquiry") | ~Q(question=""),
                name="programme_enquiry_asks_something",
                violation_error_message="Say which question the enquiry asks.",
                violation_error_code="question",
            ),
            models.CheckConstraint(
                condition=~Q(kind="partnership") | ~Q(partners=""),
                name="programme_partnership_has_partners",
                violation_error_message="Say which partners from outside take part.",
                violation_error_code="partners",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("empowered_system:programme", kwargs={"programme": self.slug})

    @property
    def named_settings(self):
        """Return the settings that offer it and agreed to be named; read with `with_hosts()`."""
        return [host.setting for host in self.hosts.all() if host.agreed_to_be_named]

    @property
    def timing(self):
        """Return in a word where it stands today: coming, running or ended."""
        today = clock.today()
        if (self.starts_on or self.plan.starts_on) > today:
            return "Coming"
        return "Ended" if (self.ends_on or self.plan.ends_on) < today else "Running now"

    def may_be_edited_by(self, person):
        """Coordinators; officers where their own council runs it."""
        own = self.council_id is not None and person.acts_for(self.council_id)
        return person.is_coordinator or own

    def save_version(self, *, by, at, reason=""):
        """Save its next version, because something that belongs to it has changed."""
        self.version += 1
        sign(self, by=by, at=at, reason=reason).save()


class Host(models.Model):
    """A setting that offers a programme; the public reads its name only where it has agreed."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="hosts")
    setting = models.ForeignKey(Setting, models.PROTECT, related_name="+")
    agreed_to_be_named = models.BooleanField("it has agreed to be named", default=False)

    objects = HostQuerySet.as_manager()
    history = History()

    class Meta:
        ordering = ["setting__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "setting"],
                name="host_once_in_a_programme",
                violation_error_message="This setting is on the list already.",
                violation_error_code="setting",
            ),
        ]

    def __str__(self):
        return str(self.setting)
