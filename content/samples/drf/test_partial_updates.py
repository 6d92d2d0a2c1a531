from datetime import UTC, datetime

import pytest
from django.urls import include, path
from rest_framework import serializers, viewsets
from rest_framework.routers import DefaultRouter
from rest_framework.test import APIClient

from shop.models import Event


class EventSerializer(serializers.ModelSerializer):
    class Meta:
        model = Event
        fields = ["id", "title", "start", "end"]

    def validate(self, attrs):
        if "start" in attrs and "end" in attrs:  # noqa: SIM102
            if attrs["end"] <= attrs["start"]:
                raise serializers.ValidationError(
                    {"end": "Must be after the start."}
                )
        return attrs


class WholeEventSerializer(EventSerializer):
    def validate(self, attrs):
        def after(name):
            return attrs.get(name, getattr(self.instance, name, None))

        start, end = after("start"), after("end")
        if start and end and end <= start:
            raise serializers.ValidationError({"end": "After the start."})
        return attrs


class EventViewSet(viewsets.ModelViewSet):
    queryset = Event.objects.all()
    serializer_class = EventSerializer


class WholeEventViewSet(EventViewSet):
    serializer_class = WholeEventSerializer


@pytest.fixture
def event(show, urls):
    router = DefaultRouter()
    router.register("events", EventViewSet)
    router.register("whole-events", WholeEventViewSet, "whole")
    urls(path("", include(router.urls)))
    return Event.objects.create(
        title="Sale",
        start=datetime(2026, 3, 2, 9, tzinfo=UTC),
        end=datetime(2026, 3, 2, 17, tzinfo=UTC),
    )


def test_rule_that_patch_passes_by(event, show):
    """Only the end is sent, so the comparison never happens."""
    client = APIClient()
    with show("validate", code=EventSerializer.validate) as block:
        client.patch("/events/1/", {"end": "2026-03-01T00:00:00Z"})
    event.refresh_from_db()
    assert block.responses == [200]
    assert event.end < event.start


def test_event_as_it_will_be(event, show):
    """What was not sent comes from the instance."""
    client = APIClient()
    with show("as-it-will-be", code=WholeEventSerializer.validate) as block:
        client.patch("/whole-events/1/", {"end": "2026-03-01T00:00:00Z"})
        client.patch("/whole-events/1/", {"end": "2026-03-02T18:00:00Z"})
    assert block.responses == [400, 200]


def test_two_patches_at_once(event, show, sessions):
    """save() writes every column: the second request takes the first change back."""

    def patch(field, hour):
        event = Event.objects.get(pk=1)
        value = datetime(2026, 3, 2, hour, tzinfo=UTC)
        data = {field: value}
        serializer = WholeEventSerializer(event, data, partial=True)
        serializer.is_valid(raise_exception=True)
        serializer.save()

    with show("race", code=patch) as block:
        stage = sessions(block)
        anna = stage.start("Anna", patch, "start", 12)
        boris = stage.start("Boris", patch, "end", 18)
        anna.step()
        boris.step()
        anna.finish()
        boris.finish()
        event.refresh_from_db()
        print(f"from {event.start:%H:%M} to {event.end:%H:%M}")
    assert block.output == "from 09:00 to 18:00\n"
