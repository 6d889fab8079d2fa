"""What the clock does to meetings and invitations by itself. Each may run any number of times."""

from contextlib import suppress

from django.db.models import OuterRef, Q, Subquery

from forum import clock, states
from forum.services import audit
from forum.services.verbs import quiet_verb, verb
from meetings.models import Invitation, InvitationLetter, Meeting
from meetings.services import meetings

UNDELIVERED = ("failed", "bounced")


@verb
def close_registrations() -> int:
    """Closes the registration of meetings whose last day to answer in time is past."""
    found = Meeting.objects.filter(state="invited", starts_at__gt=clock.now()).select_related("cycle", "kind")
    due = [meeting for meeting in found if meeting.registration_closes < clock.today()]
    for meeting in due:
        with suppress(states.IllegalMove):
            states.move(meeting, "registration_closed")
            audit.record("meetings.close_registration", by=None, about=meeting)
    return len(due)


@verb
def finish_meetings() -> int:
    """Marks meetings that are over as held, and what was never answered as lapsed."""
    over = Meeting.objects.filter(state__in=["announced", "invited", "registration_closed"], ends_at__lte=clock.now())
    due = list(over)
    for meeting in due:
        with suppress(states.IllegalMove):
            meetings.hold(meeting, by=None)
    lapse()
    return len(due)


def lapse() -> int:
    """Invitations to meetings that are over and were never answered can no longer be."""
    silent = Invitation.objects.silent().filter(meeting__state__in=["held", "notes_public"])
    return silent.update(state="lapsed")


@quiet_verb
def notice_bounces() -> int:
    """Marks silent invitations whose newest letter to the person asked did not arrive; a later arrival unmarks."""
    letters = InvitationLetter.objects.filter(invitation=OuterRef("pk"), letter__person=OuterRef("person"))
    newest = letters.order_by("-id").values("letter__state")[:1]
    asked = Invitation.objects.silent().filter(meeting__in=Meeting.objects.coming()).annotate(arrived=Subquery(newest))
    lost = asked.filter(arrived__in=UNDELIVERED, bounced_at=None)
    found = asked.filter(~Q(arrived__in=UNDELIVERED), bounced_at__isnull=False)
    marked = Invitation.objects.filter(pk__in=list(lost.values_list("pk", flat=True)))
    Invitation.objects.filter(pk__in=list(found.values_list("pk", flat=True))).update(bounced_at=None)
    return marked.update(bounced_at=clock.now())
