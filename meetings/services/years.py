"""A year as readers see it: months, rounds with their meetings, and the themes that wait."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum import clock, dates
from forum.rules import is_staff
from meetings.models import Cycle, Meeting, Round
from meetings.services import coverage, cycles
from regions.models import Region, Seat
from themes.models import Theme


@dataclass
class Card:
    """A meeting on the year's page, with one line that says how far it is."""

    meeting: Meeting
    status: str

    @property
    def level(self) -> str:
        """officials, politicians or other."""
        return str(self.meeting.kind.level)


@dataclass
class RoundView:
    """A round with its meetings in order of time."""

    round: Round
    cards: list[Card]

    @property
    def gap(self) -> str:
        """How far ahead the first meeting prepares the second: "4 weeks before"."""
        first, second = self.pair
        days = (second.day - first.day).days
        if days % 7:
            return ngettext("%(n)s day before", "%(n)s days before", days) % {"n": days}
        return ngettext("%(n)s week before", "%(n)s weeks before", days // 7) % {"n": days // 7}

    @property
    def pair(self) -> tuple[Meeting, Meeting]:
        """The preparing and the prepared meeting."""
        return self.cards[0].meeting, self.cards[1].meeting

    @property
    def prepares(self) -> bool:
        """Whether the first meeting prepares the second."""
        if len(self.cards) != 2:
            return False
        first, second = self.pair
        return first.prepares_id == second.pk


@dataclass
class Month:
    """A month of the strip with its meetings."""

    name: str
    meetings: list[Meeting] = field(default_factory=list)


def present(person: object) -> Cycle | None:
    """The year to show first: that of the next meeting, or else the newest that is public."""
    coming = Meeting.objects.public().coming().select_related("cycle__programme").first()
    if coming is not None:
        return coming.cycle
    return Cycle.objects.public().select_related("programme").first()


def next_meeting() -> Meeting | None:
    """The next public meeting. One query."""
    return Meeting.objects.public().coming().with_page().first()


def meetings_of(cycle: Cycle, person: object) -> list[Meeting]:
    """The cycle's meetings that the person may see, by time. One query."""
    return list(Meeting.objects.visible_to(person).filter(cycle=cycle).with_page().order_by("starts_at"))


def rounds_of(cycle: Cycle, meetings: Iterable[Meeting]) -> list[RoundView]:
    """The cycle's rounds with those of `meetings` that are theirs. Three queries."""
    meetings = list(meetings)
    represented = represented_counts(meetings)
    upcoming = Meeting.objects.public().coming().values_list("pk", flat=True).first()
    cards: dict[int | None, list[Card]] = {}
    for one in meetings:
        cards.setdefault(one.round_id, []).append(Card(one, status(one, one.pk == upcoming, represented)))
    rounds = cycle.rounds.select_related("theme__programme").order_by("number")
    return [RoundView(one, cards.get(one.pk, [])) for one in rounds]


def loose(cycle: Cycle, meetings: Iterable[Meeting]) -> list[Card]:
    """Meetings outside the rounds."""
    return [Card(one, status(one, False, {})) for one in meetings if one.round_id is None]


def status(meeting: Meeting, upcoming: bool, represented: dict[int, int]) -> str:
    """How far the meeting is, in one line."""
    if meeting.state == "cancelled":
        return _("Cancelled")
    if meeting.is_over:
        count = represented.get(meeting.pk, 0)
        held = ngettext("Held · %(n)s region represented", "Held · %(n)s regions represented", count)
        return held % {"n": count} if count else _("Held")
    if upcoming and meeting.state != "planned":
        return _("Next meeting")
    if meeting.state == "announced" and meeting.deadline("invitation") >= clock.today():
        return _("Invitations go out on %(day)s") % {"day": dates.numeric(meeting.deadline("invitation"))}
    return _("Planned") if meeting.state == "planned" else _("Announced") if not meeting.invited_at else _("Invited")


def represented_counts(meetings: Iterable[Meeting]) -> dict[int, int]:
    """How many regions were represented, of the meetings that are over. One query."""
    return Counter(meeting for meeting, _region in coverage.represented_pairs(meetings))


def represented_by(region: Region, meetings: Iterable[Meeting]) -> set[int]:
    """Those of the meetings, by id, in which the region was represented. One query."""
    return {meeting for meeting, there in coverage.represented_pairs(meetings) if there == region.pk}


def months(cycle: Cycle, meetings: Iterable[Meeting]) -> list[Month]:
    """Twelve months, each with its meetings."""
    strip = [Month(dates.month(number).capitalize()) for number in range(1, 13)]
    for one in meetings:
        if one.day.year == cycle.year and one.state != "cancelled":
            strip[one.day.month - 1].meetings.append(one)
    return strip


def legend(meetings: Iterable[Meeting]) -> list[dict[str, object]]:
    """Each kind of regional meeting in the year once, with the number of its seats. One query."""
    kinds = {one.kind.key: one.kind for one in meetings if one.kind.invites}
    counted = Seat.objects.in_use().order_by().values("kind").annotate(n=Count("pk"))
    counts = {row["kind"]: row["n"] for row in counted} if kinds else {}
    found = sorted(kinds.values(), key=lambda kind: kind.order)
    return [{"kind": kind, "seats": sum(counts.get(seat, 0) for seat in kind.invites)} for kind in found]


def others(cycle: Cycle | None) -> list[dict[str, object]]:
    """Other public years with their numbers of meetings and themes. Two queries."""
    met = Count("meetings", filter=~Q(meetings__state__in=["planned", "cancelled"]), distinct=True)
    found = Cycle.objects.public().exclude(pk=cycle.pk if cycle else 0).annotate(met=met)
    found = found.prefetch_related("rounds__theme").order_by("-year")
    return [{"cycle": one, "met": one.met, "themes": _numbers(one)} for one in found]  # type: ignore[attr-defined]


def _numbers(cycle: Cycle) -> str:
    """The numbers of the themes in the order of the rounds: "4, 5, 1 and 2"."""
    numbers = [str(one.theme.number) for one in cycle.rounds.all()]
    if len(numbers) < 2:
        return "".join(numbers)
    return _("%(many)s and %(last)s") % {"many": ", ".join(numbers[:-1]), "last": numbers[-1]}


def waiting(cycle: Cycle, rounds: Iterable[RoundView]) -> list[cycles.Waiting]:
    """The programme's themes that have no round in the cycle. At most two queries."""
    return cycles.waiting_themes(cycle, [one.round.theme_id for one in rounds])


@dataclass
class Turn:
    """A theme of the programme and the rounds it has had: in the cycle, and in all cycles ("2/2026")."""

    theme: Theme
    now: list[int] = field(default_factory=list)
    ever: list[str] = field(default_factory=list)


def turns(cycle: Cycle, person: object) -> list[Turn]:
    """Each theme of the cycle's programme with its rounds in all cycles that the person may see. Two queries."""
    found = {theme.pk: Turn(theme) for theme in cycle.programme.themes.select_related("programme").order_by("number")}
    rounds = Round.objects.filter(theme__in=found).select_related("cycle").order_by("cycle__year", "number")
    for one in rounds if is_staff(person) else rounds.filter(cycle__is_public=True):
        found[one.theme_id].ever.append(str(one))
        if one.cycle_id == cycle.pk:
            found[one.theme_id].now.append(one.number)
    return list(found.values())
