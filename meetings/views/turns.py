"""Invitations gone through one after another: the chosen ones stand in the address, so that nothing is kept."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from meetings.models import Invitation


@dataclass(frozen=True)
class Turns:
    """The chosen invitations in order, and which of them has its turn (from 0)."""

    chosen: list[Invitation]
    at: int

    @property
    def number(self) -> int:
        """Which one this is, from 1."""
        return self.at + 1

    @property
    def next(self) -> Invitation | None:
        """Whose turn is next, if anybody's."""
        return self.chosen[self.at + 1] if self.number < len(self.chosen) else None

    @property
    def here(self) -> str:
        """This one's page."""
        return page_of(self.chosen[self.at], self.chosen)

    @property
    def onward(self) -> str:
        """The next one's page; after the last one the coverage board."""
        if self.next:
            return page_of(self.next, self.chosen)
        return reverse("meetings:coverage", args=[self.chosen[self.at].meeting.public_id])


def page_of(invitation: Invitation, chosen: list[Invitation]) -> str:
    """The invitation's page, with the chosen ones in its address when there are several."""
    path = reverse("meetings:invitation", args=[invitation.public_id])
    names = [("seat", one.public_id) for one in chosen]
    return f"{path}?{urlencode(names)}" if len(names) > 1 else path


def in_order(invitations: list[Invitation], names: list[str]) -> list[Invitation]:
    """Those that are named, as ordered by the names, each once."""
    known = {one.public_id: one for one in invitations}
    return [known[name] for name in dict.fromkeys(names) if name in known]


def of(request: HttpRequest, invitation: Invitation) -> Turns:
    """The turns that the address names; without them, or when they do not fit, the invitation alone."""
    names = request.GET.getlist("seat")
    if invitation.public_id not in names:
        return Turns([invitation], 0)
    found = list(Invitation.objects.with_seat().filter(meeting=invitation.meeting_id, public_id__in=names))
    for one in found:
        one.meeting = invitation.meeting
    chosen = in_order(found, names)
    return Turns(chosen, chosen.index(invitation))
