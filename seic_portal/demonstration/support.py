"""The requests for support of the demonstration, each as far as its data goes."""

from empowered_system.models import (
    Associate,
    OutcomeNote,
    Programme,
    Strand,
    SupportMatch,
    SupportRequest,
)
from plans.history import sign
from plans.models import Setting
from seic_portal.demonstration import content
from seic_portal.demonstration.cast import DOMAIN

SAID = ["setting_name", "about", "level", "needed_by", "email"]


def load(cast):
    """Save the associates, then every request with its steps, each on its own day."""
    data = content.read("support.toml")
    associates = {row["person"]: load_associate(cast, row) for row in data["associate"]}
    for row in data["request"]:
        asked = ask(cast, row)
        if "confirmed" in row:
            asked.confirm(at=content.moment(row["confirmed"], 19, 30))
            decide(cast, asked, row)
        for match in row.get("match", []):
            help_with(cast, asked, match, associates)
        if "withdrawn" in row:
            asked.withdraw(at=content.moment(row["withdrawn"], 8, 45))


def load_associate(cast, row):
    person = cast.people[f"{row['person']}{DOMAIN}"]
    facts = {name: row[name] for name in row.keys() - {"person", "council"}}
    associate = Associate(person=person, council=cast.councils[row["council"]], **facts)
    sign(associate, by=cast.coordinator, at=person.joined_at).save()
    return associate


def ask(cast, row):
    setting = Setting.objects.filter(name=row.get("setting", "")).first()
    at = content.moment(row["asked"], 17, 5)
    asked = SupportRequest(
        setting=setting,
        council=setting.council if setting else cast.councils[row["council"]],
        strand=Strand.objects.filter(slug=row.get("strand", "")).first(),
        asked_at=at,
        moved_at=at,
        **{name: row[name] for name in SAID if name in row},
    )
    asked.save()
    return asked


def decide(cast, asked, row):
    """Let the council's officer agree or decline, if the data says so."""
    day = row.get("agreed") or row.get("declined")
    if day is None:
        return
    by, at = cast.officer(asked.council.slug, day), content.moment(day, 10, 15)
    if "agreed" in row:
        asked.agree(by=by, at=at)
    else:
        asked.decline(row["reason"], by=by, at=at)


def help_with(cast, asked, row, associates):
    """Match a request, and note what came of it."""
    at = content.moment(row["on"], 14)
    match = SupportMatch(
        request=asked,
        programme=Programme.objects.filter(title=row.get("programme", "")).first(),
        setting=Setting.objects.filter(name=row.get("setting", "")).first(),
        associate=associates.get(row.get("associate")),
        note=row["note"],
        matched_at=at,
    )
    asked.match(match, by=cast.coordinator, at=at)
    if "outcome" in row:
        by, noted_at = match.associate.person, content.moment(row["outcome_on"], 16)
        OutcomeNote.objects.create(
            match=match, text=row["outcome"], written_by=by, written_at=noted_at
        )
