"""Briefs by the meetings they are read for: when they come out by themselves, who is written to, what they gather."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from forum import clock
from forum.addresses import in_all_languages
from forum.models import Letter, Person
from forum.services import letters
from forum.services.verbs import verb
from forum.states import IllegalMove
from forum.texts import texts_of
from meetings.deadlines import AGENDA_OUT
from meetings.models import ActionPoint, Meeting, MeetingBrief
from meetings.services import meetings, notes_letters
from meetings.services.action_words import STATES
from meetings.services.invitation_letters import meeting_facts, seat_facts
from themes.models import Brief, BriefBlock, BriefVersion
from themes.services import brief_blocks, brief_writing, briefs

PUBLISHED = "brief_published"
AGENDA = "agenda_out"
NEVER = ("planned", "cancelled")


def coming(brief: Brief) -> date | None:
    """The day on which the brief comes out by itself, when it has been confirmed: the first of its meetings' days."""
    rows = MeetingBrief.objects.filter(brief=brief, meeting__starts_at__gt=clock.now())
    found = rows.exclude(meeting__state__in=NEVER).select_related("meeting__cycle")
    return min((row.meeting.deadline(AGENDA_OUT) for row in found), default=None)


def waiting() -> QuerySet[MeetingBrief]:
    """Confirmed briefs that have not been published, by the meetings to come that they are read for."""
    rows = MeetingBrief.objects.filter(brief__state="confirmed", brief__published=None)
    return rows.filter(meeting__starts_at__gt=clock.now()).exclude(meeting__state__in=NEVER)


def publish_due() -> list[Brief]:
    """Publishes first versions that have been confirmed and whose day has come. Late or twice is harmless.

    What lacks something (a required language) stays as it is: the secretariat sees it on its desk and in the workshop.
    """
    ids = set(waiting().values_list("brief", flat=True))
    out = []
    for brief in Brief.objects.filter(pk__in=ids):
        day = coming(brief)
        if day and day <= clock.today():
            with suppress(IllegalMove, ValidationError):
                briefs.publish(brief, by=None)
                out.append(brief)
    return out


def tell(version: BriefVersion, by: Person | None) -> list[Letter]:
    """Writes to the seats of the meetings that the version is read for, once for each person and version.

    A first version is told by the letter of the agenda as long as that has not left.
    """
    written = []
    rows = MeetingBrief.objects.filter(brief=version.brief).exclude(meeting__state__in=NEVER)
    for row in rows.select_related("meeting__cycle", "meeting__kind", "meeting__theme"):
        gone = Letter.objects.filter(kind=AGENDA, about_id=row.meeting.public_id).exists()
        if gone or version.number > 1:
            meeting = Meeting.objects.with_page().get(pk=row.meeting_id)
            written += tell_meeting(version, meeting)
    return written


def tell_meeting(version: BriefVersion, meeting: Meeting) -> list[Letter]:
    """One letter to each person of the meeting's seats."""
    facts = {
        **meeting_facts(meeting),
        "title": version.content["title"],
        "note": texts_of(version, "note"),
        "version": version.number,
        "brief_url": in_all_languages("themes:brief", version.brief.public_id),
    }
    found = notes_letters.by_person(notes_letters.receivers(meeting))
    return [
        letters.write(
            key=f"{PUBLISHED}:{version.brief.public_id}:{version.number}:{person.public_id}",
            kind=PUBLISHED,
            person=person,
            about=meeting,
            facts={**facts, **seat_facts(invitation)},
        )
        for invitation, person in found
    ]


@verb
def begin(meeting: Meeting, *, by: Person) -> Brief:
    """A draft of a brief for the meeting on its theme, with the structure of the theme's last one. Raises
    ValidationError when the meeting has no theme.
    """
    last = Brief.objects.filter(theme=meeting.theme_id).order_by("-made_at").first()
    brief = brief_writing.begin_after(last, by=by) if last else brief_writing.begin(meeting.theme, by=by)
    meetings.read_brief(meeting, brief=brief, by=by)
    return brief


@verb
def begin_interpretation(brief: Brief, *, by: Person) -> BriefBlock:
    """The block of the joint interpretation in a new version of the brief; the one that is there, if there is one."""
    if brief.state == Brief.State.PUBLIC:
        briefs.rework(brief, by=by)
    found = brief.blocks.filter(kind=BriefBlock.Kind.INTERPRETATION).first()
    return found or brief_blocks.add(brief, kind=BriefBlock.Kind.INTERPRETATION, by=by)


def last_actions(brief: Brief) -> dict[str, Any] | None:
    """What became of the public action points of the theme's last meeting, as it stands now."""
    held = Meeting.objects.public().filter(theme=brief.theme_id, ends_at__lt=clock.now()).exclude(state="cancelled")
    points = ActionPoint.objects.public().filter(meeting__in=held).order_by("-meeting__starts_at", "due", "pk")
    first = points.select_related("meeting__kind").first()
    if first is None:
        return None
    own = [point for point in points.with_row() if point.meeting_id == first.meeting_id]
    return {
        "meeting": first.meeting.public_id,
        "kind": texts_of(first.meeting.kind, "name"),
        "day": first.meeting.day.isoformat(),
        "rows": [row_of(point) for point in own],
    }


def row_of(point: ActionPoint) -> dict[str, Any]:
    """An action point as plain data."""
    words = {"title": texts_of(point, "title"), "owner": texts_of(point.owner, "name")}
    state = brief_writing.in_every_language(STATES[point.state])
    return {**words, "due": point.due.isoformat(), "state": state}
