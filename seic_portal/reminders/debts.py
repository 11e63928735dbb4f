"""What councils still owe in a round, put into the letter of whoever answers for it."""

import datetime as dt

from django.urls import reverse

from plans.templatetags.portal import day, gap, moment
from priorities.models import Contribution, Milestone, Update, address_of
from priorities.officers import Officers
from seic_portal.reminders.letters import MILESTONES, RETURNED, TO_WRITE, Kind, Letter, Thing, site

SOON = dt.timedelta(days=7)


def occasion(round, today):
    """Return the reminder that a round calls for on a day, with what it is kept under.

    A round whose due day has moved since is reminded of anew.
    """
    if round.due_on < today:
        return Kind.OVERDUE, f"round-{round.pk}-{round.due_on}"
    if round.due_on - today <= SOON:
        return Kind.DUE_SOON, f"round-{round.pk}-{round.due_on}"
    return Kind.OPENED, f"round-{round.pk}"


def asked(round, today):
    """Return the reminder a coordinator sends, with what it is kept under: once a day."""
    return Kind.ASKED, f"round-{round.pk}-{today}"


class Debts:
    """The updates that are not in, and the milestones past their date, by who answers for them.

    Costs five queries: officers, updates, parts that owe, milestones, who leads.
    """

    def __init__(self, round, key, *, today):
        self.round, self.key, self.today = round, key, today
        self.officers = Officers(today)
        people = ["written_by", "returned_by", "submitted_by"]
        found = Update.objects.filter(round=round).select_related(*people)
        self.updates = {update.contribution_id: update for update in found}
        owed = Contribution.objects.owed_in(round).with_action().in_plan_order()
        self.parts = [part for part in owed if not self.is_in(part)]
        self.letters = {}
        for part in self.parts:
            self.tell_of_update(part)
        self.tell_of_milestones()

    def is_in(self, part):
        update = self.updates.get(part.pk)
        return update is not None and update.is_sent

    def letter_of(self, person, part):
        """Return the letter of a person, which names the councils it is about."""
        new = Letter(person, self.today, self.round, self.key)
        letter = self.letters.setdefault(person.pk, new)
        if part.council.name not in letter.councils:
            letter.councils.append(part.council.name)
        return letter

    def tell_of_update(self, part):
        update, people = self.updates.get(part.pk), self.officers.of(part)
        thing = self.returned(part, update) if update and update.is_returned else None
        if thing and update.submitted_by not in people:
            own = self.officers.by_council.get(part.council_id, {})
            people = people + [own[key] for key in [update.submitted_by_id] if key in own]
        for person in people:
            self.letter_of(person, part).things.append(thing or self.to_write(part, update))

    def returned(self, part, update):
        """Return what is said of an update that came back; once, however often it is read."""
        about = f"update-{update.pk}-{update.returned_at:%Y%m%dT%H%M%S}"
        note = f"{update.returned_by} asks: “{update.return_note}”"
        says = f"{note} Returned on {moment(update.returned_at)}."
        return self.thing(part, RETURNED, says, (Kind.RETURNED, about))

    def to_write(self, part, update):
        says = "Nothing written yet."
        if update:
            saved = f"{update.written_by} saved a draft on {moment(update.written_at)}"
            says = f"{saved}; it has not been submitted."
        return self.thing(part, TO_WRITE, says)

    def thing(self, part, where, says, key=None):
        action = part.action
        plan = action.priority.plan.slug
        page = address_of(plan, self.round.number, action.reference, part.council.slug)
        return Thing(where, action.reference, action.title, says, site(page), key)

    def tell_of_milestones(self):
        """Add what is past its date to the letters of those who have one already."""
        plan = self.round.plan
        overdue = Milestone.objects.in_plan(plan).overdue(self.today).order_by("due_on", "pk")
        overdue = overdue.filter(action__withdrawn_at=None).select_related("action__priority")
        parts = Contribution.objects.in_plan(plan).filter(role="lead", ends_on=None)
        leads = {part.action_id: part for part in parts.select_related("council")}
        for milestone in overdue:
            lead = leads.get(milestone.action_id)
            for person in self.officers.of(lead) if lead else []:
                if person.pk in self.letters:
                    thing = self.milestone(milestone, plan)
                    self.letter_of(person, lead).things.append(thing)

    def milestone(self, milestone, plan):
        reference, due = milestone.action.reference, milestone.due_on
        page = reverse("priorities:complete_milestone", args=[plan.slug, reference, milestone.pk])
        says = f"Due {day(due)}, overdue by {gap(due, self.today)}."
        return Thing(MILESTONES, reference, milestone.title, says, site(page))
