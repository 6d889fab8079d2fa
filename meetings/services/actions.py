"""Action points' verbs: written for a meeting, given to their owner in public, told of, moved, finished, dropped."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from forum import clock, dates, states
from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb, verb
from meetings.models import ActionPoint, ActionProgress, Meeting
from meetings.services import action_letters
from regions.models import Organisation
from themes.services.clash import Clash

TEXTS = ("title", "details")
FINISHED = ("done", "dropped")
NO_PROPOSAL: dict[str, Any] = {"proposed_due": None, "proposed_reason": "", "proposed_language": ""}


@quiet_verb
def add(meeting: Meeting, *, by: Person | None, **values: Any) -> ActionPoint:
    """Writes an action point of the meeting; nobody outside sees it before it is published."""
    action = ActionPoint.objects.create(meeting=meeting, theme=meeting.theme, **values)
    audit.record("actions.add", by=by, about=action, details={"meeting": str(meeting), "due": action.due})
    return action


@verb
def change(action: ActionPoint, *, by: Person, revision: int, **values: Any) -> dict[str, Any]:
    """Changes the action point as it was at `revision`; gives back what changed. Raises Clash when it changed since.

    Of a public one a new owner is told by letter, a new day stands in its history, and no required language may go.
    """
    now = ActionPoint.objects.select_related("owner", "contact").get(pk=action.pk)
    if now.revision != revision:
        raise Clash(now)
    changes = audit.changes(now, values)
    if not changes:
        return changes
    new_day = values.get("due", now.due) != now.due
    given = {name: values[name] for name in changes} | (NO_PROPOSAL if new_day else {})
    for name, value in given.items():
        setattr(now, name, value)
    if now.is_public:
        check_languages([now])
    _save(now, given)
    audit.record("actions.change", by=by, about=now, details=changes)
    if now.is_public:
        if new_day:
            _tell(now, by=by, kind=ActionProgress.Kind.NEW_DAY, due=now.due)
        action_letters.give([now])
    return changes


def _save(action: ActionPoint, values: dict[str, Any]) -> None:
    """One conditional UPDATE: of two who save at once one wins."""
    rows = ActionPoint.objects.filter(pk=action.pk, revision=action.revision)
    if not rows.update(**values, revision=F("revision") + 1):
        raise Clash(ActionPoint.objects.get(pk=action.pk))


@verb
def report(
    action: ActionPoint,
    *,
    by: Person,
    organisation: Organisation | None,
    state: str,
    text: str = "",
    language: str,
    proposed_due: date | None = None,
    reason: str = "",
) -> None:
    """Tells how it goes, moving it where `state` says, and may propose another day with a reason.

    `organisation` is for whom the person speaks; None: for the secretariat. Raises ValidationError by field, or
    IllegalMove when somebody else has moved it meanwhile.
    """
    check_report(action, state=state, text=text, proposed_due=proposed_due, reason=reason)
    details: dict[str, Any] = {"state": [action.state, state]} if state != action.state else {}
    if details:
        _move(action, state, reason=text.strip())
    if details or text.strip():
        _tell(action, by=by, organisation=organisation, text=text.strip(), language=language)
    if proposed_due and action.is_unfinished:
        proposal = {"proposed_due": proposed_due, "proposed_reason": reason.strip(), "proposed_language": language}
        ActionPoint.objects.filter(pk=action.pk).update(**proposal, revision=F("revision") + 1)
        day = {"kind": ActionProgress.Kind.PROPOSED, "due": proposed_due}
        _tell(action, by=by, organisation=organisation, text=reason.strip(), language=language, **day)
        details["proposed_due"] = proposed_due
    action.refresh_from_db()
    audit.record("actions.report", by=by, about=action, details=details)


def check_report(action: ActionPoint, *, state: str, text: str, proposed_due: date | None, reason: str) -> None:
    """Raises ValidationError by field when something is missing or nothing is said."""
    if state == action.state and not text.strip() and not proposed_due:
        raise ValidationError({"text": _("Tell in a sentence how it goes, or choose another state.")}, code="empty")
    if state != action.state and state in FINISHED and not text.strip():
        words = {"done": _("Tell in a sentence what was done."), "dropped": _("Say why it is dropped.")}
        raise ValidationError({"text": words[state]}, code="reason")
    if proposed_due and (proposed_due <= clock.today() or proposed_due == action.due):
        raise ValidationError({"proposed_due": _("Propose another day than the present one, after today.")}, code="day")
    if proposed_due and not reason.strip():
        raise ValidationError({"reason": _("Say why another day is needed.")}, code="reason")


def _move(action: ActionPoint, to: str, *, reason: str) -> None:
    """Into another state; what is finished keeps no proposal, and only what is dropped a reason."""
    finished = to in FINISHED
    changes: dict[str, Any] = {"finished_at": clock.now() if finished else None}
    changes["dropped_reason"] = reason[:500] if to == "dropped" else ""
    states.move(action, to, **changes, **(NO_PROPOSAL if finished else {}), revision=F("revision") + 1)


@verb
def decide_day(action: ActionPoint, *, by: Person, accept: bool, reason: str = "") -> None:
    """The coordinator takes the proposed day, or lets the present one stand, says why, and the owner gets a letter."""
    proposed = action.proposed_due
    if proposed is None:
        raise ValidationError(_("No other day is proposed any more."), code="gone")
    if not accept and not reason.strip():
        raise ValidationError({"reason": _("Say why the day stays.")}, code="reason")
    values = NO_PROPOSAL | ({"due": proposed} if accept else {})
    rows = ActionPoint.objects.unfinished().filter(pk=action.pk, proposed_due=proposed)
    if not rows.update(**values, revision=F("revision") + 1):
        raise ValidationError(_("No other day is proposed any more."), code="gone")
    kind = ActionProgress.Kind.NEW_DAY if accept else ActionProgress.Kind.DAY_STAYS
    before = action.due
    action.refresh_from_db()
    told = _tell(action, by=by, kind=kind, due=action.due, text=reason.strip())
    if not accept and action.is_public:
        action_letters.tell_day_stays(action, proposed=proposed, decision=told)
    audit.record("actions.decide_day", by=by, about=action, details={"due": [before, action.due]})


def _tell(
    action: ActionPoint,
    *,
    by: Person | None,
    organisation: Organisation | None = None,
    text: str = "",
    language: str = "",
    **more: Any,
) -> ActionProgress:
    """A row of the history."""
    said = {"text": text, "language": language or dates.active(), "state": action.state}
    return ActionProgress.objects.create(action=action, author=by, organisation=organisation, **said, **more)


@verb
def publish_of(meeting: Meeting, *, by: Person | None, override: str = "") -> int:
    """Publishes the meeting's action points that are not public yet, and tells their owners. Gives their number.

    The notes call this when they become public, and the coordinator may before. Raises ValidationError when a title
    lacks a required language, unless the reason to `override` that is said.
    """
    waiting = ActionPoint.objects.filter(meeting=meeting, is_public=False).exclude(state="dropped")
    found = list(waiting.select_related("contact", "owner"))
    if not override.strip():
        check_languages(found)
    published = []
    for action in found:
        rows = ActionPoint.objects.filter(pk=action.pk, is_public=False)
        if rows.update(is_public=True, published_at=clock.now(), revision=F("revision") + 1):
            published.append(action)
    if published:
        details = {"number": len(published), **({"override": override.strip()} if override.strip() else {})}
        audit.record("actions.publish", by=by, about=meeting, details=details)
        action_letters.give(published)
    return len(published)


def check_languages(actions: Iterable[ActionPoint]) -> None:
    """Raises ValidationError when a text of any of them lacks a language that the country profile requires."""
    missing = [words for action in actions for words in missing_languages(action)]
    if missing:
        message = _("Some texts are missing in a required language: %(texts)s.")
        raise ValidationError(message % {"texts": "; ".join(missing)}, code="languages")


def missing_languages(action: ActionPoint) -> list[str]:
    """The action point's title by each required language in which its title, or details it has, is missing."""
    codes = settings.PROFILE["required_languages"]
    asked = [stem for stem in TEXTS if stem == "title" or getattr(action, stem)]
    lacking = {code for stem in asked for code in codes if not getattr(action, f"{stem}_{code}")}
    return [f"{action.title} ({settings.LANGUAGE_NAMES[code]})" for code in codes if code in lacking]
