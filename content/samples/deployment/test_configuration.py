from collections.abc import Mapping

from django.core.exceptions import ImproperlyConfigured


def read(env: Mapping[str, str]) -> dict[str, object]:
    return {
        "DEBUG": bool(env.get("DEBUG", True)),
        "SECRET_KEY": env.get("SECRET_KEY", "change-me"),
        "ALLOWED_HOSTS": env.get("ALLOWED_HOSTS", "").split(","),
        "CONN_MAX_AGE": env.get("CONN_MAX_AGE", 0),
    }


def test_settings_from_text(show):
    """Everything in the environment is text, and a text is true."""
    with show("read", code=read):
        pass
    with show("values") as block:
        env = {"DEBUG": "False", "CONN_MAX_AGE": "60"}
        for name, value in read(env).items():
            print(name, repr(value))
    assert block.output == (
        "DEBUG True\nSECRET_KEY 'change-me'\n"
        "ALLOWED_HOSTS ['']\nCONN_MAX_AGE '60'\n"
    )


class Environment:
    """Reads what a process is given, and reports all that is wrong."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env, self.wrong = env, []

    def text(self, name: str) -> str:
        value = self.env.get(name, "").strip()
        if not value:
            self.wrong.append(f"{name} is missing")
        return value

    def flag(self, name: str) -> bool:
        value = self.env.get(name, "false").lower()
        if value not in ("true", "false"):
            self.wrong.append(f"{name} is {value}, not true or false")
        return value == "true"

    def check(self) -> None:
        if self.wrong:
            raise ImproperlyConfigured("; ".join(self.wrong))


def test_refuses_to_start(show):
    """Nothing is guessed: without its values the process does not start."""
    with show("environment", code=Environment):
        pass
    with show("start", raises=ImproperlyConfigured) as refused:
        given = Environment({"DEBUG": "0", "SECRET_KEY": ""})
        DEBUG = given.flag("DEBUG")
        SECRET_KEY = given.text("SECRET_KEY")
        ALLOWED_HOSTS = given.text("ALLOWED_HOSTS").split(",")
        given.check()
    assert str(refused.error) == (
        "DEBUG is 0, not true or false; SECRET_KEY is missing; "
        "ALLOWED_HOSTS is missing"
    )
    assert (DEBUG, SECRET_KEY, ALLOWED_HOSTS) == (False, "", [""])
    right = Environment({"DEBUG": "False", "SECRET_KEY": "x"})
    assert not right.flag("DEBUG")
    right.check()


def differing(one: dict, two: dict, secret: set[str]) -> list[str]:
    found = []
    for name in sorted(one.keys() | two.keys()):
        values = one.get(name), two.get(name)
        if values[0] != values[1]:
            shown = "…" if name in secret else values
            found.append(f"{name}: {shown}")
    return found


def test_two_environments(show):
    """What differs between two running processes, without showing secrets."""
    with show("compare", code=differing) as block:
        staging = {"CONN_MAX_AGE": 60, "SECRET_KEY": "s", "USE_TZ": True}
        production = {"CONN_MAX_AGE": 0, "SECRET_KEY": "p", "USE_TZ": True}
        print(differing(staging, production, secret={"SECRET_KEY"}))
    assert block.output == ("['CONN_MAX_AGE: (60, 0)', 'SECRET_KEY: …']\n")
