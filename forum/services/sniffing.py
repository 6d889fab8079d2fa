"""What an uploaded file is, by its content and never by its name: documents and pictures are taken, all else refused.

Taken are files that are opened in a program of their own and run nothing: PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, PNG and
JPEG. Web pages, drawings with scripts, macros, programs, archives and whatever hides in an archive are not.
"""

import re
import struct
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
MOST_ENTRIES = 5_000
MOST_UNPACKED = 300_000_000
"""Bytes of an archive's files when unpacked."""
MOST_PACKED_TIMES = 300
"""How many times smaller an entry may be than what it unpacks to; small ones are let be."""
SMALL = 1_000_000
LONGEST_READ = 2_000_000
"""Bytes that are read of an archive's own list of contents."""
MOST_PIXELS = 100_000_000
LONGEST_NAME = 100


@dataclass(frozen=True)
class Kind:
    """A kind of file: its ending, its media type, and what it is called."""

    ending: str
    media_type: str
    name: str


PDF = Kind("pdf", "application/pdf", "PDF")
PNG = Kind("png", "image/png", "PNG")
JPEG = Kind("jpg", "image/jpeg", "JPEG")
DOCX = Kind("docx", f"{OFFICE}wordprocessingml.document", "DOCX")
XLSX = Kind("xlsx", f"{OFFICE}spreadsheetml.sheet", "XLSX")
PPTX = Kind("pptx", f"{OFFICE}presentationml.presentation", "PPTX")
ODT = Kind("odt", f"{OPEN}text", "ODT")
ODS = Kind("ods", f"{OPEN}spreadsheet", "ODS")
ODP = Kind("odp", f"{OPEN}presentation", "ODP")
KINDS = {kind.ending: kind for kind in (PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, PNG, JPEG)}
MAIN_PARTS = {
    f"{OFFICE}wordprocessingml.document.main+xml": DOCX,
    f"{OFFICE}spreadsheetml.sheet.main+xml": XLSX,
    f"{OFFICE}presentationml.presentation.main+xml": PPTX,
}
OPEN_TYPES = {kind.media_type.encode(): kind for kind in (ODT, ODS, ODP)}
RUNS_IN_PDF = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia)\b")
RUNS_IN_ARCHIVE = re.compile(
    r"(?i)vbaProject|activeX|oleObject|macrosheets|^Basic/|^Scripts/|\.(exe|dll|js|vbs|html?)$"
)
MARKUP = re.compile(rb"(?is)\s*(<!--.*?-->\s*)*<(!doctype|html|svg|\?xml|script|head|body)")


def kind_of(content: bytes) -> Kind:
    """What the content is. Raises ValidationError in words for the person who chose the file."""
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _archive(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(content)
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    raise _refusal(content)


def _refusal(content: bytes) -> ValidationError:
    """Why it is not taken."""
    if not content:
        return ValidationError(_("The file is empty."), code="empty")
    if MARKUP.match(content[:4000].removeprefix(b"\xef\xbb\xbf")):
        return ValidationError(_("Web pages and SVG drawings are not taken. Save the file as PDF."), code="markup")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        words = _("This is an old or a protected Office file. Save it as DOCX, XLSX, PPTX or PDF, without a password.")
        return ValidationError(words, code="old")
    words = _("This kind of file is not taken. Choose a PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, PNG or JPEG.")
    return ValidationError(words, code="unknown")


def _broken() -> ValidationError:
    return ValidationError(_("The file is broken: it does not hold what it begins as."), code="broken")


def _runs() -> ValidationError:
    words = _("The file holds macros, scripts or embedded programs. Save it without them, for example as PDF.")
    return ValidationError(words, code="runs")


def _pdf(content: bytes) -> Kind:
    """A PDF with its end, its table of contents, and nothing that runs."""
    if b"%%EOF" not in content[-2048:] or b"startxref" not in content[-4096:]:
        raise _broken()
    if RUNS_IN_PDF.search(content):
        raise _runs()
    return PDF


def _archive(content: bytes) -> Kind:
    """An office document, looked at without unpacking it."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if any(entry.flag_bits & 1 for entry in entries):
                raise ValidationError(_("The file is protected by a password. Save it without one."), code="password")
            if is_bomb(entries):
                raise ValidationError(_("The file unpacks to far more than a document is."), code="bomb")
            if any(RUNS_IN_ARCHIVE.search(entry.filename) for entry in entries):
                raise _runs()
            return _office(archive, {entry.filename: entry for entry in entries})
    except (BadZipFile, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise _broken() from error


def is_bomb(entries: list[ZipInfo]) -> bool:
    """Whether an archive has too many files, or unpacks to too much."""
    unpacked = sum(entry.file_size for entry in entries)
    swelling = (one for one in entries if one.file_size > max(SMALL, one.compress_size * MOST_PACKED_TIMES))
    return len(entries) > MOST_ENTRIES or unpacked > MOST_UNPACKED or any(swelling)


def _office(archive: ZipFile, entries: dict[str, ZipInfo]) -> Kind:
    """The kind that the archive's own list of contents says."""
    if "mimetype" in entries and "content.xml" in entries:
        said = _read(archive, "mimetype")
        if said in OPEN_TYPES:
            return OPEN_TYPES[said]
    if "[Content_Types].xml" in entries:
        said = _read(archive, "[Content_Types].xml")
        if b"macroEnabled" in said:
            raise _runs()
        for main, kind in MAIN_PARTS.items():
            if main.encode() in said:
                return kind
    raise ValidationError(_("Archives are not taken. Choose the document itself."), code="archive")


def _read(archive: ZipFile, name: str) -> bytes:
    """An entry, but no more of it than is sane."""
    with archive.open(name) as entry:
        found = entry.read(LONGEST_READ + 1)
    if len(found) > LONGEST_READ:
        raise _broken()
    return found


def _png(content: bytes) -> Kind:
    """A picture with a size that a screen can show, and an end."""
    if len(content) < 45 or content[12:16] != b"IHDR" or content[-8:-4] != b"IEND":
        raise _broken()
    width, height = struct.unpack(">II", content[16:24])
    if not 0 < width * height <= MOST_PIXELS:
        raise _broken()
    return PNG


def _jpeg(content: bytes) -> Kind:
    """A picture with an end."""
    if b"\xff\xd9" not in content[-65536:]:
        raise _broken()
    return JPEG


def clean_name(name: str, kind: Kind) -> str:
    """A file's name that is safe everywhere: no path, no strange signs, the ending of what it is."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    stem = last.rpartition(".")[0] or last
    kept = "".join(sign if sign.isalnum() or sign in " -_()," else " " for sign in stem)
    words = " ".join(kept.split()).strip(" -_,")[:LONGEST_NAME].strip()
    return f"{words or 'paper'}.{kind.ending}"
