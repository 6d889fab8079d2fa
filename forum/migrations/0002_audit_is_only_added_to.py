"""The database itself refuses to change, delete or truncate the audit log, whoever asks.

SQLite knows no TRUNCATE: there, emptying the table is a DELETE. The tests empty every table between two of them; they
lay the triggers aside while they do (tests/conftest.py), so what runs in earnest is what is tested.
"""

from django.db import migrations

TABLE = "forum_auditentry"
WORDS = "The audit log is only added to"
MAKE = {
    "sqlite": [
        f"CREATE TRIGGER audit_refuses_{deed.lower()} BEFORE {deed} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        for deed in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        "CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$",
        f"CREATE TRIGGER audit_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE} "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to()",
    ],
}
TAKE_AWAY = {
    "sqlite": ["DROP TRIGGER audit_refuses_update", "DROP TRIGGER audit_refuses_delete"],
    "postgresql": [
        f"DROP TRIGGER audit_refuses_change ON {TABLE}",
        "DROP FUNCTION audit_is_only_added_to()",
    ],
}


def make(apps, schema_editor):
    """Adds the triggers."""
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def take_away(apps, schema_editor):
    """Removes them."""
    for statement in TAKE_AWAY[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("forum", "0001_initial")]
    operations = [migrations.RunPython(make, take_away, elidable=False)]
