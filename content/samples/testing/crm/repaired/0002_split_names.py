from django.db import migrations
from django.db.migrations import AddField, RunPython
from django.db.models import TextField


def split_names(apps, schema_editor):
    Contact = apps.get_model("crm", "Contact")
    for contact in Contact.objects.all():
        *first, last = contact.name.split()
        if first:
            contact.first, contact.last = " ".join(first), last
        else:
            contact.first, contact.last = last, ""
        contact.save(update_fields=["first", "last"])


class Migration(migrations.Migration):
    dependencies = [("crm", "0001_initial")]
    operations = [
        AddField("Contact", "first", TextField(default="")),
        AddField("Contact", "last", TextField(default="")),
        RunPython(split_names, RunPython.noop),
    ]
