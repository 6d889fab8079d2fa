"""The demo's mail server: it takes every letter, and puts each into the mail room's folder instead of sending it on."""

import os
import secrets
import socket
import time
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

LARGEST_LETTER = 10 * 1024 * 1024
HERE = "127.0.0.1"


class Room:
    """Keeps each accepted message as one .eml file, whole or not at all; file names sort by time of arrival."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Says 250 only when the message is on disk."""
        name = f"{time.time_ns():020d}-{secrets.token_hex(4)}.eml"
        fresh = self.folder / f".{name}"
        with fresh.open("wb") as file:
            file.write(envelope.original_content or b"")
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(self.folder / name)
        return "250 2.0.0 Taken into the mail room"


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        port: int = probe.getsockname()[1]
        return port


def open_room(folder: Path, port: int = 0) -> Controller:
    """Starts the server in a thread of this process; `controller.port` tells where, `controller.stop()` ends it."""
    controller = Controller(
        Room(folder),
        hostname=HERE,
        port=port or free_port(),
        data_size_limit=LARGEST_LETTER,
        server_hostname="localhost",
        ident="mail room",
    )
    controller.start()
    return controller
