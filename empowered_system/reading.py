"""What the page of a strand, and of a programme, shows to whom."""

from itertools import groupby

from django.utils.functional import cached_property

from empowered_system.models import Event, Finding, Programme

MOST = 5  # of what is listed in short, with a link to all of it


class StrandPage:
    """A strand with what it runs in the current session and before, its dates and its findings."""

    def __init__(self, strand, person, *, plan, today):
        self.strand, self.person, self.plan, self.today = strand, person, plan, today

    @cached_property
    def programmes(self):
        """Every programme of the strand that a person may read, newest session first."""
        found = Programme.objects.of(self.strand).visible_to(self.person)
        ordered = found.order_by("-plan__starts_on", "kind", "area", "title", "pk")
        return list(ordered.with_served().with_hosts())

    @property
    def current(self):
        """Return what runs in the session of the plan that is open, or was closed last."""
        return [row for row in self.programmes if row.plan == self.plan]

    @property
    def others(self):
        """Return what runs in other sessions, as pairs of a session and its programmes."""
        rows = [row for row in self.programmes if row.plan != self.plan]
        return [(plan.slug, list(group)) for plan, group in groupby(rows, lambda row: row.plan)]

    @cached_property
    def dates(self):
        """What the strand has on, and had."""
        return Dates(Event.objects.of(self.strand), self.person, today=self.today)

    @cached_property
    def findings(self):
        """The newest of what was found."""
        return Finding.objects.published().filter(programme__strand=self.strand)[:MOST]


class Dates:
    """Events that a person may read: those to come, and those that left something behind."""

    def __init__(self, events, person, *, today):
        self.events = events.visible_to(person).with_programme()
        self.today = today

    @cached_property
    def coming(self):
        return list(self.events.ahead(self.today))

    @cached_property
    def past(self):
        return list(self.events.past(self.today))

    @cached_property
    def recorded(self):
        """The newest of which there is a recording."""
        return list(self.events.past(self.today).exclude(recording="")[:MOST])


class ProgrammePage:
    """A programme with its dates, resources, questions and findings."""

    def __init__(self, programme, person, *, today):
        self.programme, self.person, self.today = programme, person, today
        self.may_edit = programme.may_be_edited_by(person)

    @cached_property
    def events(self):
        return list(self.programme.events.with_programme())

    @property
    def coming(self):
        return [event for event in self.events if not event.is_over]

    @property
    def gone(self):
        """Return what is over, newest first; the cancelled ones too, which say so."""
        return [event for event in reversed(self.events) if event.is_over]

    @property
    def next_link(self):
        """Return where people take part in the next event that has a link; None without one."""
        links = [event.link for event in self.coming if event.link and not event.is_cancelled]
        return next(iter(links), None)

    @cached_property
    def resources(self):
        return list(self.programme.resources.select_related("upload"))

    @cached_property
    def answered(self):
        return list(self.programme.questions.answered())

    @cached_property
    def waiting(self):
        """How many questions wait for an answer; asked for whoever runs the programme alone."""
        return self.programme.questions.waiting().count()

    @cached_property
    def findings(self):
        return list(self.programme.findings.visible_to(self.person))

    @cached_property
    def indicators(self):
        return list(self.programme.quality_indicators.all())

    @property
    def unnamed(self):
        """Return how many settings offer it that have not agreed to be named."""
        return len(self.programme.hosts.all()) - len(self.programme.named_settings)
