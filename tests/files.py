"""Files as people upload them: small ones of every kind, and some that must not be taken."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\nstartxref\n9\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 40 + b"\xff\xd9"
MAIN = "application/vnd.openxmlformats-officedocument.{}.main+xml"


def chunk(kind: bytes, body: bytes) -> bytes:
    """A piece of a PNG."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 1, height: int = 1) -> bytes:
    """A picture that says its size."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\x00\x00")) + chunk(b"IEND", b"")


def archive(**entries: bytes | str) -> bytes:
    """An archive; names have "__" for "/"."""
    return packed({name.replace("__", "/"): body for name, body in entries.items()})


def packed(entries: dict[str, bytes | str]) -> bytes:
    """An archive of the entries."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name, body in entries.items():
            made.writestr(name, body)
    return file.getvalue()


def office(what: str = "wordprocessingml.document", **more: bytes | str) -> bytes:
    """A DOCX, or an XLSX ("spreadsheetml.sheet") or PPTX ("presentationml.presentation")."""
    types = f'<Types><Override PartName="/x.xml" ContentType="{MAIN.format(what)}"/></Types>'
    return packed({"[Content_Types].xml": types, **{name.replace("__", "/"): body for name, body in more.items()}})


def open_document(what: str = "text", **more: bytes | str) -> bytes:
    """An ODT, ODS or ODP."""
    media_type = f"application/vnd.oasis.opendocument.{what}"
    own: dict[str, bytes | str] = {"mimetype": media_type, "content.xml": "<x/>"}
    return packed(own | {name.replace("__", "/"): body for name, body in more.items()})
