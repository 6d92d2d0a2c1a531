from django.db import migrations

from schema.on_postgresql import OnPostgreSQL, lock_timeout


class Migration(migrations.Migration):
    """Reads all rows, under a lock that lets people write."""

    dependencies = [("schema", "0003_new_columns_checked")]

    operations = [
        lock_timeout(),
        OnPostgreSQL("ALTER TABLE price_tag VALIDATE CONSTRAINT price_tag_split", migrations.RunSQL.noop),
    ]
