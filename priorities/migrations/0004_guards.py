"""What the database itself refuses, whoever asks and in whichever way.

In an open or closed plan a due date moves only by an accepted DateChange (an action has a first
due date from the opening of its plan on), a published update stays as it was published, and a
decided DateChange as it was decided.

A trap on SQLite: Django makes a table anew for most changes of its columns, and the new one has no
triggers. A later migration that changes one of these tables drops these triggers first and makes
them again at its end; the tests that try each way show where one did not.
"""

from django.db import migrations

DATE_STAYS = "In an open plan a due date moves only by an accepted request."
UPDATE_STAYS = "A published update is never edited or deleted."
REQUEST_STAYS = "A decided request for a date is never changed or deleted."

# The newest accepted request alone counts, so that each moves the date once.
NO_REQUEST = """NOT EXISTS (
    SELECT 1 FROM priorities_datechange AS change
    WHERE change.from_on = OLD.due_on AND change.to_on = NEW.due_on
    AND change.id = (
        SELECT MAX(newest.id) FROM priorities_datechange AS newest
        WHERE newest.action_id = OLD.id AND newest.state = 'accepted'
    )
)"""
PUBLISHED = [
    *["contribution_id", "round_id", "state", "published_at", "received_on", "entered_by_team"],
    *["status", "text", "next_step", "forecast_on", "no_forecast"],
    *["evidence", "evidence_seen", "no_change"],
]
DECIDED = ["action_id", "council_id", "from_on", "to_on", "state"]
DECIDED += ["asked_by_id", "asked_at", "decided_by_id", "decided_at"]


def differ(columns, apart):
    """Return the condition that one of some columns changes; `apart` compares NULL too."""
    return " OR ".join(f"OLD.{name} {apart} NEW.{name}" for name in columns)


def guards(apart):
    """Return each guard: its name, table, event, condition and sentence."""
    moves = f"({differ(['due_on'], apart)}) AND {NO_REQUEST}"
    date = f"OLD.first_due_on IS NOT NULL AND ({differ(['first_due_on'], apart)} OR {moves})"
    action, update, request = (f"priorities_{name}" for name in ["action", "update", "datechange"])
    words = f"OLD.state = 'published' AND ({differ(PUBLISHED, apart)})"
    facts = f"OLD.state <> 'asked' AND ({differ(DECIDED, apart)})"
    return [
        ("action_due_date_stays", action, "UPDATE", date, DATE_STAYS),
        ("update_published_stays", update, "UPDATE", words, UPDATE_STAYS),
        ("update_published_remains", update, "DELETE", "OLD.state = 'published'", UPDATE_STAYS),
        ("date_change_decided_stays", request, "UPDATE", facts, REQUEST_STAYS),
        ("date_change_decided_remains", request, "DELETE", "OLD.state <> 'asked'", REQUEST_STAYS),
    ]


def sqlite(name, table, event, condition, sentence):
    yield (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
    )


def postgresql(name, table, event, condition, sentence):
    row = "OLD" if event == "DELETE" else "NEW"
    yield (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {condition} THEN RAISE EXCEPTION '{sentence}' "
        f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {row}; END $$"
    )
    yield (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def put_up(apps, schema_editor):
    make = {"sqlite": sqlite, "postgresql": postgresql}[schema_editor.connection.vendor]
    apart = "IS NOT" if schema_editor.connection.vendor == "sqlite" else "IS DISTINCT FROM"
    for guard in guards(apart):
        for statement in make(*guard):
            schema_editor.execute(statement, params=None)


def take_down(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for name, table, *_ in guards("IS NOT"):
        on, function = ("", "") if is_sqlite else (f" ON {table}", f"DROP FUNCTION {name}()")
        for statement in filter(None, [f"DROP TRIGGER {name}{on}", function]):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("priorities", "0003_nil_returns_and_reminders")]

    operations = [migrations.RunPython(put_up, take_down)]
