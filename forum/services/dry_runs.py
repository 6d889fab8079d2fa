"""The dry run of a mass letter: whom it goes to and why, who is missing and why, frozen; and what speaks against it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from forum import audiences, clock, mailing_kinds, placeholders, shelves
from forum.audiences import Member, Reason
from forum.models import Letter, Mailing, MailingMissing, MailingReceiver, Person
from forum.services import letters, own_texts
from forum.services.letters import Addressee, Draft
from forum.texts import from_dict, languages_to_try

AT_ONCE = 500


def freeze(mailing: Mailing) -> None:
    """Writes down who gets it today, who is missing, and the facts, in place of what an earlier dry run wrote."""
    kind = mailing_kinds.the(mailing.kind)
    found = audiences.find(mailing.audience)
    versions = {own_texts.VERSIONS: own_texts.current(kind.letter)}
    mailing.facts = {**mailing.facts, **kind.shared(mailing), **versions}
    forget(mailing)
    rows = [receiver_of(mailing, kind, member) for member in found.members]
    MailingReceiver.objects.bulk_create(rows, batch_size=AT_ONCE)
    gaps = [
        MailingMissing(mailing=mailing, name=dict(gap.name), why=gap.why.frozen(), region=gap.region)
        for gap in found.missing
    ]
    MailingMissing.objects.bulk_create(gaps, batch_size=AT_ONCE)
    mailing.frozen_at = clock.now()
    mailing.save(update_fields=["facts", "frozen_at"])


def forget(mailing: Mailing) -> None:
    """Takes back a dry run."""
    mailing.receivers.all().delete()  # type: ignore[attr-defined]
    mailing.missing.all().delete()  # type: ignore[attr-defined]


def receiver_of(mailing: Mailing, kind: mailing_kinds.MailingKind, member: Member) -> MailingReceiver:
    """The member as a row."""
    return MailingReceiver(
        mailing=mailing,
        key=f"mailing:{mailing.public_id}:{member.who}",
        who=member.who,
        person=member.to if isinstance(member.to, Person) else None,
        name=member.to.name,
        address=member.to.email,
        language=language_for(mailing, member.to.language),
        reasons=[reason.frozen() for reason in member.reasons],
        place=dict(member.place),
        region=member.region,
        facts={**member.facts, **kind.facts(mailing, member)},
    )


def language_for(mailing: Mailing, wanted: str) -> str:
    """The receiver's language if the letter is written in it, else the first that it is written in."""
    written = [code for code, text in mailing.texts.items() if text.get("subject") or text.get("body")]
    return next((code for code in languages_to_try(wanted) if code in written), wanted)


def draft_of(mailing: Mailing, receiver: MailingReceiver) -> Draft:
    """The receiver's letter, ready to be written: the person's address is the one they have now."""
    kind = mailing_kinds.the(mailing.kind)
    own = {"seat": receiver.place, "why": receiver.reasons, **receiver.facts}
    draft = Draft(
        key=receiver.key,
        kind=kind.letter,
        person=receiver.person or Addressee(receiver.name, receiver.address, receiver.language),
        facts=own,
        about_kind=mailing.about_kind,
        about_id=mailing.about_id,
        language=receiver.language,
        mailing=mailing,
    )
    return kind.adjust(mailing, receiver, draft)


def example(mailing: Mailing, receiver: MailingReceiver) -> Letter:
    """The receiver's letter as it would be written now; nowhere saved."""
    kind = mailing_kinds.the(mailing.kind)
    with own_texts.pinned(kind.letter, mailing.facts.get(own_texts.VERSIONS)):
        if kind.example:
            return kind.example(mailing, receiver)
        return letters.shown(draft_of(mailing, receiver))


