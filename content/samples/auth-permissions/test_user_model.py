from django.contrib.auth import authenticate, get_user_model
from django.test import Client
from django.urls import path

from shop.models import User


def test_own_user_model(show, settings):
    """Empty on the first day, and every foreign key points to it."""
    with show("model", code=User):
        print(settings.AUTH_USER_MODEL, get_user_model()._meta.db_table)
    assert get_user_model() is User


def test_spelling_of_a_login(show):
    """The backend looks up the exact spelling."""
    User.objects.create_user("Anna@example.com", password="correct horse")
    with show("spelling") as block:
        for name in ("Anna@example.com", "anna@example.com"):
            print(name, authenticate(username=name, password="correct horse"))
    assert block.output.splitlines()[1] == "anna@example.com None"


def test_dismissed_at_noon(show, urls, django_user_model):
    """is_active hides the session's user from the next request, and shows it again."""
    from django.http import HttpResponse

    def who(request):
        return HttpResponse(str(request.user))

    urls(path("who/", who))
    anna = django_user_model.objects.create_user("anna")
    client = Client()
    client.force_login(anna)
    with show("is-active", code=who) as block:
        client.get("/who/")
        django_user_model.objects.update(is_active=False)
        client.get("/who/")
        django_user_model.objects.update(is_active=True)
        client.get("/who/")
    assert [call["responseBody"] for call in block.exchanges] == [
        "anna",
        "AnonymousUser",
        "anna",
    ]
