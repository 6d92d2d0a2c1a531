from django.db import migrations, models

from schema.on_postgresql import OnPostgreSQL, lock_timeout


class Migration(migrations.Migration):
    """The check spares PostgreSQL the look at the rows. Release 4 will not write the old column."""

    dependencies = [("schema", "0004_new_columns_validated")]

    operations = [
        lock_timeout(),
        migrations.AlterField("PriceTag", "amount", models.DecimalField(max_digits=10, decimal_places=2)),
        migrations.AlterField("PriceTag", "currency", models.CharField(max_length=3)),
        migrations.AlterField("PriceTag", "price", models.CharField(max_length=20, null=True)),
        OnPostgreSQL("ALTER TABLE price_tag DROP CONSTRAINT price_tag_split", migrations.RunSQL.noop),
    ]
