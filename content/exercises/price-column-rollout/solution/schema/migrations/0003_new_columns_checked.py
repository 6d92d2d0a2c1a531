from django.db import migrations

from schema.on_postgresql import OnPostgreSQL, lock_timeout


class Migration(migrations.Migration):
    """From now on rows need the new columns; those that are there are not looked at yet."""

    dependencies = [("schema", "0002_amount_and_currency")]

    operations = [
        lock_timeout(),
        OnPostgreSQL(
            "ALTER TABLE price_tag ADD CONSTRAINT price_tag_split "
            "CHECK (amount IS NOT NULL AND currency IS NOT NULL) NOT VALID",
            "ALTER TABLE price_tag DROP CONSTRAINT price_tag_split",
        ),
    ]
