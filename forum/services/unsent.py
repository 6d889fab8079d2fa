"""What somebody wrote who was no longer signed in: kept in the browser's session for an hour, to be sent after all."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from forum import clock

KEY = "unsent"
KEPT_FOR = 3600
LONGEST = 100_000
WORDY = 30
NOT_KEPT = {"csrfmiddlewaretoken"}


@dataclass(frozen=True)
class Unsent:
    """A form as it was sent: where to, and each field. `files`: there were files too, and those are not kept."""

    path: str
    fields: list[tuple[str, str]]
    files: bool

    @property
    def words(self) -> list[tuple[str, str]]:
        """The fields that hold something written."""
        return [(name, value) for name, value in self.fields if is_wordy(value)]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """All other fields."""
        return [(name, value) for name, value in self.fields if not is_wordy(value)]


def is_wordy(value: str) -> bool:
    """Whether the field holds what somebody wrote, rather than a choice or a key."""
    return " " in value.strip() or "\n" in value.strip() or len(value) > WORDY


def fields_of(sent: QueryDict) -> list[tuple[str, str]]:
    """Every field of a form as it was sent, but its seal."""
    return [(name, value) for name, values in sent.lists() for value in values if name not in NOT_KEPT]


def keep(session: Any, *, path: str, sent: QueryDict, files: bool) -> bool:
    """Keeps the form in place of one kept before; False when it is too long."""
    kept = fields_of(sent)
    if sum(len(name) + len(value) for name, value in kept) > LONGEST:
        return False
    session[KEY] = {"path": path, "fields": kept, "files": files, "until": _now() + KEPT_FOR}
    session.set_expiry(KEPT_FOR)
    return True


def kept(session: Any) -> Unsent | None:
    """The kept form, unless its hour is over."""
    found = session.get(KEY)
    if not found or found["until"] < _now():
        return None
    return Unsent(found["path"], [(name, value) for name, value in found["fields"]], found["files"])


def forget(session: Any) -> None:
    """Keeps nothing any more."""
    session.pop(KEY, None)


def _now() -> int:
    """Seconds since 1970."""
    return int(clock.now().timestamp())
