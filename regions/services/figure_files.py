"""Files of figures: kept in pieces in the database, read as a stream, and opened by what they hold."""

import io
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import IO, Any

from django.conf import settings

from regions.models import FigureChunk, FigureImport, Region
from regions.services import figure_csv
from regions.services.figure_cells import Reader, Unreadable
from regions.services.figure_values import Places
from regions.services.jsonstat_reading import JsonStat

PIECE = 1_000_000
PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd")
OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"<")
PX = (b"CHARSET=", b"AXIS-VERSION=", b"CODEPAGE=")


def store(given: FigureImport, pieces: Iterable[bytes]) -> None:
    """Keeps the bytes in pieces, with their number and fingerprint. Raises Unreadable when there are none or too many.

    Called within a transaction, which takes everything back.
    """
    most, digest, size = settings.FIGURE_LIMIT * 1_000_000, sha256(), 0
    for number, piece in enumerate(even(pieces)):
        size += len(piece)
        if size > most:
            raise Unreadable("too_large", most=settings.FIGURE_LIMIT)
        digest.update(piece)
        FigureChunk.objects.create(given=given, number=number, content=piece)
    if not size:
        raise Unreadable("empty")
    given.size, given.sha256 = size, digest.hexdigest()
    given.save(update_fields=["size", "sha256"])


def even(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of even length."""
    rest = b""
    for piece in pieces:
        rest += piece
        while len(rest) >= PIECE:
            yield rest[:PIECE]
            rest = rest[PIECE:]
    if rest:
        yield rest


class Pieces(io.RawIOBase):
    """The pieces as one file that can be read again and again; one of them at a time is in memory."""

    def __init__(self, given: FigureImport) -> None:
        super().__init__()
        self.given, self.at, self.number, self.piece = given, 0, -1, b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Only from the beginning or from here."""
        if whence == io.SEEK_END:
            raise io.UnsupportedOperation
        self.at = offset + (self.at if whence == io.SEEK_CUR else 0)
        return self.at

    def tell(self) -> int:
        return self.at

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer from the piece where reading is."""
        number, start = divmod(self.at, PIECE)
        if number != self.number:
            found = FigureChunk.objects.filter(given=self.given, number=number).values_list("content", flat=True)
            self.number, self.piece = number, bytes(found.first() or b"")
        view = memoryview(buffer)
        part = self.piece[start : start + len(view)]
        view[: len(part)] = part
        self.at += len(part)
        return len(part)


def file_of(given: FigureImport) -> IO[bytes]:
    """The import's file, to be read from its beginning."""
    return io.BufferedReader(Pieces(given))


def opened(file: IO[bytes], name: str = "") -> Reader:
    """The file's reader, by what it begins with. Raises Unreadable."""
    file.seek(0)
    start = file.read(64).lstrip(b"\xef\xbb\xbf").lstrip()
    file.seek(0)
    if not start:
        raise Unreadable("empty")
    if start.startswith(PACKED):
        raise Unreadable("packed")
    if start.startswith(OTHERS):
        raise Unreadable("no_table")
    if start.startswith(PX):
        raise Unreadable("px")
    places = Places(Region.objects.all())
    if start[:1] in (b"{", b"["):
        return JsonStat(file, places, name)
    return figure_csv.opened(file, places, name)
