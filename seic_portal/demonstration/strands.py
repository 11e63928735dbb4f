"""What the five strands run, share and found in the demonstration."""

import datetime as dt
import uuid

from django.core.files.base import ContentFile

from empowered_system.models import (
    Event,
    Finding,
    Host,
    Programme,
    PublicQuestion,
    Resource,
    Strand,
    Upload,
)
from plans.history import sign
from plans.models import Alignment, Plan, Setting
from priorities.models import Action
from seic_portal.demonstration import content

CURRENT = "2022-23"
WRITTEN_AT = content.moment(dt.date(2022, 9, 5))
OF_A_PROGRAMME = {"event", "resource", "asked", "finding", "hosts", "actions"}
OF_A_PROGRAMME |= {"strand", "plan", "council", "quality_indicators"}


def load(cast):
    """Load the invented settings and every programme with what belongs to it."""
    data = content.read("empowered_system.toml")
    for row in data["setting"]:
        Setting.objects.get_or_create(
            name=row["name"], council=cast.councils[row["council"]], sector=row["sector"]
        )
    for row in data["programme"]:
        load_programme(row, cast)


def load_programme(row, cast):
    plan = Plan.objects.get(slug=row.get("plan", CURRENT))
    programme = Programme(
        strand=Strand.objects.get(slug=row["strand"]),
        plan=plan,
        council=cast.councils.get(row.get("council")),
        slug=Programme.objects.free_slug(row["title"]),
        **fields(row, OF_A_PROGRAMME),
    )
    by = writer(programme, cast)
    at = plan.opened_at or WRITTEN_AT
    sign(programme, by=by, at=at).save()
    references = {action.reference: action for action in Action.objects.in_plan(plan)}
    programme.actions.set(references[reference] for reference in row.get("actions", []))
    programme.quality_indicators.set(indicators(row))
    for host in row.get("hosts", []):
        setting = Setting.objects.get(name=host["name"])
        named = host.get("named", False)
        sign(
            Host(programme=programme, setting=setting, agreed_to_be_named=named), by=by, at=at
        ).save()
    for load_one in [load_events, load_resources, load_questions, load_findings]:
        load_one(programme, row, by, at)


def writer(programme, cast):
    """Return who writes it: an officer of the council that runs it, or the coordinator."""
    if programme.council is None:
        return cast.coordinator
    return cast.officer(programme.council.slug, dt.date(2023, 2, 15))


def load_events(programme, row, by, at):
    for data in row.get("event", []):
        event = Event(programme=programme, **fields(data, {"cancelled"}))
        sign(event, by=by, at=at).save()
        if cancelled := data.get("cancelled"):
            event.cancel(cancelled["reason"], by=by, at=content.moment(cancelled["at"]))


def load_resources(programme, row, by, at):
    for data in row.get("resource", []):
        upload = upload_of(data, by, at)
        resource = Resource(
            programme=programme, upload=upload, **fields(data, {"file", "withheld"})
        )
        sign(resource, by=by, at=at).save()
        if withheld := data.get("withheld"):
            upload.withhold(withheld["reason"], by=by, at=content.moment(withheld["at"]))


def load_questions(programme, row, by, at):
    for data in row.get("asked", []):
        question = PublicQuestion(
            programme=programme,
            asked_at=content.moment(data["asked_at"], 19, 5),
            **fields(data, {"asked_at", "answered_at"}),
        )
        if "answer" in data:
            question.answered_at, question.answered_by = content.moment(data["answered_at"]), by
        sign(question, by=None, at=question.asked_at).save()


def load_findings(programme, row, by, at):
    for data in row.get("finding", []):
        written_at = content.moment(data["written_at"])
        finding = Finding(
            programme=programme,
            slug=Finding.objects.free_slug(data["title"]),
            upload=upload_of(data, by, written_at),
            **fields(data, {"file", "written_at", "published_at", "quality_indicators"}),
        )
        sign(finding, by=by, at=written_at).save()
        finding.quality_indicators.set(indicators(data))
        if "published_at" in data:
            finding.publish(by=by, at=content.moment(data["published_at"], 11, 30))


def fields(row, others):
    """Return what a row of the data says of itself, without what stands elsewhere."""
    return {name: value for name, value in row.items() if name not in others}


def indicators(row):
    """Return the quality indicators of schools by the numbers that a row of the data names."""
    numbers = row.get("quality_indicators", [])
    return Alignment.objects.filter(short_name="HGIOS4", number__in=numbers)


def upload_of(row, by, at):
    """Save the sample file under the name that a row of the data gives; None without one."""
    if "file" not in row:
        return None
    sample = (content.HERE / "sample.pdf").read_bytes()
    upload = Upload(
        id=uuid.uuid5(uuid.NAMESPACE_URL, row["file"]),  # the same address with each load
        file=ContentFile(sample, name=row["file"]),
        name=row["file"],
        content_type="application/pdf",
        size=len(sample),
        uploaded_at=at,
        uploaded_by=by,
    )
    sign(upload, by=by, at=at).save()
    return upload
