"""Bulletins' verbs: written in sections, checked, cancelled. How one goes out is in `bulletin_sending`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F, Max
from django.utils.translation import gettext as _

from forum import clock, states
from forum.models import Bulletin, BulletinSection, Person
from forum.services import audit
from forum.services.verbs import quiet_verb
from forum.texts import LANGUAGES

HEAD, PARTS = ("title", "lead"), ("heading", "text", "link")
Typed = Mapping[str, str]


class Clash(Exception):
    """Somebody else has saved the same text since the form was opened; `row` holds what is saved now."""

    def __init__(self, row: Bulletin | BulletinSection) -> None:
        super().__init__(f"{row._meta.label} {row.pk} has been saved since")
        self.row = row


@quiet_verb
def create(
    *, by: Person | None, original: str = "", topics: Iterable[str] = (), sections: Iterable[Typed] = (), **texts: Any
) -> Bulletin:
    """A draft with its sections; `texts` are title_fi, lead_fi and so on, `is_example`. Raises ValidationError."""
    refuse_nameless(texts)
    language = original or settings.LANGUAGE_CODE
    made = Bulletin.objects.create(
        made_by=by, state_by=by, original=language, topics=list(topics), written=times(texts, HEAD), **texts
    )
    for place, typed in enumerate(sections, 1):
        BulletinSection.objects.create(bulletin=made, position=place, written=times(typed, PARTS), **typed)
    audit.record("bulletins.create", by=by, about=made)
    return made


def refuse_nameless(texts: Mapping[str, Any]) -> None:
    """A bulletin is called something in some language. Raises ValidationError by field."""
    if not any(str(texts.get(f"title_{code}", "")).strip() for code in LANGUAGES):
        field = f"title_{settings.LANGUAGE_CODE}"
        raise ValidationError({field: ValidationError(_("Write a title in at least one language."), code="title")})


def times(texts: Mapping[str, Any], stems: Iterable[str]) -> dict[str, str]:
    """Now, for each language in which something has been written."""
    now = clock.now().isoformat()
    return {code: now for code in LANGUAGES if any(texts.get(f"{stem}_{code}") for stem in stems)}


def rewritten(row: Bulletin | BulletinSection, typed: Typed, stems: Iterable[str]) -> dict[str, str]:
    """When each language was last changed, with what is `typed` in place of what stands in the row."""
    changed = {
        code
        for code in LANGUAGES
        if any(typed.get(f"{stem}_{code}", "") != getattr(row, f"{stem}_{code}") for stem in stems)
    }
    now = clock.now().isoformat()
    return {**row.written, **dict.fromkeys(changed, now)}


@quiet_verb
def save(
    bulletin: Bulletin, *, by: Person, revision: int, typed: Typed, original: str, topics: Iterable[str]
) -> Bulletin:
    """Saves title, lead and what it is about, as it was at `revision`. Raises Clash, ValidationError."""
    refuse_written(bulletin)
    refuse_nameless(typed)
    values = {**typed, "original": original, "topics": list(topics)}
    _save(bulletin, revision, {**values, "written": rewritten(bulletin, typed, HEAD)})
    return bulletin


@quiet_verb
def save_section(section: BulletinSection, *, by: Person, revision: int, typed: Typed) -> BulletinSection:
    """Saves a section's texts as they were at `revision`. Raises Clash, ValidationError."""
    refuse_written(section.bulletin)
    _save(section, revision, {**typed, "written": rewritten(section, typed, PARTS)})
    return section


def _save(row: Any, revision: int, values: dict[str, Any]) -> None:
    """One conditional UPDATE: of two who save at once one wins."""
    known = type(row).objects.filter(pk=row.pk, revision=revision)
    won = known.update(**values, revision=F("revision") + 1)
    row.refresh_from_db()
    if not won:
        raise Clash(row)


def refuse_written(bulletin: Bulletin) -> None:
    """What is scheduled or has gone out does not change. Raises ValidationError."""
    if not bulletin.can_be_written:
        raise ValidationError(_("This bulletin can no longer be changed."), code="frozen")


@quiet_verb
def add_section(bulletin: Bulletin, *, by: Person) -> BulletinSection:
    """An empty section after the last one. Raises ValidationError."""
    refuse_written(bulletin)
    last = BulletinSection.objects.filter(bulletin=bulletin).aggregate(last=Max("position"))["last"] or 0
    return BulletinSection.objects.create(bulletin=bulletin, position=last + 1)


@quiet_verb
def move_section(section: BulletinSection, *, by: Person, up: bool) -> None:
    """Changes places with the one before or after it; the first stays first. Raises ValidationError."""
    refuse_written(section.bulletin)
    order = list(BulletinSection.objects.filter(bulletin=section.bulletin).order_by("position", "pk"))
    place = order.index(section)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
    for number, one in enumerate(order, 1):
        if one.position != number:
            BulletinSection.objects.filter(pk=one.pk).update(position=number)


@quiet_verb
def remove_section(section: BulletinSection, *, by: Person) -> None:
    """Takes a section out of a draft for good. Raises ValidationError."""
    refuse_written(section.bulletin)
    section.delete()


@quiet_verb
def mark_translated(bulletin: Bulletin, *, by: Person) -> None:
    """Says that every language tells the same: no translation is older than the original. Raises ValidationError."""
    refuse_written(bulletin)
    now = clock.now().isoformat()
    rows: list[Bulletin | BulletinSection] = [bulletin, *bulletin.sections.all()]
    for row in rows:
        row.written = dict.fromkeys(row.written, now)
        row.save(update_fields=["written"])


@quiet_verb
def send_for_checking(bulletin: Bulletin, *, by: Person) -> None:
    """The writer is ready; somebody else may look. Raises IllegalMove."""
    states.move(bulletin, "checking", state_by=by, state_at=clock.now())
    audit.record("bulletins.send_for_checking", by=by, about=bulletin)


@quiet_verb
def take_back(bulletin: Bulletin, *, by: Person) -> None:
    """Back to the writer. Raises IllegalMove."""
    states.move(bulletin, "draft", state_by=by, state_at=clock.now())
    audit.record("bulletins.take_back", by=by, about=bulletin)


@quiet_verb
def cancel(bulletin: Bulletin, *, by: Person) -> None:
    """It will not go out. The row stays. Raises IllegalMove."""
    states.move(bulletin, "cancelled", state_by=by, state_at=clock.now())
    audit.record("bulletins.cancel", by=by, about=bulletin)
