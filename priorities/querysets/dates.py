"""The questions the portal asks about requests to move a due date."""

from django.db import models


class DateChangeQuerySet(models.QuerySet):
    def in_plan(self, plan):
        return self.filter(action__priority__plan=plan)

    def waiting(self):
        """Those that nobody has decided on yet."""
        return self.filter(state="asked")

    def accepted(self):
        return self.filter(state="accepted")

    def decided_between(self, since, until):
        """Those decided after a moment and until another, in that order."""
        return self.filter(decided_at__gt=since, decided_at__lte=until)

    def visible_to(self, person):
        """Everyone reads the moves; what waits or came to nothing is for who works on plans."""
        return self if person.works_on_plans else self.accepted()

    def concerning(self, person):
        """Those a person decides on, or whose answer the person's councils wait for."""
        return self if person.is_coordinator else self.filter(council__in=person.officer_councils)

    def with_people(self):
        """Read council, asker and decider off each without a further query."""
        return self.select_related("council", "asked_by", "decided_by")

    def with_action(self):
        """Read council, action, priority and plan off each without a further query."""
        return self.select_related("council", "action__priority__plan")

    def with_moves(self):
        """Read off each one's action how often its due date has moved, in one query more."""
        return self.prefetch_related("action__date_changes")

    def in_plan_order(self):
        """In the order of their actions, those of one action as they were decided."""
        return self.order_by("action__priority__number", "action__number", "decided_at", "pk")

    def begin(self, action, *, by, at):
        """Return a request that is not saved yet, of the lead council or of the central team."""
        lead = action.lead
        council = lead.council if lead and by.acts_for(lead.council_id) else None
        return self.model(
            action=action, from_on=action.due_on, council=council, asked_by=by, asked_at=at
        )
