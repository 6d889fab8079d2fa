"""Letters of notices: at once, one for each thing while it is unread; and the digests of a day or a week.

A digest tells what was not told before the beginning of today (of this week): the days of the forum's own zone. A task
that comes late, or twice, tells the same.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone, translation

from forum import clock, following, shelves
from forum.following import Ref
from forum.models import Digest, Letter, Notice, Person
from forum.models.follow import Rhythm
from forum.services import letters, notice_links, notice_reading, own_texts
from forum.services.notice_reading import Group, Shown
from forum.services.verbs import quiet_verb

NOTICE, DIGEST = "notice", "digest"
FROM_HOUR = 7
LONGEST_QUOTE = 300
MOST_IN_A_DIGEST = 60
DIGESTS = (Rhythm.DAILY, Rhythm.WEEKLY)


def write_due() -> int:
    """Writes the letters that are to be written at once. Gives how many. Safe to run twice."""
    rows = Notice.objects.for_letters(Rhythm.AT_ONCE, following.kinds_by_default(Rhythm.AT_ONCE))
    due = rows.filter(told_at=None).select_related("person").order_by("pk")
    return sum(bool(write_notice(notice)) for notice in due)


@quiet_verb
def write_notice(notice: Notice) -> Letter | None:
    """The letter about one notice; none when the person may not see it any more. It is told either way."""
    if not take(notice, told_at=clock.now()):
        return None
    person = notice.person
    facts = in_languages(person, lambda: facts_of(notice_reading.visible([notice], person)))
    if not facts:
        return None
    return letters.write(
        key=f"{NOTICE}:{notice.public_id}:{notice.first_at.isoformat()}",
        kind=NOTICE,
        person=person,
        about=notice,
        facts=facts,
        secrets={"unsubscribe_url": notice_links.stop_url(person, notice.followed)},
    )


def take(notice: Notice, **told: Any) -> bool:
    """Marks it as told, if nothing new has come to it meanwhile and nobody else has told it."""
    same = {"newest_at": notice.newest_at, "untold_since": notice.untold_since, "told_at": notice.told_at}
    return bool(Notice.objects.filter(pk=notice.pk, read_at=None, **same).update(untold_since=None, **told))


def facts_of(items: list[Shown]) -> dict[str, Any]:
    """The facts of a notice's letter in the active language; nothing when there is nothing to show."""
    return {**said(items[0]), "why": followed_name(items[0])} if items else {}


def said(one: Shown) -> dict[str, Any]:
    """A notice in plain words."""
    quote = " ".join(one.latest.said.split())
    return {
        "what": one.words,
        "thing_name": str(one.subject.name),
        "url": one.url,
        "who_name": one.latest.who,
        "said": f"{quote[:LONGEST_QUOTE]}…" if len(quote) > LONGEST_QUOTE else quote,
    }


def followed_name(one: Shown) -> str:
    """The name of what the person follows."""
    return str((one.followed or one.subject).name)


