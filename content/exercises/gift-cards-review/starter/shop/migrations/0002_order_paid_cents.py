from django.db import migrations, models


def fill_paid_cents(apps, schema_editor):
    from shop.models import Order

    for order in Order.objects.filter(is_paid=True):
        order.paid_cents = order.total_cents
        order.save()


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
