"""The networks of the demonstration: listed, led, gathering, asked to be joined, and proposed."""

import datetime as dt

from networks.models import Gathering, JoinRequest, Network, Proposal
from networks.models.networks import FOR
from plans.history import sign
from plans.models import AuditEntry
from seic_portal.demonstration import content
from seic_portal.demonstration.cast import DOMAIN

WORDS = ["purpose", "audience", "focus", "agenda", "pace", "joining"]
FACTS = ["name", "name_language", "slug", "founded", "mailbox", "more_title", "more_address"]
MET = ["title", "meets_on", "starts_at", "ends_at", "place", "link", "agenda"]
AFTER = ["notes", "settings_present", "councils_present"]
ASKED = ["name", "email", "workplace", "message"]
PROPOSED = ["name", "purpose", "audience", "proposer", "workplace"]


def load(cast):
    """Save the networks with everything of theirs, each on its own day."""
    data = content.read("networks.toml")
    for row in data["network"]:
        network = list_network(cast, row)
        appoint(cast, network, row.get("leads", []), row["listed"])
        leads = [lead.person for lead in network.leads.current()]
        for gathering in row.get("gathering", []):
            gather(network, gathering, leads)
        for request in row.get("request", []):
            ask(network, request, leads)
        change(cast, network, row, leads)
    for row in data["proposal"]:
        propose(cast, row)


def given(row, names):
    """Return what the data says of some fields, without the blank ends of its longer texts."""
    values = {name: row[name] for name in names if name in row}
    return {name: v.strip() if isinstance(v, str) else v for name, v in values.items()}


def list_network(cast, row):
    network = Network(
        link_council=cast.councils.get(row.get("link_council")),
        is_sample=row.get("is_sample", True),
        version=1,
        **given(row, WORDS + FACTS),
        **{name: sector in row.get("sectors", []) for sector, name in FOR.items()},
    )
    at = content.moment(row["listed"])
    sign(network, by=cast.coordinator, at=at, reason="Listed").save()
    return network


def appoint(cast, network, names, day):
    """Let people lead a network, each from the day they are here."""
    for name in names:
        person = cast.people[f"{name}{DOMAIN}"]
        at = max(content.moment(day, 9, 30), person.joined_at)
        network.appoint_someone(person.email, person.name, by=cast.coordinator, at=at)


def gather(network, row, leads):
    """Save a gathering three weeks before it, then what came of it, the day after."""
    by = leads[0] if leads else None
    gathering = Gathering(network=network, version=1, **given(row, MET))
    planned = min(row["meets_on"] - dt.timedelta(days=21), dt.date(2023, 2, 1))
    sign(gathering, by=by, at=content.moment(planned, 17)).save()
    if "cancelled" in row:
        gathering.cancelled_on = row["cancelled"]
        gathering.cancelled_reason = row["cancelled_reason"]
        save_next(gathering, by, content.moment(row["cancelled"], 8, 15))
    if after := given(row, AFTER):
        for name, value in after.items():
            setattr(gathering, name, value)
        save_next(gathering, by, content.moment(row["meets_on"] + dt.timedelta(days=1), 18))


def save_next(row, by, at, reason=""):
    row.version += 1
    sign(row, by=by, at=at, reason=reason).save()


def ask(network, row, leads):
    asked_at = content.moment(row["asked"], 20, 5)
    asked = JoinRequest(network=network, asked_at=asked_at, **given(row, ASKED))
    asked.save()
    if "answered" in row:
        asked.settle(row["answer"], by=leads[0], at=content.moment(row["answered"], 17, 30))


def change(cast, network, row, leads):
    """Confirm a network, or archive it, if its data says so."""
    if "confirmed" in row:
        network.confirmed_on = row["confirmed"]
        by = leads[0] if leads else None
        save_next(network, by, content.moment(row["confirmed"], 17), "Confirmed that it is going")
    if "archived" in row:
        network.archived_on, network.archived_reason = row["archived"], row["archived_reason"]
        at, by, what = content.moment(row["archived"], 11), cast.coordinator, "Archived a network"
        save_next(network, by, at, what)
        address, reason = network.get_absolute_url(), network.archived_reason
        AuditEntry.objects.record(
            f"{what}: {network}", by=by, at=at, address=address, reason=reason
        )


def propose(cast, row):
    """Save a proposal, and what a coordinator decided of it."""
    email = row["email"] if "@" in row["email"] else f"{row['email']}{DOMAIN}"
    asked_at = content.moment(row["asked"], 16, 40)
    proposal = Proposal(asked_at=asked_at, email=email, **given(row, PROPOSED))
    proposal.save()
    by = cast.coordinator
    if "declined" in row:
        proposal.decline(row["note"], by=by, at=content.moment(row["declined"], 10))
    if "accepted" in row:
        at = content.moment(row["accepted"], 10)
        council = cast.councils[row["link_council"]]
        network = Network(name=row["name"], slug=row["slug"], link_council=council, is_sample=True)
        proposal.accept(network, by=by, at=at)
        network.appoint_someone(proposal.email, proposal.proposer, by=by, at=at)
