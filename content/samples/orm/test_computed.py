from decimal import Decimal

import pytest
from django.contrib.postgres.functions import RandomUUID
from django.core.exceptions import FieldError
from django.db import ProgrammingError, connection, models
from django.db.migrations import AddField, AlterField, CreateModel
from django.db.migrations.migration import Migration
from django.db.migrations.state import ProjectState
from django.db.models import (
    BooleanField,
    DateField,
    DecimalField,
    F,
    GeneratedField,
    Q,
)
from django.db.models.functions import Now


def test_total_in_save(show, create_table):
    """save() computes the total; three ways of writing pass it by."""

    class PricedLine(models.Model):
        price = models.DecimalField(max_digits=8, decimal_places=2)
        quantity = models.PositiveIntegerField()
        total = models.DecimalField(max_digits=10, decimal_places=2)

        class Meta:
            app_label = "shop"

        def save(self, *args, **kwargs):
            self.total = self.price * self.quantity
            super().save(*args, **kwargs)

    create_table(PricedLine)
    with show("model", code=PricedLine) as block:
        line = PricedLine.objects.create(price=10, quantity=3)
        print(line.total)
    assert block.output == "30\n"
    with show("other-paths") as paths:
        line.quantity = 4
        line.save(update_fields=["quantity"])
        print(PricedLine.objects.values_list("quantity", "total").get())
        PricedLine.objects.update(quantity=5)
        print(PricedLine.objects.values_list("quantity", "total").get())
    assert paths.output == "(4, Decimal('30.00'))\n(5, Decimal('30.00'))\n"
    wrong = PricedLine.objects.exclude(total=F("price") * F("quantity"))
    assert wrong.count() == 1
    PricedLine.objects.bulk_create([PricedLine(price=2, quantity=2, total=0)])
    assert wrong.count() == 2


def test_total_by_the_database(show, create_table):
    """The column is right on every path; the instance may be old until it is read again."""

    class InvoiceLine(models.Model):
        price = models.DecimalField(max_digits=8, decimal_places=2)
        quantity = models.PositiveIntegerField()
        status = models.CharField(max_length=10, db_default="open")
        total = models.GeneratedField(
            expression=F("price") * F("quantity"),
            output_field=DecimalField(max_digits=10, decimal_places=2),
            db_persist=True,
        )

        class Meta:
            app_label = "shop"

    create_table(InvoiceLine)
    with show("model", code=InvoiceLine) as block:
        line = InvoiceLine.objects.create(price=10, quantity=3)
        print(line.total, line.status)
        InvoiceLine.objects.update(quantity=5)
        print(InvoiceLine.objects.get(total__gt=40).total)
    assert block.output == "30.00 open\n50.00\n"
    with show("old-until-read") as stale:
        line.quantity = 4
        line.save()
        print(line.total)
        line.refresh_from_db()
        print(line.total)
    assert stale.output == "30.00\n40.00\n"
    with show("unsaved") as unsaved:
        line = InvoiceLine(price=10, quantity=3)
        print(line.status)
    assert "DatabaseDefault" in unsaved.output
    with pytest.raises(AttributeError, match="generated"):
        print(line.total)
    with show("sql-insert") as plain, connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO shop_invoiceline (price, quantity) VALUES (2, 7)"
        )
        print(InvoiceLine.objects.values_list("status", "total").last())
    assert plain.output == "('open', Decimal('14.00'))\n"
    # Django leaves the column out without a word; SQL that writes it fails.
    with show("left-out") as left_out:
        print(InvoiceLine.objects.update(total=3))
    assert left_out.output == "0\n"
    assert left_out.query_count == 0
    InvoiceLine.objects.create(price=1, quantity=1, total=99)
    assert InvoiceLine.objects.latest("pk").total == 1
    with (
        show("explicit-value", raises=ProgrammingError) as explicit,
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO shop_invoiceline (price, quantity, total) "
            "VALUES (2, 7, 14)"
        )
    assert "cannot insert a non-DEFAULT value" in str(explicit.error)


