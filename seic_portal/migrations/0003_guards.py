"""What the database itself refuses of papers, whoever asks and in whichever way.

A paper is never changed or removed. One change passes: to the contents that a PaperRedaction holds
which is not done yet, with the salt gone. Once done it holds none, so nothing passes twice.
On SQLite a later migration that makes one of these tables anew loses them: see `plans.guards`.
"""

from django.db import migrations

from plans import guards

PAPER_STAYS = "An issued paper is never changed or removed."
REDACTION_STAYS = "A redaction is done once, and never changed or deleted."
FACTS = ["id", "place", "meeting_id", "round_id", "number", "schema", "issued_at", "issued_by_id"]
FACTS += ["supersedes_id", "why", "previous_sha256", "contents_sha256", "sha256"]
CONTENTS = ["contents", "salt"]


def papers(apart):
    redacted = """EXISTS (
        SELECT 1 FROM seic_portal_paperredaction AS redaction
        WHERE redaction.paper_id = OLD.id AND NOT redaction.is_done
        AND redaction.contents = NEW.contents AND NEW.salt = ''
    )"""
    facts, contents = guards.differ(FACTS, apart), guards.differ(CONTENTS, apart)
    changed = f"{facts} OR (({contents}) AND NOT {redacted})"
    table = "seic_portal_paper"
    return [
        ("paper_stays", table, "UPDATE", changed, PAPER_STAYS),
        ("paper_remains", table, "DELETE", "OLD.id IS NOT NULL", PAPER_STAYS),
    ]


def redactions(apart):
    kept = guards.differ(["id", "paper_id", "sha256", "reason", "by_id", "at"], apart)
    again = f"OLD.is_done OR NOT NEW.is_done OR {kept}"
    table = "seic_portal_paperredaction"
    return [
        ("paper_redaction_stays", table, "UPDATE", again, REDACTION_STAYS),
        ("paper_redaction_remains", table, "DELETE", "OLD.id IS NOT NULL", REDACTION_STAYS),
    ]


class Migration(migrations.Migration):
    dependencies = [("seic_portal", "0002_papers")]

    operations = [
        migrations.RunPython(guards.put_up(papers), guards.take_down(papers)),
        migrations.RunPython(guards.put_up(redactions), guards.take_down(redactions)),
    ]
