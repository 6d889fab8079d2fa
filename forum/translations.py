"""The catalogues: one .po file for each floor and language, kept by `manage.py translations` with no gettext binaries.

A file holds exactly what the source asks for, sorted, without places or dates, so that a change of text is the only
thing that changes it.
"""

import csv
import fcntl
import gettext
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation import trans_real

from forum.msgids import FLOORS, Found, Msgid, collect

LANGUAGES = ("fi", "sv")
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
Translations = dict[Msgid, tuple[str, ...]]


def po_path(root: Path, floor: str, language: str) -> Path:
    """Where a floor keeps its catalogue in a language."""
    return root / floor / "locale" / language / "LC_MESSAGES" / "django.po"


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """Only one process at a time writes catalogues."""
    folder = os.open(root / "forum", os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def replace(path: Path, content: bytes) -> None:
    """Writes a file so that nobody ever reads half of it; an unchanged file is left alone."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_bytes(content)
    fresh.replace(path)


def parse(path: Path) -> Catalog:
    """The catalogue in a file. Raises PoFileError."""
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def as_tuple(value: Any) -> tuple[str, ...]:
    """One text or several, as a tuple of texts."""
    return (value,) if isinstance(value, str) else tuple(value or ("",))


def msgid_of(message: Message) -> Msgid:
    """The catalogue entry's msgid."""
    text, *plural = as_tuple(message.id)
    return Msgid(text, plural[0] if plural else "", message.context or "")


def load(path: Path) -> Translations:
    """What a file translates; fuzzy entries count as not translated."""
    return {
        msgid_of(message): () if message.fuzzy else as_tuple(message.string) for message in parse(path) if message.id
    }


def forms(msgid: Msgid) -> int:
    """How many texts a translation has: Finnish and Swedish have one and many."""
    return 2 if msgid.plural else 1


def is_full(msgid: Msgid, texts: tuple[str, ...]) -> bool:
    """Whether every form is there."""
    return len(texts) == forms(msgid) and all(texts)


def save(path: Path, language: str, translations: Translations) -> None:
    """Writes the catalogue."""
    replace(path, po_bytes(language, translations))


def po_bytes(language: str, translations: Translations) -> bytes:
    """The catalogue as a file's content: sorted, with the same header for ever."""
    catalog = Catalog(locale=language)
    for msgid, texts in sorted(translations.items()):
        full = tuple(texts[:2]) + ("",) * (forms(msgid) - len(texts))
        catalog.add(
            (msgid.text, msgid.plural) if msgid.plural else msgid.text,
            full if msgid.plural else full[0],
            context=msgid.context or None,
        )
    body = BytesIO()
    write_po(body, catalog, width=0, no_location=True, omit_header=True)
    return HEADER.format(language=language).encode() + body.getvalue()


def update(root: Path) -> list[str]:
    """Brings every catalogue up to its source; gives what could not be read.

    A floor with something unreadable keeps its old entries, so that a half-written file costs no translation.
    A text that moves to another floor takes its translation along.
    """
    found = collect(root)
    with writing(root):
        for language in LANGUAGES:
            before = {floor: load(po_path(root, floor, language)) for floor in FLOORS}
            known = {msgid: texts for old in before.values() for msgid, texts in old.items() if is_full(msgid, texts)}
            for floor, source in found.items():
                wanted = source.msgids | (set(before[floor]) if source.unreadable else set())
                now = {msgid: before[floor].get(msgid) or known.get(msgid, ()) for msgid in wanted}
                save(po_path(root, floor, language), language, now)
    return [words for source in found.values() for words in source.unreadable]


def fill(root: Path, table: Path, *, overwrite: bool = False) -> list[str]:
    """Puts the translations of a CSV into every catalogue that has their msgid; gives a line for each one that it could
    not place or did not dare to replace.
    """
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["msgid"], row.get("context") or ""): row for row in csv.DictReader(file)}
    placed: set[tuple[str, str]] = set()
    words: list[str] = []
    with writing(root):
        for floor in FLOORS:
            for language in LANGUAGES:
                path = po_path(root, floor, language)
                translations = load(path)
                for msgid, old in translations.items():
                    row = rows.get((msgid.text, msgid.context))
                    if row is None:
                        continue
                    placed.add((msgid.text, msgid.context))
                    new = (row.get(language) or "", row.get(f"{language}_1") or "")[: forms(msgid)]
                    if any(new) and any(old) and new != old and not overwrite:
                        words.append(f"{path.relative_to(root)}: kept {old!r}, not {new!r}")
                    elif any(new):
                        translations[msgid] = new
                save(path, language, translations)
    return words + [f"no catalogue has {key[0]!r}" for key in rows if key not in placed]


