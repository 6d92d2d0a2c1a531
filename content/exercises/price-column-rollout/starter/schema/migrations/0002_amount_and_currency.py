from decimal import Decimal

from django.db import migrations, models


def split_prices(apps, schema_editor):
    PriceTag = apps.get_model("schema", "PriceTag")
    for tag in PriceTag.objects.all():
        amount, tag.currency = tag.price.split()
        tag.amount = Decimal(amount)
        tag.save()


class Migration(migrations.Migration):
    dependencies = [("schema", "0001_initial")]

    operations = [
        migrations.AddField(
            "PriceTag", "amount", models.DecimalField(max_digits=10, decimal_places=2, null=True)
        ),
        migrations.AddField("PriceTag", "currency", models.CharField(max_length=3, null=True)),
        migrations.RunPython(split_prices),
        migrations.AlterField("PriceTag", "amount", models.DecimalField(max_digits=10, decimal_places=2)),
        migrations.AlterField("PriceTag", "currency", models.CharField(max_length=3)),
        migrations.RemoveField("PriceTag", "price"),
    ]
