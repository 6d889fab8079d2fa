"""Papers as a reader finds them: each with its file in the reader's language, and what else there is."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from forum import dates, sizes
from forum.documents import Link
from forum.services.sniffing import KINDS
from forum.texts import LocalText, languages_to_try
from meetings.models import Meeting, Paper, PaperFile


def in_language(code: str) -> str:
    """In which language something is: "in Swedish"."""
    return {"fi": _("in Finnish"), "sv": _("in Swedish"), "en": _("in English")}[code]


@dataclass(frozen=True)
class FileLine:
    """A file with the words after its link: "(PDF, 310 kt)", "(in Swedish, PDF, 310 kB)"."""

    file: PaperFile
    says_language: bool

    @property
    def kind(self) -> str:
        """PDF, DOCX …"""
        return KINDS[self.file.kind].name

    @property
    def facts(self) -> str:
        """Its language when that is not the reader's, its kind and its size."""
        said = [in_language(self.file.language)] if self.says_language else []
        return ", ".join([*said, self.kind, sizes.in_words(self.file.size)])


@dataclass
class Listed:
    """A paper with its files, the one for the reader first."""

    paper: Paper
    files: list[FileLine] = field(default_factory=list)

    @property
    def title(self) -> LocalText:
        """The paper's title."""
        return self.paper.title

    @property
    def first(self) -> FileLine:
        """The file that the title leads to."""
        return self.files[0]

    @property
    def others(self) -> list[FileLine]:
        """The files in other languages."""
        return self.files[1:]

    def links(self) -> list[Link]:
        """The same for documents, with whole addresses."""
        return [Link(self.title, address(line.file), f"({line.facts})") for line in self.files]


@dataclass(frozen=True)
class Papers:
    """The papers of a meeting that a reader may see: by item (its pk), and those of the whole meeting."""

    by_item: dict[int | None, list[Listed]]

    @property
    def of_meeting(self) -> list[Listed]:
        """Those of the whole meeting."""
        return self.by_item.get(None, [])

    def of_item(self, pk: int) -> list[Listed]:
        """Those of an item."""
        return self.by_item.get(pk, [])

    def __bool__(self) -> bool:
        return any(self.by_item.values())


def read(meeting: Meeting, person: Any) -> Papers:
    """The meeting's papers that the person may see, in the active language. One query."""
    found = PaperFile.objects.visible_to(person).filter(paper__meeting=meeting).current().without_content()
    return listed(found.order_by("paper__position", "paper_id"))


def listed(files: Any) -> Papers:
    """The files gathered into papers."""
    own = dates.active()
    order = {code: place for place, code in enumerate(languages_to_try(own))}
    gathered: dict[int, Listed] = {}
    for file in files:
        one = gathered.setdefault(file.paper_id, Listed(file.paper))
        one.files.append(FileLine(file, says_language=file.language != own))
    by_item: dict[int | None, list[Listed]] = defaultdict(list)
    for one in gathered.values():
        one.files.sort(key=lambda line: order[line.file.language])
        by_item[one.paper.item_id].append(one)
    return Papers(dict(by_item))


def address(file: PaperFile) -> str:
    """The file's whole address."""
    return settings.SITE_URL + reverse("meetings:paper_file", args=[file.public_id])
