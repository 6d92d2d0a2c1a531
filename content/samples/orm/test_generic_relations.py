from types import SimpleNamespace

import pytest
from django.contrib.contenttypes.fields import (
    GenericForeignKey,
    GenericRelation,
)
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldError
from django.db import IntegrityError, models
from django.db.models import Q
from django.test.utils import isolate_apps

from shop.factories import CustomerFactory, OrderFactory, ProductFactory
from shop.models import Order, Product


@pytest.fixture
def isolated(show):
    """Own models, and content types that are cached, as in a process that has run."""
    ContentType.objects.clear_cache()
    parcels = ContentType.objects.create(
        pk=900, app_label="shop", model="parcel"
    )
    for content_type in ContentType.objects.all():
        ContentType.objects.get_for_id(content_type.pk)
    with isolate_apps("shop"):
        yield
    parcels.delete()
    ContentType.objects.clear_cache()


@pytest.fixture
def shop(isolated, create_table, show):
    class Remark(models.Model):
        text = models.TextField()
        content_type = models.ForeignKey(
            ContentType, models.CASCADE, related_name="+"
        )
        object_id = models.PositiveBigIntegerField()
        target = GenericForeignKey("content_type", "object_id")

        class Meta:
            app_label = "shop"
            indexes = [models.Index(fields=["content_type", "object_id"])]

        def __str__(self):
            return self.text

    class Parcel(models.Model):
        code = models.CharField(max_length=20)
        remarks = GenericRelation(Remark)

        class Meta:
            app_label = "shop"

        def __str__(self):
            return self.code

    create_table(Remark, Parcel)
    order, product, customer = (
        OrderFactory(),
        ProductFactory(),
        CustomerFactory(),
    )
    for target in (order, product, customer, ProductFactory()):
        Remark.objects.create(text="Call back", target=target)
    return SimpleNamespace(
        Remark=Remark, Parcel=Parcel, order=order, product=product
    )


def test_target_of_any_kind(shop, show):
    """A type and a number: each target is a query of its own, or one for each type."""
    Remark = shop.Remark
    with show("model", code=Remark):
        pass
    with show("page") as page:
        for remark in Remark.objects.order_by("pk"):
            print(remark.text, remark.target)
    with show("prefetched") as prefetched:
        remarks = Remark.objects.prefetch_related("target")
        for remark in remarks.order_by("pk"):
            print(remark.text, remark.target)
    assert page.output == prefetched.output
    with show("filter", raises=FieldError):
        Remark.objects.filter(target=shop.product)
    assert page.query_count == 1 + 4
    assert prefetched.query_count == 1 + 3


def test_target_that_is_not_there(shop, show):
    """No foreign key: a deleted target leaves its remarks, a wrong number is stored."""
    Remark, product = shop.Remark, shop.product
    with show("orphan") as orphan:
        product.delete()
        for remark in Remark.objects.order_by("pk"):
            print(remark.text, remark.target)
    assert orphan.output.splitlines()[1] == "Call back None"
    Remark.objects.create(
        text="Call back",
        content_type=ContentType.objects.get_for_model(Product),
        object_id=999,
    )
    assert Remark.objects.count() == 5


def test_relation_that_cascades(shop, show):
    """GenericRelation joins and deletes; there is no other on_delete for it."""
    Parcel = shop.Parcel
    parcel = Parcel.objects.create(code="P-1")
    parcel.remarks.create(text="Broken")
    with show("backwards", code=Parcel) as filtered:
        print(Parcel.objects.filter(remarks__text="Broken").count())
    with show("delete") as deleted:
        print(parcel.delete())
    assert filtered.output == "1\n"
    assert deleted.output.startswith("(2,")


def test_one_key_per_kind(isolated, create_table, show):
    """A nullable key for each kind, and a constraint that one of them is set."""

    class Comment(models.Model):
        text = models.TextField()
        order = models.ForeignKey(
            Order, models.CASCADE, null=True, related_name="+"
        )
        product = models.ForeignKey(
            Product, models.CASCADE, null=True, related_name="+"
        )

        class Meta:
            app_label = "shop"
            constraints = [
                models.CheckConstraint(
                    condition=Q(order=None, product__isnull=False)
                    | Q(order__isnull=False, product=None),
                    name="comment_has_one_target",
                )
            ]

    create_table(Comment)
    order = OrderFactory()
    product = ProductFactory()
    Comment.objects.create(text="Late", order=order)
    Comment.objects.create(text="Dented", product=product)
    with show("keys", code=Comment):
        pass
    with show("page") as page:
        comments = Comment.objects.select_related("order", "product")
        for comment in comments.order_by("pk"):
            print(comment.text, comment.order or comment.product)
    assert page.query_count == 1
    with show("both", raises=IntegrityError):
        Comment.objects.create(text="Late", order=order, product=product)
    with show("wrong-number", raises=IntegrityError):
        Comment.objects.create(text="Late", order_id=999)
