"""What the planner must know of a year, fetched: bad days, and whose turn it is. And drafts' rows as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, QuerySet

from forum import clock, dates
from meetings.models import Cycle, Meeting, Plan, PlannedRound, Round
from meetings.services import obstacles
from meetings.services.obstacles import Obstacles
from meetings.services.plan_facts import Grounds, Half, HostTurn, Planned, ThemeTurn
from meetings.services.plan_rules import LEVELS
from regions.models import Region
from themes.models import Programme, Theme


@dataclass(frozen=True)
class Known:
    """The grounds of a year, and the obstacles they come from, which know the names."""

    grounds: Grounds
    obstacles: Obstacles


def of_days(year: int) -> Known:
    """What speaks against the days of the year, without the turns. Two queries."""
    found = obstacles.in_year(year)
    days = [date(year, 1, 1) + timedelta(days=step) for step in range(366)]
    bad = {level: found.bad_days((day for day in days if day.year == year), level) for level in LEVELS}
    return Known(Grounds(year=year, bad=bad, earliest=clock.today() + timedelta(days=1)), found)


def of_year(year: int, programme: Programme) -> Grounds:
    """Everything a proposal for the year needs. Six queries."""
    known = of_days(year).grounds
    turns = theme_turns(year, programme)
    return Grounds(year=year, bad=known.bad, earliest=known.earliest, themes=turns, hosts=host_turns(year))


def theme_turns(year: int, programme: Programme) -> tuple[ThemeTurn, ...]:
    """The programme's themes with the rounds they have had in other years. Two queries."""
    had: dict[int, list[tuple[int, int]]] = {}
    rounds = Round.objects.filter(theme__programme=programme).exclude(cycle__year=year)
    for theme, *when in rounds.values_list("theme", "cycle__year", "number"):
        had.setdefault(theme, []).append((when[0], when[1]))
    return tuple(
        ThemeTurn(theme, number, len(had.get(theme, ())), max(had.get(theme, [(0, 0)])))
        for theme, number in Theme.objects.filter(programme=programme).values_list("pk", "number")
    )


def host_turns(year: int) -> tuple[HostTurn, ...]:
    """All regions with the meetings they have hosted in other years. Two queries."""
    hosted = Meeting.objects.filter(host_region__isnull=False).exclude(state="cancelled").exclude(cycle__year=year)
    counted = hosted.order_by().values("host_region").annotate(n=Count("pk"), last=Max("starts_at"))
    had = {row["host_region"]: (row["n"], dates.as_day(row["last"])) for row in counted}
    regions = Region.objects.order_by("code").values_list("pk", flat=True)
    return tuple(HostTurn(pk, order, *had.get(pk, (0, date.min))) for order, pk in enumerate(regions))


def planned(row: PlannedRound) -> Planned:
    """A draft's row as plain data."""
    officials = Half(row.officials_day, row.officials_host_id, row.officials_remote)
    politicians = Half(row.politicians_day, row.politicians_host_id, row.politicians_remote)
    return Planned(row.number, row.theme_id, officials, politicians)


def rows(plan: Plan, rounds: Sequence[Planned]) -> list[PlannedRound]:
    """Plain data as a draft's rows, not saved."""
    return [
        PlannedRound(
            plan=plan,
            number=one.number,
            theme_id=one.theme,
            **{
                f"{level}_{name}": value
                for level in LEVELS
                for name, value in (
                    ("day", one.half(level).day),
                    ("host_id", one.half(level).host),
                    ("remote", one.half(level).remote),
                )
            },
        )
        for one in rounds
    ]


def last_cycle(year: int) -> Cycle | None:
    """The newest year before this one whose rounds have meetings. One query."""
    found = Cycle.objects.filter(year__lt=year, pk__in=round_meetings().values("cycle")).select_related("programme")
    return found.order_by("-year").first()


def round_meetings() -> QuerySet[Meeting]:
    """The meetings that rounds are made of, without those cancelled."""
    return Meeting.objects.filter(round__isnull=False, kind__level__in=LEVELS).exclude(state="cancelled")
