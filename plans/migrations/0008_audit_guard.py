"""What the database itself refuses of the audit, whoever asks: an entry is never changed or removed.

On SQLite a later migration that makes this table anew loses its guards: see `plans.guards`.
"""

from django.db import migrations

from plans import guards


def stays(apart):
    table, sentence = "plans_auditentry", "An audit entry is never changed or removed."
    return [
        ("audit_entry_stays", table, "UPDATE", "OLD.id IS NOT NULL", sentence),
        ("audit_entry_remains", table, "DELETE", "OLD.id IS NOT NULL", sentence),
    ]


class Migration(migrations.Migration):
    dependencies = [("plans", "0007_revision")]

    operations = [migrations.RunPython(guards.put_up(stays), guards.take_down(stays))]
