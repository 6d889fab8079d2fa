"""Letters about action points: given, due soon, overdue, and once a month. One letter a person lists all of theirs."""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError
from django.utils import timezone

from forum import clock
from forum.addresses import in_all_languages
from forum.models import Letter, Person
from forum.services import letters
from forum.services.verbs import quiet_verb
from forum.texts import texts_of
from meetings import working_days
from meetings.deadlines import ACTION_REMINDERS, months_after
from meetings.models import ActionLetter, ActionPoint, ActionProgress
from meetings.services import action_owners

Purpose = ActionLetter.Purpose
KINDS = {
    Purpose.OVERDUE: "action_points_overdue",
    Purpose.DUE_SOON: "action_points_due",
    Purpose.MONTHLY: "action_points_monthly",
    Purpose.GIVEN: "action_points_given",
}
"""The kind of letter for each purpose; of several purposes the first in this order names the letter."""
DAY_STAYS = "action_points_day_stays"
"""The kind of letter that says that a proposed day was not taken."""
SOON = 7
"""Days before its day on which an action point is due soon."""
CATCHING_UP = 20
"""Days for which a monthly reminder that could not be written is still written."""
FROM_HOUR = 8
"""The hour, in the profile's zone, from which the day's reminders are written."""


@dataclass(frozen=True)
class Reason:
    """Why an action point is in a letter: `occasion` is the owner, the day or the month."""

    action: ActionPoint
    purpose: str
    occasion: str

    def key(self, person: Person) -> tuple[int, int, str, str]:
        """What may be only once."""
        return (self.action.pk, person.pk, self.purpose, self.occasion)


def give(actions: Iterable[ActionPoint]) -> list[Letter]:
    """Tells the owners of public action points that they have been given these, once for each owner."""
    public = ActionPoint.objects.public().unfinished().with_row().select_related("contact")
    found = list(public.filter(pk__in=[action.pk for action in actions]))
    reasons = {action.pk: [Reason(action, Purpose.GIVEN, f"owner {action.owner_id}")] for action in found}
    return write_due(found, reasons)


@quiet_verb
def remind() -> int:
    """Writes the day's reminders, on working days from eight o'clock; gives the number of letters."""
    now = timezone.localtime(clock.now())
    if now.hour < FROM_HOUR or not working_days.is_working_day(now.date()):
        return 0
    unfinished = ActionPoint.objects.public().unfinished().with_row()
    found = list(unfinished.select_related("contact", "meeting__cycle"))
    return len(write_due(found, {action.pk: reasons_today(action, now.date()) for action in found}))


def reasons_today(action: ActionPoint, today: date) -> list[Reason]:
    """Why an unfinished public action point is in a letter today, if it is not in one already."""
    found = []
    if action.due < today:
        found.append(Reason(action, Purpose.OVERDUE, action.due.isoformat()))
    elif (action.due - today).days <= SOON and told_earlier(action):
        found.append(Reason(action, Purpose.DUE_SOON, action.due.isoformat()))
    month = monthly(action, today)
    return [*found, Reason(action, Purpose.MONTHLY, f"{month:%Y-%m}")] if month else found


def told_earlier(action: ActionPoint) -> bool:
    """Whether the letter that gave it came more than a week before its day."""
    published = action.published_at
    return published is not None and timezone.localdate(published) < action.due - timedelta(days=SOON)


def monthly(action: ActionPoint, today: date) -> date | None:
    """The newest day of its meeting's action reminders that has come lately, after the owner was told of it."""
    first, every = action.meeting.deadline(ACTION_REMINDERS), action.meeting.offset(ACTION_REMINDERS)
    newest, months = None, 0
    while (day := months_after(first, months)) <= today:
        newest, months = day, months + every
    lately = newest is not None and (today - newest).days <= CATCHING_UP
    given = action.published_at and timezone.localdate(action.published_at)
    return newest if newest and lately and given and given < newest else None


def write_due(actions: list[ActionPoint], reasons: dict[int, list[Reason]]) -> list[Letter]:
    """One letter to each person who has something new to hear of; it lists all of theirs."""
    theirs: dict[int, list[ActionPoint]] = defaultdict(list)
    people: dict[int, Person] = {}
    receivers = action_owners.receivers(actions)
    for action in actions:
        for person in receivers[action.pk]:
            theirs[person.pk].append(action)
            people[person.pk] = person
    written = ActionLetter.objects.filter(action__in=actions, person__in=people)
    known = set(written.values_list("action", "person", "purpose", "occasion"))
    found = []
    for pk, own in theirs.items():
        new = [one for action in own for one in reasons[action.pk] if one.key(people[pk]) not in known]
        if new:
            with suppress(IntegrityError):  # somebody wrote the same at this moment
                found.append(write(people[pk], new, own))
    return found


@quiet_verb
def write(person: Person, reasons: list[Reason], own: list[ActionPoint]) -> Letter:
    """The letter, and a row for each reason: whoever writes the same at the same moment is undone."""
    kind = next(kind for purpose, kind in KINDS.items() if any(one.purpose == purpose for one in reasons))
    first = min(reasons, key=lambda one: (list(KINDS).index(Purpose(one.purpose)), one.action.pk))
    concerned = [one.action.pk for one in reasons if KINDS[Purpose(one.purpose)] == kind]
    letter = letters.write(
        key=f"{kind}:{first.action.public_id}:{person.public_id}:{first.occasion}",
        kind=kind,
        person=person,
        about=first.action,
        facts={
            "name": person.name,
            "concerned": [facts(action) for action in own if action.pk in concerned],
            "others": [facts(action) for action in own if action.pk not in concerned],
        },
    )
    rows = [
        ActionLetter(action=one.action, person=person, letter=letter, purpose=one.purpose, occasion=one.occasion)
        for one in reasons
    ]
    ActionLetter.objects.bulk_create(rows)
    return letter


@quiet_verb
def tell_day_stays(action: ActionPoint, *, proposed: date, decision: ActionProgress) -> list[Letter]:
    """Tells the owner that the day they proposed was not taken, and why; one letter a person for each decision.

    `decision` is its row in the action point's history.
    """
    why = {"reason": decision.text, "language": decision.language}
    about = {"point": facts(action), "proposed": proposed.isoformat(), **why}
    return [
        letters.write(
            key=f"{DAY_STAYS}:{action.public_id}:{person.public_id}:{decision.pk}",
            kind=DAY_STAYS,
            person=person,
            about=action,
            facts={**about, "name": person.name},
        )
        for person in action_owners.receivers([action])[action.pk]
    ]


def facts(action: ActionPoint) -> dict[str, Any]:
    """What a letter says of an action point, without language."""
    return {
        "title": texts_of(action, "title"),
        "owner": texts_of(action.owner, "name"),
        "theme": texts_of(action.theme, "name"),
        "theme_number": action.theme.number,
        "due": action.due.isoformat(),
        "late": action.days_late,
        "state": action.state,
        "report_url": in_all_languages("meetings:action_report", action.public_id),
    }
