import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.test.utils import isolate_apps

from shop.factories import (
    CustomerFactory,
    OrderFactory,
    PaymentFactory,
    ProductFactory,
    UserFactory,
)
from shop.models import (
    Customer,
    IdempotentRequest,
    Order,
    OrderLine,
    Payment,
    Review,
    User,
)

TABLES = [
    Customer._meta.db_table,
    Order._meta.db_table,
    Review._meta.db_table,
    IdempotentRequest._meta.db_table,
    LogEntry._meta.db_table,
]


@pytest.fixture
def anna(show):
    """A customer whose address has reached more tables than her own."""
    user = UserFactory(username="anna")
    email = "anna@example.com"
    anna = CustomerFactory(user=user, name="Anna", email=email)
    order = OrderFactory(customer=anna, lines=2)
    PaymentFactory(order=order)
    Review.objects.create(
        product=ProductFactory(),
        customer=anna,
        rating=5,
        text=f"Questions to {email}",
    )
    IdempotentRequest.objects.create(
        client=user, key="k", fingerprint="f", body={"receipt": email}
    )
    LogEntry.objects.create(
        user=UserFactory(username="support"),
        content_type=ContentType.objects.get_for_model(Customer),
        object_id=anna.pk,
        object_repr=f"Anna ({email})",
        action_flag=CHANGE,
    )
    return anna


def find_traces(tables, word):
    """Looks for a word in whole rows, whatever the columns are."""
    with connection.cursor() as cursor:
        for table in tables:
            sql = f"""
                SELECT count(*) FROM "{table}" AS t
                WHERE t::text ILIKE %s
            """
            cursor.execute(sql, [f"%{word}%"])
            print(table, cursor.fetchone()[0])


def test_erase_by_delete(anna, show):
    """The cascade takes the orders and the payments along."""
    customer = anna
    with show("delete") as block:
        count, by_model = customer.delete()
        print(count, by_model)
    assert "'shop.Payment': 1" in block.output
    assert not Order.objects.exists()


def test_erase_staff(anna, show):
    """The admin's log entries belong to the user who acted, and go with that user."""
    with show("delete") as block:
        staff = User.objects.get(username="support")
        print(staff.delete())
    assert block.output == ("(2, {'admin.LogEntry': 1, 'shop.User': 1})\n")


def test_find_traces(anna, show):
    """A search through whole rows, after an erasure that looked at one table."""
    customer = anna
    with show("erase-the-row"):
        customer.user.is_active = False
        customer.user.save()
        customer.name = "Erased"
        customer.email = ""
        customer.save()
    with show("find", code=find_traces) as block:
        find_traces(TABLES, "anna@example.com")
    assert block.output.splitlines() == [
        "shop_customer 0",
        "shop_order 0",
        "shop_review 1",
        "shop_idempotentrequest 1",
        "django_admin_log 1",
    ]


def test_erase_a_customer(anna, create_table, show):
    """What must stay keeps its row; other systems get a task that can be checked."""
    with isolate_apps("shop"):

        class ErasureTask(models.Model):
            customer_id = models.BigIntegerField()
            system = models.CharField(max_length=20)
            done = models.DateTimeField(null=True)

            class Meta:
                app_label = "shop"
                constraints = [
                    models.UniqueConstraint(
                        fields=["customer_id", "system"], name="one_task"
                    )
                ]

    create_table(ErasureTask)
    SYSTEMS = ["search", "mail provider", "files", "logs"]

    @transaction.atomic
    def erase(customer_id):
        Review.objects.filter(customer=customer_id).update(text="")
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(Customer),
            object_id=str(customer_id),
        ).update(object_repr="erased", change_message="")
        User.objects.filter(customer=customer_id).delete()
        Customer.objects.filter(pk=customer_id).update(
            name="Erased", email="", website=""
        )
        ErasureTask.objects.bulk_create(
            [
                ErasureTask(customer_id=customer_id, system=system)
                for system in SYSTEMS
            ],
            ignore_conflicts=True,
        )

    erase(anna.pk)
    erase(anna.pk)  # again, as after a restore
    with show("erase", code=erase) as block:
        print(Order.objects.count(), "order of", Customer.objects.get())
        print(OrderLine.objects.count(), "lines")
        print(Payment.objects.count(), "payment")
    assert block.output == ("1 order of Erased\n2 lines\n1 payment\n")
    assert ErasureTask.objects.filter(done=None).count() == 4
    assert not User.objects.filter(username="anna").exists()
    with show("traces") as traces:
        find_traces(TABLES, "anna")
    assert all(line.endswith(" 0") for line in traces.output.splitlines())
