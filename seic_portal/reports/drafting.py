"""Drafting a committee report: what stands under each heading of a council's own.

A section of a report's contents is plain values: `heading`, `level`, `series`, `counts` (whether
its paragraphs are numbered), `block`, `text`, `tables`, `options`, `ticked` and `prompt`.
"""

from seic_portal.reports.sections import SECTIONS
from seic_portal.reports.texts import Draft, read

PROMPT = "what this means for the council"
UNKNOWN = "This council’s own headings have not been entered yet: ask an administrator."


def contents_of(headings, facts, report, chosen):
    """Return a report's sections under a council's headings.

    `chosen`: the keys of the sections that the officer wants. What has no heading of its own among
    them stands under the background.
    """
    own = {heading.block for heading in headings}
    return [
        {
            "heading": heading.text,
            "level": heading.level,
            "series": heading.series,
            "counts": heading.counts_paragraphs,
            "block": heading.block,
            "options": heading.options.splitlines(),
            "ticked": [],
            "prompt": heading.prompt or PROMPT,
            **filled(heading, facts, report, chosen, own),
        }
        for heading in headings
    ]


def filled(heading, facts, report, chosen, own):
    """Return the text and the tables under a heading."""
    drafts = [Draft(read(heading.standing_text))]
    if heading.block in OWN:
        drafts.append(OWN[heading.block](facts, report, chosen))
    elif heading.block in {"background", "progress"}:
        drafts += [SECTIONS[key].draft(facts) for key in keys_under(heading.block, chosen, own)]
    return {
        "text": "\n\n".join(draft.text for draft in drafts if draft.parts),
        "tables": [table for draft in drafts for table in draft.tables],
    }


def keys_under(block, chosen, own):
    """Return the chosen sections that stand under a block, in their order."""
    is_for_all = "progress" not in own
    return [
        key
        for key, section in SECTIONS.items()
        if key in chosen and (is_for_all or section.is_progress == (block == "progress"))
    ]


def recommendations(facts, report, chosen):
    areas = "The priority areas for improvement being taken forward in partnership with members of"
    made = ""
    if "collaboration" in chosen:
        made = (
            " and the progress made towards improving professional collaboration and school "
            f"empowerment across the {facts.short_name}"
        )
    items = (f"The {facts.appendix} (Appendix 1).", f"{areas} the {facts.short_name}{made}.")
    return Draft([f"{report.body} is asked to note:", items])


def purpose(facts, report, chosen):
    work = f"To provide {report.body} with an update on the work of the {facts.name}"
    plan = f"including the improvement actions set out in the {facts.plan.title}"
    return Draft([f"{work} ({facts.short_name}) {plan}."])


def papers(facts, report, chosen):
    return Draft([(f"Appendix 1 – {facts.appendix}",)])


OWN = {"recommendations": recommendations, "purpose": purpose, "papers": papers}
