from django.db import migrations

from schema.on_postgresql import lock_timeout


class Migration(migrations.Migration):
    dependencies = [("schema", "0005_new_columns_required")]

    operations = [
        lock_timeout(),
        migrations.RemoveField("PriceTag", "price"),
    ]
