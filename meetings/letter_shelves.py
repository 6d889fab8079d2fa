"""What the meetings tell the page of letters: what a letter is about, and whether the invited have answered it."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum import dates, shelves
from forum.models import Letter
from meetings.models import ActionPoint, Invitation, InvitationLetter, Meeting

ASKING = ("invitation", "reminder", "last_reminder", "deputy_asked", "ask_deputy", "meeting_changed")
"""The purposes of letters that ask whether somebody comes."""
State = Invitation.State
ANSWERS = {
    State.SENT: gettext_lazy("not answered"),
    State.HANDED: gettext_lazy("deputy asked, not answered"),
    State.DEPUTY_ACCEPTED: gettext_lazy("deputy attends"),
    State.DECLINED: gettext_lazy("cannot attend"),
    State.WITHDRAWN: gettext_lazy("invitation withdrawn"),
    State.LAPSED: gettext_lazy("was never answered"),
}


def fill() -> None:
    """Fills the shelves."""
    shelves.letter_notes.put("invitations", answers)
    shelves.letter_subjects.put("meeting", meetings)
    shelves.letter_subjects.put("actionpoint", actions)


def answers(letters: list[Letter]) -> dict[int, Any]:
    """How the invitation of each stands today. One query."""
    asked = InvitationLetter.objects.filter(letter__in=[letter.pk for letter in letters], purpose__in=ASKING)
    rows = asked.values_list("letter_id", "invitation__state", "invitation__mode")
    return {letter: answer(state, mode) for letter, state, mode in rows}


def answer(state: str, mode: str) -> Any:
    """The invitation's state in words."""
    if state == State.ACCEPTED:
        return _("attends remotely") if mode == Invitation.Mode.REMOTE else _("attends")
    return ANSWERS.get(state, "")  # type: ignore[call-overload]


def meetings(ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Meetings by kind and day, each with its workspace. One query."""
    found = Meeting.objects.filter(public_id__in=ids).select_related("kind")
    return {one.public_id: (name_of(one), reverse("meetings:workspace", args=[one.public_id])) for one in found}


def name_of(meeting: Meeting) -> str:
    """The meeting's kind and day."""
    return f"{meeting.kind.name} {dates.numeric(meeting.starts_at)}"


def actions(ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Action points by their title. One query."""
    found = ActionPoint.objects.filter(public_id__in=ids)
    return {one.public_id: (str(one.title), reverse("meetings:action", args=[one.public_id])) for one in found}
