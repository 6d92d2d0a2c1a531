import pytest
from django import forms
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory

from shop.factories import CustomerFactory, ProductFactory
from shop.models import Product, Review


class ReviewForm(forms.ModelForm):
    class Meta:
        model = Review
        fields = ["rating", "text"]


class OneReviewForm(ReviewForm):
    def clean(self):
        data = super().clean()
        others = Review.objects.exclude(pk=self.instance.pk)
        if others.filter(
            product=self.instance.product,
            customer=self.instance.customer,
        ).exists():
            raise forms.ValidationError("You have already reviewed this.")
        return data


@pytest.fixture
def product(show, monkeypatch):
    monkeypatch.setattr(
        Product,
        "get_absolute_url",
        lambda product: f"/products/{product.pk}/",
        raising=False,
    )
    return ProductFactory()


def test_model_form(product, customer, show):
    """Fields come from the model; what else is posted is not read."""
    with show("form", code=ReviewForm):
        form = ReviewForm({"rating": "5", "customer": "99"})
        print(form.is_valid(), form.cleaned_data)
    assert form.cleaned_data == {"rating": 5, "text": ""}


def test_rule_over_fields_that_the_form_lacks(product, customer, show):
    """The second review passes validation, and save() raises."""
    data = {"rating": "5"}
    request = RequestFactory().post("/", data)

    def review_product(request, product, customer):
        review = Review(product=product, customer=customer)
        form = ReviewForm(request.POST, instance=review)
        if form.is_valid():
            form.save()
            return redirect(product)
        return HttpResponse(form.errors, status=422)

    with show("bound", code=review_product) as first:
        print(review_product(request, product, customer).url)
    assert first.output == "/products/1/\n"
    with show("second", code=review_product, raises=IntegrityError):
        review_product(request, product, customer)
    with show("clean", code=OneReviewForm.clean) as block:
        review = Review(product=product, customer=customer)
        print(OneReviewForm(data, instance=review).errors.as_text())
    assert "already reviewed" in block.output
    other = Review(product=product, customer=CustomerFactory())
    assert OneReviewForm(data, instance=other).is_valid()
    assert Review.objects.count() == 1
