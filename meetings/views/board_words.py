"""The coverage board in words: states with symbol, word and colour, filters, sorting, the map's tiles."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum import dates
from meetings.deadlines import ASK_CONTACT, ASK_DEPUTY, LAST_REMINDER, REMIND_SILENT
from meetings.models import Answer, Invitation
from meetings.services import coverage
from meetings.services.coverage import Board, Row


@dataclass(frozen=True)
class State:
    """How a state is shown: never by colour alone."""

    name: str
    symbol: str
    css: str
    word: Any
    filter: Any


STATES = {
    state.name: state
    for state in (
        State(coverage.UNREACHABLE, "!", "fail", gettext_lazy("unreachable"), gettext_lazy("Unreachable")),
        State(coverage.SILENT, "○", "wait", gettext_lazy("not answered"), gettext_lazy("Not answered")),
        State(coverage.DECLINED, "✕", "no", gettext_lazy("cannot attend"), gettext_lazy("Cannot attend")),
        State(coverage.DEPUTY, "◆", "sub", gettext_lazy("deputy attends"), gettext_lazy("Deputy")),
        State(coverage.REMOTE, "◐", "far", gettext_lazy("remotely"), gettext_lazy("Remotely")),
        State(coverage.ATTENDING, "●", "yes", gettext_lazy("attends"), gettext_lazy("Attends")),
        State(coverage.WAITING, "·", "wait", gettext_lazy("not invited yet"), gettext_lazy("Not invited yet")),
    )
}
ASKED_LAST = {
    "": gettext_lazy("Reminded %(day)s"),
    REMIND_SILENT: gettext_lazy("Reminded %(day)s"),
    ASK_DEPUTY: gettext_lazy("The deputy was asked %(day)s"),
    ASK_CONTACT: gettext_lazy("The region’s contact was asked %(day)s"),
    LAST_REMINDER: gettext_lazy("Everybody of the seat and the region’s contact was reminded %(day)s"),
}
CHANNELS = {
    "link": gettext_lazy("By the letter’s link"),
    "portal": gettext_lazy("In the portal"),
    "calendar": gettext_lazy("From the calendar"),
    "on_behalf": gettext_lazy("Recorded by the coordinator"),
}
PARTSTATS = {
    "ACCEPTED": gettext_lazy("Attends"),
    "DECLINED": gettext_lazy("Cannot attend"),
    "TENTATIVE": gettext_lazy("Maybe"),
    "DELEGATED": gettext_lazy("Asked the deputy"),
}
NOT_COUNTED = {
    "tentative": gettext_lazy("is no answer"),
    "stale": gettext_lazy("answers an older version of the entry"),
    "overtaken": gettext_lazy("a newer answer stands"),
    "withdrawn": gettext_lazy("the invitation had been withdrawn"),
    "cancelled": gettext_lazy("the meeting had been cancelled"),
    "over": gettext_lazy("the meeting took no answers any more"),
    "taken": gettext_lazy("the holder attends in person"),
    "no_deputy": gettext_lazy("there is no deputy to ask"),
    "unsure": gettext_lazy("not sure who answers"),
}
WHYS = {
    "region": gettext_lazy("The kind of meeting invites this seat of every region"),
    "chair": gettext_lazy("Chairs the forum"),
    "member": gettext_lazy("Works on the meeting’s theme"),
    "guest": gettext_lazy("Added as a guest"),
}
PROBLEMS = {
    "deputy": gettext_lazy("The seat has no holder who can be reached: the letter goes to the deputy"),
    "empty": gettext_lazy("Nobody holds the seat"),
    "address": gettext_lazy("No address that works"),
}


def said(answer: Answer) -> str:
    """An answer in a few words."""
    if answer.reply == Answer.Reply.DECLINE:
        return _("The deputy cannot attend") if answer.as_deputy else _("Cannot attend")
    if answer.reply == Answer.Reply.HAND_OVER:
        return _("Asked the deputy")
    where = _("remotely") if answer.mode == "remote" else _("in the room")
    who = _("The deputy attends") if answer.as_deputy else _("Attends")
    return f"{who}, {where}"


@dataclass(frozen=True)
class Line:
    """A row of the board, in words. The first row of each region has the `anchor` to which the map's tile leads."""

    row: Row
    anchor: str = ""

    @cached_property
    def state(self) -> State:
        """How its state is shown."""
        return STATES[self.row.state]

    @property
    def how(self) -> str:
        """By which way the newest answer came."""
        return str(CHANNELS[self.row.newest.channel]) if self.row.newest else ""

    @property
    def why(self) -> str:
        """Why the seat is invited."""
        return str(WHYS[self.row.receiver.why])

    @property
    def notes(self) -> list[str]:
        """What the coordinator should notice, most important first."""
        return [note for note in (*self._answer_notes(), *self._silence_notes()) if note]

    def _answer_notes(self) -> list[str]:
        newest, conflict = self.row.newest, self.row.conflict
        if newest is None:
            return []
        return [
            _("Reason: %(reason)s") % {"reason": newest.reason} if newest.reason else "",
            self._of_deputy(newest),
            _("Answered late") if newest.late else "",
            _("Earlier answer says otherwise: %(answer)s") % {"answer": said(conflict)} if conflict else "",
        ]

    def _of_deputy(self, newest: Answer) -> str:
        if newest.as_deputy:
            return _("Answered by the deputy") if newest.channel != "on_behalf" else ""
        if newest.reply == "decline" and self.row.deputy is None and self.row.receiver.seat:
            return _("No deputy has been appointed")
        return ""

    def _silence_notes(self) -> list[str]:
        invitation = self.row.invitation
        if self.row.state == coverage.UNREACHABLE:
            return self._unreachable(invitation)
        if invitation is None or self.row.state != coverage.SILENT:
            return []
        asked = invitation.handed_at
        return [
            _("Deputy asked %(day)s") % {"day": dates.short(asked)} if invitation.state == "handed" and asked else "",
            last_letter(invitation),
        ]

    def _unreachable(self, invitation: Any) -> list[str]:
        if invitation and invitation.bounced_at:
            returned = _("The letter came back %(day)s") % {"day": dates.short(invitation.bounced_at)}
            return [returned, _("Find a new address or call")]
        return [str(PROBLEMS.get(self.row.receiver.problem, PROBLEMS["address"])), _("Find a new address or call")]


