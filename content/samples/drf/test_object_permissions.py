import pytest
from django.urls import include, path
from rest_framework import permissions, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework.routers import DefaultRouter
from rest_framework.test import APIClient

from shop.factories import UserFactory
from shop.models import Folder, Note


class NoteSerializer(serializers.ModelSerializer):
    class Meta:
        model = Note
        fields = ["id", "text", "folder"]


class IsOwner(permissions.BasePermission):
    def has_object_permission(self, request, view, obj):
        return obj.owner == request.user


class NoteViewSet(viewsets.ModelViewSet):
    queryset = Note.objects.all()
    serializer_class = NoteSerializer
    permission_classes = [permissions.IsAuthenticated, IsOwner]


class NoteWithActionViewSet(NoteViewSet):
    @action(detail=True)
    def text(self, request, pk):
        note = Note.objects.get(pk=pk)
        return Response({"text": note.text})


class OwnFolders(serializers.PrimaryKeyRelatedField):
    def get_queryset(self):
        user = self.context["request"].user
        return Folder.objects.filter(owner=user)


class OwnNoteSerializer(NoteSerializer):
    folder = OwnFolders(required=False)


class OwnNoteViewSet(viewsets.ModelViewSet):
    serializer_class = OwnNoteSerializer
    permission_classes = [permissions.IsAuthenticated, IsOwner]

    def get_queryset(self):
        return Note.objects.filter(owner=self.request.user)

    def perform_create(self, serializer):
        serializer.save(owner=self.request.user)


@pytest.fixture
def boris(show, urls):
    """A client of Boris; note 1 and folder 1 are Anna's."""
    router = DefaultRouter()
    router.register("notes", NoteWithActionViewSet)
    router.register("own-notes", OwnNoteViewSet, "own")
    urls(path("", include(router.urls)))
    anna, boris = UserFactory.create_batch(2)
    folder = Folder.objects.create(owner=anna, name="Private")
    Note.objects.create(owner=anna, folder=folder, text="Anna's secret")
    client = APIClient()
    client.force_authenticate(boris)
    return client


def test_list_forgets_the_owner(boris, show):
    """The detail view asks for the object's permission; list and action do not."""
    with show("viewset", code=[IsOwner, NoteViewSet]) as block:
        boris.get("/notes/1/")
        boris.get("/notes/")
    assert block.responses == [403, 200]
    assert "Anna's secret" in block.exchanges[1]["responseBody"]
    with show("action", code=NoteWithActionViewSet.text) as action_:
        boris.get("/notes/1/text/")
    assert action_.responses == [200]


def test_scoped_queryset(boris, show):
    """Not found among mine: the list is empty and the detail view a 404."""
    with show("scoped", code=OwnNoteViewSet) as block:
        boris.get("/own-notes/")
        boris.get("/own-notes/1/")
        boris.post("/own-notes/", {"text": "mine"})
    assert block.responses == [200, 404, 201]
    assert Note.objects.get(pk=2).owner.username == "boris"


def test_another_users_folder(boris, show):
    """The foreign key is a way in, too."""
    with show("own-folders", code=OwnFolders) as block:
        boris.post("/own-notes/", {"text": "mine", "folder": 1})
    assert block.responses == [400]
