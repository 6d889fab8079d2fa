"""Drafts as pages show them: rounds with themes and places, what speaks against them, what differs between them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from forum import dates
from meetings.models import Cycle, Plan
from meetings.services import plan_checks, plan_days, plan_grounds, plan_words, plans
from meetings.services.plan_facts import Half, Planned, Snag
from meetings.services.plan_grounds import Known
from meetings.services.plan_rules import LEVELS, OFFICIALS, POLITICIANS, Rules
from regions.models import Region
from themes.models import Theme


@dataclass(frozen=True)
class Draft:
    """A draft with everything its pages say; nothing more is asked of the database."""

    plan: Plan
    rules: Rules
    rounds: list[Planned]
    known: Known
    themes: Mapping[int, Theme]
    regions: Mapping[int, Region]
    snags: list[Snag]
    offsets: Mapping[str, int]

    @property
    def words(self) -> plan_words.Words:
        """Speaks of the draft's snags."""
        return plan_words.Words(self.plan.year, self.rounds, self.rules, self.known.obstacles)

    @property
    def warnings(self) -> list[str]:
        """Everything that speaks against the draft, in words: the whole year first, then round by round."""
        whole = plan_words.year_words(self.plan.year, self.plan.programme, self.rounds, self.offsets)
        of_rounds = [self.words.of(snag) for snag in sorted(self.snags, key=lambda snag: snag.round or 0)]
        return [*filter(None, [plan_words.room_words(self.rules, self.room)]), *whole, *of_rounds]

    @property
    def room(self) -> int:
        """How many rounds all rules together leave room for."""
        return plan_days.most_rounds(plan_days.Room(self.known.grounds, self.rules))

    @property
    def forbidden(self) -> bool:
        """Whether something stands in the draft of which no cycle can be made."""
        return not self.rounds or any(snag.forbids for snag in self.snags)

    @property
    def waiting(self) -> list[Theme]:
        """The programme's themes without a round: they come first in the next year."""
        had = {one.theme for one in self.rounds}
        return [theme for pk, theme in self.themes.items() if pk not in had]

    def of_round(self, one: Planned) -> list[str]:
        """What speaks against one round, in words."""
        return [self.words.text(snag) for snag in self.snags if snag.round == one.number]

    def where(self, half: Half) -> str:
        """Where a meeting is: its host region, remotely, or the usual place."""
        if half.host:
            return str(self.regions[half.host].name)
        return _("Remote meeting") if half.remote else self.usual_place

    @property
    def usual_place(self) -> str:
        """The place of meetings that no region hosts, in the active language or another."""
        place = self.rules.place
        return place.get(dates.active()) or next(filter(None, place.values()), "") or _("The place is not known yet")


def read(plans_read: Sequence[Plan]) -> list[Draft]:
    """The drafts of one year, their programmes and rounds prefetched. At most six queries, however many drafts."""
    if not plans_read:
        return []
    known = plan_grounds.of_days(plans_read[0].year)
    regions = {one.pk: one for one in Region.objects.order_by("code")}
    programmes = {plan.programme_id for plan in plans_read}
    themes = list(Theme.objects.filter(programme__in=programmes).select_related("programme").order_by("number"))
    offsets = offsets_of(plans_read[0].year)
    return [
        read_one(
            plan, known, regions, {one.pk: one for one in themes if one.programme_id == plan.programme_id}, offsets
        )
        for plan in plans_read
    ]


def read_one(
    plan: Plan, known: Known, regions: Mapping[int, Region], themes: Mapping[int, Theme], offsets: Mapping[str, int]
) -> Draft:
    """One draft, with what all drafts of the year share."""
    rules, rounds = plans.rules_of(plan), plans.rounds_of(plan)
    snags = plan_checks.snags(known.grounds, rules, rounds)
    return Draft(plan, rules, rounds, known, themes, regions, snags, offsets)


def offsets_of(year: int) -> Mapping[str, int]:
    """The deadlines' offsets that the year has, or will have: those of the newest year until it. One query."""
    found = Cycle.objects.filter(year__lte=year).order_by("-year").first()
    return found.offsets if found else {}


@dataclass(frozen=True)
class Line:
    """One line of a comparison: what is compared, each draft's words, and whether they differ."""

    label: str
    cells: list[str]

    @property
    def differs(self) -> bool:
        """Whether not all drafts say the same."""
        return len(set(self.cells)) > 1


def compared(drafts: Sequence[Draft]) -> list[tuple[str, list[Line]]]:
    """The drafts side by side: the whole year, then round by round in the order of time."""
    whole = [
        Line(_("Programme"), [str(draft.plan.programme) for draft in drafts]),
        Line(_("Rounds"), [str(len(draft.rounds)) for draft in drafts]),
        Line(_("Themes that wait"), [waiting_words(draft) for draft in drafts]),
        Line(_("What speaks against it"), [str(len(draft.warnings)) for draft in drafts]),
    ]
    found = [(_("The whole year"), whole)]
    in_time = [plan_checks.in_time(draft.rounds) for draft in drafts]
    for place in range(max(map(len, in_time), default=0)):
        at = [rounds[place] if place < len(rounds) else None for rounds in in_time]
        found.append((_("Round %(number)s") % {"number": place + 1}, round_lines(drafts, at)))
    return found


def waiting_words(draft: Draft) -> str:
    """The numbers of the themes without a round."""
    return ", ".join(str(theme.number) for theme in draft.waiting) or "–"


def round_lines(drafts: Sequence[Draft], at: Sequence[Planned | None]) -> list[Line]:
    """One round of each draft, or dashes where a draft has fewer."""
    labels = {
        OFFICIALS: (_("Officials' meeting"), _("Officials' meeting: where")),
        POLITICIANS: (_("Politicians' meeting"), _("Politicians' meeting: where")),
    }

    def line(label: str, say: Any) -> Line:
        pairs = zip(drafts, at, strict=True)
        return Line(label, [say(draft, one) if one else "–" for draft, one in pairs])

    found = [line(_("Theme"), lambda draft, one: theme_words(draft.themes[one.theme]))]
    for level in LEVELS:
        day, where = labels[level]
        found.append(line(day, lambda draft, one, level=level: dates.short(one.half(level).day)))
        found.append(line(where, lambda draft, one, level=level: draft.where(one.half(level))))
    return [*found, line(_("Days between the two"), lambda draft, one: str(one.lead))]


def theme_words(theme: Theme) -> str:
    """The theme by its number."""
    return f"{theme.number}. {theme.name}"
