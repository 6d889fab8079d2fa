"""The database itself refuses to change a published version of a brief, whoever asks."""

from django.db import migrations

TABLE = "themes_briefversion"
WORDS = "A published version of a brief is frozen"
MAKE = {
    "sqlite": [
        f"CREATE TRIGGER brief_version_is_frozen BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    ],
    "postgresql": [
        "CREATE FUNCTION brief_version_is_frozen() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{WORDS}'; END $$",
        f"CREATE TRIGGER brief_version_is_frozen BEFORE UPDATE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION brief_version_is_frozen()",
    ],
}
TAKE_AWAY = {
    "sqlite": ["DROP TRIGGER brief_version_is_frozen"],
    "postgresql": [
        f"DROP TRIGGER brief_version_is_frozen ON {TABLE}",
        "DROP FUNCTION brief_version_is_frozen()",
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
    dependencies = [("themes", "0005_old_shape_of_briefs_goes")]
    operations = [migrations.RunPython(make, take_away, elidable=False)]
