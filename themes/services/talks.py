"""Regional development discussions' verbs: a record written, checked, confirmed, made public, later corrected."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from forum import clock, states
from forum.models import Person
from forum.services import audit, notices
from forum.services.verbs import quiet_verb, verb
from forum.texts import LANGUAGES
from themes import subjects
from themes.models import Talk, TalkVersion
from themes.services import frozen_versions, talk_content

BODIES = ("regions", "organisations", "themes", "briefs")


class Clash(Exception):
    """Somebody else has saved the record since it was opened; `now` is the row as it is saved now."""

    def __init__(self, now: Talk) -> None:
        super().__init__(f"talk {now.pk} has been saved since")
        self.now = now


@quiet_verb
def write(*, by: Person | None, **values: Any) -> Talk:
    """Begins a record as a draft; `values` are its columns and its regions, organisations, themes, briefs.

    Raises ValidationError by field.
    """
    check(values)
    bodies = {name: values.pop(name, ()) for name in BODIES}
    talk = Talk.objects.create(state_by=by, **values)
    _join(talk, bodies)
    audit.record("talks.write", by=by, about=talk)
    return talk


def check(values: Mapping[str, Any]) -> None:
    """Raises ValidationError, by field, when the record has no name, or not those whom its kind needs."""
    if not any(values.get(f"title_{code}") for code in LANGUAGES):
        raise ValidationError({f"title_{settings.LANGUAGE_CODE}": _("Write a title in at least one language.")})
    if values["held_on"] > clock.today():
        raise ValidationError({"held_on": _("A record is written of a discussion that has been held.")}, code="day")
    count = len(values.get("regions") or ())
    if values["kind"] == Talk.Kind.REGION and count != 1:
        raise ValidationError({"regions": _("Choose the one region that it was held with.")}, code="regions")
    if values["kind"] == Talk.Kind.AREA and count < 2:
        raise ValidationError({"regions": _("Choose the regions of the large area, two at least.")}, code="regions")
    if values["kind"] == Talk.Kind.THEME and not values.get("themes"):
        raise ValidationError({"themes": _("Choose the theme that it was about.")}, code="themes")


def _join(talk: Talk, bodies: Mapping[str, Iterable[Any]]) -> None:
    for name, rows in bodies.items():
        getattr(talk, name).set(rows)


@quiet_verb
def change(talk: Talk, *, by: Person, revision: int, **values: Any) -> None:
    """Changes a record that is not public, as it was at `revision`. Raises Clash, ValidationError."""
    if talk.state == "public":
        raise ValidationError(_("A public record is changed by a correction."), code="public")
    if not talk.can_be_written:
        message = _("The record has been confirmed. Open it for checking again before you change it.")
        raise ValidationError(message, code="confirmed")
    _save(talk, revision, values)
    audit.record("talks.change", by=by, about=talk)


def _save(talk: Talk, revision: int, values: dict[str, Any]) -> None:
    """One conditional UPDATE: of two who save at once one wins."""
    check(values)
    bodies = {name: values.pop(name) for name in BODIES}
    known = Talk.objects.filter(pk=talk.pk, revision=revision, state=talk.state)
    won = known.update(**values, revision=F("revision") + 1)
    talk.refresh_from_db()
    if not won:
        raise Clash(talk)
    _join(talk, bodies)


@quiet_verb
def send_for_checking(talk: Talk, *, by: Person | None) -> None:
    """Whoever acts for a region that took part may read it now; also opens what was confirmed. Raises IllegalMove."""
    states.move(talk, "checking", state_by=by, state_at=clock.now())
    audit.record("talks.send_for_checking", by=by, about=talk)


@quiet_verb
def take_back(talk: Talk, *, by: Person) -> None:
    """Back to a draft that only staff reads. Raises IllegalMove."""
    states.move(talk, "draft", state_by=by, state_at=clock.now())
    audit.record("talks.take_back", by=by, about=talk)


@quiet_verb
def confirm(talk: Talk, *, by: Person | None) -> None:
    """Those who took part have agreed to the record. Raises ValidationError when it says nothing, or IllegalMove."""
    if not any(getattr(talk, f"{stem}_{code}") for stem in ("summary", "outcome") for code in LANGUAGES):
        raise ValidationError(_("The record is empty. Write what was discussed before you confirm it."), code="empty")
    states.move(talk, "confirmed", state_by=by, state_at=clock.now())
    audit.record("talks.confirm", by=by, about=talk)


@verb
def publish(talk: Talk, *, by: Person | None, reason: str = "") -> TalkVersion:
    """Makes a confirmed record public, frozen as version 1; who follows its regions or themes is told.

    Without a required language only with a `reason`. Raises ValidationError, IllegalMove.
    """
    content = talk_content.of(talk)
    reason = frozen_versions.override(talk_content.gaps(content), reason)
    states.move(talk, "public", state_by=by, state_at=clock.now(), override_reason=reason)
    version = TalkVersion.objects.create(talk=talk, number=1, content=content, made_by=by)
    audit.record("talks.publish", by=by, about=talk, details=frozen_versions.said(reason))
    trail = [("region", one["code"]) for one in content["regions"]]
    trail += [("theme", one["key"]) for one in content["themes"]]
    notices.tell(subjects.TALK, about=("talk", talk.public_id), trail=trail, by=by)
    return version


@verb
def correct(
    talk: Talk, *, by: Person | None, revision: int, note: Mapping[str, str], reason: str = "", **values: Any
) -> TalkVersion:
    """Changes a public record and freezes it as its next version; `note` ({"fi": …}) says what has changed.

    Raises Clash; ValidationError also when nothing changes, or the note or a required language is missing.
    """
    newest = talk.versions.first()
    if talk.state != "public" or newest is None:
        raise ValidationError(_("Only a public record is corrected."), code="not_public")
    words = frozen_versions.note_columns(note)
    _save(talk, revision, values)
    content = talk_content.of(talk)
    if content == newest.content:
        raise ValidationError(_("Nothing has been changed since the newest version."), code="same")
    reason = frozen_versions.override(talk_content.gaps(content), reason)
    Talk.objects.filter(pk=talk.pk).update(override_reason=reason)
    version = TalkVersion.objects.create(talk=talk, number=newest.number + 1, content=content, made_by=by, **words)
    audit.record(
        "talks.correct", by=by, about=talk, details={"version": version.number, **frozen_versions.said(reason)}
    )
    return version
