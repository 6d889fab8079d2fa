"""Mass letters: begun, tried out, released (by two where it is asked), and stopped. `mass_sending` sends what is due.

A floor that sends by itself does it in three words::

    mailing = mailings.begin(kind="save_the_date", by=None, about=meeting, audience=[...], key="save_the_date:x2b4")
    mailings.dry_run(mailing)
    mailings.release(mailing, by=None, override_reason="…")

Beginning twice under one `key` begins once; a mailing that has been released is left alone by all three.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.utils.translation import gettext as _

from forum import clock, mailing_kinds, states
from forum.models import Mailing, Person
from forum.services import audit, dry_runs, wake_up
from forum.services.dry_runs import DryRun
from forum.services.verbs import quiet_verb

NOT_BEGUN = ("draft", "waiting", "scheduled", "missed")
"""The states in which nothing of it has left."""
CHANGEABLE = ("title", "texts", "audience", "facts", "about_id")


@quiet_verb
def begin(
    *,
    kind: str,
    by: Person | None,
    title: str = "",
    titles: Mapping[str, str] | None = None,
    about: models.Model | None = None,
    audience: Iterable[Mapping[str, Any]] = (),
    texts: Mapping[str, Mapping[str, str]] | None = None,
    facts: Mapping[str, Any] | None = None,
    key: str = "",
    about_id: str = "",
) -> Mailing:
    """A new draft, or the one already begun under `key`. `by` None: the portal itself. Raises UnknownKind.

    `titles` are the title in each language, where the portal itself gives it. What it is about is a row, or its public
    id where only that is known.
    """
    known = mailing_kinds.the(kind)
    check_permission(known, by)
    values: dict[str, Any] = {
        "kind": kind,
        "title": (title or str(known.label))[:200],
        "titles": dict(titles or {}),
        "about_kind": (about._meta.model_name or "") if about else known.about_kind,
        "about_id": str(getattr(about, "public_id", about.pk)) if about else about_id,
        "audience": [dict(part) for part in (audience or known.audience)],
        "texts": {code: dict(text) for code, text in (texts or {}).items()},
        "facts": dict(facts or {}),
        "made_by": by,
    }
    if not key:
        return Mailing.objects.create(**values)
    return Mailing.objects.get_or_create(key=key, defaults=values)[0]


@quiet_verb
def change(mailing: Mailing, *, by: Person | None, **values: Any) -> Mailing:
    """Changes title, texts, audience, facts or about_id of a draft; its dry run is taken back. Raises IllegalMove."""
    check_permission(mailing_kinds.the(mailing.kind), by)
    changed = {name: values[name] for name in CHANGEABLE if name in values}
    if all(getattr(mailing, name) == value for name, value in changed.items()):
        return mailing
    titles = mailing.titles if changed.get("title", mailing.title) == mailing.title else {}
    in_draft(mailing, frozen_at=None, titles=titles, **changed)
    dry_runs.forget(mailing)
    return mailing


def in_draft(mailing: Mailing, **changes: Any) -> None:
    """Writes the columns of a draft. Raises IllegalMove when it is none any more."""
    if not Mailing.objects.filter(pk=mailing.pk, state="draft").update(**changes):
        mailing.refresh_from_db()
        raise states.IllegalMove(mailing, "draft")
    for name, value in changes.items():
        setattr(mailing, name, value)


@quiet_verb
def dry_run(mailing: Mailing) -> DryRun:
    """Freezes who gets the draft and why, who is missing and why, and its facts. Released ones stay as they are."""
    try:
        in_draft(mailing, frozen_at=None)
    except states.IllegalMove:
        return DryRun(mailing)
    dry_runs.freeze(mailing)
    return DryRun(mailing)


@quiet_verb
def release(
    mailing: Mailing, *, by: Person | None, send_at: datetime | None = None, override_reason: str = ""
) -> Mailing:
    """Lets it go at `send_at` (now when not said), or hands it to a second person where one must look as well.

    Raises ValidationError (by field: what is wrong, or that a region is left out without a reason) and IllegalMove.
    """
    if by is None and mailing.state != "draft":
        return mailing
    kind = mailing_kinds.the(mailing.kind)
    check_permission(kind, by)
    dry = DryRun(mailing)
    check_releasable(dry, override_reason)
    now = clock.now()
    values = {"send_at": max(send_at or now, now), "override_reason": override_reason.strip()[:500]}
    to = "waiting" if needs_second_person(mailing) else "scheduled"
    seen = {"frozen_at": mailing.frozen_at}
    states.move(
        mailing, to, provided=seen, released_at=now, released_by=by, confirmed_at=None, confirmed_by=None, **values
    )
    details = {"receivers": dry.count, "missing": dry.missing_count, "reason": values["override_reason"]}
    audit.record("mailing.release", by=by, about=mailing, details=details)
    wake_up.ask_after_commit("forum.send_mailings")
    return mailing


def check_releasable(dry: DryRun, override_reason: str) -> None:
    """Raises ValidationError unless it may leave."""
    if dry.problems:
        raise ValidationError(dry.problems)
    if dry.blocked and not override_reason.strip():
        message = _("In these regions nobody can be written to: %(regions)s. Say why it leaves all the same.")
        raise ValidationError({"override_reason": message % {"regions": "; ".join(dry.gap_names)}}, code="gaps")


def needs_second_person(mailing: Mailing) -> bool:
    """Whether another of the staff must release it too: the kind or the forum says so."""
    wanted = mailing_kinds.the(mailing.kind).second_person
    return bool(settings.SECOND_PERSON if wanted is None else wanted)


@quiet_verb
def confirm(mailing: Mailing, *, by: Person) -> Mailing:
    """The second person releases it. Raises ValidationError for whoever released it first, and IllegalMove."""
    if not by.has_perm("forum.confirm_mailings"):
        raise PermissionDenied
    if mailing.released_by_id == by.pk:
        raise ValidationError(_("You have released it yourself. Another person must look at it."), code="same_person")
    now = clock.now()
    send_at = max(mailing.send_at or now, now)
    states.move(
        mailing,
        "scheduled",
        provided={"released_at": mailing.released_at},
        confirmed_at=now,
        confirmed_by=by,
        send_at=send_at,
    )
    audit.record("mailing.confirm", by=by, about=mailing)
    wake_up.ask_after_commit("forum.send_mailings")
    return mailing


@quiet_verb
def take_back(mailing: Mailing, *, by: Person) -> Mailing:
    """Back to a draft: waiting for the second person, scheduled, or missed. Raises IllegalMove."""
    states.move(
        mailing,
        "draft",
        send_at=None,
        released_at=None,
        released_by=None,
        confirmed_at=None,
        confirmed_by=None,
        override_reason="",
    )
    audit.record("mailing.take_back", by=by, about=mailing)
    return mailing


@quiet_verb
def cancel(mailing: Mailing, *, by: Person | None) -> Mailing:
    """Puts it aside before any letter has been written; the row stays. Raises IllegalMove."""
    states.move(mailing, "cancelled")
    audit.record("mailing.cancel", by=by, about=mailing)
    return mailing


def put_aside(found: Iterable[Mailing], *, by: Person | None) -> None:
    """Those of which nothing has left do not leave any more."""
    for mailing in found:
        if mailing.state in NOT_BEGUN:
            cancel(mailing, by=by)


@quiet_verb
def stop(mailing: Mailing, *, by: Person) -> int:
    """Stops it while it is being sent: letters that have not left are cancelled. Returns how many. IllegalMove."""
    states.move(mailing, "stopped", ended_at=clock.now())
    stopped = states.move_all(mailing.letters.all(), "cancelled", secrets={})  # type: ignore[attr-defined]
    mailing_kinds.the(mailing.kind).stopped(mailing)
    audit.record("mailing.stop", by=by, about=mailing, details={"letters": stopped})
    return stopped


@quiet_verb
def copy(mailing: Mailing, *, by: Person) -> Mailing:
    """A new draft with the same audience and texts."""
    same = {name: getattr(mailing, name) for name in ("kind", "title", "about_kind", "about_id", "audience", "texts")}
    check_permission(mailing_kinds.the(mailing.kind), by)
    return Mailing.objects.create(**same, made_by=by)


def check_permission(kind: mailing_kinds.MailingKind, by: Person | None) -> None:
    """Raises PermissionDenied for a person who may not write letters of the kind."""
    if by is not None and not by.has_perm(kind.permission):
        raise PermissionDenied
