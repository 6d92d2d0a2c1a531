import pytest
from django.db import connection, models
from django.forms import modelform_factory
from django.template import engines
from django.test.utils import isolate_apps

from shop.factories import OrderFactory
from shop.models import Order


@pytest.fixture
def isolated():
    with isolate_apps("shop"):
        yield


def test_one_field_many_places(isolated, show):
    """A field is a column, a check, a form field and a limit in the browser."""
    with show("crate") as block:

        class StoredCrate(models.Model):
            label = models.CharField(max_length=40)
            weight = models.PositiveIntegerField(null=True, blank=True)

            class Meta:
                app_label = "shop"

        with connection.schema_editor(collect_sql=True) as editor:
            editor.create_model(StoredCrate)
        print(*editor.collected_sql, sep="\n")
        form = modelform_factory(StoredCrate, fields=["label", "weight"])()
        for field in form:
            print(field)
    assert 'CHECK ("weight" >= 0)' in block.output
    assert 'maxlength="40"' in block.output


def test_done_unasked(show):
    """A query, a missing name and an escaped one: nobody wrote a line for them."""
    OrderFactory()
    page = "{{ order.customer.name }} [{{ order.discuont }}] {{ note }}"
    with show("unasked") as block:
        order = Order.objects.get()
        template = engines["django"].from_string(page)
        print(page)
        print(template.render({"order": order, "note": "<b>soon</b>"}))
    assert block.query_count == 2
    assert block.output.endswith(
        "Anna [] &lt;b&gt;soon&lt;/b&gt;\n",
    )