def test_property_or_annotation(show, create_table):
    """A property counts for the instance in hand, an annotation for the query."""

    class QuotedLineQuerySet(models.QuerySet):
        def with_total(self):
            return self.annotate(in_total=F("price") * F("quantity"))

    class QuotedLine(models.Model):
        price = models.DecimalField(max_digits=8, decimal_places=2)
        quantity = models.PositiveIntegerField()

        objects = QuotedLineQuerySet.as_manager()

        class Meta:
            app_label = "shop"

        @property
        def total(self):
            return self.price * self.quantity

    create_table(QuotedLine)
    with show("both", code=[QuotedLineQuerySet, QuotedLine]) as block:
        line = QuotedLine.objects.create(price=10, quantity=3)
        print(line.total)
        lines = QuotedLine.objects.with_total().filter(in_total__gt=20)
        print(lines.get().in_total)
    assert block.output == "30\n30.00\n"
    with show("filter-on-a-property", raises=FieldError):
        QuotedLine.objects.filter(total__gt=20)


class Lines:
    """A table of its own, with the state that migrations keep of it."""

    def __init__(self):
        self.state = ProjectState()
        money = DecimalField(max_digits=8, decimal_places=2)
        self.migrate(
            CreateModel(
                "line",
                [
                    ("id", models.BigAutoField(primary_key=True)),
                    ("price", money),
                    ("due", DateField(null=True)),
                ],
            )
        )

    def migrate(self, *operations):
        migration = Migration("0001", "computed")
        migration.operations = operations
        with connection.schema_editor() as editor:
            self.state = migration.apply(self.state, editor)

    def rewrites(self, operation):
        """Whether PostgreSQL wrote the table into a new file."""
        before = self.file()
        self.migrate(operation)
        return self.file() != before

    def file(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_relation_filenode('computed_line')")
            return cursor.fetchone()[0]


@pytest.fixture
def lines(show):
    lines = Lines()
    model = lines.state.apps.get_model("computed", "line")
    model.objects.create(price="10.10")
    yield lines
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE computed_line")


def gross(rate):
    return GeneratedField(
        expression=F("price") * Decimal(rate),
        output_field=DecimalField(max_digits=10, decimal_places=2),
        db_persist=True,
    )


def test_migrating_a_generated_field(lines, show):
    """Adding it fills every row; changing its expression is refused."""
    with show("add", code=gross) as block:
        lines.migrate(AddField("line", "gross", gross("1.19")))
    assert "GENERATED ALWAYS" in block.sql[1]
    Line = lines.state.apps.get_model("computed", "line")
    assert Line.objects.get().gross == Decimal("12.02")
    with show("alter", raises=ValueError) as alter:
        lines.migrate(AlterField("line", "gross", gross("1.16")))
    assert "must be removed and re-added" in str(alter.error)
    with show("today", raises=ProgrammingError) as today:
        overdue = GeneratedField(
            expression=Q(due__lt=Now()),
            output_field=BooleanField(),
            db_persist=True,
        )
        lines.migrate(AddField("line", "overdue", overdue))
    assert "not immutable" in str(today.error)


def test_what_rewrites_the_table(lines, show):
    """A generated column and a volatile default write every row, a constant does not."""
    with show("add-three") as block:
        status = models.CharField(max_length=10, db_default="open")
        key = models.UUIDField(db_default=RandomUUID())
        print("constant:", lines.rewrites(AddField("line", "status", status)))
        print("uuid:", lines.rewrites(AddField("line", "key", key)))
        total = gross("1.19")
        print("generated:", lines.rewrites(AddField("line", "total", total)))
    assert block.output == "constant: False\nuuid: True\ngenerated: True\n"
    when = models.DateTimeField(db_default=Now())
    assert not lines.rewrites(AddField("line", "seen", when))
