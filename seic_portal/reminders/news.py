"""What people are told of once, whatever round there is: questions put to them, papers issued."""

import datetime as dt

from plans import clock
from plans.models import Membership
from plans.templatetags.portal import day, long_day
from priorities.models import Question
from seic_portal.models import Paper
from seic_portal.reminders.letters import PAPERS, QUESTIONS, Kind, Letter, Thing, site

RECENT = dt.timedelta(days=7)  # who joins later finds an older paper on the meeting's page


class News:
    """Adds to people's letters the questions they owe an answer to, and the papers issued to them.

    `letters`: by the keys of their people, as a round left them. Costs three queries: who acts for
    whom, questions, papers.
    """

    def __init__(self, letters, *, today):
        self.letters, self.today = letters, today
        people = Membership.objects.current(today).filter(person__is_active=True)
        self.memberships = list(people.select_related("person").order_by("pk"))
        for question in Question.objects.open().undrafted().with_places().with_transfers():
            self.tell_of_question(question)
        for paper in Paper.objects.issued_since(clock.now() - RECENT).in_force():
            self.tell_of_paper(paper)

    def letter_of(self, person):
        return self.letters.setdefault(person.pk, Letter(person, self.today))

    def tell_of_question(self, question):
        """Tell every officer of the council that owes an answer; coordinators, where they do."""
        thing, role = of_question(question), Membership.Role.COORDINATOR
        if question.owed_by_id:
            role = Membership.Role.OFFICER
        for membership in self.memberships:
            if (membership.role, membership.council_id) == (role, question.owed_by_id):
                letter = self.letter_of(membership.person)
                letter.things.append(thing)
                if question.owner not in letter.councils:
                    letter.councils.append(question.owner)

    def tell_of_paper(self, paper):
        """Tell once everyone to whom it went, but for the person who issued it."""
        found = [one.person for one in self.memberships if paper.goes_to(one.role)]
        thing = of_paper(paper)
        for person in dict.fromkeys(found):
            if person.pk != paper.issued_by_id:
                self.letter_of(person).things.append(thing)


def of_question(question):
    """Return what is said of a question: once to each who owes it, and anew after a transfer."""
    says = f"Asked by {question.asker_title}. The answer is due on {long_day(question.due_on)}."
    about = f"question-{question.pk}-{question.times_transferred}"
    reference, page = question.about_reference, site(question.get_absolute_url())
    return Thing(QUESTIONS, reference, question.short, says, page, (Kind.QUESTION, about))


def of_paper(paper):
    """Return what is said of a paper that was issued."""
    meeting = paper.meeting
    title = f"Paper {paper.number} for the {meeting.group} of {day(meeting.meets_on)}"
    says = f"Issued to members on {day(paper.issued_at)}."
    if paper.why:
        says += f" It supersedes paper {paper.number - 1}: {paper.why}"
    page = site(paper.get_absolute_url())
    return Thing(PAPERS, "", title, says, page, (Kind.PAPER, f"paper-{paper.pk}"))
