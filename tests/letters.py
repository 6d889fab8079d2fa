"""Letters for tests."""

from itertools import count
from typing import Any

from forum.models import Letter, Person
from forum.services import letters

_number = count(1)


def unsaved(**fields: Any) -> Letter:
    """A sign-in code's letter that is nowhere yet."""
    basics = {"kind": "sign_in_code", "language": "fi", "to_name": "Nimi", "to_address": "nimi@example.org"}
    facts = {"facts": {"minutes": 15}, "secrets": {"code": "ABCD-EFGH"}, "key": f"test:{next(_number)}"}
    return Letter(**{**basics, **facts, **fields})


def queued(person: Person, **fields: Any) -> Letter:
    """A letter in the queue, written as services write it."""
    basics = {"key": f"test:{next(_number)}", "kind": "sign_in_code", "facts": {"minutes": 15}}
    return letters.write(person=person, **{**basics, **fields})
