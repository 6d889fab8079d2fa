"""The letters of a meeting's plan as mass letters: frozen with reasons and facts, shown, released, stopped, compared.

A step has a mailing of the kind "plan:<rule>" from its release on, or from the moment in which it leaves by itself. The
seats and guests of the dry run are frozen; who is written to for a seat is decided when the letter is written.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F
from django.utils import translation

from forum import audiences, dates, shelves, states
from forum.audiences import Found, Member, Reason
from forum.mailing_kinds import MailingKind
from forum.models import Letter, Mailing, MailingReceiver, Person
from forum.services import dry_runs, letters, mailings, mass_sending
from forum.services.dry_runs import DryRun
from forum.texts import LANGUAGES
from meetings.models import Invitation, Meeting, PlannedLetter
from meetings.services.invitation_letters import meeting_facts
from meetings.services.letter_plan import situation_of
from meetings.services.letter_rules import Audience, Getter, Rule, Situation, letter_rules

AUDIENCE, REASON = "plan_step", "plan_step"
FROZEN, SAID = "frozen_meeting", "said"
ABOUT = "meeting"


def name_of(rule: str) -> str:
    """The kind of mass letter that a step of this rule is."""
    return f"plan:{rule}"


def rule_of(mailing: Mailing) -> Rule:
    """The rule whose letters the mailing holds."""
    return letter_rules.get(mailing.kind.removeprefix("plan:"))


def kind_of(rule: Rule) -> MailingKind:
    """The rule as a kind of mass letter: steps that leave by themselves ask neither a second person nor an override."""
    return MailingKind(
        label=rule.label,
        letter=rule.letter,
        shared=shared,
        deliver=deliver,
        example=example,
        held=is_step,
        stopped=stopped,
        like=like,
        permission="meetings.plan",
        second_person=None if rule.by_hand else False,
        asks_text=False,
        every_region=rule.by_hand,
        placeholders=(),
        about_kind=ABOUT,
    )


def fill() -> None:
    """Puts a kind for each rule on the shelf, with the audience they share."""
    shelves.audience_reasons.put(REASON, "%(words)s")
    for _name, rule in letter_rules.named():
        offer(rule)


def offer(rule: Rule) -> None:
    """Puts the rule's kind on the shelf."""
    shelves.mailing_kinds.put(name_of(rule.key), kind_of(rule), order=80)


def situation(meeting: str, rule: str) -> Situation:
    """How the meeting stands for the rule's letters, on the step's day where there is a step. Raises DoesNotExist."""
    row = PlannedLetter.objects.filter(meeting__public_id=meeting, rule=rule).first()
    return situation_of(row) if row else Situation(Meeting.objects.with_page().get(public_id=meeting))


def stands(mailing: Mailing) -> Situation:
    """How the mailing's meeting stands, with what was decided when its letters were let go."""
    now = situation(mailing.about_id, rule_of(mailing).key)
    now.said = mailing.facts.get(SAID, {})
    return now


def find(meeting: str, rule: str) -> Found:
    """Who would get the step's letter today and why, and who would not, in each language."""
    now, said = situation(meeting, rule), {}
    for code in LANGUAGES:
        with translation.override(code):
            said[code] = in_words(letter_rules.get(rule).audience(now))
    first, *_rest = said.values()
    found = Found()
    for place in range(len(first[0])):
        found = found.plus(Found([member({code: words[0][place] for code, words in said.items()})]))
    gaps = [gap({code: words[1][place] for code, words in said.items()}) for place in range(len(first[1]))]
    return Found(found.members, gaps)


def in_words(to: Audience) -> tuple[list[tuple[Getter, str, str]], list[tuple[Any, str, str]]]:
    """Those who get it and those who do not, each with name and reason in the active language."""
    got = [(one, ", ".join(row.receiver.name for row in one.rows), str(one.why)) for one in to.getters]
    return got, [(one, str(one.name), str(one.why)) for one in to.missing]


