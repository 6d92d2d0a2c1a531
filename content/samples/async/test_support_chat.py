import asyncio
from functools import partial

import pytest
from asgiref.testing import ApplicationCommunicator
from django.core.handlers.asgi import ASGIHandler
from django.db import models, transaction
from django.test.utils import isolate_apps

ALLOWED = {b"https://shop.example"}


@pytest.fixture
def isolated():
    with isolate_apps("shop"):
        yield


@pytest.fixture
def chat(isolated, create_table):
    class SupportCase(models.Model):
        last_number = models.PositiveIntegerField(default=0)

        class Meta:
            app_label = "shop"

    class CaseMessage(models.Model):
        case = models.ForeignKey(SupportCase, models.CASCADE)
        number = models.PositiveIntegerField()
        text = models.TextField()

        class Meta:
            app_label = "shop"
            constraints = [
                models.UniqueConstraint(
                    fields=["case", "number"], name="one_message_per_number"
                )
            ]

    create_table(SupportCase, CaseMessage)
    SupportCase.objects.create()
    return SupportCase, CaseMessage


def test_websocket_scope(show):
    """Django serves HTTP only; another application has to take the other scope."""
    django = ASGIHandler()

    async def support(scope, receive, send):
        await receive()
        if dict(scope["headers"]).get(b"origin") not in ALLOWED:
            return await send({"type": "websocket.close"})
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            text = f"you wrote: {message['text']}"
            await send({"type": "websocket.send", "text": text})

    async def application(scope, receive, send):
        if scope["type"] == "websocket":
            await support(scope, receive, send)
        else:
            await django(scope, receive, send)

    async def connect(application, origin):
        scope = {"type": "websocket", "path": "/support/"}
        scope["headers"] = [(b"origin", origin)]
        call = ApplicationCommunicator(application, scope)
        await call.send_input({"type": "websocket.connect"})
        print(origin.decode(), (await call.receive_output(5))["type"])
        return call

    async def visit():
        await connect(application, b"https://evil.example")
        call = await connect(application, b"https://shop.example")
        await call.send_input({"type": "websocket.receive", "text": "Hello"})
        print((await call.receive_output(5))["text"])
        await call.send_input({"type": "websocket.disconnect"})
        await call.wait(5)

    with show("refused", raises=ValueError):
        asyncio.run(connect(django, b"https://shop.example"))
    with show("by-scope", code=[support, application]) as block:
        asyncio.run(visit())
    assert block.output.splitlines() == [
        "https://evil.example websocket.close",
        "https://shop.example websocket.accept",
        "you wrote: Hello",
    ]


def test_message_before_news(chat, show):
    """A row with a number first, the news about it after the commit."""
    SupportCase, CaseMessage = chat
    listeners = []

    def announce(case_id, number):
        for listener in listeners:
            listener(number)

    def post(case_id, text):
        with transaction.atomic():
            case = SupportCase.objects.select_for_update().get(pk=case_id)
            case.last_number += 1
            case.save(update_fields=["last_number"])
            message = CaseMessage.objects.create(
                case=case, number=case.last_number, text=text
            )
            news = partial(announce, case_id, message.number)
            transaction.on_commit(news)
        return message

    def messages_after(case_id, seen):
        return CaseMessage.objects.filter(
            case_id=case_id, number__gt=seen
        ).order_by("number")

    with show("post", code=post) as block:
        post(1, "My parcel is late")
    assert block.query_count == 3
    listeners.append(lambda number: print("news of", number))
    with show("reconnect", code=messages_after) as again:
        post(1, "It is still late")
        listeners.clear()
        post(1, "Are you there?")
        print("after 2:", [m.text for m in messages_after(1, seen=2)])
    assert again.output.splitlines() == [
        "news of 2",
        "after 2: ['Are you there?']",
    ]


@pytest.mark.real_clock
def test_late_commit(chat, show, sessions):
    """Without the lock the second number can be visible before the first."""
    SupportCase, CaseMessage = chat

    def post(number, text):
        with transaction.atomic():
            CaseMessage.objects.create(case_id=1, number=number, text=text)

    with show("ids-overtake", code=post) as block:
        stage = sessions(block)
        anna = stage.start("Anna", post, 1, "first")
        boris = stage.start("Boris", post, 2, "second")
        anna.step_to("INSERT")
        anna.step()
        boris.finish()
        ids = CaseMessage.objects.values_list("pk", flat=True)
        print("a reader sees ids:", list(ids))
        anna.finish()
        print("later:", sorted(ids.all()))
    assert block.output == "a reader sees ids: [2]\nlater: [1, 2]\n"
