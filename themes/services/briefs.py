"""Situation briefs: written, checked, confirmed, and published as frozen versions (product rule 7)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from forum import clock, states
from forum.models import Person
from forum.services import audit, notices
from forum.services.verbs import quiet_verb, verb
from themes import brief_fillers, subjects
from themes.models import Brief, BriefVersion, Talk
from themes.services import brief_checks, brief_content, brief_gaps, frozen_versions
from themes.services.plain_words import plain


def locked(brief: Brief) -> Brief:
    """The brief as it is now; two who act on it at once wait for each other."""
    Brief.objects.select_for_update().get(pk=brief.pk)
    return Brief.objects.with_page().get(pk=brief.pk)


@quiet_verb
def send_for_checking(brief: Brief, *, by: Person | None) -> None:
    """From draft to checking: the text stands still while others read it. Raises IllegalMove."""
    now = clock.now()
    who: dict[str, Any] = {"state_by": by, "state_at": now, "checking_by": by, "checking_at": now}
    states.move(brief, "checking", **who, confirmed_by=None, confirmed_at=None)
    audit.record("brief.send_for_checking", by=by, about=brief)


@quiet_verb
def take_back(brief: Brief, *, by: Person | None) -> None:
    """From checking, or confirmed, back to a draft that can be changed. Raises IllegalMove."""
    if brief.state == Brief.State.PUBLIC:
        raise states.IllegalMove(brief, "draft")
    states.move(brief, "draft", provided={"state": brief.state}, state_by=by, state_at=clock.now())
    audit.record("brief.take_back", by=by, about=brief)


@quiet_verb
def confirm(brief: Brief, *, by: Person | None) -> None:
    """From checking to confirmed. Where the forum wants a second pair of eyes, not by whoever sent it for checking.

    Raises ValidationError (also for what blocks in the check list), IllegalMove.
    """
    if needs_another(brief, by):
        message = _("You have sent it for checking yourself. Another person must confirm it.")
        raise ValidationError(message, code="same_person")
    brief_checks.refuse(brief)
    now = clock.now()
    seen = {"checking_at": brief.checking_at}
    who: dict[str, Any] = {"state_by": by, "state_at": now, "confirmed_by": by, "confirmed_at": now}
    states.move(brief, "confirmed", provided=seen, **who)
    audit.record("brief.confirm", by=by, about=brief)


def needs_another(brief: Brief, by: Person | None) -> bool:
    """Whether another of the staff than `by` must confirm it."""
    return bool(settings.SECOND_PERSON and by is not None and brief.checking_by_id == by.pk)


@verb
def publish(
    brief: Brief,
    *,
    by: Person | None,
    reason: str = "",
    note: Mapping[str, str] | None = None,
    kind: str = BriefVersion.Kind.REVISION,
    at: datetime | None = None,
    tell: bool = True,
) -> BriefVersion:
    """Makes the confirmed working copy the version that readers see, frozen with its data version.

    A later version needs a `note` ({"fi": …}) of what changed. Without a required language only with a `reason`.
    With `tell` those whom the tellers know of (a meeting's seats) are written to, once for each version.
    Raises ValidationError and IllegalMove; of two who publish at once one gets IllegalMove.
    """
    now = locked(brief)
    content, newest = brief_content.of(now), now.published
    if newest is not None:
        refuse_unchanged(now, content)
    words = frozen_versions.note_columns(note or {}) if newest else {}
    reason, moment = frozen_versions.override(brief_gaps.of(content), reason), at or clock.now()
    version = freeze(now, content=content, by=by, at=moment, note=words, kind=kind)
    first = {"published_at": moment} if newest is None else {}
    changes: dict[str, Any] = {"published": version, "override_reason": reason, **first}
    states.move(now, "public", state_by=by, state_at=moment, **changes)
    written = [letter for write in brief_fillers.tellers.entries() if tell for letter in write(version, by)]
    details = {"version": version.number, "data_version": str(now.data_version or ""), "letters": len(written)}
    audit.record("brief.publish", by=by, about=now, details={**details, **frozen_versions.said(reason)})
    if newest is None:
        theme = subjects.theme_ref(now.theme)
        notices.tell(subjects.BRIEF, about=("brief", now.public_id), trail=[theme], group=theme, by=by)
    brief.refresh_from_db()
    return version


def freeze(
    brief: Brief, *, content: brief_content.Content, by: Person | None, at: datetime, note: Mapping[str, str], kind: str
) -> BriefVersion:
    """The next version, as it will stay; `note` are its columns that say what has changed."""
    number = brief.version + 1
    return BriefVersion.objects.create(
        brief=brief,
        number=number,
        kind=BriefVersion.Kind.FIRST if number == 1 else kind,
        content=content,
        data_version=brief.data_version,
        published_at=at,
        published_by=by,
        **note,
    )


def refuse_unchanged(brief: Brief, content: brief_content.Content) -> None:
    """Raises ValidationError when nothing differs from what readers see."""
    newest = brief.published
    if newest and newest.content == content and newest.data_version_id == brief.data_version_id:
        raise ValidationError(_("Nothing has been changed since the newest version."), code="same")


@quiet_verb
def rework(brief: Brief, *, by: Person | None) -> None:
    """Begins a new version of a public brief: the working copy is a draft again, readers keep the published version."""
    states.move(brief, "draft", provided={"state": "public"}, state_by=by, state_at=clock.now())
    audit.record("brief.rework", by=by, about=brief)


@quiet_verb
def drop(brief: Brief, *, by: Person | None) -> None:
    """Removes a draft that readers have never seen, with its texts. Raises IllegalMove for any other brief, and
    ValidationError for one that meetings, discussions or comments name.
    """
    now = locked(brief)
    if now.state != "draft" or now.versions.exists():
        raise states.IllegalMove(now, "dropped")
    audit.record("brief.drop", by=by, about=now)
    try:
        if Talk.objects.filter(briefs=now).exists():
            raise ProtectedError("", set())
        now.delete()
        now.thread.delete()
    except ProtectedError as error:
        message = _("It belongs to a meeting or a discussion, or has comments: take it out of there first.")
        raise ValidationError(message, code="used") from error


@verb
def withdraw(brief: Brief, *, by: Person | None, reason: str) -> None:
    """Takes a public brief out of readers' sight, with a reason; its versions stay. Raises ValidationError."""
    reason = plain(reason)[: frozen_versions.LONGEST_REASON]
    if not reason:
        raise ValidationError({"reason": _("Say why it is withdrawn.")}, code="reason")
    shown = Brief.objects.public().filter(pk=brief.pk)
    if shown.update(withdrawn_at=clock.now(), withdrawn_by=by, withdrawn_reason=reason):
        audit.record("brief.withdraw", by=by, about=brief, details={"reason": reason})
    brief.refresh_from_db()


@verb
def show_again(brief: Brief, *, by: Person | None) -> None:
    """Brings a withdrawn brief back."""
    gone = Brief.objects.filter(pk=brief.pk, withdrawn_at__isnull=False)
    if gone.update(withdrawn_at=None, withdrawn_by=None, withdrawn_reason=""):
        audit.record("brief.show_again", by=by, about=brief)
    brief.refresh_from_db()
