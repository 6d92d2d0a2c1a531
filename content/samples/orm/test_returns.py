from decimal import ROUND_HALF_UP, Decimal
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q, Sum
from django.forms import modelform_factory
from django.test.utils import isolate_apps

from shop.models import Product

CENT = Decimal("0.01")


class TooMany(Exception):
    pass


@pytest.fixture
def shop(create_table, product):
    """Three mugs for 10.00, and the models of their return."""
    with isolate_apps("shop"):

        class State(models.TextChoices):
            REQUESTED = "requested"
            ARRIVED = "arrived"
            REFUNDED = "refunded"
            REFUSED = "refused"

        class SoldLine(models.Model):
            product = models.ForeignKey(
                Product, models.PROTECT, related_name="+"
            )
            quantity = models.PositiveIntegerField()
            paid = models.DecimalField(max_digits=8, decimal_places=2)
            returned = models.PositiveIntegerField(default=0)

            class Meta:
                app_label = "shop"
                constraints = [
                    models.CheckConstraint(
                        condition=Q(returned__lte=F("quantity")),
                        name="returned_at_most_what_was_sold",
                    )
                ]

        class Return(models.Model):
            state = models.CharField(
                max_length=10, choices=State, default=State.REQUESTED
            )
            refunded_at = models.DateTimeField(null=True)

            class Meta:
                app_label = "shop"
                constraints = [
                    models.CheckConstraint(
                        condition=Q(state__in=State.values),
                        name="return_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=Q(
                            state=State.REFUNDED, refunded_at__isnull=False
                        )
                        | (~Q(state=State.REFUNDED) & Q(refunded_at=None)),
                        name="return_refunded_has_a_time",
                    ),
                ]

        class ReturnLine(models.Model):
            parcel = models.ForeignKey(
                Return, models.CASCADE, related_name="lines"
            )
            sold = models.ForeignKey(SoldLine, models.PROTECT)
            quantity = models.PositiveIntegerField()
            refund = models.DecimalField(
                max_digits=8, decimal_places=2, null=True, blank=True
            )

            class Meta:
                app_label = "shop"
                constraints = [
                    models.CheckConstraint(
                        condition=Q(quantity__gte=1),
                        name="return_line_has_units",
                        violation_error_message="Send back at least one.",
                    ),
                    models.UniqueConstraint(
                        fields=["parcel", "sold"], name="one_line_per_sold"
                    ),
                ]

        create_table(SoldLine, Return, ReturnLine)
        line = SoldLine.objects.create(
            product=product, quantity=3, paid=Decimal("10.00")
        )
        yield SimpleNamespace(
            SoldLine=SoldLine,
            Return=Return,
            ReturnLine=ReturnLine,
            State=State,
            line=line,
        )


def test_shape_of_a_return(shop, show):
    """What the tables say themselves, and what they refuse."""
    Return, ReturnLine, State = shop.Return, shop.ReturnLine, shop.State
    with show("return-line", code=ReturnLine):
        pass
    with show("return", code=Return):
        pass
    parcel = Return.objects.create()
    with show("refunded-when", raises=IntegrityError):
        Return.objects.filter(pk=parcel.pk).update(state=State.REFUNDED)


def test_form_that_sees_less(shop, show):
    """A form checks the constraints whose fields it has."""
    ReturnLine = shop.ReturnLine
    parcel = shop.Return.objects.create()
    ReturnLine.objects.create(parcel=parcel, sold=shop.line, quantity=1)
    line = shop.line
    QuantityForm = modelform_factory(ReturnLine, fields=["quantity"])
    with show("no-units") as no_units:
        form = QuantityForm(
            {"quantity": 0}, instance=ReturnLine(parcel=parcel, sold=line)
        )
        print(form.non_field_errors().as_text())
    assert no_units.output == "* Send back at least one.\n"
    with show("second-line", raises=IntegrityError) as second:
        form = QuantityForm(
            {"quantity": 1}, instance=ReturnLine(parcel=parcel, sold=line)
        )
        print(f"valid: {form.is_valid()}")
        form.save()
    assert second.output == "valid: True\n"


def test_take_back_at_most_what_was_sold(shop, show, sessions):
    """A rule over several rows becomes a rule about one: the counter on the sold line."""
    SoldLine, ReturnLine = shop.SoldLine, shop.ReturnLine

    def take_back(parcel, sold_id, quantity):
        with transaction.atomic():
            sold = SoldLine.objects.filter(
                pk=sold_id, returned__lte=F("quantity") - quantity
            )
            if not sold.update(returned=F("returned") + quantity):
                raise TooMany(sold_id)
            ReturnLine.objects.create(
                parcel=parcel, sold_id=sold_id, quantity=quantity
            )

    first, second = shop.Return.objects.create(), shop.Return.objects.create()
    with show("take-back", code=take_back) as block:
        stage = sessions(block)
        anna = stage.start("Anna", take_back, first, shop.line.pk, 2)
        boris = stage.start("Boris", take_back, second, shop.line.pk, 2)
        anna.step_to("INSERT")
        boris.step()
        anna.finish()
        boris.finish()
        print(f"Boris: {type(boris.error).__name__}")
    assert anna.error is None
    assert isinstance(boris.error, TooMany)
    with show("forgotten-path", raises=IntegrityError):
        SoldLine.objects.update(returned=F("returned") + 2)
    shop.line.refresh_from_db()
    assert shop.line.returned == 2


def test_refund_to_the_cent(shop, show):
    """Three units for 10.00: rounding each loses a cent, rounding the sum loses none."""
    ReturnLine, line = shop.ReturnLine, shop.line

    def refund(sold, quantity):
        done = ReturnLine.objects.filter(
            sold=sold, refund__isnull=False
        ).aggregate(
            units=Sum("quantity", default=0),
            amount=Sum("refund", default=Decimal(0)),
        )
        worth = sold.paid * (done["units"] + quantity) / sold.quantity
        return worth.quantize(CENT, ROUND_HALF_UP) - done["amount"]

    with show("refund", code=refund) as block:
        for _ in range(3):
            amount = refund(line, 1)
            ReturnLine.objects.create(
                parcel=shop.Return.objects.create(),
                sold=line,
                quantity=1,
                refund=amount,
            )
            print(amount)
    assert block.output == "3.33\n3.34\n3.33\n"
