from types import SimpleNamespace

import pytest
from django.db import IntegrityError, models
from django.db.models import Q
from django.test.utils import isolate_apps
from django.utils import timezone


@pytest.fixture
def isolated():
    with isolate_apps("shop"):
        yield


@pytest.fixture
def shop(isolated, create_table, show):
    """Anna has an order and was deleted; Boris has one too."""

    class LiveManager(models.Manager):
        def get_queryset(self):
            return super().get_queryset().filter(deleted_at=None)

    class Account(models.Model):
        email = models.EmailField(unique=True)
        deleted_at = models.DateTimeField(null=True, blank=True)

        objects = LiveManager()

        class Meta:
            app_label = "shop"

        def delete(self, *args, **kwargs):
            self.deleted_at = timezone.now()
            self.save(update_fields=["deleted_at"])

    class Purchase(models.Model):
        account = models.ForeignKey(Account, models.CASCADE)

        class Meta:
            app_label = "shop"

    create_table(Account, Purchase)
    for email in ("anna@example.com", "boris@example.com"):
        Purchase.objects.create(account=Account.objects.create(email=email))
    Account.objects.get(email="anna@example.com").delete()
    return SimpleNamespace(
        LiveManager=LiveManager, Account=Account, Purchase=Purchase
    )


def test_hidden_by_a_manager(shop, show):
    """The manager hides the row from some paths and not from others."""
    Account, Purchase = shop.Account, shop.Purchase
    with show("models", code=[shop.LiveManager, Account, Purchase]):
        pass
    with show("still-reached") as reached:
        print(Account.objects.filter(email="anna@example.com").count())
        purchase = Purchase.objects.get(account__email="anna@example.com")
        print(purchase.account.email)
    assert reached.output == "0\nanna@example.com\n"
    with show("really-gone") as gone:
        deleted = Account.objects.filter(email__startswith="b").delete()
        print(deleted)
    assert gone.output == "(2, {'shop.Purchase': 1, 'shop.Account': 1})\n"


def test_address_that_is_taken(shop, show):
    """Validation asks the default manager; the unique index knows every row."""
    Account = shop.Account
    with show("sign-up", raises=IntegrityError) as sign_up:
        account = Account(email="anna@example.com")
        account.full_clean()
        print("valid")
        account.save()
    assert sign_up.output == "valid\n"
    with show("get-or-create", raises=IntegrityError):
        Account.objects.get_or_create(email="anna@example.com")


def test_live_by_name(isolated, create_table, show):
    """The filter is a method that callers write, and the rule is a constraint."""

    class MemberQuerySet(models.QuerySet):
        def live(self):
            return self.filter(closed_at=None)

        def close(self):
            return self.live().update(closed_at=timezone.now())

    class Member(models.Model):
        email = models.EmailField()
        closed_at = models.DateTimeField(null=True, blank=True)

        objects = MemberQuerySet.as_manager()

        class Meta:
            app_label = "shop"
            constraints = [
                models.UniqueConstraint(
                    fields=["email"],
                    condition=Q(closed_at=None),
                    name="one_live_member_per_email",
                )
            ]

    create_table(Member)
    Member.objects.create(email="anna@example.com")
    with show("by-name", code=[MemberQuerySet, Member]) as block:
        Member.objects.filter(email="anna@example.com").close()
        again = Member(email="anna@example.com")
        again.full_clean()
        again.save()
        print(Member.objects.count(), Member.objects.live().count())
    assert block.output == "2 1\n"
    with show("twice", raises=IntegrityError):
        Member.objects.create(email="anna@example.com")


def test_base_manager_that_filters(shop, create_table, show):
    """A base manager that filters breaks the key to a hidden row, and its deletion."""
    LiveManager = shop.LiveManager

    class Shopper(models.Model):
        name = models.CharField(max_length=50)
        deleted_at = models.DateTimeField(null=True)

        objects = LiveManager()

        class Meta:
            app_label = "shop"
            base_manager_name = "objects"

    class Basket(models.Model):
        shopper = models.ForeignKey(Shopper, models.CASCADE)
        deleted_at = models.DateTimeField(null=True)

        objects = LiveManager()

        class Meta:
            app_label = "shop"
            base_manager_name = "objects"

    create_table(Shopper, Basket)
    anna = Shopper.objects.create(name="Anna", deleted_at=timezone.now())
    boris = Shopper.objects.create(name="Boris")
    basket = Basket.objects.create(shopper=anna)
    Basket.objects.create(shopper=boris, deleted_at=timezone.now())
    with show("base-manager", code=Shopper):
        pass
    with show("key-to-nothing", raises=Shopper.DoesNotExist):
        shopper = Basket.objects.get(pk=basket.pk).shopper
        print(shopper.name)
    with show("not-collected", raises=IntegrityError):
        boris.delete()
