"""Example drafts: how the next full year was planned, another draft beside it, a period without meetings."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from django.conf import settings

from forum import own_words
from meetings import furnishing_texts as texts
from meetings.models import BlockedPeriod, Cycle, Plan, PlannedRound
from meetings.services import plan_from_cycle, plan_grounds, plan_rules, plans
from meetings.services.plan_facts import Half, Planned
from meetings.services.plan_rules import LEVELS, Rules
from regions.models import Region

ACCEPTED = {"fi": "Sihteeristön ehdotus (Esimerkki)", "sv": "Sekretariatets förslag (Exempel)"}
OTHER = {"fi": "Viisi kierrosta (Esimerkki)", "sv": "Fem omgångar (Exempel)"}
DAYS = {
    "fi": {"fi": "Maakuntapäivät (Esimerkki)", "sv": "Landskapsdagarna (Exempel)", "en": "Regional days (Example)"},
    "se": {"fi": "Aluepäivät (Esimerkki)", "sv": "Regiondagarna (Exempel)", "en": "Regional days (Example)"},
}
Say = Callable[[str], None]


def furnish(*, today: date, say: Say = print) -> None:
    """Adds what is missing."""
    year, language = today.year + 1, settings.LANGUAGE_CODE
    period(year + 1)
    cycle = Cycle.objects.filter(year=year).select_related("programme").first()
    if cycle is None or not cycle.rounds.exists() or Plan.objects.filter(year__lte=year).exists():
        return
    place = {code: texts.CAPITAL[settings.PROFILE_NAME][code] for code in ("fi", "sv", "en")}
    accepted(cycle, Rules(place=place), own_words.here(ACCEPTED[language], language))
    rules = Rules(rounds=5, remote=1, place=place)
    plans.make(year, name=OTHER[language], programme=cycle.programme, rules=rules, by=None)
    say(f"drafts: {Plan.objects.count()}")


def accepted(cycle: Cycle, usual: Rules, name: str) -> None:
    """The draft that the furnished year's rounds follow."""
    found = plan_from_cycle.meetings_of(cycle)
    rules, _pairs = plan_from_cycle.rules_like(found, usual)
    halves = {(one.round_id, one.kind.level): Half(one.day, one.host_region_id) for one in found}
    rounds = [
        Planned(number, one.theme_id, *(halves[one.pk, level] for level in LEVELS))
        for number, one in enumerate(cycle.rounds.all(), 1)
        if all((one.pk, level) in halves for level in LEVELS)
    ]
    plan = Plan.objects.create(
        year=cycle.year,
        name=name,
        programme=cycle.programme,
        rules=plan_rules.as_json(replace(rules, rounds=len(rounds))),
        state="accepted",
        cycle=cycle,
    )
    PlannedRound.objects.bulk_create(plan_grounds.rows(plan, rounds))


def period(year: int) -> None:
    """Two September days on which another forum meets."""
    if BlockedPeriod.objects.exists() or not Region.objects.exists():
        return
    first = date(year, 9, 1) + timedelta(days=(1 - date(year, 9, 1).weekday()) % 7 + 7)
    names = {f"name_{code}": text for code, text in DAYS[settings.PROFILE_NAME].items()}
    BlockedPeriod.objects.create(first_day=first, last_day=first + timedelta(days=1), **names)
