from django.db import models


class Contact(models.Model):
    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=100)
    first = models.TextField(default="")
    last = models.TextField(default="")
    phone = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return self.name
