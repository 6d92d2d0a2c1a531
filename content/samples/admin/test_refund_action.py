import pytest
from django.contrib import admin, messages
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import path

from shop.factories import PaymentFactory, UserFactory
from shop.models import Payment


class Bank:
    @staticmethod
    def refund(reference, amount):
        """Stands for a call over the network."""


bank = Bank()


class PaymentAdmin(admin.ModelAdmin):
    list_display = ["id", "amount", "status"]
    actions = ["refund"]

    @admin.action(description="Refund the selected payments")
    def refund(self, request, queryset):
        for payment in queryset:
            bank.refund(payment.reference, payment.amount)
            payment.status = "refunded"
            payment.save()
        self.message_user(request, f"{queryset.count()} refunded")


class CarefulPaymentAdmin(admin.ModelAdmin):
    list_display = ["id", "amount", "status"]
    actions = ["refund"]

    def has_refund_permission(self, request):
        return request.user.has_perm("shop.change_payment")

    @admin.action(permissions=["refund"])
    def refund(self, request, queryset):
        chosen = queryset.count()
        paid = queryset.filter(status="paid")
        claimed = paid.update(status="refunding")
        skipped = chosen - claimed
        text = f"{claimed} will be refunded, {skipped} were not paid."
        self.message_user(request, text, messages.SUCCESS)


@pytest.fixture
def table(settings, urls, show):
    """Serves an admin of payments; gives its address and a client for a member of staff."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"

    def open_table(options, *permissions):
        site = admin.AdminSite()
        site.register(Payment, options)
        urls(path("admin/", site.urls))
        user = UserFactory(is_staff=True)
        for codename in permissions:
            user.user_permissions.add(
                Permission.objects.get(codename=codename)
            )
        client = Client()
        client.force_login(user)
        return client

    return open_table


def choose(action, *payments, **more):
    return {
        "action": action,
        "_selected_action": [payment.pk for payment in payments],
        **more,
    }


def statuses():
    return list(
        Payment.objects.order_by("pk").values_list("status", flat=True)
    )


def test_refund_as_a_reader(table, show):
    """An action without a permission of its own is for everybody who may look."""
    with show("action", code=PaymentAdmin.refund):
        pass
    payments = PaymentFactory.create_batch(3, status="paid")
    reader = table(PaymentAdmin, "view_payment")
    page = "/admin/shop/payment/"
    with show("may-only-view") as block:
        reader.post(page, choose("refund", *payments[:2]))
        print(statuses())
    assert block.responses == [302]
    assert statuses() == ["refunded", "refunded", "paid"]


def test_refund_with_a_permission(table, show):
    """The reader's action is gone; the claim refunds nothing twice."""
    payments = PaymentFactory.create_batch(3, status="paid")
    page = "/admin/shop/payment/"
    reader = table(CarefulPaymentAdmin, "view_payment")
    reader.post(page, choose("refund", *payments))
    assert statuses() == ["paid", "paid", "paid"]

    editor = table(CarefulPaymentAdmin, "view_payment", "change_payment")
    with show("claim", code=CarefulPaymentAdmin):
        editor.post(page, choose("refund", *payments[:2]))
        editor.post(page, choose("refund", *payments))
        print(statuses())
    assert statuses() == ["refunding", "refunding", "refunding"]


def test_all_that_match_now(table, show):
    """“Select all” is the filter of the page, asked again when it is posted."""
    payments = PaymentFactory.create_batch(3, status="paid")
    editor = table(CarefulPaymentAdmin, "view_payment", "change_payment")
    PaymentFactory(status="paid")
    with show("select-across") as block:
        form = choose("refund", payments[0], select_across="1")
        editor.post("/admin/shop/payment/", form)
        print(statuses())
    assert block.responses == [302]
    assert statuses() == ["refunding"] * 4
    # With a filter on the status, the claimed rows are no longer in the list.
    PaymentFactory(status="paid")
    paid = "/admin/shop/payment/?status__exact=paid"
    answer = editor.post(paid, form, follow=True)
    told = [str(message) for message in answer.context["messages"]]
    assert told[-1] == "1 will be refunded, 0 were not paid."
    # Ticking every box of a long page does not get as far: too many fields.
    boxes = {"action": "refund", "_selected_action": range(1000)}
    assert editor.post("/admin/shop/payment/", boxes).status_code == 400


def test_delete_selected(table, show, monkeypatch):
    """The built-in action deletes the queryset; a delete() of the model is not called."""

    def delete(self, *args, **kwargs):
        print("Payment.delete() of", self.pk)

    monkeypatch.setattr(Payment, "delete", delete)
    payments = PaymentFactory.create_batch(2)
    superuser = table(admin.ModelAdmin)
    superuser.force_login(UserFactory(is_staff=True, is_superuser=True))
    page = "/admin/shop/payment/"
    with show("delete-selected", code=delete) as block:
        chosen = choose("delete_selected", *payments, post="yes")
        superuser.post(page, chosen)
        print("left:", Payment.objects.count())
    assert block.output == "left: 0\n"