def member(said: dict[str, tuple[Getter, str, str]]) -> Member:
    """Somebody who gets it; which seats and guests it is about is kept."""
    one = next(iter(said.values()))[0]
    why = Reason(REASON, {"words": {code: words[2] for code, words in said.items()}})
    regions = [row.region.code for row in one.rows if row.region]
    place = {code: words[1] for code, words in said.items()}
    facts = {"rows": [row.receiver.public_id for row in one.rows]}
    return Member(one.person, (why,), place, regions[0] if regions else "", facts)


def gap(said: dict[str, tuple[Any, str, str]]) -> audiences.Missing:
    """A seat or guest without a letter."""
    one = next(iter(said.values()))[0]
    why = Reason(REASON, {"words": {code: words[2] for code, words in said.items()}, "who": one.who})
    return audiences.Missing({code: words[1] for code, words in said.items()}, why, one.region)


def shared(mailing: Mailing) -> dict[str, Any]:
    """What the letters say of the meeting, as it is now."""
    meeting = Meeting.objects.with_page().get(public_id=mailing.about_id)
    return {FROZEN: meeting_facts(meeting), "kind_key": meeting.kind.key}


def like(mailing: Mailing) -> dict[str, Any]:
    """It is compared with the same step of the last meeting of its kind."""
    return {"facts__kind_key": mailing.facts["kind_key"]} if "kind_key" in mailing.facts else {}


def holds(mailing: Mailing) -> bool:
    """Whether the meeting is still as it was when the letters were looked at."""
    return bool(mailing.facts.get(FROZEN) == shared(mailing)[FROZEN])


def is_step(mailing: Mailing) -> bool:
    """Whether it belongs to a step that is still to come: the ladder sends it."""
    return PlannedLetter.objects.open().filter(mailing=mailing).exists()


def draft(meeting: Meeting, rule: str, said: Mapping[str, Any] | None = None) -> Mailing:
    """The step as a mass letter that is nowhere saved; see Situation.said."""
    part = audiences.part(AUDIENCE, meeting=meeting.public_id, rule=rule)
    known: dict[str, Any] = {"about_kind": ABOUT, "about_id": meeting.public_id, "audience": [part]}
    titles = audiences.in_each_language(lambda: title_of(meeting, rule))
    known |= {"title": title_of(meeting, rule), "titles": titles}
    facts = {"kind_key": meeting.kind.key, **({SAID: dict(said)} if said else {})}
    return Mailing(kind=name_of(rule), facts=facts, **known)


def title_of(meeting: Meeting, rule: str) -> str:
    """What the list of mass letters calls it."""
    return f"{letter_rules.get(rule).label}: {meeting.kind.name} {dates.numeric(meeting.day)}"[:200]


def begin(meeting: Meeting, rule: str, *, by: Person | None, said: Mapping[str, Any] | None = None) -> Mailing:
    """A mass letter for the step, tried out: it is frozen who gets it, who does not, and what it says."""
    shown = draft(meeting, rule, said)
    if not shelves.mailing_kinds.has(shown.kind):
        offer(letter_rules.get(rule))
    drafted = {name: getattr(shown, name) for name in ("title", "titles", "audience", "facts")}
    made = mailings.begin(kind=shown.kind, by=by, about=meeting, **drafted)
    mailings.dry_run(made)
    return made


def waiting(meeting: Meeting, rule: str) -> Mailing | None:
    """The rule's letters that somebody has released and a second person has not. One query."""
    found = Mailing.objects.filter(kind=name_of(rule), about_kind=ABOUT, about_id=meeting.public_id, state="waiting")
    return found.order_by("-pk").first()


def send(mailing: Mailing) -> list[Letter]:
    """Writes its letters now; nothing while it waits for a second person."""
    if mailing.state == "scheduled":
        mass_sending.send(mailing)
    return list(Letter.objects.filter(mailing=mailing).defer("facts", "text", "html", "calendar").order_by("pk"))


def deliver(mailing: Mailing, receivers: list[MailingReceiver], by: Person | None) -> list[Letter]:
    """Writes the step's letters to the frozen seats, guests and people, as far as they are still to get one."""
    rule = rule_of(mailing)
    now = stands(mailing)
    to = kept(rule.audience(now), frozen(mailing))
    written = rule.write(now, to, by)
    note(mailing, written, {one.person.pk: one for one in to.getters})
    return written


