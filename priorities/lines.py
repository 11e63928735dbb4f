"""One change as members read it: what it is about, what it was, what it is now."""

from dataclasses import dataclass, field

from priorities.status import Silence, Status


@dataclass(slots=True)
class Line:
    """One change of an action, or of one council's part in it; all of it plain values.

    `was`: the status last reported before, if any. `now`: the status it has since, or silence;
    None where the change is not one of status. `concerns`: the slugs of the councils it is about.
    """

    reference: str
    title: str
    lang: str
    address: str
    council: str = ""
    was: Status | None = None
    now: Status | Silence | None = None
    says: str = ""
    concerns: tuple = ()

    @property
    def where(self):
        """Return the council as it stands behind the word, such as "in Fife"."""
        return f"{'from' if self.is_silent else 'in'} {self.council}"

    @property
    def before(self):
        """Return what it was before, as the end of a sentence; empty where it was nothing yet."""
        if self.was is None:
            return ", which has never reported on it" if self.is_silent else ""
        return f", {'last reported' if self.is_silent else 'was'} {self.was.label.lower()}"

    @property
    def is_silent(self):
        """Whether an update was owed and none was received."""
        return self.now is Silence.NO_UPDATE


@dataclass(slots=True)
class Subject:
    """An action that lines are about, with its due dates and its councils' parts."""

    reference: str
    title: str
    lang: str
    address: str
    due_on: object = None
    first_due_on: object = None
    times_moved: int = 0
    parts: list = field(default_factory=list)

    @classmethod
    def of(cls, action):
        """Return the subject that an action is, without its dates and parts."""
        lang = "" if action.title_language == action.Language.ENGLISH else action.title_language
        return cls(action.reference, action.title, lang, action.get_absolute_url())

    def line(self, part=None, **values):
        """Return a line about a council's part in it, or about the action as a whole."""
        concerns = (part.slug,) if part else tuple(one.slug for one in self.parts)
        about = [self.reference, self.title, self.lang, self.address, part.name if part else ""]
        return Line(*about, **{"concerns": concerns} | values)

    def part_of(self, contribution):
        """Return one of its parts by its key; None where it is not among them."""
        return next((part for part in self.parts if part.pk == contribution), None)
