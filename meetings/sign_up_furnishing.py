"""An example of an open event: a learning event that anybody may come to, whose room is full."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from django.conf import settings

from forum.models import Letter
from forum.services import posting, rendering
from forum.texts import LANGUAGES
from meetings import furnishing_texts as texts
from meetings.furnishing import near, year_of
from meetings.models import Meeting, MeetingKind
from meetings.services import meetings, planning, sign_up_letters, sign_ups
from themes.models import Programme

OPEN = "example-open"
WHO = (
    ("room", "opiskelija", {"fi": "Opiskelija (Esimerkki)", "sv": "Studerande (Exempel)", "en": "Student (Example)"}),
    (
        "remote",
        "kunta",
        {
            "fi": "Kunnan virkahenkilö (Esimerkki)",
            "sv": "Kommunens tjänsteman (Exempel)",
            "en": "Municipal official (Example)",
        },
    ),
    ("room", "tutkija", {"fi": "Tutkija (Esimerkki)", "sv": "Forskare (Exempel)", "en": "Researcher (Example)"}),
)


def furnish(*, today: date, say: Callable[[str], None] = print) -> None:
    """Adds the event when it is missing; its letters belong to the examples' archive and are not mailed."""
    programme = Programme.objects.filter(key=settings.PROFILE["programme"]).first()
    kind = MeetingKind.objects.filter(key="learning").first()
    if programme is None or kind is None or Meeting.objects.filter(public_id=OPEN).exists():
        return
    day = near(today + timedelta(days=50), "other", range(0, 22))
    place: dict[str, Any] = {f"place_{code}": texts.CAPITAL[settings.PROFILE_NAME][code] for code in LANGUAGES}
    event = meetings.create(
        year_of(programme, day.year),
        by=None,
        public_id=OPEN,
        is_example=True,
        kind=kind,
        theme=programme.themes.order_by("number")[1],
        starts_at=planning.local_moment(day, time(13)),
        ends_at=planning.local_moment(day, time(15)),
        capacity=1,
        remote_link="https://video.example.org/oppiminen",
        **place,
    )
    meetings.announce(event, by=None)
    for mode, who, names in WHO:
        language = settings.LANGUAGE_CODE
        said = {"organisation": "", "language": language, "mode": mode, "name": names[language]}
        sign_ups.sign_up(event, email=f"{who}@example.org", **said)
    archive(event.public_id)
    say("open events: 1")


def archive(public_id: str) -> None:
    """Keeps the letters as sent when they were written."""
    for letter in Letter.objects.filter(kind=sign_up_letters.KIND, about_id=public_id):
        words = posting.kept(letter, rendering.render(letter))
        Letter.objects.filter(pk=letter.pk).update(state="sent", sent_at=letter.written_at, **words)
