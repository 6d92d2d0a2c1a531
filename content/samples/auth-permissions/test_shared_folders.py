import pytest
from django.contrib import admin
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.db import IntegrityError, models
from django.db.models import Exists, OuterRef, Q
from django.test.utils import isolate_apps

from shop.factories import UserFactory
from shop.models import Folder, User

MODEL = "django.contrib.auth.backends.ModelBackend"


with isolate_apps("shop"):

    class FolderGrant(models.Model):
        folder = models.ForeignKey(Folder, models.CASCADE, "grants")
        user = models.ForeignKey(User, models.CASCADE, null=True)
        group = models.ForeignKey(Group, models.CASCADE, null=True)
        may_edit = models.BooleanField(default=False)

        class Meta:
            app_label = "shop"
            constraints = [
                models.CheckConstraint(
                    condition=Q(user=None) ^ Q(group=None),
                    name="grant_to_user_or_group",
                ),
                models.UniqueConstraint(
                    fields=["folder", "user"], name="one_grant_per_user"
                ),
                models.UniqueConstraint(
                    fields=["folder", "group"], name="one_grant_per_group"
                ),
            ]

        def __str__(self):
            return f"{self.folder} for {self.user or self.group}"


def readable_by(user):
    if not user.is_active:
        return Folder.objects.none()
    grants = FolderGrant.objects.filter(folder=OuterRef("pk")).filter(
        Q(user=user) | Q(group__in=user.groups.all())
    )
    return Folder.objects.filter(Q(owner=user) | Exists(grants))


class FolderBackend(BaseBackend):
    def has_perm(self, user_obj, perm, obj=None):
        if perm != "shop.view_folder" or not isinstance(obj, Folder):
            return False
        return readable_by(user_obj).filter(pk=obj.pk).exists()


@pytest.fixture
def anna(show):
    return UserFactory()


@pytest.fixture
def folders(show, anna, create_table):
    """Four folders: Anna's own, one for her, one for her group, one for nobody."""
    create_table(FolderGrant)
    other = UserFactory()
    made = Folder.objects.bulk_create(
        Folder(name=name, owner=owner)
        for name, owner in (
            ("own", anna),
            ("shared", other),
            ("of her group", other),
            ("closed", other),
        )
    )
    team = Group.objects.create(name="campaign")
    anna.groups.add(team)
    FolderGrant.objects.create(folder=made[1], user=anna)
    FolderGrant.objects.create(folder=made[2], group=team)
    return made


def test_what_has_perm_answers(show, anna):
    """The permission is about folders as such; one folder is always no."""
    folder = Folder.objects.create(name="plans", owner=anna)
    root = UserFactory(is_superuser=True)
    anna.user_permissions.add(Permission.objects.get(codename="view_folder"))
    with show("with-and-without") as block:
        print("Anna", anna.has_perm("shop.view_folder"))
        print("Anna, this folder", anna.has_perm("shop.view_folder", folder))
        print("root, this folder", root.has_perm("shop.view_folder", folder))
    assert [line.split()[-1] for line in block.output.splitlines()] == [
        "True",
        "False",
        "True",
    ]
    root.is_active = False
    assert not root.has_perm("shop.view_folder", folder)


def test_permission_is_remembered(show, anna):
    """The user object keeps what it has loaded."""
    codename = "delete_folder"
    with show("cached") as block:
        print(anna.has_perm("shop.delete_folder"))
        anna.user_permissions.add(Permission.objects.get(codename=codename))
        print(anna.has_perm("shop.delete_folder"))
        print(User.objects.get().has_perm("shop.delete_folder"))
    assert block.output == "False\nFalse\nTrue\n"


def test_one_question_for_the_list(show, anna, folders, settings):
    """A yes or no per object cannot filter; a queryset can also answer yes or no."""
    settings.AUTHENTICATION_BACKENDS = [
        MODEL,
        f"{__name__}.FolderBackend",
    ]
    with show("per-object", code=FolderBackend) as slow:
        for folder in Folder.objects.order_by("pk"):
            if anna.has_perm("shop.view_folder", folder):
                print(folder)
    assert slow.query_count == 1 + 4
    with show("rows", code=readable_by) as fast:
        for folder in readable_by(anna).order_by("pk"):
            print(folder)
    assert fast.query_count == 1
    assert fast.output == slow.output == "own\nshared\nof her group\n"
    root = UserFactory(is_superuser=True)
    with show("root") as gap:
        print(root.has_perm("shop.view_folder", folders[3]))
        print(readable_by(root).count())
    assert gap.output == "True\n0\n"
    assert not readable_by(AnonymousUser()).exists()
    anna.is_active = False
    assert not readable_by(anna).exists()


def test_grants_in_the_database(show, anna, folders):
    """A grant is for one person or one group, and there is one of each."""
    with show("model", code=FolderGrant, raises=IntegrityError):
        FolderGrant.objects.create(folder=folders[3])
    with pytest.raises(IntegrityError):
        FolderGrant.objects.create(folder=folders[1], user=anna)


def test_admin_asks_without_the_object(show, anna, rf):
    """The admin's default answers for all folders alike."""
    folder = Folder.objects.create(name="plans", owner=UserFactory())
    anna.user_permissions.add(
        Permission.objects.get(codename="change_folder")
    )
    request = rf.get("/")
    request.user = anna
    folder_admin = admin.ModelAdmin(Folder, admin.site)
    with show("admin") as block:
        print(anna.has_perm("shop.change_folder", folder))
        print(folder_admin.has_change_permission(request, folder))
    assert block.output == "False\nTrue\n"
