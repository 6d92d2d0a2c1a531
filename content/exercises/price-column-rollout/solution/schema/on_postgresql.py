"""What only PostgreSQL has to be told."""

from django.db import migrations


class OnPostgreSQL(migrations.RunSQL):
    """SQL that other databases are spared; it does not change what Django knows of the models."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)


def lock_timeout() -> OnPostgreSQL:
    """A migration that does not get its lock in two seconds fails, and is tried again."""
    return OnPostgreSQL("SET LOCAL lock_timeout = '2s'", migrations.RunSQL.noop)
