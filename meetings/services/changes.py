"""Changes to an announced meeting: collected in a draft, looked at, and released once, with one letter per person."""

from collections.abc import Mapping
from copy import copy
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from forum import clock, states
from forum.models import Letter, Person
from forum.services import audit
from forum.services.verbs import quiet_verb, verb
from meetings.models import ChangeNotice, Meeting
from meetings.services import change_letters, letter_plan, places, planning, registration, sign_ups, telling
from meetings.services.change_letters import LINK, PLACES, TIMES
from themes.services.clash import Clash

HELD_BACK = TIMES | PLACES | {LINK}
"""What people have in their calendars: it changes for all at once, when the coordinator says so."""
OUT = frozenset({"announced", "invited", "registration_closed"})
Values = dict[str, Any]


def holds_back(meeting: Meeting) -> bool:
    """Whether changes of time, place and link wait in a draft: people outside know of the meeting, and it is ahead."""
    return meeting.announced_at is not None and meeting.state in OUT and not meeting.is_over


def draft_of(meeting: Meeting) -> ChangeNotice | None:
    """The meeting's changes that wait to be released. One query."""
    return ChangeNotice.objects.filter(meeting=meeting, state="draft").select_related("begun_by").first()


def revision_of(notice: ChangeNotice | None) -> int:
    """The draft's revision; 0 where there is none."""
    return notice.revision if notice else 0


def as_drafted(meeting: Meeting, notice: ChangeNotice | None) -> Meeting:
    """The meeting as it would be when the draft is released, not saved. Its `draft` is the draft's revision."""
    found = copy(meeting)
    for name, value in read(notice.values if notice else {}).items():
        setattr(found, name, value)
    found.draft = revision_of(notice)  # type: ignore[attr-defined]
    return found


def written(values: Mapping[str, Any]) -> Values:
    """Columns' values as plain JSON."""
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def read(values: Mapping[str, Any]) -> Values:
    """The same back from JSON."""
    return {name: datetime.fromisoformat(value) if name in TIMES else value for name, value in values.items()}


def sorted_out(
    meeting: Meeting, notice: ChangeNotice | None, values: Values, *, spelling: bool
) -> tuple[Values, Values]:
    """(what is saved at once, what the draft shall hold) of the meeting's new `values`.

    With `spelling` corrections of place and street are saved at once, unless the draft has them.
    """
    if not holds_back(meeting):
        return values, {}
    drafted = read(notice.values if notice else {})
    at_once = {name: value for name, value in values.items() if name not in HELD_BACK}
    if spelling:
        at_once |= {name: values[name] for name in PLACES & values.keys() - drafted.keys()}
    wanted = {**drafted, **{name: values[name] for name in HELD_BACK & values.keys() - at_once.keys()}}
    return at_once, {name: value for name, value in wanted.items() if value != getattr(meeting, name)}


def collect(meeting: Meeting, notice: ChangeNotice | None, held: Values, *, by: Person) -> ChangeNotice | None:
    """Makes the draft hold just these changes; one without any is dropped. Call within a verb. Raises Clash."""
    before = written({name: getattr(meeting, name) for name in held})
    if held == read(notice.values if notice else {}):
        return notice
    kept = {"values": written(held), "before": before, "base_revision": meeting.revision}
    try:
        if notice and not held:
            drop(notice, by=by, revision=notice.revision)
            return None
        found = _rewritten(notice, kept) if notice else _begun(meeting, kept, by)
    except (IntegrityError, states.IllegalMove) as error:
        raise Clash(meeting) from error
    pairs = {name: [getattr(meeting, name), value] for name, value in held.items()}
    audit.record("changes.collect", by=by, about=meeting, details=pairs)
    return found


def _begun(meeting: Meeting, kept: Values, by: Person) -> ChangeNotice:
    """A new draft. The database takes only one for each meeting."""
    with transaction.atomic():
        return ChangeNotice.objects.create(meeting=meeting, begun_by=by, **kept)


