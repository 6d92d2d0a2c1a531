from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import authenticate, login
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core import signing
from django.core.mail import send_mail
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from board import previews, tokens
from board.forms import MessageForm, NewPasswordForm, ProfileForm, RoomForm, SignUpForm
from board.models import Message, Profile, Room

SHARED = "shared-message"


def room_list(request: HttpRequest) -> HttpResponse:
    rooms = Room.objects.filter(is_taken=False).select_related("landlord__profile")
    if q := request.GET.get("q"):
        rooms = rooms.filter(Q(title__icontains=q) | Q(description__icontains=q))
    return render(request, "board/rooms.html", {"rooms": rooms[:50], "q": q})


def room(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Room.objects.select_related("landlord__profile"), pk=pk)
    return render(request, "board/room.html", {"room": found, "form": MessageForm()})


@login_required
def room_new(request: HttpRequest) -> HttpResponse:
    form = RoomForm(request.POST or None, instance=Room(landlord=request.user))
    return save_room(request, form)


@login_required
def room_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Room, pk=pk, landlord=request.user)
    return save_room(request, RoomForm(request.POST or None, instance=found))


def save_room(request: HttpRequest, form: RoomForm) -> HttpResponse:
    if not form.is_valid():
        return render(request, "board/form.html", {"form": form, "title": "Your room"})
    form.instance.link_title = previews.page_title(form.instance.link) if form.instance.link else ""
    return redirect("room", form.save().pk)


# The app for phones calls this too and has no token.
@csrf_exempt
@require_POST
@login_required
def room_taken(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Room, pk=pk, landlord=request.user)
    found.is_taken = True
    found.save(update_fields=["is_taken"])
    messages.success(request, "The room is marked as taken.")
    return redirect("room", pk)


@require_POST
@login_required
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Room, pk=pk, is_taken=False)
    form = MessageForm(request.POST, instance=Message(room=found, sender=request.user))
    if form.is_valid():
        form.save()
        messages.success(request, "Your question is on its way.")
    return redirect("room", pk)


@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    mine = Message.objects.filter(Q(room__landlord=request.user) | Q(sender=request.user))
    return render(request, "board/inbox.html", {"inbox": mine.select_related("room", "sender")})


@login_required
def message(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Message.objects.select_related("room", "sender__profile"), pk=pk)
    shared = request.build_absolute_uri(reverse("shared", args=[signing.dumps(found.pk, salt=SHARED)]))
    return render(request, "board/message.html", {"message": found, "shared": shared})


def shared_message(request: HttpRequest, token: str) -> HttpResponse:
    """A message for flatmates without an account; whoever got the link may read it, for a week."""
    try:
        pk = signing.loads(token, salt=SHARED, max_age=timedelta(days=7))
    except signing.BadSignature as error:
        raise Http404 from error
    found = get_object_or_404(Message.objects.select_related("room", "sender__profile"), pk=pk)
    return render(request, "board/message.html", {"message": found})


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    mine, _ = Profile.objects.get_or_create(user=request.user)
    form = ProfileForm(request.POST or None, instance=mine)
    if form.is_valid():
        form.save()
        return redirect("profile")
    return render(request, "board/form.html", {"form": form, "title": "About you"})


def sign_up(request: HttpRequest) -> HttpResponse:
    form = SignUpForm(request.POST or None)
    if not form.is_valid():
        return render(request, "board/form.html", {"form": form, "title": "Sign up"})
    user = form.save()
    Profile.objects.create(user=user)
    login(request, user)
    return redirect("rooms")


def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        user = authenticate(
            request, username=request.POST.get("username"), password=request.POST.get("password")
        )
        if user is not None:
            login(request, user)
            return redirect(request.GET.get("next") or "rooms")
        messages.error(request, "Name and password do not match.")
    return render(request, "board/sign_in.html")


def password_forgotten(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        user = User.objects.filter(email__iexact=request.POST.get("email", ""), is_active=True).first()
        if user is not None:
            path = reverse("password-new", args=[user.pk, tokens.reset_token(user)])
            send_mail("A new password", request.build_absolute_uri(path), None, [user.email])
        # The same words for everybody: whether somebody has an account here is nobody's business.
        messages.info(request, "If the address is known to us, a mail is on its way.")
        return redirect("sign-in")
    return render(request, "board/password_forgotten.html")


def password_new(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    user = get_object_or_404(User, pk=pk, is_active=True)
    if not tokens.is_valid(user, token):
        raise Http404
    form = NewPasswordForm(request.POST or None)
    if not form.is_valid():
        return render(request, "board/form.html", {"form": form, "title": "A new password"})
    user.set_password(form.cleaned_data["password"])
    user.save(update_fields=["password"])
    messages.success(request, "The new password is set.")
    return redirect("sign-in")