def in_languages(person: Person, ask: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `ask()` says in the person's language, and in the other one for whoever asked for both: text by text."""
    both = [person.language, own_texts.second_language(person.language)]
    found: dict[str, Any] = {}
    for code in both if person.both_languages and both[1] else both[:1]:
        with translation.override(code):
            found[code] = ask()
    merged: dict[str, Any] = by_language(found) if all(found.values()) else {}
    return merged


def by_language(found: dict[str, Any]) -> Any:
    """The same facts in several languages as one whose texts are {"fi": …, "sv": …}."""
    one = next(iter(found.values()))
    if isinstance(one, dict):
        return {key: by_language({code: facts[key] for code, facts in found.items()}) for key in one}
    if isinstance(one, list):
        rows = zip(*found.values(), strict=False)
        return [by_language(dict(zip(found, row, strict=True))) for row in rows]
    return found if isinstance(one, str) else one


def period_end(rhythm: str, today: date) -> date:
    """The day before which a digest tells everything: today, or this week's Monday."""
    return today if rhythm == Rhythm.DAILY else today - timedelta(days=today.weekday())


def begins(day: date, hour: int = 0) -> datetime:
    """The moment a day (an hour of it) begins in the forum's zone, also when its clocks are turned that day."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def write_digests() -> int:
    """Writes the digests of the last day and week, from seven in the morning. Gives how many. Safe to run twice."""
    today = clock.today()
    if clock.now() < begins(today, FROM_HOUR):
        return 0
    people = {person for rhythm in DIGESTS for person in waiting(rhythm, today).values_list("person", flat=True)}
    return sum(bool(write_digest(person)) for person in Person.objects.reachable().filter(pk__in=people).order_by("pk"))


def waiting(rhythm: str, today: date) -> Any:
    """The notices that the digests of this rhythm tell of today, of people who have not had this period's yet."""
    until = period_end(rhythm, today)
    rows = Notice.objects.for_letters(rhythm, following.kinds_by_default(rhythm)).filter(untold_since__lt=begins(until))
    had = Digest.objects.filter(rhythm=rhythm, until__gte=until).values("person")
    return rows.exclude(person__in=had).order_by()


@quiet_verb
def write_digest(person: Person) -> Letter | None:
    """One letter with all that waits for the person's digests today; none when there is nothing new to tell."""
    today = clock.today()
    rows: list[Notice] = []
    rhythms: list[str] = []
    for rhythm in DIGESTS:
        if of_rhythm := list(waiting(rhythm, today).filter(person=person).newest_first()[:MOST_IN_A_DIGEST]):
            rows, rhythms = rows + of_rhythm, [*rhythms, rhythm]
    rows = [notice for notice in rows if take(notice)]
    facts = in_languages(person, lambda: digest_facts(person, rows, today)) if rows else {}
    if not facts:
        return None
    letter = letters.write(
        key=f"{DIGEST}:{person.public_id}:{'+'.join(rhythms)}:{today.isoformat()}",
        kind=DIGEST,
        person=person,
        about=person,
        facts={**facts, "weekly": Rhythm.DAILY not in rhythms},
        secrets={"unsubscribe_url": notice_links.stop_url(person, notice_links.DIGEST)},
    )
    for told in rhythms:
        period = {"rhythm": told, "until": period_end(told, today)}
        Digest.objects.get_or_create(person=person, **period, defaults={"letter": letter})
    return letter


def digest_facts(person: Person, rows: list[Notice], today: date) -> dict[str, Any]:
    """What the digest says in the active language: what waits for the person, then what is new, by meeting."""
    items = notice_reading.visible(sorted(rows, key=lambda one: one.newest_at, reverse=True), person)
    if not items:
        return {}
    groups = notice_reading.by_deadline(notice_reading.grouped(items, person), today)
    return {"tasks": tasks_of(person), "groups": [group_facts(group) for group in groups], "things": len(items)}


def group_facts(group: Group) -> dict[str, Any]:
    """A meeting or theme with what is new about it."""
    items = [{**said(one), "own": one.notice.subject == group.ref} for one in group.items]
    return {"thing_name": str(group.subject.name), "url": group.subject.url, "day": iso(group.day), "items": items}


def tasks_of(person: Person) -> list[dict[str, Any]]:
    """What waits for the person on their desk, by due day, in the active language."""
    found = [task for ask in shelves.desk_tasks.entries() for task in ask(person)]
    found.sort(key=lambda task: due_of(task.due) or date.max)
    return [{"task": str(one.title), "url": one.url, "due": iso(one.due)} for one in found]


def due_of(due: Any) -> date | None:
    """A task's day."""
    return timezone.localdate(due) if isinstance(due, datetime) else due


def iso(due: Any) -> str:
    """The day as the letter's facts keep it; nothing for a task without one."""
    day = due_of(due)
    return day.isoformat() if day else ""


def fresh_links(letter: Letter) -> dict[str, Any]:
    """New personal links for a letter that is sent again."""
    if letter.person is None:
        return {}
    ref: Ref = notice_links.DIGEST
    if letter.kind == NOTICE:
        notice = Notice.objects.filter(public_id=letter.about_id).first()
        ref = notice.followed if notice else ref
    return {"unsubscribe_url": notice_links.stop_url(letter.person, ref)}
