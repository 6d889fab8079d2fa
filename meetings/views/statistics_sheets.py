"""The statistics of a year as sheets: each a table in words, with what is said above it and perhaps a chart."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum import dates
from meetings.models import Answer, Cycle, Meeting
from meetings.services import coverage, statistics, years
from meetings.services.action_words import STATES as ACTION_STATES
from meetings.services.statistics import ABSENT, NONE, Answers, Cell, Matrix
from meetings.views.board_words import CHANNELS
from themes.charts import BarChart, bar_chart


@dataclass(frozen=True)
class Mark:
    """A cell of the matrix: never by colour alone."""

    symbol: str
    css: str
    word: Any
    note: str = ""

    def __str__(self) -> str:
        return f"{self.word} {self.note}".strip()


MARKS = {
    coverage.REPRESENTED: ("●", "yes", gettext_lazy("represented")),
    ABSENT: ("✕", "no", gettext_lazy("not represented")),
    coverage.OPEN: ("○", "wait", gettext_lazy("not answered")),
    coverage.GAP: ("✕", "no", gettext_lazy("cannot attend")),
    NONE: ("·", "none", gettext_lazy("not told yet")),
}


@dataclass(frozen=True)
class Head:
    """A meeting at the head of a column or row."""

    meeting: Meeting

    def __str__(self) -> str:
        return f"{self.meeting.kind.name} {dates.numeric(self.meeting.starts_at)}"


@dataclass
class Sheet:
    """A table; `key` is its name in addresses. The first cell of a row is its head."""

    key: str
    title: Any
    lead: str
    heads: list[Any]
    rows: list[list[Any]]
    chart: BarChart | None = None
    chart_words: str = ""
    empty: str = ""

    @property
    def is_matrix(self) -> bool:
        """Whether its cells are marks."""
        return self.key == "coverage"

    @property
    def key_marks(self) -> list[Mark]:
        """Each kind of mark in it once, for the key."""
        used = {str(cell.word): cell for row in self.rows for cell in row if isinstance(cell, Mark)}
        return list(used.values())


def of(cycle: Cycle, person: object, *, answers: bool, drafts: bool) -> list[Sheet]:
    """The year's sheets. `answers`: with what seats have answered; `drafts`: with what is not public yet."""
    meetings = statistics.meetings_of(cycle, person)
    asked = statistics.asked_to(meetings) if answers else []
    matrix = statistics.full_matrix(meetings, asked) if answers else statistics.public_matrix(meetings)
    points, actions = (count(meetings, in_full=drafts) for count in (statistics.points_of, statistics.actions_of))
    return [
        coverage_sheet(matrix, in_full=answers),
        *(seats_sheets(meetings, asked) if answers else []),
        themes_sheet(cycle, person, meetings),
        points_sheet(meetings, points),
        actions_sheet(meetings, actions),
    ]


def seats_sheets(meetings: list[Meeting], asked: list[statistics.Asked]) -> list[Sheet]:
    """How seats have answered, and who came: for the coordinator."""
    found = statistics.answers_of(meetings, asked)
    return [channels_sheet(found), days_sheet(found), presence_sheet(meetings, asked)]


def coverage_sheet(matrix: Matrix, *, in_full: bool) -> Sheet:
    """Regions × meetings."""
    rows = [[str(row.region), *(mark(cell, in_full=in_full) for cell in row.cells), row.times] for row in matrix.rows]
    totals = [("" if total is None else total) for total in matrix.totals]
    told = [(str(Head(one)), Decimal(n), False) for one, n in zip(matrix.meetings, matrix.totals, strict=False) if n]
    if rows:
        rows.append([_("Regions represented"), *totals, ""])
    if in_full:
        lead = _("Before a meeting: what the region's seats have answered. After it: whether the region was there.")
    else:
        lead = _("After each meeting: whether the region was at the table.")
    heads = [_("Region"), *(Head(one) for one in matrix.meetings), _("Times represented")]
    chart = bar_chart(told, None, "", 0, by_size=False) if len(told) > 1 else None
    words = _("Regions represented in each meeting")
    rows = rows if matrix.meetings else []
    empty = _("No meetings are planned yet.")
    return Sheet("coverage", _("Coverage by region"), lead, heads, rows, chart, words, empty)


def mark(cell: Cell, *, in_full: bool) -> Mark:
    """A cell of the matrix, in words."""
    symbol, css, word = MARKS[cell.state]
    if in_full and cell.state == NONE:
        word = gettext_lazy("not invited yet")
    note = f"{cell.coming}/{cell.seats}" if cell.seats > 1 else ""
    return Mark(symbol, css, word, note)


LEVELS = {
    "officials": gettext_lazy("Officials' meetings"),
    "politicians": gettext_lazy("Politicians' meetings"),
}


def channels_sheet(found: Answers) -> Sheet:
    """Answers by channel."""
    named = [(channel, CHANNELS[channel]) for channel in Answer.Channel.values]
    rows = [by_level(str(words), found.channels[channel]) for channel, words in named]
    rows += [by_level(_("Not answered"), found.channels[NONE]), by_level(_("Together"), found.asked)]
    lead = _("How the answer that counts came, of the seats and guests that were invited.")
    heads, rows = level_heads(_("Channel")), rows if found.asked else []
    return Sheet("channels", _("Answers by channel"), lead, heads, rows, empty=_("Nobody has been invited yet."))


