"""Blocks of a brief's working copy: added, changed, moved and removed while the brief is a draft."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Max
from django.utils.translation import gettext as _

from forum import clock
from forum.models import Person
from forum.services import audit
from forum.services.verbs import quiet_verb
from forum.texts import LANGUAGES
from themes.models import Brief, BriefBlock
from themes.models.brief_block import MOST_MESSAGES
from themes.services import brief_options, brief_saving
from themes.services.brief_saving import locked


@quiet_verb
def add(brief: Brief, *, kind: str, by: Person | None, after: BriefBlock | None = None, **facts: Any) -> BriefBlock:
    """Adds a block, last or after another. `facts` are columns; `options` are checked by kind.

    Raises ValidationError: a seventh message, a missing indicator, wrong options, or the brief is not a draft.
    """
    locked(brief)
    block = BriefBlock(brief=brief, kind=kind, original=brief.original, position=last_position(brief) + 1)
    block.slot = free_slot(brief) if kind == BriefBlock.Kind.MESSAGE else None
    options = brief_options.checked(kind, facts.pop("options", {}))
    for name, value in {**facts, "options": options}.items():
        setattr(block, name, brief_saving.cleaned(value))
    refuse_without_indicator(block)
    brief_saving.stamp(block, LANGUAGES, at=clock.now())
    block.save()
    audit.record("brief_block.add", by=by, about=brief, details={"block": block.kind})
    if after is not None:
        place(block, position=after.position + 1)
    return block


def last_position(brief: Brief) -> int:
    """The last block's position; 0 when there is none."""
    return int(BriefBlock.objects.filter(brief=brief).aggregate(last=Max("position"))["last"] or 0)


def free_slot(brief: Brief) -> int:
    """One of the six places of messages. Raises ValidationError when all are taken."""
    taken = set(BriefBlock.objects.filter(brief=brief, slot__isnull=False).values_list("slot", flat=True))
    free = [slot for slot in range(1, MOST_MESSAGES + 1) if slot not in taken]
    if not free:
        message = _("A brief has at most %(most)s key messages. Remove one before you add another.")
        raise ValidationError(message % {"most": MOST_MESSAGES}, code="six")
    return free[0]


def refuse_without_indicator(block: BriefBlock) -> None:
    """Blocks of figures have an indicator, others none. Raises ValidationError."""
    if block.kind in BriefBlock.WITH_INDICATOR and block.indicator is None:
        raise ValidationError({"indicator": _("Choose the indicator whose figures it tells.")}, code="indicator")


@quiet_verb
def change(
    block: BriefBlock, *, by: Person | None, seen: int | None = None, all_hold: bool = False, **facts: Any
) -> BriefBlock:
    """Changes columns and options of a block; see brief_saving.change. Raises ValidationError."""
    locked(block.brief)
    now = BriefBlock.objects.select_related("brief", "indicator", "organisation").get(pk=block.pk)
    if "options" in facts:
        facts["options"] = brief_options.checked(now.kind, facts["options"])
    if now.kind in BriefBlock.WITH_INDICATOR and facts.get("indicator", now.indicator) is None:
        refuse_without_indicator(BriefBlock(kind=now.kind))
    details = brief_saving.change(now, facts, seen=seen, all_hold=all_hold)
    audit.record("brief_block.change", by=by, about=now.brief, details={"block": now.kind, **details})
    return now


@quiet_verb
def move(block: BriefBlock, *, up: bool, by: Person | None) -> bool:
    """Moves the block one place up or down; False when it is already first or last."""
    locked(block.brief)
    block.refresh_from_db()
    here = block.position
    if not place(block, position=here + (-1 if up else 1)):
        return False
    audit.record("brief_block.move", by=by, about=block.brief, details={"block": block.kind, "up": up})
    return True


def place(block: BriefBlock, *, position: int) -> bool:
    """Puts the block at the position, or as near as there is; False when it is there. Those between move by one."""
    rows, here = BriefBlock.objects.filter(brief=block.brief_id), block.position
    there = min(max(position, 1), rows.aggregate(last=Max("position"))["last"])
    if there == here:
        return False
    rows.filter(pk=block.pk).update(position=0)
    between, step = rows.filter(position__gt=here, position__lte=there).order_by("position"), -1
    if there < here:
        between, step = rows.filter(position__gte=there, position__lt=here).order_by("-position"), 1
    for pk in list(between.values_list("pk", flat=True)):
        rows.filter(pk=pk).update(position=F("position") + step)
    rows.filter(pk=block.pk).update(position=there)
    block.position = there
    return True


@quiet_verb
def remove(block: BriefBlock, *, by: Person | None) -> None:
    """Removes the block from the working copy; published versions keep it. What it said stays in the audit log."""
    locked(block.brief)
    block.refresh_from_db()
    texts = {f"{stem}_{code}": text for code in LANGUAGES for stem, text in block.texts_in(code).items() if text}
    audit.record("brief_block.remove", by=by, about=block.brief, details={"block": block.kind, **texts})
    position, brief = block.position, block.brief
    block.delete()
    rows = BriefBlock.objects.filter(brief=brief, position__gt=position).order_by("position")
    for pk in list(rows.values_list("pk", flat=True)):
        BriefBlock.objects.filter(pk=pk).update(position=F("position") - 1)
