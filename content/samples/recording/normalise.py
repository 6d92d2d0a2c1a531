"""Makes what differs from run to run the same, and leaves all else as it was."""

import re

_UUID = re.compile(
    r"\b[0-9a-f]{8}-?[0-9a-f]{4}-?4[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}\b"
)
_ADDRESS = re.compile(r"0x[0-9a-f]{6,}")
_SAVEPOINT = re.compile(r'"s\d+_x\d+"')
_COOKIE = re.compile(r"\b(csrftoken|sessionid)=([A-Za-z0-9]{32})\b")
_CSRF_FIELD = re.compile(
    r'(name="csrfmiddlewaretoken" value=")[A-Za-z0-9]{64}'
)
#: Random keys of sessions, and their data, which holds a signature.
_SESSION_KEY = re.compile(r"'[a-z0-9]{32}'")
_SIGNED = re.compile(r"'[.\w-]+:[0-9A-Za-z]{6}:[\w-]{43}'")
_MOMENT = re.compile(
    r"20\d\d-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?(\+00:00|Z)?"
)
_PROCESS = re.compile(r"\b([Pp]rocess) (\d+)")
_TRANSACTION = re.compile(r"\btransaction (\d+)")
_RELATION = re.compile(r"\brelation (\d+) of database \d+")
#: Salted hashes, and the random text of a user without a password.
_PASSWORD = re.compile(r"'(md5\$\w+\$[0-9a-f]{32}|![A-Za-z0-9]{40})'")
_CURSOR = re.compile(r"_django_curs_[0-9a-z_]+")
_MEMORY = re.compile(r"(Sort Method: [a-z -]+?)  Memory: \d+kB")


class Normaliser:
    """Replaces volatile parts; numbers them in the order in which a record meets them."""

    def __init__(self, source: str = "", real_clock: bool = False) -> None:
        #: What the author wrote is theirs: a UUID in the sample stays as it is.
        self._source = source
        #: Where time passes, moments differ from run to run.
        self._real_clock = real_clock
        self._uuids: dict[str, str] = {}
        self._transactions: dict[str, int] = {}
        self._savepoints: dict[str, int] = {}
        #: Backend process ids of named sessions.
        self.processes: dict[int, str] = {}

    def __call__(self, text: str) -> str:
        text = _UUID.sub(self._uuid, text)
        text = _ADDRESS.sub("0x…", text)
        text = _SAVEPOINT.sub(self._savepoint, text)
        text = _COOKIE.sub(r"\1=…", text)
        text = _CSRF_FIELD.sub(r"\1…", text)
        text = _SESSION_KEY.sub("'…'", text)
        text = _SIGNED.sub("'…'", text)
        if self._real_clock:
            text = _MOMENT.sub("…", text)
        text = _PROCESS.sub(self._process, text)
        text = _TRANSACTION.sub(self._transaction, text)
        text = _RELATION.sub("a relation", text)
        text = _PASSWORD.sub("'…'", text)
        text = _CURSOR.sub("_django_curs", text)
        return _MEMORY.sub(r"\1", text)

    def _uuid(self, match: re.Match[str]) -> str:
        found = match.group()
        if found in self._source:
            return found
        plain = f"00000000-0000-4000-8000-{len(self._uuids) + 1:012d}"
        given = self._uuids.setdefault(found.replace("-", ""), plain)
        return given if "-" in found else given.replace("-", "")

    def _savepoint(self, match: re.Match[str]) -> str:
        number = self._savepoints.setdefault(
            match.group(), len(self._savepoints) + 1
        )
        return f'"s{number}"'

    def _process(self, match: re.Match[str]) -> str:
        name = self.processes.get(int(match.group(2)))
        return (
            f"{match.group(1)} of {name}" if name else f"{match.group(1)} …"
        )

    def _transaction(self, match: re.Match[str]) -> str:
        number = self._transactions.setdefault(
            match.group(1), len(self._transactions) + 1
        )
        return f"transaction {number}"
