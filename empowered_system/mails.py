"""The e-mails about requests for support: to who asked, who decides and who helps.

None says what was asked or by whom, except to who asked: e-mails are passed on.
"""

from plans import clock
from plans.mails import send_file
from plans.models import Collaborative, Person


def send(kind, to, request, **words):
    """Send the e-mail of a kind (its file) to some addresses, each on its own."""
    mailbox = Collaborative.objects.values_list("mailbox", flat=True).first()
    template, reply_to = f"empowered_system/email/{kind}.txt", [mailbox] if mailbox else None
    taken = [
        send_file(template, [one], request, reply_to=reply_to, **words) for one in sorted(set(to))
    ]
    return all(taken)  # one that fails holds up no other


def send_link(asked, request):
    """Send the link with which someone confirms that they asked."""
    return send("support_confirm", [asked.email], request, asked=asked)


def tell_asker(asked, request, note=""):
    """Tell whoever asked where their request stands now."""
    return send("support_step", [asked.email], request, asked=asked, note=note)


def tell_officers(asked, request):
    """Tell the officers of its council that a request waits for them."""
    officers = Person.objects.officers_of(asked.council, clock.today())
    return send("support_waiting", emails(officers), request, asked=asked)


def tell_coordinators(asked, request):
    """Tell the coordinators that a council has agreed."""
    return send(
        "support_agreed", emails(Person.objects.coordinators(clock.today())), request, asked=asked
    )


def tell_helpers(match, request):
    """Tell an associate, or who runs a programme of a council, that they were matched."""
    if match.associate:
        to = [match.associate.person.email]
    elif match.programme.council:
        to = emails(Person.objects.officers_of(match.programme.council, clock.today()))
    else:
        return True  # the coordinators' own
    return send("support_matched", to, request, asked=match.request, match=match)


def emails(people):
    return people.values_list("email", flat=True)
