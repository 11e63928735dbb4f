"""The collaborative of the demonstration and its invented people."""

import datetime as dt
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from plans.history import sign
from plans.models import Collaborative, Council, Group, Membership, Person, Seat
from seic_portal import reference
from seic_portal.demonstration import content

DOMAIN = "@demo.example"
# The sign-in page tells everyone; a salt that does not change keeps each load the same.
PASSWORD = "demonstration-2023"  # noqa: S105  # no secret: everyone may use it
SALT = "SampleDataForTryingThePortal"
BEGAN = dt.date(2021, 1, 11)


@dataclass
class Cast:
    """Who and what the plans of the demonstration refer to."""

    councils: dict
    groups: dict
    people: dict
    officers: list = field(default_factory=list)

    @property
    def coordinator(self):
        return self.people[f"coordinator{DOMAIN}"]

    def officer(self, council, day):
        """Return the officer who acts for a council on a day."""
        return next(m.person for m in self.officers_of(council) if covers(m, day))

    def officers_of(self, council):
        return [m for m in self.officers if m.council.slug == council]


def covers(membership, day):
    return membership.starts_on <= day and (membership.ends_on is None or day <= membership.ends_on)


def load():
    """Load councils, collaborative, groups and people; return the cast."""
    at = content.moment(BEGAN)
    reference.load(at=at)
    # Councils that load_reference added a moment ago have been there from the beginning, too.
    Council.history.update(history_date=at)
    council_rows = {council.slug: council for council in Council.objects.all()}
    data = content.read("collaborative.toml")
    for slug, mailbox in data["mailboxes"].items():
        council_rows[slug].mailbox = mailbox
        reason = "Mailbox of the demonstration"
        sign(council_rows[slug], by=None, at=at, reason=reason).save()
    collaborative = Collaborative(
        name=data["name"],
        short_name=data["short_name"],
        host_council=council_rows[data["host_council"]],
        mailbox=data["mailbox"],
        licence=data["licence"],
        holds_sample_data=True,
    )
    sign(collaborative, by=None, at=at).save()
    cast = Cast(council_rows, load_groups(data["group"], council_rows, at), load_people())
    cast.officers = load_memberships(cast)
    return cast


def load_groups(rows, councils, at):
    """Save the groups and their seats; return the groups by slug."""
    groups = {}
    for row in rows:
        group = Group(
            name=row["name"],
            slug=row["slug"],
            remit=row["remit"],
            is_for_conveners=row.get("is_for_conveners", True),
        )
        sign(group, by=None, at=at).save()
        groups[group.slug] = group
        Seat.objects.bulk_create(
            Seat(group=group, role=seat["role"], council=councils.get(seat.get("council")))
            for seat in row["seats"]
        )
    return groups


def load_people():
    """Save the people, who share one password; return them by e-mail address."""
    password = make_password(PASSWORD, salt=SALT)
    people = Person.objects.bulk_create(
        Person(
            email=row["email"],
            name=row["name"],
            password=password,
            is_administrator=row.get("is_administrator", False),
            joined_at=content.moment(row["from"]),
        )
        for row in content.read("people.toml")["person"]
    )
    return {person.email: person for person in people}


def load_memberships(cast):
    """Save what each person may do, from when until when; return the officers' memberships."""
    officers = []
    for row in content.read("people.toml")["person"]:
        if "role" not in row:
            continue
        membership = Membership(
            person=cast.people[row["email"]],
            role=row["role"],
            council=cast.councils.get(row.get("council")),
            starts_on=row["from"],
        )
        sign(membership, by=None, at=content.moment(row["from"])).save()
        if "until" in row:
            membership.ends_on = row["until"]
            sign(membership, by=None, at=content.moment(row["until"]), reason="Left").save()
        if membership.role == Membership.Role.OFFICER:
            officers.append(membership)
    return officers
