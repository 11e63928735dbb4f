"""What the database itself refuses, whoever asks: triggers that migrations put up.

A guard is a name, a table, an event (UPDATE or DELETE), a condition on OLD and NEW, and the
sentence that says why. Migrations call this module, so what is here keeps its meaning.
"""


def differ(columns, apart):
    """Return the condition that one of some columns changes; `apart` compares NULL too."""
    return " OR ".join(f"OLD.{name} {apart} NEW.{name}" for name in columns)


def put_up(guards):
    """Return a step of a migration that makes some guards; `guards(apart)` gives them."""

    def forwards(apps, schema_editor):
        is_sqlite = schema_editor.connection.vendor == "sqlite"
        for guard in guards("IS NOT" if is_sqlite else "IS DISTINCT FROM"):
            for statement in (sqlite if is_sqlite else postgresql)(*guard):
                schema_editor.execute(statement, params=None)

    return forwards


def take_down(guards):
    """Return a step of a migration that removes some guards."""

    def backwards(apps, schema_editor):
        is_sqlite = schema_editor.connection.vendor == "sqlite"
        for name, table, *_ in guards("IS NOT"):
            on, function = ("", "") if is_sqlite else (f" ON {table}", f"DROP FUNCTION {name}()")
            for statement in filter(None, [f"DROP TRIGGER {name}{on}", function]):
                schema_editor.execute(statement, params=None)

    return backwards


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
