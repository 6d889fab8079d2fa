"""The papers of a meeting as staff see them: by item, what is missing in which language, what was removed."""

from dataclasses import dataclass, field

from django.conf import settings

from forum.texts import languages_to_try
from meetings.models import Meeting, Paper, PaperFile
from meetings.services import agenda
from meetings.services.agenda import Row
from meetings.services.paper_lists import FileLine


@dataclass
class OnDesk:
    """A paper with its present files, and the required languages (by their own names) in which it has none."""

    paper: Paper
    files: list[FileLine] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """The languages, by their own names."""
        there = {line.file.language for line in self.files}
        return [settings.LANGUAGE_NAMES[code] for code in settings.PROFILE["required_languages"] if code not in there]


@dataclass
class Group:
    """The papers of an item (None: of the whole meeting)."""

    row: Row | None
    papers: list[OnDesk]


@dataclass
class Desk:
    """All of it."""

    groups: list[Group]
    removed: list[OnDesk]
    count: int


def of(meeting: Meeting) -> Desk:
    """The meeting's papers. Three queries."""
    rows = {row.item.pk: row for row in agenda.timed(meeting)}
    found: dict[int, OnDesk] = {one.pk: OnDesk(one) for one in meeting.papers.all()}  # type: ignore[attr-defined]
    files = PaperFile.objects.filter(paper__meeting=meeting, replaced_at=None).defer("content")
    for file in sorted(files, key=lambda one: languages_to_try(None).index(one.language)):
        found[file.paper_id].files.append(FileLine(file, says_language=True))
    kept = [one for one in found.values() if one.paper.removed_at is None]
    places = [None, *rows]
    groups = [
        Group(rows.get(pk) if pk else None, here)
        for pk in places
        if (here := [one for one in kept if one.paper.item_id == pk])
    ]
    return Desk(groups, [one for one in found.values() if one.paper.removed_at], len(kept))


@dataclass(frozen=True)
class Files:
    """A paper's files: the present ones, and the earlier ones, newest first."""

    present: list[FileLine]
    earlier: list[FileLine]


def files_of(paper: Paper) -> Files:
    """The paper's files with who added them. One query."""
    found = paper.files.select_related("added_by").defer("content").order_by("language", "-added_at")  # type: ignore[attr-defined]
    lines = [FileLine(one, says_language=True) for one in found]
    present = [line for line in lines if line.file.replaced_at is None]
    return Files(present, [line for line in lines if line.file.replaced_at])
