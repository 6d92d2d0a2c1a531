from django.db import migrations
from django.db.migrations import AddField, RunPython
from django.db.models import TextField


def split_names(apps, schema_editor):
    Contact = apps.get_model("crm", "Contact")
    for contact in Contact.objects.all():
        contact.first, contact.last = contact.name.split(" ")
        contact.save()


class Migration(migrations.Migration):
    dependencies = [("crm", "0001_initial")]
    operations = [
        AddField("Contact", "first", TextField(default="")),
        AddField("Contact", "last", TextField(default="")),
        RunPython(split_names),
    ]