def _rewritten(notice: ChangeNotice, kept: Values) -> ChangeNotice:
    """The draft with other changes, unless somebody else wrote in it."""
    mine = ChangeNotice.objects.filter(pk=notice.pk, state="draft", revision=notice.revision)
    if not mine.update(**kept, revision=F("revision") + 1):
        raise states.IllegalMove(notice, "draft")
    notice.refresh_from_db()
    return notice


@quiet_verb
def say_why(notice: ChangeNotice, *, by: Person, revision: int, **reasons: str) -> None:
    """Writes the reason that the letters tell. Raises Clash."""
    mine = ChangeNotice.objects.filter(pk=notice.pk, state="draft", revision=revision)
    if not mine.update(**reasons, revision=F("revision") + 1):
        raise Clash(notice.meeting)
    audit.record("changes.say_why", by=by, about=notice.meeting, details=dict(reasons))
    notice.refresh_from_db()


@quiet_verb
def drop(notice: ChangeNotice, *, by: Person | None, revision: int) -> None:
    """Drops the draft: the meeting stays as everybody knows it. Raises IllegalMove when somebody was quicker."""
    states.move(notice, "dropped", provided={"revision": revision})
    audit.record("changes.drop", by=by, about=notice.meeting)


@quiet_verb
def drop_of(meeting: Meeting, *, by: Person | None) -> None:
    """Drops what waits of a meeting that has been cancelled or held."""
    if notice := draft_of(meeting):
        states.move(notice, "dropped")
        audit.record("changes.drop", by=by, about=meeting)


@verb
def release(notice: ChangeNotice, *, by: Person, revision: int, meeting_revision: int) -> list[Letter]:
    """Applies the draft as it was seen (`revision`) to the meeting as it was seen, and tells everybody concerned, once.

    Of two who release at once one does it. Raises IllegalMove when it is no draft any more, Clash when the draft or
    the meeting was changed since, ValidationError when the meeting can no longer be changed so.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).with_page().get(pk=notice.meeting_id)
    before, values = copy(meeting), read(notice.values)
    if not holds_back(meeting):
        raise ValidationError(_("This meeting can no longer be changed: it is over or cancelled."), code="over")
    was = written({name: getattr(before, name) for name in values})
    seen = {"revision": revision, "meeting__revision": meeting_revision}
    _take(notice, seen, {"released_at": clock.now(), "released_by": by, "before": was})
    for name, value in values.items():
        setattr(meeting, name, value)
    planning.check(meeting, moved=bool(TIMES & values.keys()))
    if PLACES & values.keys():
        places.refuse_missing(meeting)
    if not Meeting.objects.filter(pk=meeting.pk, revision=meeting_revision).update(
        **values, revision=F("revision") + 1
    ):
        raise Clash(before)
    meeting.refresh_from_db(fields=["revision"])
    registration.reopen(meeting)
    letter_plan.follow(meeting)
    if LINK in values:
        sign_ups.move_up(meeting)
    found = change_letters.tell(before, meeting, notice)
    ChangeNotice.objects.filter(pk=notice.pk).update(letters=len(found))
    audit.record(
        "changes.release", by=by, about=meeting, details={**audit.changes(before, values), "letters": len(found)}
    )
    telling.tell(meeting, "meeting_moved", by=by, not_to=telling.invited(meeting) | telling.written_to(found))
    return found


def _take(notice: ChangeNotice, seen: Values, values: Values) -> None:
    """Moves the draft to released, if it and its meeting are as they were seen; one conditional UPDATE."""
    mine = ChangeNotice.objects.filter(pk=notice.pk, meeting__revision=seen["meeting__revision"]).values("pk")
    try:
        states.move(notice, "released", provided={"revision": seen["revision"], "pk__in": mine}, **values)
    except states.IllegalMove as error:
        if error.row.state == "draft":  # type: ignore[attr-defined]
            raise Clash(notice.meeting) from error
        raise
