"""Readers get one style sheet; the first page stays small."""

import re

import pytest
from django.contrib.staticfiles.finders import find
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from django.core.management import call_command

from forum import static_files


def made_of(**texts):
    storage = InMemoryStorage()
    for name, text in texts.items():
        storage.save(name, ContentFile(text))
    return {name: (storage, name) for name in texts}


def test_imports_are_written_in_with_their_layer():
    sources = made_of(
        **{"css/main.css": '@layer a;\n@import url("a.css") layer(a);\np{}\n', "css/a.css": "b{color:red}\n"}
    )
    assert static_files.bundled(sources) == "@layer a;\n@layer a{\nb{color:red}\n}\np{}\n"


def test_an_address_that_would_break_is_refused():
    sources = made_of(
        **{"css/main.css": '@import url("x/a.css") layer(a);', "css/x/a.css": 'b{background:url("../c.png")}'}
    )
    with pytest.raises(static_files.UnbundledAddress):
        static_files.bundled(sources)


@pytest.mark.django_db
def test_the_first_load_is_one_style_sheet_and_small(client, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "forum.static_files.BundledStorage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    page = client.get("/fi/").content.decode()
    files = set(re.findall(r'(?:href|src)="/static/([^"]+)"', page))
    sheets = [name for name in files if name.endswith(".css")]
    assert len(sheets) == 1
    sheet = (tmp_path / sheets[0]).read_text()
    assert "@import" not in sheet
    assert len(sheet) <= 60_000
    fonts = {f"css/{font}" for font in re.findall(r'url\("([^"]+)"\)', sheet)}
    assert all((tmp_path / font).resolve().is_file() for font in fonts)
    loaded = {(tmp_path / name).resolve() for name in files | fonts}
    assert len(loaded) + 1 <= 15
    assert sum(path.stat().st_size for path in loaded) + len(page) <= 150_000


def test_what_the_entry_imports_is_there():
    entry = find(static_files.ENTRY)
    assert entry
    with open(entry) as file:
        names = re.findall(r'@import url\("([^"]+)"\)', file.read())
    assert names
    assert [name for name in names if not find(f"css/{name}")] == []