def days_sheet(found: Answers) -> Sheet:
    """Answers by time."""
    rows = [by_level(span_words(*span), found.days[span]) for span in statistics.DAYS]
    rows.append(by_level(_("Not answered"), found.days[NONE]))
    lead = _("How many days after the invitation the first answer came.")
    chart = bar_chart([(row[0], Decimal(row[-1]), False) for row in rows], None, "", 0, by_size=False)
    words = _("Answers by days after the invitation")
    if not found.asked:
        rows, chart = [], None
    heads, empty = level_heads(_("Days after the invitation")), _("Nobody has been invited yet.")
    return Sheet("days", _("Answers by time"), lead, heads, rows, chart, words, empty)


def by_level(words: str, counted: Any) -> list[Any]:
    """A row: its words, one number for each level, and all together."""
    numbers = [counted[level] for level in LEVELS]
    return [words, *numbers, sum(numbers)]


def level_heads(first: str) -> list[Any]:
    """The heads of a table by level."""
    return [first, *(str(words) for words in LEVELS.values()), _("Together")]


def span_words(first: int, last: int | None) -> str:
    """0 → "On the same day"; 1–3 → "1–3 days"."""
    if last is None:
        return _("%(first)s days or more") % {"first": first}
    return _("%(first)s–%(last)s days") % {"first": first, "last": last} if last else _("On the same day")


def presence_sheet(meetings: list[Meeting], asked: Iterable[statistics.Asked]) -> Sheet:
    """Attendance in the meetings that are over."""
    heads = [_("Meeting"), _("Asked to come"), _("Said they come"), _("In the room"), _("Remotely")]
    heads += [_("Came without saying"), _("Said, but did not come")]
    rows = []
    for one in statistics.presence_of(meetings, asked):
        there = [one.room, one.remote, one.unannounced, one.missing] if one.noted else ["–"] * 4
        rows.append([Head(one.meeting), one.asked, one.promised, *there])
    lead = _("Seats and guests. Where nobody noted who was there, only the answers are known.")
    return Sheet("attendance", _("Attendance"), lead, heads, rows, empty=_("No meeting of the year is over yet."))


def themes_sheet(cycle: Cycle, person: object, meetings: list[Meeting]) -> Sheet:
    """Which themes have had their round."""
    rows = []
    for turn in years.turns(cycle, person):
        own = [one for one in meetings if one.theme_id == turn.theme.pk]
        held = sum(one.is_over for one in own)
        name = f"{turn.theme.number}. {turn.theme.name}"
        rows.append([name, ", ".join(map(str, turn.now)) or "–", held, len(own) - held, ", ".join(turn.ever) or "–"])
    heads = [_("Theme"), _("Rounds this year"), _("Meetings held"), _("Meetings to come"), _("Rounds in all years")]
    lead = f"{cycle.programme.name} {cycle.programme.years}"
    return Sheet("themes", _("Themes covered"), lead, heads, rows, empty=_("The programme has no themes."))


def points_sheet(meetings: list[Meeting], found: dict[int, dict[str, int]]) -> Sheet:
    """Points raised, and the ministries' answers."""
    heads = [_("Meeting"), _("Points raised"), _("To a ministry"), _("Answered"), _("Waiting"), _("Overdue")]
    rows = []
    for one in meetings:
        if counted := found.get(one.pk):
            waiting = counted["asked"] - counted["answered"]
            numbers = [counted["all"], counted["asked"], counted["answered"], waiting, counted["overdue"]]
            rows.append([Head(one), *numbers])
    lead = _("Every point to a ministry gets an answer with reasons and a date, or is overdue.")
    empty = _("No points have been told yet.")
    return Sheet("points", _("Points and their answers"), lead, heads, with_sum(rows), empty=empty)


def actions_sheet(meetings: list[Meeting], found: dict[int, dict[str, int]]) -> Sheet:
    """Action points by state."""
    heads = [_("Meeting"), *(str(words) for words in ACTION_STATES.values()), _("Late")]
    rows = with_sum(
        [
            [Head(one), *(found[one.pk][state] for state in ACTION_STATES), found[one.pk]["overdue"]]
            for one in meetings
            if one.pk in found
        ]
    )
    sums = rows[-1][1:] if rows else []
    bars = [(str(head), Decimal(number), head == heads[-1]) for head, number in zip(heads[1:], sums, strict=False)]
    chart, words = bar_chart(bars, None, "", 0, by_size=False), _("The year's action points by state")
    lead, empty = _("Overdue are unfinished action points whose day has passed."), _("No action points yet.")
    return Sheet("actions", _("Action points by state"), lead, heads, rows, chart, words, empty)


def with_sum(rows: list[list[Any]]) -> list[list[Any]]:
    """The rows and their sum, when there are any."""
    if not rows:
        return []
    return [*rows, [_("Together"), *(sum(column) for column in list(zip(*rows, strict=True))[1:])]]
