"""What a committee report is drafted from: the plan, its newest round, one council's part."""

from empowered_system.models import Finding, Strand
from empowered_system.reach import Reach
from networks.models import Gathering, Network
from plans.funding import Funding
from plans.models import Collaborative, Revision, Visitor
from priorities.councils import CouncilPart
from priorities.models import Action, Contribution
from priorities.progress import Progress
from priorities.summary import Summary


class Facts:
    """What a plan, its newest published round and one council's part in it hold on a day.

    `person`: the officer who drafts; what members may read of published rounds is in it. Costs a
    fixed number of queries, however many actions, networks and gatherings there are.
    """

    def __init__(self, plan, council, person, *, today):
        self.plan, self.council, self.today = plan, council, today
        self.collaborative = Collaborative.objects.first()
        self.progress = Progress(plan, person, today=today)
        self.summary = Summary(self.progress.priorities, self.progress.rows)
        self.part = CouncilPart(council, self.progress)
        self.funding = Funding(plan)
        self.goals = [goal.text for goal in plan.goals.all()]
        self.networks = [network.name for network in Network.objects.listed()]
        self.strands = list(Strand.objects.all())
        self.findings = Finding.objects.published().filter(programme__plan=plan)
        # A committee's paper is public: small counts are told as everyone reads them.
        self.reach, self.own_reach = (Reach(plan, Visitor(), council=c) for c in [None, council])
        until = min(today, plan.ends_on)
        self.gatherings = list(Gathering.objects.held_between(plan.starts_on, until))
        self.revision = Revision.objects.newest(plan)
        self.actions_version = Action.objects.versions_in(plan)
        parts = Contribution.objects.in_plan(plan).of([council]).exclude(supporting_roles="")
        self.supporting_roles = dict(parts.values_list("action", "supporting_roles"))

    @property
    def short_name(self):
        return self.collaborative.short_name if self.collaborative else "SEIC"

    @property
    def name(self):
        return self.collaborative.name if self.collaborative else "the collaborative"

    @property
    def appendix(self):
        """Return the plan as a committee notes it: with its newest revision, if there is one."""
        revision = f", {str(self.revision).lower()}" if self.revision else ""
        return f"{self.plan.title}{revision}"
