from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.CreateModel(
            name="PriceTag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sku", models.CharField(max_length=20)),
                # Such as "19.90 EUR".
                ("price", models.CharField(max_length=20)),
            ],
            options={"db_table": "price_tag"},
        ),
    ]