def last_letter(invitation: Invitation) -> str:
    """Who was last written to about the silent seat, and when; reminders by hand are no rung of the ladder."""
    if not invitation.reminded_on:
        return ""
    at, rung = getattr(invitation, "last_rung_at", None), getattr(invitation, "last_rung", "")
    climbed = rung if at and dates.as_day(at) == invitation.reminded_on else ""
    return ASKED_LAST.get(climbed, ASKED_LAST[""]) % {"day": dates.short(invitation.reminded_on)}


def lines(rows: list[Row]) -> list[Line]:
    """The rows in words."""
    met: set[str] = set()
    found = []
    for row in rows:
        code = row.region.code if row.region else ""
        found.append(Line(row, "" if code in met or not code else f"r{code}"))
        met.add(code)
    return found


def narrowed(rows: list[Row], state: str, sort: str) -> list[Row]:
    """The rows in one state (or all), sorted: by state with the urgent first, or by region."""
    found = [row for row in rows if row.state == state] if state in STATES else list(rows)
    order = list(STATES)
    by_state: Callable[[Row], Any] = lambda row: (order.index(row.state), row.region is None)  # noqa: E731
    return found if sort == "region" else sorted(found, key=by_state)


def filters(board: Board, asked: QueryDict) -> list[dict[str, Any]]:
    """The filter's links with their counts."""
    sort = f"&sort={asked['sort']}" if asked.get("sort") == "region" else ""
    chosen = asked.get("state", "")
    everything = {
        "href": f"?{sort.lstrip('&')}",
        "word": _("All"),
        "count": len(board.shown),
        "now": chosen not in STATES,
    }
    return [everything] + [
        {
            "href": f"?state={name}{sort}",
            "symbol": STATES[name].symbol,
            "word": STATES[name].filter,
            "count": count,
            "now": chosen == name,
        }
        for name, count in board.counts.items()
    ]


def sorts(asked: QueryDict) -> dict[str, Any]:
    """The addresses that sort the board, keeping its filter, and which one is in use."""
    state = f"&state={asked['state']}" if asked.get("state") in STATES else ""
    return {
        "region": f"?sort=region{state}",
        "state": f"?sort=state{state}",
        "by_region": asked.get("sort") == "region",
    }


def tiles(board: Board) -> list[dict[str, Any]]:
    """The map: each region's tile with its state in symbol, word and colour; a link to its first row."""
    found = []
    for region in board.regions:
        state = STATES.get(board.tile_state(region))
        found.append(
            {
                "column": region.tile_column,
                "row": region.tile_row,
                "url": f"#r{region.code}" if state else "#tbl-h",
                "name": str(region.name),
                "short_name": str(region.short_name),
                "value_text": "",
                "label": f"{region.name}: {state.word}" if state else tile_without_state(board, region),
                "css_class": f"c-{state.css}" if state else "",
                "symbol": state.symbol if state else "",
                "state_class": f"s-{state.css}" if state else "",
            }
        )
    return found


def tile_without_state(board: Board, region: Any) -> str:
    """What is heard of a region whose state is not shown: that it is not invited, or only its name."""
    return str(region.name) if region.pk in board.by_region else f"{region.name}: {_('not invited')}"


def key(board: Board) -> list[State]:
    """The states that the map's key explains."""
    order = ("attending", "remote", "deputy", "declined", "silent", "unreachable")
    return [STATES[name] for name in order if board.shows(name)]
