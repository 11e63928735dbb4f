"""Who in a council answers for its part of an action today."""

from plans.models import Membership


class Officers:
    """Every council's officers on a day, read in one query."""

    def __init__(self, day):
        self.by_council = {}
        officers = Membership.objects.current(day).filter(role=Membership.Role.OFFICER)
        for membership in officers.filter(person__is_active=True).select_related("person"):
            people = self.by_council.setdefault(membership.council_id, {})
            people[membership.person_id] = membership.person

    def of(self, part):
        """Return the officer who leads a part and the deputy; where neither is, all officers.

        Someone who has left no longer counts, although the part still names them.
        """
        own = self.by_council.get(part.council_id, {})
        named = [own[key] for key in [part.lead_officer_id, part.deputy_id] if key in own]
        return named or list(own.values())
