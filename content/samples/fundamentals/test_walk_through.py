import pytest
from django import forms
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.test import Client
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from shop.factories import CustomerFactory, ProductFactory, UserFactory
from shop.models import Customer, Product, Review


class ReviewForm(forms.ModelForm):
    class Meta:
        model = Review
        fields = ["rating", "text"]


@login_required
@require_POST
def create(request, product_id):
    product = get_object_or_404(Product, pk=product_id)
    customer = get_object_or_404(Customer, user=request.user)
    review = Review(product=product, customer=customer)
    form = ReviewForm(request.POST, instance=review)
    if not form.is_valid():
        return JsonResponse(form.errors, status=422)
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        return HttpResponse("already reviewed", status=409)
    return HttpResponse("stored", status=201)


@require_GET
def read(request, product_id):
    reviews = Review.objects.filter(product=product_id)
    rows = reviews.select_related("customer").order_by("-pk")[:20]
    return JsonResponse(
        {"reviews": [[r.customer.name, r.rating] for r in rows]}
    )


@login_required
@require_POST
def update(request, review_id):
    mine = Review.objects.filter(customer__user=request.user)
    review = get_object_or_404(mine, pk=review_id)
    form = ReviewForm(request.POST, instance=review)
    if not form.is_valid():
        return JsonResponse(form.errors, status=422)
    form.save()
    return HttpResponse("changed")


@login_required
@require_POST
def delete(request, review_id):
    mine = Review.objects.filter(customer__user=request.user)
    get_object_or_404(mine, pk=review_id).delete()
    return HttpResponse("gone")


@pytest.fixture
def browsers(settings, urls, show):
    """Anna and Boris, logged in; sessions stay out of the SQL."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    urls(
        path("products/<int:product_id>/review/", create),
        path("products/<int:product_id>/reviews/", read),
        path("reviews/<int:review_id>/", update),
        path("reviews/<int:review_id>/delete/", delete),
    )
    ProductFactory()
    found = []
    for _ in range(2):
        user = UserFactory()
        CustomerFactory(user=user)
        client = Client()
        client.force_login(user)
        found.append(client)
    return found


def test_create_and_its_refusals(browsers, show):
    """A new row, a wrong value, a second review."""
    anna, _ = browsers
    with show("create", code=create) as block:
        anna.post("/products/1/review/", {"rating": "5"})
        anna.post("/products/1/review/", {"rating": "much"})
        anna.post("/products/1/review/", {"rating": "1"})
    assert block.responses == [201, 422, 409]
    assert Review.objects.get().rating == 5


def test_read_as_a_visitor(browsers, show):
    """One query for a page of reviews, with the names."""
    for browser, rating in zip(browsers, ("5", "2"), strict=True):
        browser.post("/products/1/review/", {"rating": rating})
    visitor = Client()
    with show("read", code=read) as block:
        visitor.get("/products/1/reviews/")
    assert block.responses == [200]
    assert block.query_count == 1


def test_update_and_delete_ones_own(browsers, show):
    """The row is looked for among one's own, so another's is not found."""
    anna, boris = browsers
    anna.post("/products/1/review/", {"rating": "5", "text": "Boils fast"})
    with show("update-and-delete", code=[update, delete]) as block:
        boris.post("/reviews/1/", {"rating": "1"})
        anna.post("/reviews/1/", {"rating": "4"})
        print("text:", repr(Review.objects.get().text))
        anna.get("/reviews/1/delete/")
        anna.post("/reviews/1/delete/")
    assert block.responses == [404, 200, 405, 200]
    assert block.output == "text: ''\n"
    assert not Review.objects.exists()
