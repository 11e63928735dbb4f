"""A paper as it is read today: what it says, and what has become of it since."""

from collections import namedtuple
from functools import cached_property

from django.utils.timezone import localtime

from networks.models import Network
from plans.models import Round
from plans.templatetags.portal import counted, joined
from priorities.models import Action, Correction, Withholding

Count = namedtuple("Count", "css label count")


class Sheet:
    """What a paper says, issued or about to be, for its template.

    `withheld`: reasons by the keys of updates whose words are withheld today, `silent`: the keys of
    networks that are; the paper quotes them, so they are left out of it, too.
    """

    def __init__(self, words, withheld=None, silent=()):
        self.withheld, self.silent = withheld or {}, silent
        self.words = words | {
            "attention": [
                action | {"reasons": [self.kept(one) for one in action["reasons"]]}
                for action in words["attention"]
            ],
            "corrections": [self.kept(one) for one in words["corrections"]],
        }
        if "news" in words:
            networks = [self.told(one) for one in words["news"]["networks"]]
            self.words["news"] = words["news"] | {"networks": networks}

    def told(self, network):
        """Return what a network told, or nothing of it where it is withheld."""
        if network["network"] not in self.silent:
            return network
        return network | {"things": [], "withheld": True}

    def kept(self, quoted):
        """Return what a paper quotes of an update, without its words where they are withheld."""
        if quoted["update"] not in self.withheld:
            return quoted
        left_out = {"words": "", "correction": "", "is_cut": False}
        return quoted | left_out | {"withheld": self.withheld[quoted["update"]]}

    @property
    def counts(self):
        """Return what the bar draws."""
        return [
            Count(one["css"], one["label"], one["number"]) for one in self.words["glance"]["counts"]
        ]

    @property
    def number(self):
        """Return how many actions the paper is about."""
        return self.words["glance"]["totals"][-1]


class Reading:
    """An issued paper as someone may read it today.

    Costs six queries, however long it is: withheld updates, withheld networks where it tells of
    any, the newest round that may be read, edited actions, corrections, the meeting's other papers.
    """

    def __init__(self, paper, person, *, today):
        self.paper, self.person, self.today = paper, person, today

    @property
    def withholding(self):
        return self.paper.withholding

    @property
    def redactions(self):
        return self.paper.redactions.all()

    @cached_property
    def sheet(self):
        words = self.paper.words
        quoted = [one["update"] for action in words["attention"] for one in action["reasons"]]
        quoted += [one["update"] for one in words["corrections"]]
        found = Withholding.objects.in_force().filter(update__in=quoted)
        told = [one["network"] for one in words.get("news", {}).get("networks", [])]
        silent = Network.objects.withheld().filter(pk__in=told).values_list("pk", flat=True)
        return Sheet(words, dict(found.values_list("update", "reason")), set(silent))

    @cached_property
    def others(self):
        """Return the meeting's other papers, in their order."""
        papers = type(self.paper).objects.for_meeting(self.paper.meeting)
        found = papers.visible_to(self.person, self.today).select_related("meeting__plan")
        return [paper for paper in found if paper != self.paper]

    @property
    def successor(self):
        """Return the corrected paper that supersedes this one; None where none does."""
        return next((one for one in self.others if one.supersedes_id == self.paper.pk), None)

    @cached_property
    def since(self):
        """Return what has happened to the plan since the paper was issued, as a sentence."""
        plan, at = self.paper.meeting.plan, self.paper.issued_at
        rounds = Round.objects.in_plan(plan).readable_by(self.person, self.today)
        newest = rounds.order_by("number").last()
        edited = Action.history.filter(priority__plan=plan, history_date__gt=at)
        edited = edited.values("id").distinct().count()
        corrected = Correction.objects.filter(update__round=self.paper.round, at__gt=at).count()
        news = []
        if newest and newest.number > self.paper.round.number:
            news.append(f"{str(newest).lower()} has been published")
        if edited:
            news.append(
                f"{counted(edited, 'action')} {'has' if edited == 1 else 'have'} been edited"
            )
        if corrected:
            noun = "update has" if corrected == 1 else "updates have"
            news.append(f"{corrected} {noun} been corrected")
        return f"{joined(news)}." if news else ""


def file_of(reading):
    """Return an issued paper as plain values for whoever wants to verify it."""
    paper, withholding = reading.paper, reading.withholding
    values = {
        "address": paper.get_absolute_url(),
        "place": paper.place,
        "meeting": str(paper.meeting),
        "number": paper.number,
        "issued_at": localtime(paper.issued_at).isoformat(),
        "supersedes": paper.supersedes_id and paper.number - 1,
        "why": paper.why,
        "previous_sha256": paper.previous_sha256,
        "contents_sha256": paper.contents_sha256,
        "sha256": paper.sha256,
        "redacted": [one.reason for one in reading.redactions],
        "withheld": withholding.reason if withholding else None,
    }
    if withholding is None:
        values |= {"withheld_updates": len(reading.sheet.withheld), "schema": paper.schema}
        values |= {"salt": paper.salt, "contents": reading.sheet.words}
    return values
