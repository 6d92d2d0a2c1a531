from django.db import models


class PriceTag(models.Model):
    sku = models.CharField(max_length=20)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    currency = models.CharField(max_length=3)

    class Meta:
        db_table = "price_tag"
        # The table belongs to `schema`.
        managed = False
