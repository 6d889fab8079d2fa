"""What meetings ask of a person: tasks on the desk, and how their own regions have answered."""

from collections.abc import Iterable, Iterator

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum import clock, dates
from forum.models import Person
from forum.rules import is_coordinator
from forum.shelves import Task
from meetings.models import ChangeNotice, Invitation, Meeting
from meetings.services import change_words, planning
from regions.rules import mandates_of

OPEN = ("invited", "registration_closed")
OUT = ("announced", *OPEN)
SILENT = ("sent", "handed")


def is_guest() -> Exists:
    """Whether somebody is invited anywhere as a guest: asked in the same query as the signed-in person."""
    return Exists(Invitation.objects.standing().filter(guest=OuterRef("pk")))


def seats_of(person: Person) -> set[int]:
    """The seats, by id, for which the person may answer today."""
    return {one.seat_id for one in mandates_of(person) if one.seat_id and one.role in {"holder", "deputy"}}


def seats_held(person: Person) -> set[int]:
    """The seats, by id, that the person holds today."""
    return {one.seat_id for one in mandates_of(person) if one.seat_id and one.role == "holder"}


def regions_looked_after(person: Person) -> set[int]:
    """The regions, by id, whose silent seats the person looks after: as official or contact."""
    mandates = mandates_of(person)
    held = [one.seat for one in mandates if one.role == "holder" and one.seat]
    as_official = {seat.region_id for seat in held if seat.kind == "official"}
    as_contact = {one.region_id for one in mandates if one.role == "contact"}
    return {pk for pk in as_official | as_contact if pk}


def concerning(person: Person) -> list[Invitation]:
    """The person's own invitations to meetings that still take answers, and the silent ones of regions looked after.

    Asked once for each loaded person, and not of who has neither seat nor guest's invitation.
    """
    if not hasattr(person, "_invitations"):
        seats, regions, guest = seats_of(person), regions_looked_after(person), getattr(person, "is_guest", True)
        person._invitations = _found(person, seats, regions) if seats or regions or guest else []  # type: ignore[attr-defined]
    found: list[Invitation] = person._invitations  # type: ignore[attr-defined]
    return found


def _found(person: Person, seats: set[int], regions: set[int]) -> list[Invitation]:
    own = Q(seat__in=seats) | Q(guest=person)
    wanted = own | Q(seat__region__in=regions, state__in=SILENT)
    meetings = Meeting.objects.coming().filter(state__in=OPEN)
    found = Invitation.objects.with_board().standing().filter(wanted, meeting__in=meetings)
    return list(found.order_by("meeting__starts_at", *(Invitation._meta.ordering or ())))


def is_own(invitation: Invitation, person: Person) -> bool:
    """Whether the person may answer it today."""
    return invitation.seat_id in seats_of(person) or invitation.guest_id == person.pk


def own_invitations(person: Person) -> list[Invitation]:
    """The person's invitations to meetings that still take answers, by time."""
    return [one for one in concerning(person) if is_own(one, person)]


def tasks(person: Person) -> list[Task]:
    """Invitations to answer; silent seats of one's region; for coordinators gaps of coming meetings and what waits."""
    own = [one for one in own_invitations(person) if asks(one, person)]
    silent = [one for one in concerning(person) if one not in own and in_regions(one, person)]
    return [*map(answer_task, own), *map(silent_task, silent), *(of_secretariat() if is_coordinator(person) else [])]


def asks(invitation: Invitation, person: Person) -> bool:
    """Whether it is this person's turn: asked and silent."""
    return invitation.state in SILENT and invitation.person_id == person.pk


def in_regions(invitation: Invitation, person: Person) -> bool:
    """Whether it is a silent seat of a region that the person looks after."""
    region = invitation.seat.region_id if invitation.seat else None
    return invitation.state in SILENT and region in regions_looked_after(person)


def answer_task(invitation: Invitation) -> Task:
    """Answer the invitation."""
    meeting = invitation.meeting
    return Task(
        title=_("Answer the invitation: %(meeting)s") % {"meeting": meeting.kind.name},
        text=about(meeting, invitation),
        url=reverse("meetings:my_answer", args=[meeting.public_id]) + f"?seat={invitation.public_id}",
        verb=_("Answer"),
        due=meeting.registration_closes,
        kind="invitation",
    )


def about(meeting: Meeting, invitation: Invitation | None = None) -> str:
    """The meeting's theme and hours, and for which seat."""
    words = f"{meeting.theme.name}. {capfirst(dates.span(meeting.starts_at, meeting.ends_at))}."
    return f"{words} {invitation.seat}." if invitation and invitation.seat else words


def silent_task(invitation: Invitation) -> Task:
    """A seat of the region is silent."""
    meeting = invitation.meeting
    asked = invitation.handed_at and invitation.state == "handed"
    words = _("The deputy was asked %(day)s.") % {"day": dates.numeric(invitation.handed_at)} if asked else ""  # type: ignore[arg-type]
    return Task(
        title=_("No answer yet: %(seat)s") % {"seat": invitation.seat},
        text=f"{meeting.kind.name} {dates.numeric(meeting.starts_at)}. {words}".strip(),
        url=reverse("forum:desk") + "#region-answers",
        verb=_("Look at the situation"),
        due=meeting.registration_closes,
        kind="silent",
    )


def of_secretariat() -> Iterator[Task]:
    """Coming meetings where somebody is silent or nobody can be written to, or whose changes wait. One query."""
    silent = Count("invitations", filter=Q(invitations__state__in=["sent", "handed", "drafted"]))
    waiting = ChangeNotice.objects.filter(meeting=OuterRef("pk"), state="draft").values("values")
    meetings = Meeting.objects.coming().filter(state__in=OUT).select_related("kind", "theme", "cycle")
    for meeting in meetings.annotate(silent=silent, waiting=Subquery(waiting)):
        if meeting.waiting:
            yield changes_task(meeting, meeting.waiting)
        if meeting.silent and meeting.state in OPEN:
            yield gap_task(meeting, meeting.silent)


def changes_task(meeting: Meeting, waiting: Iterable[str]) -> Task:
    """Changes wait to be released."""
    return Task(
        title=_("Changes wait to be released: %(meeting)s") % {"meeting": planning.named(meeting)},
        text=_("%(what)s. Nobody has been told yet.") % {"what": change_words.in_short(waiting)},
        url=reverse("meetings:changes", args=[meeting.public_id]),
        verb=_("Look and release"),
        due=clock.today(),
        kind="changes",
    )


def gap_task(meeting: Meeting, count: int) -> Task:
    """Seats are silent."""
    words = ngettext("%(count)s seat has not answered", "%(count)s seats have not answered", count) % {"count": count}
    return Task(
        title=f"{words}: {meeting.kind.name} {dates.numeric(meeting.starts_at)}",
        text=_("Remind them, answer on their behalf, or take the call list."),
        url=reverse("meetings:coverage", args=[meeting.public_id]) + "?state=silent",
        verb=_("Open the coverage board"),
        due=meeting.registration_closes,
        kind="coverage",
    )
