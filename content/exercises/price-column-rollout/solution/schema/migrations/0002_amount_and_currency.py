from django.db import migrations, models

from schema.on_postgresql import lock_timeout


class Migration(migrations.Migration):
    dependencies = [("schema", "0001_initial")]

    operations = [
        lock_timeout(),
        migrations.AddField(
            "PriceTag", "amount", models.DecimalField(max_digits=10, decimal_places=2, null=True)
        ),
        migrations.AddField("PriceTag", "currency", models.CharField(max_length=3, null=True)),
    ]