def compile_all(root: Path) -> list[Path]:
    """Compiles each catalogue that is newer than its .mo; gives what it compiled."""
    done = []
    houses = [po_path(root, floor, language) for floor in FLOORS for language in LANGUAGES]
    for source in houses:
        target = source.with_suffix(".mo")
        if newest([target]) < newest([source]):
            write_mo_of(source.read_bytes(), target)
            done.append(target)
    return done


def forget_read() -> None:
    """What this process has read of the catalogues is read anew: what it furnishes next is in the fresh words."""
    gettext._translations.clear()  # type: ignore[attr-defined]
    trans_real._translations.clear()  # type: ignore[attr-defined]
    trans_real._default = None  # type: ignore[attr-defined]


def newest(paths: Iterable[Path]) -> int:
    """When the newest of the files was written; 0 when there is none."""
    return max((path.stat().st_mtime_ns for path in paths if path.exists()), default=0)


def write_mo_of(po: bytes, target: Path) -> None:
    """Compiles a catalogue's content."""
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(po), abort_invalid=True))
    replace(target, compiled.getvalue())
    os.utime(target)


def check(root: Path) -> list[str]:
    """Everything wrong with the catalogues, a line each; empty when all is well."""
    found = collect(root)
    problems = [words for source in found.values() for words in source.unreadable]
    for language in LANGUAGES:
        answers: dict[Msgid, set[tuple[str, ...]]] = defaultdict(set)
        for floor in FLOORS:
            path = po_path(root, floor, language)
            try:
                translations = load(path)
            except PoFileError as error:
                problems.append(f"{path.relative_to(root)}: {error}")
                continue
            problems += [f"{path.relative_to(root)}: {words}" for words in problems_of(found[floor], translations)]
            for msgid, texts in translations.items():
                answers[msgid].add(texts)
        problems += [
            f"{language}: two translations of {msgid.text!r}" for msgid, all_ in answers.items() if len(all_) > 1
        ]
    return problems


def problems_of(found: Found, translations: Translations) -> Iterator[str]:
    """What is wrong with one catalogue, compared with what its floor's source asks for."""
    for msgid in sorted(found.msgids - set(translations)):
        yield f"missing: {msgid.text!r}"
    for msgid, texts in sorted(translations.items()):
        if msgid not in found.msgids and not found.unreadable:
            yield f"obsolete: {msgid.text!r}"
        elif not is_full(msgid, texts):
            yield f"not translated: {msgid.text!r}"
        elif not same_places(msgid, texts):
            yield f"placeholders differ: {msgid.text!r}"


def same_places(msgid: Msgid, texts: tuple[str, ...]) -> bool:
    """Whether the translation fills the same %(name)s as its msgid; of a plural's forms, one may say the number in
    words.
    """
    wanted = places(msgid.text) | places(msgid.plural)
    filled = [places(text) for text in texts]
    enough = filled[-1] == wanted if msgid.plural else filled[0] == wanted
    return enough and all(found <= wanted for found in filled) and all(can_fill(text) for text in texts if wanted)


def places(text: str) -> set[str]:
    """The names of a text's %(name)s."""
    return set(PLACEHOLDER.findall(text))


def can_fill(text: str) -> bool:
    """Whether Python can fill the text's placeholders (a lone % would stop it)."""
    try:
        text % defaultdict(str)
    except (TypeError, ValueError):
        return False
    return True
