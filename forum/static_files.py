"""Style sheets are written in small files and served as one: what `css/main.css` imports is written into it.

This happens when static files are collected, so that no build step and no generated file is needed to work here.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "css/main.css"
IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\) layer\((?P<layer>\w+)\);\n?')
Sources = Mapping[str, tuple[Storage, str]]


class UnbundledAddress(Exception):
    """A style sheet in another folder than the entry's names a file by an address that would not survive."""


def read(sources: Sources, path: str) -> str:
    """The text of the static file `path`."""
    storage, own_path = sources[path]
    with storage.open(own_path) as file:
        content: bytes | str = file.read()
    return content.decode() if isinstance(content, bytes) else content


def bundled(sources: Sources, entry: str = ENTRY) -> str:
    """The entry's text with every `@import url("x") layer(y);` replaced by x's text in layer y."""
    folder = PurePosixPath(entry).parent

    def write_in(found: re.Match[str]) -> str:
        path = folder / found["path"]
        text = read(sources, str(path))
        if path.parent != folder and "url(" in text:
            raise UnbundledAddress(path)
        return f"@layer {found['layer']}{{\n{text}}}\n"

    return IMPORT.sub(write_in, read(sources, entry))


class BundledStorage(CompressedManifestStaticFilesStorage):
    """Hashed names and compressed copies, with one style sheet."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Puts the bundle in the entry's place before files get their hashed names."""
        if not dry_run and ENTRY in paths:
            memory = InMemoryStorage()
            memory.save(ENTRY, ContentFile(bundled(paths).encode()))
            paths = {**paths, ENTRY: (memory, ENTRY)}
        yield from super().post_process(paths, dry_run, **options)
