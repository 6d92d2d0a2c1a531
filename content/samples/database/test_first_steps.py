from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.test.utils import isolate_apps

from shop.models import Customer, Product


def test_rules_in_the_table(customer, create_table, show):
    """Three rules that no form, script or second request can pass by."""
    with isolate_apps("shop"):
        with show("model"):

            class Voucher(models.Model):
                code = models.CharField(max_length=20)
                percent = models.PositiveSmallIntegerField(default=10)
                customer = models.ForeignKey(Customer, models.CASCADE)
                used = models.DateTimeField(null=True)

                class Meta:
                    app_label = "shop"
                    constraints = [
                        models.CheckConstraint(
                            condition=Q(percent__range=(1, 90)),
                            name="percent_in_range",
                        ),
                        models.UniqueConstraint(
                            Lower("code"), name="code_in_any_case"
                        ),
                        models.UniqueConstraint(
                            fields=["customer"],
                            condition=Q(used=None),
                            name="one_unused_each",
                        ),
                    ]

    create_table(Voucher)
    anna, boris = customer, Customer.objects.create(name="Boris")
    Voucher.objects.create(code="MAY", customer=anna)
    with show("refused") as block:
        for voucher in [
            Voucher(code="JUNE", customer=boris, percent=200),
            Voucher(code="may", customer=boris),
            Voucher(code="JULY", customer=anna),
        ]:
            try:
                voucher.save()
            except IntegrityError as error:
                print(error.__cause__.diag.constraint_name)
    assert block.output == (
        "percent_in_range\ncode_in_any_case\none_unused_each\n"
    )


def test_what_others_see(product, show, sessions):
    """At read committed a statement sees what was committed when it began."""
    Product.objects.update(stock=2)

    def sell():
        with transaction.atomic():
            Product.objects.update(stock=F("stock") - 1)

    def look():
        stock = Product.objects.values_list("stock", flat=True)
        with transaction.atomic():
            for _ in range(3):
                print("Boris sees", stock.get())

    with show("look", code=[sell, look]) as block:
        stage = sessions(block)
        anna = stage.start("Anna", sell)
        boris = stage.start("Boris", look)
        boris.step()
        anna.step()
        boris.step()
        anna.finish()
        boris.finish()
    assert block.output == "Boris sees 2\nBoris sees 2\nBoris sees 1\n"
