"""Verbs: one verb, one transaction; a change readers could notice makes a new edition of the public pages.

A verb that changed no row (a clock's task with nothing due, a data file read again) makes none.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction
from django.db.models import F

from forum.models.edition import Edition

Given = ParamSpec("Given")
Result = TypeVar("Result")


# What these begin with changes no row. Anything else does, unless the database says that it was none.
CHANGE_NOTHING = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@dataclass
class Deed:
    """What the outermost verb is doing, whether readers could notice, and whether it has changed any row."""

    public: bool
    wrote: bool = False

    def watch(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        """Notices what is written, as Django's execute wrapper."""
        result = execute(sql, params, many, context)
        if not sql.startswith(CHANGE_NOTHING):
            self.wrote = self.wrote or sql.startswith("INSERT") or context["cursor"].rowcount != 0
        return result


_deed: ContextVar[Deed | None] = ContextVar("the deed being done", default=None)


def present_edition() -> int:
    """The edition's number now; 0 before the first."""
    return Edition.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def new_edition() -> None:
    """Raises the edition's number. The last act of a transaction, so that writers wait for each other least."""
    if raise_number():
        return
    _, first = Edition.objects.get_or_create(pk=1)
    if not first:  # another transaction made the row while this one was looking
        raise_number()


def raise_number() -> bool:
    """Adds one to the edition's number, if there is one."""
    return bool(Edition.objects.filter(pk=1).update(number=F("number") + 1))


@contextmanager
def deed(*, public: bool) -> Iterator[Deed]:
    """One transaction. The outermost deed makes a new edition at its end if it, or one within it, is public and rows
    were changed.

    A deed within another is undone alone when it fails. What waits for the commit is no longer within.
    """
    outer = _deed.get()
    if outer is not None:
        outer.public = outer.public or public
        with transaction.atomic():
            yield outer
        return
    with transaction.atomic():
        mine = Deed(public)
        token = _deed.set(mine)
        try:
            with connection.execute_wrapper(mine.watch):
                yield mine
        finally:
            _deed.reset(token)
        if mine.public and mine.wrote:
            new_edition()


def verb(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Runs the service function as a deed that readers of public pages could notice."""

    @wraps(function)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        with deed(public=True):
            return function(*args, **kwargs)

    return run


def quiet_verb(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Like `verb`, for changes that no public page shows (an answer before the meeting, a letter's state)."""

    @wraps(function)
    def run(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        with deed(public=False):
            return function(*args, **kwargs)

    return run
