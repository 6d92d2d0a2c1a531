"""What a rollout is made of. It is as it is: you need not change it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Deploy:
    """Puts a release, the name of a package, in place of the one that runs. For some minutes both run."""

    release: str


@dataclass(frozen=True)
class Migrate:
    """Runs the migrations of `schema` up to this one, such as "0002", while the site is open."""

    to: str


@dataclass(frozen=True)
class Repeat:
    """Calls a function, such as "schema.backfill.fill", again and again until it returns 0.

    It returns how many rows it changed, 500 at most, in a transaction of its own. Traffic goes on between two
    calls, and a call may be broken off after any statement.
    """

    function: str


Step = Deploy | Migrate | Repeat
