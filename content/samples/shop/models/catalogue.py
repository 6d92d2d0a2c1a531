from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from .people import Customer, Seller


class Category(models.Model):
    name = models.CharField(max_length=100)
    parent = models.ForeignKey("self", models.CASCADE, null=True)

    def __str__(self) -> str:
        return self.name


class Product(models.Model):
    name = models.CharField(max_length=100)
    sku = models.CharField(max_length=20, unique=True)
    description = models.TextField(blank=True)
    price = models.DecimalField(
        max_digits=8, decimal_places=2, default=Decimal("10")
    )
    stock = models.PositiveIntegerField(default=0)
    category = models.ForeignKey(Category, models.SET_NULL, null=True)
    seller = models.ForeignKey(Seller, models.SET_NULL, null=True)

    def __str__(self) -> str:
        return self.name


class Review(models.Model):
    product = models.ForeignKey(
        Product, models.CASCADE, related_name="reviews"
    )
    customer = models.ForeignKey(Customer, models.CASCADE)
    rating = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["product", "customer"], name="one_review_per_customer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rating} for {self.product}"


class Discount(models.Model):
    code = models.CharField(max_length=20)
    percent = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.code
