from decimal import Decimal
from smtplib import SMTPServerDisconnected
from unittest.mock import patch

import pytest
from celery import shared_task
from django import forms
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import DatabaseError, models, transaction
from django.db.models import Count, Exists, Q
from django.test.utils import isolate_apps

from shop.factories import ProductFactory
from shop.models import Product

with isolate_apps("shop"):

    class PriceImport(models.Model):
        file = models.CharField(max_length=100)
        state = models.CharField(max_length=10, default="running")

        class Meta:
            app_label = "shop"

    class Batch(models.Model):
        run = models.ForeignKey(PriceImport, models.CASCADE)
        rows = models.JSONField()
        errors = models.JSONField(default=list)
        state = models.CharField(max_length=10, default="new")

        class Meta:
            app_label = "shop"

    class PriceMail(models.Model):
        run = models.ForeignKey(PriceImport, models.CASCADE)
        email = models.EmailField()
        state = models.CharField(max_length=10, default="new")

        class Meta:
            app_label = "shop"
            constraints = [
                models.UniqueConstraint(
                    fields=["run", "email"], name="one_price_mail_per_run"
                )
            ]


price_field = forms.DecimalField(
    max_digits=8, decimal_places=2, min_value=Decimal("0.01")
)


def read_prices(rows):
    """Prices by SKU, and a sentence for each line that has none."""
    prices, errors = {}, []
    for line, sku, price in rows:
        try:
            prices[sku] = price_field.clean(price)
        except ValidationError as error:
            errors.append(f"line {line}: {error.messages[0]}")
    return prices, errors


@shared_task
def import_batch(batch_id):
    with transaction.atomic():
        batch = Batch.objects.select_for_update().get(pk=batch_id)
        if batch.state == "done":
            return
        prices, batch.errors = read_prices(batch.rows)
        products = (
            Product.objects.filter(sku__in=prices)
            .order_by("sku")
            .select_for_update()
        )
        for product in products:
            product.price = prices.pop(product.sku)
        Product.objects.bulk_update(products, ["price"])
        batch.errors += [f"no product {sku}" for sku in sorted(prices)]
        batch.state = "done"
        batch.save()


@pytest.fixture
def run(create_table):
    create_table(PriceImport, Batch, PriceMail)
    return PriceImport.objects.create(file="2026-03-02.csv")


def test_import_in_batches(run, show):
    """A batch is in or out as a whole, and a second run of it changes nothing."""
    ProductFactory.create_batch(3)
    batch = Batch.objects.create(
        run=run,
        rows=[
            [1, "SKU-1", "12.50"],
            [2, "SKU-2", "12,50"],
            [3, "SKU-3", "8"],
            [4, "SKU-9", "20"],
        ],
    )
    with patch.object(Batch, "save", side_effect=DatabaseError):
        with pytest.raises(DatabaseError):
            import_batch(batch.pk)
    assert set(Product.objects.values_list("price", flat=True)) == {10}
    with show("batch", code=import_batch.run) as block:
        import_batch(batch.pk)
        import_batch(batch.pk)
        print(*Batch.objects.get().errors, sep="\n")
        print(*Product.objects.order_by("pk").values_list("price", flat=True))
    assert block.output == (
        "line 2: Enter a number.\nno product SKU-9\n12.50 10.00 8.00\n"
    )
    assert sum("UPDATE" in sql for sql in block.sql[:3]) == 2
    Batch.objects.bulk_create(Batch(run=run, rows=[]) for _ in range(3))
    with show("progress") as progress:
        done = Count("pk", filter=Q(state="done"))
        print(run.batch_set.aggregate(done=done, all=Count("pk")))
        left = run.batch_set.filter(state="new").values_list("pk", flat=True)
        print("to send again:", *left)
    assert progress.output == (
        "{'done': 1, 'all': 4}\nto send again: 2 3 4\n"
    )


def test_last_batch_closes_the_run(run, show, sessions):
    """Two last batches, side by side: who sees that nothing is left?"""

    def finish_batch(batch):
        with transaction.atomic():
            Batch.objects.filter(pk=batch.pk).update(state="done")
            left = Batch.objects.filter(run=batch.run, state="new")
            if not left.exists():
                PriceImport.objects.filter(pk=batch.run_id).update(
                    state="done"
                )

    def two_batches():
        Batch.objects.all().delete()
        return [Batch.objects.create(run=run, rows=[]) for _ in range(2)]

    first, second = two_batches()
    with show("inside", code=finish_batch) as inside:
        stage = sessions(inside)
        anna = stage.start("Worker 1", finish_batch, first)
        boris = stage.start("Worker 2", finish_batch, second)
        anna.step(2)
        boris.step(2)
        anna.finish()
        boris.finish()
        print("the import is", PriceImport.objects.get().state)
    assert inside.output == "the import is running\n"

    def close_run(run_id):
        left = Batch.objects.filter(run_id=run_id, state="new")
        closed = PriceImport.objects.filter(
            ~Exists(left), pk=run_id, state="running"
        ).update(state="done")
        if closed:
            print("send the mails")

    def finish_and_close(batch):
        with transaction.atomic():
            Batch.objects.filter(pk=batch.pk).update(state="done")
            transaction.on_commit(lambda: close_run(batch.run_id))

    first, second = two_batches()
    with show("after-commit", code=[close_run, finish_and_close]) as after:
        stage = sessions(after)
        anna = stage.start("Worker 1", finish_and_close, first)
        boris = stage.start("Worker 2", finish_and_close, second)
        anna.step_to('UPDATE "shop_priceimport"')
        boris.step_to('UPDATE "shop_priceimport"')
        anna.finish()
        boris.finish()
        print("the import is", PriceImport.objects.get().state)
    assert after.output == "send the mails\nthe import is done\n"


def test_mails_after_a_break(run, show, mailoutbox):
    """The claim comes before the mail: after a break no customer gets two."""

    @shared_task
    def send_price_mails(ids):
        for mail in PriceMail.objects.filter(pk__in=ids, state="new"):
            row = PriceMail.objects.filter(pk=mail.pk)
            if row.filter(state="new").update(state="sending"):
                EmailMessage("New prices", to=[mail.email]).send()
                row.update(state="sent")

    for name in ("anna", "boris", "chen"):
        PriceMail.objects.create(run=run, email=f"{name}@example.com")
    ids = [1, 2, 3]
    send = EmailMessage.send

    def break_at_boris(message):
        send(message)
        if message.to == ["boris@example.com"]:
            raise SMTPServerDisconnected

    with show("slice", code=send_price_mails.run) as block:
        with patch.object(EmailMessage, "send", break_at_boris):
            try:
                send_price_mails(ids)
            except SMTPServerDisconnected:
                print("the connection broke")
        send_price_mails(ids)
        print(*PriceMail.objects.order_by("pk").values_list("email", "state"))
    assert len(mailoutbox) == 3
    assert "('boris@example.com', 'sending')" in block.output
