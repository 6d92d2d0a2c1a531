import pytest
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef
from django.test.utils import isolate_apps
from django.utils import timezone


@pytest.fixture
@isolate_apps("shop")
def tenants(create_table):
    """One tenant with a long import, and two with one job each, which came later."""

    class Tenant(models.Model):
        name = models.CharField(max_length=20)
        served = models.DateTimeField(null=True)

        class Meta:
            app_label = "shop"

    class TenantJob(models.Model):
        tenant = models.ForeignKey(Tenant, models.CASCADE)
        state = models.CharField(max_length=10, default="new")

        class Meta:
            app_label = "shop"

    create_table(Tenant, TenantJob)
    for name, jobs in [("large", 400), ("small", 1), ("tiny", 1)]:
        tenant = Tenant.objects.create(name=name)
        TenantJob.objects.bulk_create(
            TenantJob(tenant=tenant) for _ in range(jobs)
        )
    return Tenant, TenantJob


def test_tenants_take_turns(tenants, clock, show):
    """The worker goes to the tenant that was served longest ago."""
    Tenant, TenantJob = tenants  # noqa: N806

    def take_one():
        waiting = TenantJob.objects.filter(state="new")
        with transaction.atomic():
            tenant = (
                Tenant.objects.select_for_update(skip_locked=True)
                .filter(Exists(waiting.filter(tenant=OuterRef("pk"))))
                .order_by(F("served").asc(nulls_first=True), "pk")
                .first()
            )
            if tenant is None:
                return None
            tenant.served = timezone.now()
            tenant.save(update_fields=["served"])
            job = waiting.filter(tenant=tenant).order_by("pk").first()
            if job is not None:
                job.state = "running"
                job.save(update_fields=["state"])
            return job

    with show("turns", code=take_one) as block:
        for _ in range(5):
            print(take_one().tenant.name)
            clock.shift(1)
    assert block.output.split() == [
        "large",
        "small",
        "tiny",
        "large",
        "large",
    ]
