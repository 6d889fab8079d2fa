"""Django's SMTP backend, which also remembers the words with which the server accepted the last letter."""

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend as DjangoBackend


class Remembering:
    """Keeps the server's last answer to DATA."""

    last_words = ""

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Sends the letter's bytes."""
        answer: tuple[int, bytes] = super().data(msg)  # type: ignore[misc]
        self.last_words = in_words(*answer)
        return answer


class Line(Remembering, smtplib.SMTP):
    """A plain or STARTTLS connection."""


class SecretLine(Remembering, smtplib.SMTP_SSL):
    """A connection that is encrypted from the start."""


class EmailBackend(DjangoBackend):
    """What EMAIL_BACKEND names."""

    connection: Any

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """Which kind of connection is made."""
        return SecretLine if self.use_ssl else Line

    @property
    def last_words(self) -> str:
        """What the server said when it took the last letter."""
        return getattr(self.connection, "last_words", "")

    def is_alive(self) -> bool:
        """Whether a connection is open and the server still answers on it."""
        try:
            return self.connection is not None and self.connection.noop()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False

    def drop(self) -> None:
        """Forgets the connection, in good order when the server still answers."""
        try:
            self.close()
        except (smtplib.SMTPException, OSError):
            self.connection = None


def in_words(code: int, answer: bytes | str) -> str:
    """250 2.0.0 OK queued as 4F2."""
    words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
    return " ".join(f"{code} {words}".split())[:500]
