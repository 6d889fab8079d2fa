"""When two do the same at once, the database lets one win; the other is told in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction


@contextmanager
def one_wins(message: Any, field: str = "") -> Iterator[None]:
    """Inside the block a refusal by the database becomes a ValidationError with `message` (at `field`)."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ValidationError({field: message} if field else message, code="race") from error
