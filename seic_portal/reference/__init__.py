"""What every installation starts from: partner councils, national frameworks, the five strands.

The files beside this module say where each fact was read and how sure it is.
"""

import tomllib
from pathlib import Path

from empowered_system.models import Strand
from plans.history import sign
from plans.models import Alignment, Council
from seic_portal.models import CouncilHeading, ReportTemplate

HERE = Path(__file__).parent


def load(*, at):
    """Add what is missing and correct the frameworks' titles; return what was done, as sentences.

    A council or strand that is there already, and a council's report headings, are left as
    administrators keep them.
    """
    return [load_councils(at), load_alignments(), load_strands(at), load_headings(at)]


def load_councils(at):
    known = set(Council.objects.values_list("gss_code", flat=True))
    new = [row for row in read("councils.toml")["council"] if row["gss_code"] not in known]
    for row in new:
        council = Council(
            name=row["name"],
            short_name=row["short_name"],
            slug=row["slug"],
            gss_code=row["gss_code"],
            other_names="\n".join(row["other_names"]),
            website=row["website"],
            convener_title=row["convener_title"],
        )
        sign(council, by=None, at=at, reason="Loaded with the reference data").save()
    return f"Councils: {len(new)} added, {len(known)} there already."


def load_alignments():
    wanted = [row for framework in read("alignments.toml")["framework"] for row in items(framework)]
    made = [
        Alignment.objects.update_or_create(**key, council=None, defaults=rest)[1]
        for key, rest in wanted
    ]
    return f"Items of national frameworks: {sum(made)} added, {len(made) - sum(made)} up to date."


def load_strands(at):
    known = set(Strand.objects.values_list("slug", flat=True))
    rows = enumerate(read("strands.toml")["strand"], start=1)
    new = [Strand(number=number, **row) for number, row in rows if row["slug"] not in known]
    for strand in new:
        sign(strand, by=None, at=at, reason="Loaded with the reference data").save()
    return f"Strands: {len(new)} added, {len(known)} there already."


def load_headings(at):
    data = read("report_headings.toml")
    councils = {council.slug: council for council in Council.objects.all()}
    known = set(ReportTemplate.objects.values_list("council__slug", flat=True))
    new = [row for row in data["council"] if row["slug"] in councils.keys() - known]
    for row in new:
        headings = row.pop("heading")
        template = ReportTemplate(council=councils[row.pop("slug")], **row)
        sign(template, by=None, at=at, reason="Loaded with the reference data").save()
        for place, heading in enumerate(headings, start=1):
            if heading.pop("standing", ""):
                heading["standing_text"] = data["policy"].strip()
            heading["options"] = "\n".join(heading.get("options", []))
            own = CouncilHeading(template=template, place=place, **heading)
            sign(own, by=None, at=at, reason="Loaded with the reference data").save()
    return f"Report headings: {len(new)} councils' added, {len(known)} there already."


def items(framework):
    """Yield each item of a framework in each of its years: what identifies it, and the rest."""
    sure = framework["sure"]
    for year in framework["years"]:
        for number, title in framework["items"].items():
            note = f"{sure.get(number, sure['default'])} Source: {framework['source']}"
            yield (
                {
                    "framework": framework["name"],
                    "year": year,
                    "kind": framework["kind"],
                    "number": number,
                },
                {"short_name": framework["short_name"], "title": title, "note": note},
            )


def read(name):
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))
