"""The database itself refuses to change the audit log; PostgreSQL also refuses to delete from it."""

from django.db import migrations

TABLE = "forum_auditentry"
WORDS = "The audit log is only added to"
MAKE = {
    "sqlite": [
        f"CREATE TRIGGER audit_is_only_added_to BEFORE UPDATE ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    ],
    "postgresql": [
        "CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$",
        f"CREATE TRIGGER audit_is_only_added_to BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION audit_is_only_added_to()",
    ],
}
TAKE_AWAY = {
    "sqlite": ["DROP TRIGGER audit_is_only_added_to"],
    "postgresql": [
        f"DROP TRIGGER audit_is_only_added_to ON {TABLE}",
        "DROP FUNCTION audit_is_only_added_to()",
    ],
}


def make(apps, schema_editor):
    """Adds the trigger."""
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def take_away(apps, schema_editor):
    """Removes it."""
    for statement in TAKE_AWAY[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("forum", "0001_initial")]
    operations = [migrations.RunPython(make, take_away, elidable=False)]
