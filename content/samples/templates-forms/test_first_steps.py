from django import forms
from django.template import Context, Engine

from shop.factories import OrderFactory
from shop.models import Order, Product


def render(source, **context):
    return Engine().from_string(source).render(Context(context))


def test_what_a_dot_does(show):
    """A dot reads, follows or calls; a wrong name is silent, and delete() is not called."""
    order = Order.objects.get(pk=OrderFactory(lines=2).pk)
    with show("dots") as block:
        print(render("{{ order.customer.name }}", order=order))
        print(render("{{ order.lines.count }} lines", order=order))
        print(render("[{{ order.custmer.name }}]", order=order))
        print(render("[{{ order.delete }}]", order=order))
    assert block.output == "Anna\n2 lines\n[]\n[]\n"
    order.refresh_from_db()


class QuantityForm(forms.Form):
    product = forms.ModelChoiceField(Product.objects)
    quantity = forms.IntegerField(min_value=1, max_value=99)


def test_life_of_a_form(show, product):
    """Unbound, bound with errors, bound and valid."""
    with show("life", code=QuantityForm) as block:
        for data in (
            None,
            {"quantity": "0"},
            {"product": "1", "quantity": "2"},
        ):
            form = QuantityForm(data)
            print(form.is_bound, form.is_valid(), dict(form.errors))
        print(form.cleaned_data)
    assert block.output.splitlines()[0] == "False False {}"
    assert block.output.splitlines()[-1] == (
        "{'product': <Product: Kettle>, 'quantity': 2}"
    )
