"""A region's view: drafted by many, approved by one in the region's name, received by another way, opened again."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from forum import clock, states
from forum.models import Letter, Person
from forum.services import audit
from forum.services.verbs import quiet_verb
from forum.states import IllegalMove
from themes.models import RegionView
from themes.services import saving, view_letters, view_saving
from themes.services.plain_words import plain
from themes.services.saving import Saved, Seen
from themes.services.view_content import Meter, meter

WRITABLE = ("requested", "draft")
NOBODY: dict[str, Any] = {"approved_at": None, "approved_by": None, "mandate": None, "stamp": {}}
NOT_RECEIVED: dict[str, Any] = {"received_how": "", "received_from": "", "received_on": None, "recorded_by": None}


def locked(view: RegionView) -> RegionView:
    """The view as it is now; two who change it at once wait for each other."""
    RegionView.objects.select_for_update().get(pk=view.pk)
    return RegionView.objects.with_round().get(pk=view.pk)


def refuse_unless_writable(view: RegionView) -> None:
    """Raises ValidationError when the view's texts cannot change now."""
    if not view.round.is_open:
        raise ValidationError(_("The round has been closed: nothing can be changed any more."), code="closed")
    if view.state not in WRITABLE:
        raise ValidationError(_("The view has been approved. Open it again before you change it."), code="approved")


@quiet_verb
def save(view: RegionView, *, by: Person, typed: Mapping[str, Any], seen: Seen, over: int = -1) -> Saved:
    """Saves what was typed, part by part; see saving.save. Raises ValidationError when it cannot change."""
    now = locked(view)
    refuse_unless_writable(now)
    cleaned = {name: plain(str(value)) for name, value in typed.items()}
    saved = saving.save(now, by=by, typed=cleaned, seen=seen, over=over, saved_at=clock.now(), saved_by=by)
    if saved.wrote and now.state == "requested":
        states.move(now, "draft")
    return saved


@quiet_verb
def approve(view: RegionView, *, by: Person, revision: int) -> RegionView:
    """Approves in the region's name what stood at `revision`: what the approver has read, and nothing newer.

    Raises ValidationError when a part is missing, IllegalMove when it was changed or approved meanwhile.
    """
    now = locked(view)
    refuse_unless_writable(now)
    refuse_unless_whole(meter(now))
    capacity = view_saving.capacity_in(now, by, "approver")
    if capacity is None:
        raise ValidationError(_("Only the region's approver approves its view."), code="approver")
    said: dict[str, Any] = {"approved_by": by, "mandate": capacity.source, "stamp": capacity.stamp(by)}
    if now.state == "requested" or now.revision != revision:
        raise IllegalMove(now, "approved")
    states.move(now, "approved", provided={"revision": revision}, approved_at=clock.now(), **said, **NOT_RECEIVED)
    audit.record("region_view.approve", by=by, about=now)
    view_letters.receipt(now)
    return now


@quiet_verb
def offer(view: RegionView, *, by: Person) -> list[Letter]:
    """Tells the region's approvers by letter, at most once a day, that nothing is missing. Raises ValidationError."""
    now = locked(view)
    refuse_unless_writable(now)
    refuse_unless_whole(meter(now))
    written = view_letters.offer(now)
    if not written:
        raise ValidationError(
            _("The region has no approver whom a letter reaches. Ask the secretariat."), code="nobody"
        )
    audit.record("region_view.offer", by=by, about=now, details={"letters": len(written)})
    return written


def refuse_unless_whole(found: Meter) -> None:
    """Raises ValidationError that names what is missing."""
    if found.missing:
        names = ", ".join(str(part.name) for part in found.missing)
        raise ValidationError(_("Still missing: %(parts)s.") % {"parts": names}, code="missing")


@quiet_verb
def reopen(view: RegionView, *, by: Person, reason: str) -> RegionView:
    """An approved view becomes a draft again, with a reason that the region is told. Raises IllegalMove."""
    now = locked(view)
    if not now.round.is_open:
        raise ValidationError(_("The round has been closed: nothing can be changed any more."), code="closed")
    said = plain(reason)
    if not said:
        raise ValidationError({"reason": _("Write why the view is opened again.")})
    why: dict[str, Any] = {"reopened_at": clock.now(), "reopened_by": by, "reopened_reason": said[:500]}
    states.move(now, "draft", **why, **NOBODY, **NOT_RECEIVED)
    audit.record("region_view.reopen", by=by, about=now, details={"reason": said[:500]})
    view_letters.reopened(now)
    return now


@quiet_verb
def record(
    view: RegionView, *, by: Person, typed: Mapping[str, Any], how: str, received_from: str, received_on: date
) -> RegionView:
    """Records a view that the region has sent by another way, as approved by the region; whoever sent it is named.

    A draft that the region had begun stays in its history. Raises ValidationError by field.
    """
    now = locked(view)
    refuse_unless_writable(now)
    if received_on > clock.today():
        raise ValidationError({"received_on": _("Choose today or an earlier day.")})
    if not plain(received_from):
        raise ValidationError({"received_from": _("Say who sent it in the region's name.")})
    cleaned = {name: plain(str(value)) for name, value in typed.items()}
    saving.save(now, by=by, typed=cleaned, seen=saving.seen_all(now), saved_at=clock.now(), saved_by=by)
    refuse_unless_whole(meter(now))
    came: dict[str, Any] = {
        "received_how": how,
        "received_from": plain(received_from)[:200],
        "received_on": received_on,
    }
    states.move(now, "approved", recorded_by=by, **{**NOBODY, "approved_at": clock.now()}, **came)
    audit.record("region_view.record", by=by, about=now, details={"how": how, "received_on": received_on})
    view_letters.receipt(now)
    return now
