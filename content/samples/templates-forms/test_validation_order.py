from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import IntegrityError, models
from django.db.models import F, Q
from django.test.utils import isolate_apps
from rest_framework import serializers

from shop.models import Discount


class DiscountForm(forms.ModelForm):
    class Meta:
        model = Discount
        fields = ["code", "percent", "starts", "ends"]

    def clean_code(self):
        code = self.cleaned_data["code"]
        if Discount.objects.filter(code=code, active=True).exists():
            raise ValidationError("This code is taken.")
        return code

    def clean_ends(self):
        ends = self.cleaned_data["ends"]
        if ends < self.cleaned_data["starts"]:
            raise ValidationError("Ends before it starts.")
        return ends

    def clean(self):
        data = super().clean()
        data["code"] = data["code"].upper()
        return data


class OrderedDiscountForm(forms.ModelForm):
    class Meta:
        model = Discount
        fields = ["code", "percent", "starts", "ends"]

    def clean_code(self):
        code = self.cleaned_data["code"].upper()
        others = Discount.objects.exclude(pk=self.instance.pk)
        if others.filter(code=code, active=True).exists():
            raise ValidationError("This code is taken.")
        return code

    def clean(self):
        data = super().clean()
        starts, ends = data.get("starts"), data.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", "Ends before it starts.")
        return data


def posted(**changed):
    data = {
        "code": "spring",
        "percent": "10",
        "starts": "2026-03-01",
        "ends": "2026-03-31",
    }
    return {**data, **changed}


def test_form_under_review(show):
    """The form for a discount."""
    with show("form", code=DiscountForm):
        print(DiscountForm(posted()).is_valid())


def test_three_requests(show):
    """What the form does with three requests of an ordinary day."""
    Discount.objects.create(code="SUMMER", percent=10)
    with show("taken") as taken:
        form = DiscountForm(posted(code="summer"))
        print(form.is_valid(), form.cleaned_data["code"])
    assert taken.output == "True SUMMER\n"
    with show("start", raises=KeyError):
        DiscountForm(posted(starts="soon")).is_valid()
    with show("empty", raises=KeyError):
        DiscountForm(posted(code="")).is_valid()


def test_ordered_form(show):
    """Normalise before the check; look at two fields when all fields are done."""
    Discount.objects.create(code="SUMMER", percent=10)
    with show("ordered", code=OrderedDiscountForm) as block:
        for changed in ({"code": "summer"}, {"starts": "soon"}, {"code": ""}):
            print(dict(OrderedDiscountForm(posted(**changed)).errors))
    assert block.output.count("{'") == 3
    own = Discount.objects.get()
    assert OrderedDiscountForm(posted(code="summer"), instance=own).is_valid()
    late = OrderedDiscountForm(posted(ends="2026-02-01"))
    assert list(late.errors) == ["ends"]


trace = []


def at_most_90(value):
    trace.append("validator of the model")
    MaxValueValidator(90)(value)


with isolate_apps("shop"):

    class Voucher(models.Model):
        code = models.CharField(max_length=20, unique=True)
        percent = models.PositiveSmallIntegerField(validators=[at_most_90])
        starts = models.DateField()
        ends = models.DateField()

        class Meta:
            app_label = "shop"
            constraints = [
                models.CheckConstraint(
                    condition=Q(ends__gte=F("starts")), name="voucher_dates"
                )
            ]

        def __str__(self):
            return self.code

        def clean(self):
            trace.append("Model.clean")
            if self.code.startswith("X"):
                raise ValidationError("X is reserved.")


class VoucherForm(forms.ModelForm):
    class Meta:
        model = Voucher
        fields = ["code", "percent", "starts", "ends"]

    def clean_code(self):
        trace.append("clean_code")
        return self.cleaned_data["code"]

    def clean_percent(self):
        trace.append("clean_percent")
        return self.cleaned_data["percent"]

    def clean(self):
        trace.append(f"Form.clean, has {sorted(self.cleaned_data)}")
        return super().clean()


class VoucherSerializer(serializers.ModelSerializer):
    class Meta:
        model = Voucher
        fields = ["code", "percent", "starts", "ends"]


def test_order_of_validation(show, create_table):
    """What runs when, with a wrong date and a percentage that only the model refuses."""
    create_table(Voucher)
    trace.clear()
    with show("order", code=VoucherForm) as block:
        form = VoucherForm(posted(percent="95", starts="soon"))
        errors = list(form.errors)
        print(*trace, errors, sep="\n")
    assert block.output.splitlines() == [
        "clean_code",
        "clean_percent",
        "Form.clean, has ['code', 'ends', 'percent']",
        "validator of the model",
        "Model.clean",
        "['starts', 'percent']",
    ]


WRONG = {
    "percent 95 (validator)": {"percent": 95},
    "code X1 (Model.clean)": {"code": "X1"},
    "ends first (constraint)": {"ends": date(2026, 2, 1)},
}


def good(**changed):
    data = {
        "code": "A1",
        "percent": 10,
        "starts": date(2026, 3, 1),
        "ends": date(2026, 3, 31),
    }
    return {**data, **changed}


def by_form(data):
    return not VoucherForm(data).is_valid()


def by_serializer(data):
    return not VoucherSerializer(data=data).is_valid()


def by_create(data):
    try:
        Voucher.objects.create(**data)
    except IntegrityError:
        return True
    Voucher.objects.all().delete()
    return False


def test_who_refuses(show, create_table):
    """Three rules, three ways to write."""
    create_table(Voucher)
    with show("who") as block:
        for rule, changed in WRONG.items():
            data = good(**changed)
            answers = [by_form(data), by_serializer(data), by_create(data)]
            print(rule, answers)
    assert block.output.splitlines() == [
        "percent 95 (validator) [True, True, False]",
        "code X1 (Model.clean) [True, False, False]",
        "ends first (constraint) [True, False, True]",
    ]
