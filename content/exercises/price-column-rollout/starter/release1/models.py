from django.db import models


class PriceTag(models.Model):
    sku = models.CharField(max_length=20)
    price = models.CharField(max_length=20)

    class Meta:
        db_table = "price_tag"
        # The table belongs to `schema`.
        managed = False
