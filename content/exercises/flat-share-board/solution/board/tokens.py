"""Links with which people choose a new password."""

from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator


def reset_token(user: User) -> str:
    """Signed with our key; ends with the next sign-in, a new password, or `PASSWORD_RESET_TIMEOUT`."""
    return default_token_generator.make_token(user)


def is_valid(user: User, token: str) -> bool:
    return default_token_generator.check_token(user, token)
