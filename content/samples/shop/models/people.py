from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    pass


class Country(models.Model):
    code = models.CharField(max_length=2, unique=True)

    def __str__(self) -> str:
        return self.code


class Customer(models.Model):
    user = models.OneToOneField(User, models.SET_NULL, null=True)
    name = models.CharField(max_length=100)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)

    def __str__(self) -> str:
        return self.name


class Seller(models.Model):
    user = models.OneToOneField(User, models.CASCADE)
    name = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class SupportProfile(models.Model):
    """Countries that a member of support looks after."""

    user = models.OneToOneField(User, models.CASCADE)
    countries = models.ManyToManyField(Country)

    def __str__(self) -> str:
        return str(self.user)