def frozen(mailing: Mailing) -> set[str]:
    """Public ids of the seats, guests and people that its dry run found, also of those without a letter then."""
    rows = MailingReceiver.objects.filter(mailing=mailing).values_list("who", "facts")
    gaps = mailing.missing.values_list("why", flat=True)  # type: ignore[attr-defined]
    seats = {one for _who, facts in rows for one in facts.get("rows", [])}
    return seats | {who for who, _facts in rows} | {why["facts"].get("who", "") for why in gaps}


def kept(to: Audience, known: Collection[str]) -> Audience:
    """Those of the audience that are about a known seat or guest, or are known themselves."""
    getters = []
    for one in to.getters:
        rows = tuple(row for row in one.rows if row.receiver.public_id in known)
        if rows or (not one.rows and one.person.public_id in known):
            getters.append(replace(one, rows=rows))
    return Audience(getters, to.missing)


def note(mailing: Mailing, written: list[Letter], getters: dict[int, Getter]) -> None:
    """Keeps whose letter is whose: who came in for somebody is added, who got none is marked."""
    others = mass_sending.match(mailing, written)
    stood_in = [came_in(mailing, letter, getters[pk]) for pk, letter in others.items() if pk in getters]
    MailingReceiver.objects.bulk_create(stood_in)


def came_in(mailing: Mailing, letter: Letter, one: Getter) -> MailingReceiver:
    """The row of somebody who got the letter of a seat in another's stead."""
    place = ", ".join(row.receiver.name for row in one.rows)
    said = dict.fromkeys(LANGUAGES, (one, place, str(one.why)))
    row = dry_runs.receiver_of(mailing, kind_of(rule_of(mailing)), member(said))
    row.letter = letter
    return row


def example(mailing: Mailing, receiver: MailingReceiver) -> Letter:
    """The letter that the receiver would get, nowhere saved."""
    rule = rule_of(mailing)
    now = stands(mailing)
    to = [one for one in rule.audience(now).getters if one.person.public_id == receiver.who][:1]
    if not to:
        raise LookupError("nothing is written to this person now")
    with letters.trying(), translation.override(receiver.language):
        return (rule.example or rule.write)(now, Audience(to), None)[0]


def stopped(mailing: Mailing) -> int:
    """Invitations whose letter was stopped wait for the next sending. Returns how many."""
    never_left = Invitation.objects.filter(letters__letter__mailing=mailing, letters__letter__state="cancelled")
    asked = Invitation.objects.filter(pk__in=never_left.filter(letters__purpose="invitation"), state="sent")
    return states.move_all(asked, "drafted", sent_at=None, sequence=F("sequence") + 1)


@dataclass(frozen=True)
class LastTime:
    """The step's letters at the last meeting of the kind, and who is new and gone since, by name."""

    mailing: Mailing
    new: list[str]
    gone: list[str]


def last_time(meeting: Meeting, rule: str, to: Audience) -> LastTime | None:
    """How who would get it now differs from last time. Two queries."""
    shown = draft(meeting, rule)
    last = DryRun(shown).last_time
    if last is None:
        return None
    before = dict(MailingReceiver.objects.filter(mailing=last).values_list("who", "name"))
    now = {person.public_id: person.name for person in to.people}
    new = sorted(name for who, name in now.items() if who not in before)
    return LastTime(last, new, sorted(name for who, name in before.items() if who not in now))


def gaps(to: Audience) -> list[str]:
    """What is missing, in words, in the regions where nobody would be written to."""
    reached = {row.region.code for one in to.getters for row in one.rows if row.region}
    return [str(one.name) for one in to.missing if one.region and one.region not in reached]


def receivers(meeting: Meeting, rule: str) -> list[Person]:
    """Who would get it now."""
    return letter_rules.get(rule).audience(situation(meeting.public_id, rule)).people


def examples(to: Audience) -> list[Person]:
    """One receiver for each language."""
    return list({person.language: person for person in reversed(to.people)}.values())[::-1]
