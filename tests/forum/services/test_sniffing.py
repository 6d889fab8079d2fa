"""What a file is, by its content: documents and pictures are taken, whatever could run is not."""

import pytest
from django.core.exceptions import ValidationError

from forum.services.sniffing import PDF, clean_name, kind_of
from tests import files

TAKEN = {
    "pdf": files.PDF,
    "png": files.png(),
    "jpg": files.JPEG,
    "docx": files.office(),
    "xlsx": files.office("spreadsheetml.sheet"),
    "pptx": files.office("presentationml.presentation"),
    "odt": files.open_document("text"),
    "ods": files.open_document("spreadsheet"),
    "odp": files.open_document("presentation"),
}
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
REFUSED = {
    "an empty file": (b"", "empty"),
    "a web page": (b"  <!DOCTYPE html><script>alert(1)</script>", "markup"),
    "a drawing": (b'<?xml version="1.0"?><svg onload="alert(1)"/>', "markup"),
    "a drawing after a comment": (b"\xef\xbb\xbf<!-- x --><svg/>", "markup"),
    "an old Word file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99, "old"),
    "a program": (b"MZ\x90\x00", "unknown"),
    "plain words": (b"Hei", "unknown"),
    "a page that says it is a PDF later": (b"<html>%PDF-1.7 %%EOF", "markup"),
    "half a PDF": (files.PDF[:30], "broken"),
    "a PDF with a script": (files.PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript>>"), "runs"),
    "a PDF that starts a program": (files.PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/Launch>>"), "runs"),
    "an archive": (files.archive(a="x"), "archive"),
    "half an archive": (files.office()[:60], "broken"),
    "a document with macros": (files.packed({"[Content_Types].xml": f'<T ContentType="{MACROS}"/>'}), "runs"),
    "a document with a macro's file": (files.office(word__vbaProject="x"), "runs"),
    "a document with a control": (files.office(word__activeX__a="x"), "runs"),
    "a document with a program inside": (files.packed({"[Content_Types].xml": "", "a/b.EXE": "x"}), "runs"),
    "an open document with macros": (files.open_document(Basic__a="x"), "runs"),
    "a bomb": (files.office(big=b"0" * 3_000_000), "bomb"),
    "too many files": (files.packed({str(number): "" for number in range(5_001)}), "bomb"),
    "half a picture": (files.png()[:40], "broken"),
    "a picture as large as a town": (files.png(60_000, 60_000), "broken"),
    "half a photograph": (files.JPEG[:-2], "broken"),
}


@pytest.mark.parametrize("ending", TAKEN)
def test_documents_and_pictures_are_known_by_their_content(ending):
    assert kind_of(TAKEN[ending]).ending == ending


@pytest.mark.parametrize("what", REFUSED)
def test_the_rest_is_refused_and_it_says_why(what):
    content, code = REFUSED[what]
    with pytest.raises(ValidationError) as refused:
        kind_of(content)
    assert refused.value.code == code


def test_a_locked_document_is_refused():
    locked = bytearray(files.office())
    for at in (locked.find(b"PK\x03\x04") + 6, locked.find(b"PK\x01\x02") + 8):
        locked[at] |= 1
    with pytest.raises(ValidationError) as refused:
        kind_of(bytes(locked))
    assert refused.value.code == "password"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Pohjapaperi (v2).docx", "Pohjapaperi (v2).pdf"),
        ("C:\\Users\\me\\muistio.PDF", "muistio.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("report.pdf.exe", "report pdf.pdf"),
        ("a\u202efdp.exe\r\nX: y", "a fdp.pdf"),
        ("Österbottens åsikt – utkast.odt", "Österbottens åsikt utkast.pdf"),
        ("...", "paper.pdf"),
        ("", "paper.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_names_are_made_safe_and_end_as_what_the_file_is(given, kept):
    assert clean_name(given, PDF) == kept
