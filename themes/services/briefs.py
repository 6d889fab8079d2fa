"""Situation briefs: writing one, and publishing it on a frozen data version."""

from datetime import datetime
from typing import Any

from forum import clock, states
from forum.models import Person
from forum.services import audit, notices
from forum.services.verbs import verb
from regions.models import DataVersion, Indicator
from themes import subjects
from themes.models import Brief, BriefMessage, Theme, Thread
from themes.services.programmes import in_columns


@verb
def write(theme: Theme, *, facts: dict[str, Any], by: Person | None) -> Brief:
    """A draft from texts in three languages: title, lead, body, why (no figures), questions and key messages."""
    nothing: dict[str, str] = {}
    brief = Brief.objects.create(
        theme=theme,
        **in_columns(
            title=facts["title"],
            lead=facts["lead"],
            body=facts.get("body", nothing),
            why_qualitative=facts.get("why", nothing),
        ),
        questions=facts["questions"],
        thread=Thread.objects.create(about=facts["title"].get("fi", "")),
    )
    for position, message in enumerate(facts["messages"], start=1):
        BriefMessage.objects.create(
            brief=brief,
            position=position,
            indicator=Indicator.objects.get(slug=message["indicator"]),
            **in_columns(headline=message["headline"]),
        )
    audit.record("brief.write", by=by, about=brief)
    return brief


@verb
def publish(brief: Brief, *, by: Person | None, version: DataVersion | None, at: datetime | None = None) -> None:
    """Makes the brief public; its numbers stand on `version` from now on, whatever is imported later."""
    states.move(brief, "public", published_at=at or clock.now(), data_version=version)
    audit.record("brief.publish", by=by, about=brief, details={"data_version": str(version or "")})
    theme = subjects.theme_ref(brief.theme)
    notices.tell(subjects.BRIEF, about=("brief", brief.public_id), trail=[theme], group=theme, by=by)
