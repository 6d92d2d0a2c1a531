from django import forms
from django.contrib.auth.forms import UserCreationForm

from board.models import Message, Profile, Room


class SignUpForm(UserCreationForm):
    email = forms.EmailField()

    class Meta(UserCreationForm.Meta):
        fields = ("username", "email")


class RoomForm(forms.ModelForm):
    class Meta:
        model = Room
        fields = ["title", "description", "rent", "link"]


class MessageForm(forms.ModelForm):
    class Meta:
        model = Message
        fields = ["text"]


class ProfileForm(forms.ModelForm):
    class Meta:
        model = Profile
        fields = ["about", "phone"]


class NewPasswordForm(forms.Form):
    password = forms.CharField(widget=forms.PasswordInput, min_length=10)
