from django.db import migrations, models
from django.db.models import F


def fill_paid_cents(apps, schema_editor):
    Order = apps.get_model("shop", "Order")
    Order.objects.filter(is_paid=True).update(paid_cents=F("total_cents"))


class Migration(migrations.Migration):
    dependencies = [("shop", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="order",
            name="paid_cents",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunPython(fill_paid_cents, migrations.RunPython.noop),
    ]
