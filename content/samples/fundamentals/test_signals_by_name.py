import gc

import pytest
from django.apps import apps
from django.contrib.auth import authenticate, login, logout, signals
from django.core.management import call_command
from django.core.signals import (
    got_request_exception,
    request_finished,
    request_started,
)
from django.db.models import signals as model_signals
from django.db.models.signals import m2m_changed, post_migrate, pre_migrate
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from shop.factories import UserFactory
from shop.models import Country, Product, SupportProfile, User

SAVE_AND_DELETE = {
    name: getattr(model_signals, name)
    for name in ("pre_save", "post_save", "pre_delete", "post_delete")
}


REQUEST = {
    "request_started": request_started,
    "got_request_exception": got_request_exception,
    "request_finished": request_finished,
}


@pytest.fixture
def listen():
    """Prints each of these signals when it is sent."""
    connected = []

    def connect(named, *senders):
        for name, signal in named.items():

            def tell(sender, name=name, **kwargs):
                if senders and sender not in senders:
                    return
                words = [name, getattr(sender, "__name__", "")]
                if named is REQUEST:
                    words = words[:1]
                if "action" in kwargs:
                    words.append(kwargs["action"])
                if "created" in kwargs:
                    words.append(
                        "created" if kwargs["created"] else "changed"
                    )
                print("  " + " ".join(word for word in words if word))

            signal.connect(tell, weak=False)
            connected.append((signal, tell))

    yield connect
    for signal, tell in connected:
        signal.disconnect(tell)


def test_signals_of_a_model(listen, show):
    """What saving, relating and deleting send, and what sends nothing."""
    anna = UserFactory()
    de, fr = (Country.objects.create(code=code) for code in ("DE", "FR"))
    listen({**SAVE_AND_DELETE, "m2m_changed": m2m_changed})
    with show("sent") as sent:
        print("create")
        profile = SupportProfile.objects.create(user=anna)
        print("set two countries")
        profile.countries.set([de, fr])
        print("set one of them")
        profile.countries.set([fr])
        print("queryset.delete()")
        SupportProfile.objects.all().delete()
    assert "  post_save SupportProfile created" in sent.output
    assert sent.output.count("m2m_changed") == 4

    profile = SupportProfile(user=anna)
    profile.save()
    through = SupportProfile.countries.through
    with show("not-sent") as silent:
        print("update()")
        Country.objects.filter(code="DE").update(code="AT")
        print("bulk_create()")
        Country.objects.bulk_create([Country(code="IT")])
        print("a row of the join table")
        through.objects.create(supportprofile=profile, country=fr)
        print("delete a country that is in use")
        fr.delete()
    assert silent.output.splitlines() == [
        "update()",
        "bulk_create()",
        "a row of the join table",
        "delete a country that is in use",
        "  pre_delete Country",
        "  post_delete Country",
    ]
    assert not through.objects.exists()


def test_signals_of_a_request(listen, urls, show):
    """Around the view, and once more when it raises."""

    def basket(request):
        print("  the view")
        return HttpResponse("1 kettle")

    def broken(request):
        return 1 / 0

    urls(path("basket/", basket), path("broken/", broken))
    client = Client(raise_request_exception=False)
    listen(REQUEST)
    with show("two-requests") as block:
        print("GET /basket/")
        client.get("/basket/")
        print("GET /broken/")
        client.get("/broken/")
    assert block.responses == [200, 500]
    assert block.output.splitlines() == [
        "GET /basket/",
        "  request_started",
        "  the view",
        "  request_finished",
        "GET /broken/",
        "  request_started",
        "  got_request_exception",
        "  request_finished",
    ]


def test_signals_of_a_login(settings, listen, urls, show):
    """A wrong password, a right one, a log-out; and an account that nobody announces."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    User.objects.create_user("anna", password="tea-and-toast")

    def enter(request):
        user = authenticate(request, **request.POST.dict())
        if user:
            login(request, user)
        return HttpResponse(str(user))

    def leave(request):
        logout(request)
        return HttpResponse("bye")

    urls(path("enter/", enter), path("leave/", leave))
    names = ("user_login_failed", "user_logged_in", "user_logged_out")
    listen({name: getattr(signals, name) for name in names})
    listen(SAVE_AND_DELETE, User)
    client = Client()
    guess = {"username": "anna", "password": "guess"}
    right = {"username": "anna", "password": "tea-and-toast"}
    with show("at-the-door") as block:
        print("wrong password")
        client.post("/enter/", guess)
        print("right password")
        client.post("/enter/", right)
        print("log-out")
        client.post("/leave/")
        print("registration")
        User.objects.create_user("boris", password="x")
    assert "  user_logged_in User" in block.output
    assert "  post_save User changed" in block.output


def test_signals_of_migrate(show):
    """Once for each app, also when there is nothing to migrate."""
    sent = []
    shop = apps.get_app_config("shop")

    def before(sender, plan, **kwargs):
        sent.append(f"pre_migrate {sender.label}, to do: {plan}")

    def after(sender, plan, **kwargs):
        sent.append(f"post_migrate {sender.label}, done: {plan}")

    pre_migrate.connect(before, sender=shop)
    post_migrate.connect(after, sender=shop)
    call_command("migrate", verbosity=0)
    pre_migrate.disconnect(before, sender=shop)
    post_migrate.disconnect(after, sender=shop)
    with show("nothing-to-migrate", code=[before, after]) as block:
        print(*sent, sep="\n")
    assert block.output.splitlines() == [
        "pre_migrate shop, to do: []",
        "post_migrate shop, done: []",
    ]


def test_receiver_that_vanished(product, show):
    """A signal holds its receivers weakly: a function that nobody else keeps is gone."""

    def connect_receivers():
        def reindex(sender, instance, **kwargs):
            print(f"reindex {instance}")

        model_signals.post_save.connect(reindex, sender=Product)

    with show("connect", code=connect_receivers) as block:
        connect_receivers()
        product.save()
        print("saved")
    gc.collect()
    assert block.output == "saved\n"
