"""One plan of the demonstration while it is being replayed: its data, and its rows so far."""

from dataclasses import dataclass, field

from plans.history import sign
from plans.models import Plan
from seic_portal.demonstration import content
from seic_portal.demonstration.cast import Cast


@dataclass
class Story:
    """What the data says of a plan, and what has been saved of it.

    Actions go by prefix and number, councils' parts by that and the council's slug; each milestone
    stands with its data and its action's. `told`: the requests for dates that were made already.
    """

    folder: str
    cast: Cast
    plan: Plan | None = None
    priorities: dict = field(default_factory=dict)
    actions: dict = field(default_factory=dict)
    contributions: dict = field(default_factory=dict)
    milestones: list = field(default_factory=list)
    told: set = field(default_factory=set)

    def __post_init__(self):
        self.data = content.read(f"{self.folder}/plan.toml")
        self.facts = self.data["plan"]
        self.sheets = dict(content.actions(self.folder))
        self.drafted_at = content.moment(self.facts["drafted_at"])

    def moment(self, name):
        """Return when the plan was opened or closed; None where it was not."""
        return content.moment(self.facts[name]) if name in self.facts else None

    def part(self, key, council):
        """Return what the data says of a council's part in an action."""
        return self.sheets[key].get(council, {})

    def sign(self, row, *, by=None, at=None, reason=""):
        """Note who changed a row and when: unless said otherwise the coordinator, in the draft."""
        return sign(row, by=by or self.cast.coordinator, at=at or self.drafted_at, reason=reason)
