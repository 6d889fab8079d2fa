"""Examples of what is told of meetings: subscriptions, two bulletins that have gone out, a draft from the notes.

What this writes belongs to the past: the bulletins are public, and no letters are mailed.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.conf import settings

from forum import clock, own_words
from forum.models import Bulletin, Subscription
from forum.services import bulletins
from forum.texts import LANGUAGES
from meetings import spreading_furnishing_texts as texts
from meetings.furnishing import HELD
from meetings.invitation_furnishing import coordinator
from meetings.models import Meeting
from meetings.services import bulletin_drafts, notes_reading


def furnish(*, today: date, say: Callable[[str], None] = print) -> None:
    """Adds the examples once; what has been changed since stays changed."""
    if Bulletin.objects.exists() or Subscription.objects.exists():
        return
    for one in texts.SUBSCRIBERS:
        subscribe(**one)
    for one in texts.BULLETINS:
        publish(**one)
    meeting = Meeting.objects.with_page().filter(public_id=HELD).first()
    if meeting and notes_reading.version(meeting):
        bulletin_drafts.propose(meeting, by=coordinator(), is_example=True)
    say(f"bulletins: {Bulletin.objects.count()}, subscriptions: {Subscription.objects.count()}")


def subscribe(*, who: str, language: str, rhythm: str, topics: list[str]) -> None:
    """A confirmed subscription."""
    known = settings.LANGUAGE_CODE if language not in dict(settings.LANGUAGES) else language
    Subscription.objects.create(
        email=f"{who}@example.org",
        language=known,
        rhythm=rhythm,
        topics=topics,
        state="confirmed",
        confirmed_at=clock.now(),
        is_example=True,
    )


def publish(*, days_ago: int, title: texts.Texts, lead: texts.Texts, sections: list[dict[str, texts.Texts]]) -> None:
    """A bulletin that went out so many days ago."""
    with clock.at(clock.now() - timedelta(days=days_ago)):
        made = bulletins.create(
            by=coordinator(),
            is_example=True,
            sections=[columns("heading", one["heading"]) | columns("text", one["text"]) for one in sections],
            **columns("title", title),
            **columns("lead", lead),
        )
        state: dict[str, Any] = {"state": "sent", "published_at": clock.now(), "state_at": clock.now()}
        Bulletin.objects.filter(pk=made.pk).update(**state)


def columns(stem: str, words: texts.Texts) -> dict[str, str]:
    """The text as columns, in the profile's own words."""
    return {f"{stem}_{code}": own_words.here(words[code], code) for code in LANGUAGES}
