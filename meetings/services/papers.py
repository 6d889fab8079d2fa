"""The papers' verbs. A file that is replaced and a paper that is removed stay in the history."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db.models import Max

from forum import clock
from forum.models import Person
from forum.services import audit
from forum.services.sniffing import Kind
from forum.services.verbs import verb
from meetings.models import Meeting, Paper, PaperFile
from meetings.services import ordering

FIELDS = ("title_fi", "title_sv", "title_en", "item", "for_seats_only")


@dataclass(frozen=True)
class Upload:
    """A file whose content has been looked at: what it was found to be, and its cleaned name."""

    language: str
    name: str
    kind: Kind
    content: bytes


@verb
def add(meeting: Meeting, *, by: Person | None, files: Iterable[Upload] = (), **values: Any) -> Paper:
    """Adds a paper, the last of its item, with its files. Without a title it is called as its first file in each
    language.
    """
    _lock(meeting)
    files = list(files)
    if not any(values.get(f"title_{code}") for code in ("fi", "sv", "en")):
        values |= {f"title_{one.language}": one.name.rpartition(".")[0][:200] for one in files}
    last = meeting.papers.filter(item=values.get("item")).aggregate(last=Max("position"))["last"] or 0  # type: ignore[attr-defined]
    paper = Paper.objects.create(meeting=meeting, position=last + 1, **values)
    for one in files:
        _store(paper, one, by)
    about = {"meeting": str(meeting), "files": [one.name for one in files]}
    audit.record("papers.add", by=by, about=paper, details=about)
    return paper


@verb
def change(paper: Paper, *, by: Person, files: Iterable[Upload] = (), **values: Any) -> list[PaperFile]:
    """Changes title, place or readers, and puts each file in the place of the one in its language.

    A file that is the same, byte for byte, is left as it is. Gives the files that are new.
    """
    _lock(paper.meeting)
    now = Paper.objects.get(pk=paper.pk)
    details = audit.changes(now, values)
    for name, value in values.items():
        setattr(now, name, value)
    now.save()
    new = [made for one in files if (made := _store(now, one, by))]
    if details or new:
        details |= {"files": [one.name for one in new]} if new else {}
        audit.record("papers.change", by=by, about=now, details=details)
    return new


@verb
def move(paper: Paper, *, up: bool, by: Person) -> bool:
    """Moves the paper one place up or down among its item's; False when it is already first or last, or removed."""
    _lock(paper.meeting)
    now = Paper.objects.get(pk=paper.pk)
    moved = ordering.step(Paper.objects.kept().filter(meeting=now.meeting_id, item=now.item_id), now.pk, up=up)
    if moved:
        audit.record("papers.move", by=by, about=now, details={"position": moved})
    return bool(moved)


@verb
def take_file_back(file: PaperFile, *, by: Person) -> bool:
    """Takes away the paper's file in one language; it stays among the earlier ones. False when it is one already."""
    _lock(file.paper.meeting)
    taken = PaperFile.objects.filter(pk=file.pk, replaced_at=None).update(replaced_at=clock.now())
    if taken:
        audit.record("papers.take_file_back", by=by, about=file.paper, details={"files": [file.name]})
    return bool(taken)


@verb
def remove(paper: Paper, *, by: Person) -> bool:
    """Removes the paper from all lists; it can be put back. False when it has been removed already."""
    removed = Paper.objects.filter(pk=paper.pk, removed_at=None).update(removed_at=clock.now())
    if removed:
        audit.record("papers.remove", by=by, about=paper, details={"meeting": str(paper.meeting)})
    return bool(removed)


@verb
def put_back(paper: Paper, *, by: Person) -> bool:
    """Puts a removed paper back where it was. False when it is there."""
    there = Paper.objects.filter(pk=paper.pk).exclude(removed_at=None).update(removed_at=None)
    if there:
        audit.record("papers.put_back", by=by, about=paper, details={"meeting": str(paper.meeting)})
    return bool(there)


def values_of(paper: Paper) -> Mapping[str, Any]:
    """What a form about the paper begins with."""
    return {name: getattr(paper, name) for name in FIELDS}


def _store(paper: Paper, one: Upload, by: Person | None) -> PaperFile | None:
    """The file as the newest in its language, or None when that one is the same."""
    digest = sha256(one.content).hexdigest()
    current = PaperFile.objects.filter(paper=paper, language=one.language, replaced_at=None).defer("content").first()
    if current and (current.digest, current.name) == (digest, one.name):
        return None
    if current:
        PaperFile.objects.filter(pk=current.pk).update(replaced_at=clock.now())
    return PaperFile.objects.create(
        paper=paper,
        language=one.language,
        name=one.name,
        kind=one.kind.ending,
        size=len(one.content),
        content=one.content,
        digest=digest,
        added_by=by,
        added_at=clock.now(),
    )


def _lock(meeting: Meeting) -> None:
    """Two who change the meeting's papers at once wait for each other."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
