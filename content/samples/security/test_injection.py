from django.db.models.expressions import RawSQL
from django.http import JsonResponse

from shop.factories import CustomerFactory, UserFactory
from shop.models import Customer, User


def search(request):
    name = request.GET["name"]
    rows = Customer.objects.raw(
        f"SELECT * FROM shop_customer WHERE name = '{name}'"
    )
    order = request.GET.get("order", "name")
    found = Customer.objects.filter(**request.GET.dict())
    names = [row.name for row in rows]
    return JsonResponse({"names": names}), found.order_by(order)


def test_formatted_sql(show, rf):
    """The name becomes part of the statement; as a parameter it does not."""
    CustomerFactory.create_batch(3)
    name = "x' OR '1'='1"
    with show("view", code=search):
        response, _ = search(rf.get("/search/", {"name": name}))
        print(response.content.decode())
    assert b"Anna" in response.content
    with show("formatted") as bad:
        rows = Customer.objects.raw(
            f"SELECT * FROM shop_customer WHERE name = '{name}'"
        )
        print([row.name for row in rows])
    with show("parameter") as good:
        rows = Customer.objects.raw(
            "SELECT * FROM shop_customer WHERE name = %s", [name]
        )
        print([row.name for row in rows])
    assert bad.output == "['Anna', 'Boris', 'Chen']\n"
    assert good.output == "[]\n"


def test_extra_and_rawsql(show):
    """Every way to raw SQL has the same hole, and the same cure."""
    CustomerFactory.create_batch(2)
    value = "0) OR (1=1"
    with show("extra") as extra:
        found = Customer.objects.extra(where=[f"(id = {value})"])
        print("extra:", found.count())
        cured = Customer.objects.extra(where=["name = %s"], params=[value])
        print("with params:", cured.count())
    with show("rawsql") as raw:
        found = Customer.objects.filter(
            pk__in=RawSQL(
                "SELECT id FROM shop_customer WHERE name = %s", [value]
            )
        )
        print("RawSQL with params:", found.count())
    assert extra.output == "extra: 2\nwith params: 0\n"
    assert raw.output == "RawSQL with params: 0\n"


def test_lookups_from_the_address(show, rf):
    """The visitor writes lookups, and reads the hash letter by letter."""
    CustomerFactory(user=UserFactory(password="pbkdf2_sha256$1$x"))
    request = rf.get("/", {"user__password__startswith": "pbkdf2"})
    with show("lookups") as block:
        found = Customer.objects.filter(**request.GET.dict())
        print("guess is right:", found.exists())
    assert block.output == "guess is right: True\n"
    with show("allow-list") as listed:
        allowed = {"name", "email"} & request.GET.keys()
        found = Customer.objects.filter(
            **{field: request.GET[field] for field in allowed}
        )
        print("conditions:", len(found.query.where.children))
    assert listed.output == "conditions: 0\n"
    assert User.objects.count() == 1