@dataclass
class DryRun:
    """What the pages say of a frozen mass letter. Each part is asked for once, at a cost that does not grow."""

    mailing: Mailing

    @property
    def receivers(self) -> QuerySet[MailingReceiver]:
        """Who gets it."""
        return MailingReceiver.objects.filter(mailing=self.mailing).select_related("person")

    @property
    def missing(self) -> QuerySet[MailingMissing]:
        """Who does not."""
        return MailingMissing.objects.filter(mailing=self.mailing)

    @cached_property
    def count(self) -> int:
        """How many get it."""
        return self.receivers.count()

    @cached_property
    def missing_count(self) -> int:
        """How many do not."""
        return self.missing.count()

    @cached_property
    def by_reason(self) -> list[tuple[str, int]]:
        """What reasons there are and for how many, the most frequent first; who has several counts for the first."""
        rows = self.receivers.values_list("reasons", flat=True)
        return Counter(short_words(reasons[0]) for reasons in rows if reasons).most_common()

    @cached_property
    def missing_by_reason(self) -> list[tuple[str, int]]:
        """The same for those who are missing."""
        return Counter(short_words(why) for why in self.missing.values_list("why", flat=True)).most_common()

    @cached_property
    def gaps(self) -> list[str]:
        """Codes of regions where nobody can be written to."""
        lost = set(self.missing.exclude(region="").values_list("region", flat=True))
        return sorted(lost - set(self.receivers.exclude(region="").values_list("region", flat=True)))

    @cached_property
    def gap_names(self) -> list[str]:
        """What is missing in those regions, in words."""
        return [local(gap.name) for gap in self.missing.filter(region__in=self.gaps)]

    @cached_property
    def blocked(self) -> bool:
        """Whether it may leave only with a written reason."""
        return bool(self.gaps) and mailing_kinds.the(self.mailing.kind).every_region

    @cached_property
    def last_time(self) -> Mailing | None:
        """The newest mass letter of this kind that went out before."""
        like = mailing_kinds.the(self.mailing.kind).like(self.mailing)
        same = Mailing.objects.gone().filter(kind=self.mailing.kind, **like)
        return same.exclude(pk=self.mailing.pk).first()

    @cached_property
    def new(self) -> list[str]:
        """Names of those who did not get the last one of this kind."""
        return self._names(self.mailing, self.last_time)

    @cached_property
    def gone(self) -> list[str]:
        """Names of those who got the last one and do not get this one."""
        return self._names(self.last_time, self.mailing)

    def _names(self, of: Mailing | None, but_not: Mailing | None) -> list[str]:
        if of is None or but_not is None:
            return []
        there = MailingReceiver.objects.filter(mailing=but_not).values("who")
        rows = MailingReceiver.objects.filter(mailing=of).exclude(who__in=there)
        return list(rows.order_by("name").values_list("name", flat=True))

    @cached_property
    def problems(self) -> list[str]:
        """What must be put right before it can leave."""
        return list(problems(self.mailing, self.count if self.mailing.frozen_at else -1))

    @cached_property
    def examples(self) -> list[MailingReceiver]:
        """One receiver for each language."""
        found = [self.receivers.filter(language=code).first() for code, _name in settings.LANGUAGES]
        return [receiver for receiver in found if receiver]


def short_words(frozen: dict[str, Any]) -> str:
    """A frozen reason without its facts: what stands before the bracket."""
    code = frozen.get("code", "")
    if "words" in frozen.get("facts", {}):
        return local(frozen["facts"]["words"])
    words = str(shelves.audience_reasons.get(code)) if shelves.audience_reasons.has(code) else code
    return words.partition(" (")[0].partition(": %")[0]


def local(texts: dict[str, str]) -> str:
    """A frozen text in the active language."""
    return str(from_dict(texts))


def problems(mailing: Mailing, count: int) -> Iterator[str]:
    """What speaks against releasing it; `count` is that of its frozen receivers, -1 when there was no dry run."""
    kind = mailing_kinds.the(mailing.kind)
    if kind.asks_text:
        yield from lacking_texts(mailing)
    yield from wrong_texts(mailing, kind)
    if count < 0:
        yield _("Try it out first: then it is frozen who gets it.")
    if count == 0:
        yield _("Nobody would get it.")


def lacking_texts(mailing: Mailing) -> Iterator[str]:
    """Required languages without a subject or a text."""
    for code in settings.PROFILE["required_languages"]:
        text = mailing.texts.get(code, {})
        if not text.get("subject", "").strip() or not text.get("body", "").strip():
            name = settings.LANGUAGE_NAMES[code]
            yield _("The letter has no subject or no text in this language: %(name)s.") % {"name": name}


def wrong_texts(mailing: Mailing, kind: mailing_kinds.MailingKind) -> Iterator[str]:
    """Placeholders and links that must not stand there."""
    for code, text in mailing.texts.items():
        for field in ("subject", "body"):
            for problem in placeholders.problems(text.get(field, ""), kind.placeholders, subject=field == "subject"):
                yield f"{settings.LANGUAGE_NAMES.get(code, code)}: {problem}"


def reasons_of(receiver: MailingReceiver) -> str:
    """Why the receiver gets it, in the active language."""
    return "; ".join(str(Reason.thawed(reason)) for reason in receiver.reasons)


def why_missing(gap: MailingMissing) -> str:
    """Why they are missing, in the active language."""
    return str(Reason.thawed(gap.why))


def as_found(mailing: Mailing) -> Any:
    """The audience as it is now, without freezing anything."""
    return audiences.find(mailing.audience)
