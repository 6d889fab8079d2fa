"""What speaks against a draft, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum import clock, dates
from forum.texts import LANGUAGES
from meetings.deadlines import DEFAULT_OFFSETS, OFFICIALS_LEAD_DAYS, SAVE_THE_DATE, day_of
from meetings.services.obstacles import Obstacles
from meetings.services.plan_facts import Planned, Snag
from meetings.services.plan_rules import LEVELS, OFFICIALS, Rules
from themes.models import Programme


@dataclass(frozen=True)
class Words:
    """Speaks of one draft's snags."""

    year: int
    rounds: Sequence[Planned]
    rules: Rules
    obstacles: Obstacles

    def of(self, snag: Snag) -> str:
        """The snag as it stands alone: "Round 2: …"."""
        if snag.round is None:
            return self.text(snag)
        return _("Round %(number)s: %(what)s") % {"number": snag.round, "what": self.text(snag)}

    def text(self, snag: Snag) -> str:
        """The snag as it stands beside its round."""
        return str(getattr(self, f"_{snag.kind}")(snag))

    def _half(self, snag: Snag) -> tuple[Planned, date]:
        one = next(one for one in self.rounds if one.number == snag.round)
        return one, one.half(snag.level).day

    def _obstacle(self, snag: Snag) -> str:
        day = self._half(snag)[1]
        reasons = ", ".join(str(one) for one in self.obstacles.on(day, snag.level))
        return _("%(meeting)s %(day)s: %(reason)s.") % {**self._meeting(snag), "reason": reasons}

    def _meeting(self, snag: Snag) -> dict[str, str]:
        """Which of the round's meetings, and its day."""
        name = _("officials' meeting") if snag.level == OFFICIALS else _("politicians' meeting")
        return {"meeting": name, "day": dates.short(self._half(snag)[1])}

    def _weekday(self, snag: Snag) -> str:
        return _("%(meeting)s %(day)s is not on one of the chosen weekdays.") % self._meeting(snag)

    def _week(self, snag: Snag) -> str:
        words = {"week": self._half(snag)[1].isocalendar().week, **self._meeting(snag)}
        limits = {"first": self.rules.earliest_week, "last": self.rules.latest_week}
        return _("%(meeting)s %(day)s is in week %(week)s, outside the weeks %(first)s–%(last)s.") % {**words, **limits}

    def _year(self, snag: Snag) -> str:
        return _("%(meeting)s %(day)s is not in the year %(year)s.") % {**self._meeting(snag), "year": self.year}

    def _past(self, snag: Snag) -> str:
        return _("%(meeting)s %(day)s is not a day that is still to come.") % self._meeting(snag)

    def _apart(self, snag: Snag) -> dict[str, object]:
        """How far the round's meetings are apart, and from when."""
        one, _day = self._half(snag)
        return {**snag.facts, "day": dates.short(one.politicians.day), "usual": OFFICIALS_LEAD_DAYS}

    def _lead(self, snag: Snag) -> str:
        about, days = self._apart(snag), snag.facts["days"]
        if days < snag.facts["least"]:
            text = ngettext(
                "the officials' meeting is only %(days)s day before the politicians' meeting %(day)s; "
                "at least %(least)s were asked for.",
                "the officials' meeting is only %(days)s days before the politicians' meeting %(day)s; "
                "at least %(least)s were asked for.",
                days,
            )
            return text % about
        text = _(
            "the officials' meeting is %(days)s days before the politicians' meeting %(day)s; "
            "at most %(most)s were asked for."
        )
        return text % about

    def _short(self, snag: Snag) -> str:
        text = ngettext(
            "the officials' meeting is only %(days)s day before the politicians' meeting %(day)s (usually %(usual)s).",
            "the officials' meeting is only %(days)s days before the politicians' meeting %(day)s (usually %(usual)s).",
            snag.facts["days"],
        )
        return text % self._apart(snag)

    def _order(self, snag: Snag) -> str:
        return _("the officials' meeting must come before the politicians' meeting that it prepares.")

    def _distance(self, snag: Snag) -> str:
        text = ngettext(
            "only %(days)s day lies between this round and round %(other)s; at least %(least)s were asked for.",
            "only %(days)s days lie between this round and round %(other)s; at least %(least)s were asked for.",
            snag.facts["days"],
        )
        return text % snag.facts

    def _overlap(self, snag: Snag) -> str:
        return _("the round begins before round %(other)s is over. Rounds follow each other.") % snag.facts

    def _count(self, snag: Snag) -> str:
        return _("Only %(found)s of the %(asked)s rounds that were asked for could be placed.") % snag.facts


def room_words(rules: Rules, room: int) -> str:
    """How many rounds the rules leave room for, when it is fewer than were asked for."""
    if room >= rules.rounds:
        return ""
    text = ngettext(
        "All rules together leave room for %(room)s round; %(asked)s were asked for.",
        "All rules together leave room for %(room)s rounds; %(asked)s were asked for.",
        room,
    )
    return text % {"room": room, "asked": rules.rounds}


def year_words(year: int, programme: Programme, rounds: Iterable[Planned], offsets: Mapping[str, int]) -> list[str]:
    """What should be known about the whole draft: the programme's period, days to announce that are past already."""
    found = []
    days = [one.half(level).day for one in rounds for level in LEVELS]
    if any(not programme.valid_from <= day <= programme.valid_until for day in days):
        text = _("%(year)s is outside the period of the programme (%(programme)s, %(years)s).")
        found.append(text % {"year": year, "programme": programme.name, "years": programme.years})
    late = sum(1 for day in days if announced_by(day, offsets) < clock.today())
    if late:
        text = ngettext(
            "The day to announce %(n)s meeting has already passed.",
            "The days to announce %(n)s meetings have already passed.",
            late,
        )
        found.append(text % {"n": late})
    return found


def announced_by(day: date, offsets: Mapping[str, int]) -> date:
    """When a meeting on the day should have been announced."""
    return day_of(SAVE_THE_DATE, day, lambda key: int(offsets.get(key, DEFAULT_OFFSETS[key])))


def in_each_language(text: str) -> dict[str, str]:
    """A text of the catalogues in every language, by code."""
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            found[code] = translation.gettext(text)
    return found
