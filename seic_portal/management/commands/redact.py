"""Take words out of an update or a paper for good, where the law demands it."""

from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import Resolver404, resolve

from plans import clock
from plans.models import AuditEntry, Person
from plans.redaction import MARK, Words
from plans.templatetags.portal import counted
from priorities.models import Redaction, Update
from seic_portal.models import Paper, PaperRedaction


class Command(BaseCommand):
    help = (
        f"Take words out of an update or a paper for good, and put {MARK} in their place. Of an "
        "update: out of all that its council has said on the action, with corrections and "
        "history, and out of every paper of the plan. This cannot be undone."
    )

    def add_arguments(self, parser):
        parser.add_argument("address", help="The update’s or the paper’s own page.")
        parser.add_argument("--by", required=True, help="The administrator’s e-mail address.")
        parser.add_argument("--reason", required=True, help="Why; everyone may read it.")
        parser.add_argument("--words", help="Which words; left out, they are asked for.")

    def handle(self, *, address, by, reason, words=None, **options):
        person = Person.objects.filter(email__iexact=by, is_administrator=True, is_active=True)
        if not person:
            raise CommandError(f"{by} is no administrator.")
        if not reason.strip():
            raise CommandError("Say why the words go.")
        try:
            words = Words(words if words is not None else input("Which words? "))
        except ValueError as error:
            raise CommandError(str(error)) from error
        for sentence in self.redact(address, words, reason=reason.strip(), by=person.get()):
            self.stdout.write(sentence)

    @transaction.atomic
    def redact(self, address, words, **signed):
        """Take the words out wherever they are to go; return what was done, in sentences."""
        updates, papers = subjects(address)
        signed["at"] = clock.now()
        texts = Redaction.objects.take_out(words, updates, **signed) if updates else 0
        changed = PaperRedaction.objects.take_out(words, papers, **signed)
        if not texts and not changed:
            raise CommandError("These words are not there. Nothing was changed.")
        if texts:
            part = updates[0].contribution
            AuditEntry.objects.record(
                f"Redacted {part.council} on {part.action.reference}",
                by=signed["by"],
                at=signed["at"],
                address=urlsplit(address).path,
                reason=signed["reason"],
            )
        yield f"{counted(texts, 'text').capitalize()} of the council’s redacted, history included."
        yield f"{counted(len(changed), 'paper').capitalize()} redacted."
        yield from (f"  {paper}" for paper in changed)


def subjects(address):
    """Return the updates and the papers that an address of the portal means.

    Raises CommandError where it is the page of neither.
    """
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404 as error:
        raise CommandError(f"{address} is no page of the portal.") from error
    papers = Paper.objects.filter(meeting__plan__slug=found.kwargs.get("plan"))
    papers = papers.select_related("meeting__group", "meeting__plan")
    if found.view_name == "priorities:update":
        return updates_at(**found.kwargs), papers
    if found.view_name == "paper":
        meeting, number = found.kwargs["meeting"], found.kwargs["number"]
        return None, papers.filter(meeting__slug=meeting, number=number)
    raise CommandError(f"{address} is neither an update’s page nor a paper’s.")


def updates_at(plan, number, reference, council):
    """Return all that a council has said on the action of an update, in whichever round."""
    update = (
        Update.objects.filter(round__plan__slug=plan, round__number=number)
        .filter(contribution__council__slug=council)
        .select_related("contribution__council", "contribution__action__priority__plan")
    )
    found = [one for one in update if one.contribution.action.reference == reference]
    if not found:
        raise CommandError("There is no such update.")
    same = Update.objects.filter(contribution=found[0].contribution)
    return same.select_related("contribution__council", "contribution__action__priority__plan")
