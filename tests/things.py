"""Factories for things (people are in people.py). Each makes one valid row; arguments override."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from forum import clock
from forum.models import Person
from meetings.models import (
    AgendaItem,
    BlockedPeriod,
    Cycle,
    Invitation,
    Meeting,
    MeetingKind,
    Paper,
    PaperFile,
    Plan,
    PlannedRound,
    Round,
)
from regions.models import DataVersion, Indicator, Observation, Organisation, Region, Seat
from tests import files
from themes.models import Brief, BriefBlock, BriefSeries, BriefVersion, Programme, Theme, Thread
from themes.services import brief_content

_number = count(1)


def person(name: str = "", **fields: Any) -> Person:
    """A living person `name`@example.org."""
    name = name or f"person{next(_number)}"
    fields = {"language": "fi", "name": f"{name} (Esimerkki)", "is_example": True, **fields}
    return Person.objects.create_user(email=f"{name}@example.org", **fields)


def organisation(**fields: Any) -> Organisation:
    """An organisation."""
    number = next(_number)
    return Organisation.objects.create(**{"kind": "other", "name_fi": f"Järjestö {number}", **fields})


def region(code: str = "", **fields: Any) -> Region:
    """A region with its council."""
    number = next(_number)
    names = {"name_fi": f"Maakunta {number}", "name_sv": f"Landskap {number}", "name_en": f"Region {number}"}
    council = organisation(kind="regional-council", name_fi=f"{fields.get('name_fi', number)} liitto")
    place = {"tile_column": number % 60, "tile_row": number // 60, "default_language": "fi", "council": council}
    return Region.objects.create(code=code or f"{0xA000 + number:x}", **{**names, **place, **fields})


def seat(of: Region, kind: str = "official", number: int = 1) -> Seat:
    """A region's seat."""
    return Seat.objects.get_or_create(region=of, kind=kind, number=number)[0]


def indicator(**fields: Any) -> Indicator:
    """An indicator whose figures are compared as they are."""
    number = next(_number)
    kinds = {"polarity": "better", "value_kind": "rate"}
    return Indicator.objects.create(
        **{"slug": f"indicator-{number}", "name_fi": f"Mittari {number}", **kinds, **fields}
    )


def figures(region: Region, years: Iterable[int], **fields: Any) -> DataVersion:
    """One figure of a new indicator for each year, at a new data version."""
    version = DataVersion.objects.create(label="v", sha256=f"v{next(_number)}")
    basics = {"version": version, "indicator": indicator(), "region": region, "source": "Tilastokeskus", **fields}
    for year in years:
        Observation.objects.create(**{"period": str(year), "value": year - 2000, **basics})
    return version


def programme(**fields: Any) -> Programme:
    """A programme."""
    number = next(_number)
    dates = {"valid_from": "2020-03-19", "valid_until": "2023-12-31"}
    return Programme.objects.create(
        **{"key": f"p-{number}", "country": "fi", "name_fi": f"Päätös {number}", **dates, **fields}
    )


def theme(**fields: Any) -> Theme:
    """A theme of a new programme."""
    number = next(_number)
    names = {"name_fi": f"Teema {number}", "name_sv": f"Tema {number}", "name_en": f"Theme {number}"}
    if "programme" not in fields:
        fields["programme"] = programme()
    return Theme.objects.create(**{"number": number % 30000, "slug": f"theme-{number}", **names, **fields})


def cycle(**fields: Any) -> Cycle:
    """A public year."""
    if "programme" not in fields:
        fields["programme"] = programme()
    return Cycle.objects.create(**{"year": 2000 + next(_number) % 100, "is_public": True, **fields})


def kind(level: str = "officials", **fields: Any) -> MeetingKind:
    """A kind of meeting: officials' or politicians'."""
    invites = {"officials": ["official"], "politicians": ["politician"]}.get(level, [])
    names = {"name_fi": f"{level} fi", "name_sv": f"{level} sv", "name_en": f"{level} en"}
    return MeetingKind.objects.get_or_create(
        key=level, defaults={"level": level, "invites": invites, **names, **fields}
    )[0]


def meeting(level: str = "officials", *, days: int = 60, **fields: Any) -> Meeting:
    """An announced meeting `days` from now, with a cycle and a theme."""
    if "cycle" not in fields:
        fields["cycle"] = fields["round"].cycle if fields.get("round") else cycle()
    if "theme" not in fields:
        fields["theme"] = fields["round"].theme if fields.get("round") else theme(programme=fields["cycle"].programme)
    start = (clock.now() + timedelta(days=days)).replace(hour=8, minute=0, second=0, microsecond=0)
    basics = {
        "kind": kind(level),
        "starts_at": start,
        "ends_at": start + timedelta(hours=2),
        "place_fi": "Säätytalo, Helsinki",
        "place_sv": "Ständerhuset, Helsingfors",
        "place_en": "House of the Estates, Helsinki",
        "remote_link": "https://video.example.org/forum",
        "state": "announced",
        "announced_at": datetime(2020, 1, 1, tzinfo=UTC),
    }
    return Meeting.objects.create(**{**basics, **fields})


def round_of(of: Cycle, number: int = 1, **fields: Any) -> Round:
    """A round of the cycle."""
    if "theme" not in fields:
        fields["theme"] = theme(programme=of.programme)
    return Round.objects.create(cycle=of, number=number, **fields)


def agenda_item(of: Meeting, **fields: Any) -> AgendaItem:
    """The next item of the meeting's agenda, with its thread."""
    position = of.agenda_items.count() + 1
    thread = Thread.objects.create(about=f"item {position}")
    return AgendaItem.objects.create(
        **{"meeting": of, "position": position, "title_fi": f"Asia {position}", "thread": thread, **fields}
    )


def invitation(of: Meeting, to: Seat, state: str = "sent", **fields: Any) -> Invitation:
    """An invitation of the seat, sent to its present holder."""
    return Invitation.objects.create(
        **{"meeting": of, "seat": to, "person": to.holder, "state": state, "sent_at": clock.now(), **fields}
    )


def plan(year: int = 2095, *, rounds: int = 2, **fields: Any) -> Plan:
    """A draft of the year with its rounds, each officials' meeting 28 days before the politicians' meeting."""
    if "programme" not in fields:
        fields["programme"] = theme().programme
    made = Plan.objects.create(**{"year": year, "name": f"Luonnos {next(_number)}", **fields})
    about = made.programme.themes.first()
    for place in range(rounds):
        last = date(year, 3, 18) + timedelta(days=63 * place)
        days = {"officials_day": last - timedelta(days=28), "politicians_day": last}
        PlannedRound.objects.create(plan=made, number=place + 1, theme=about, **days)
    return made


def blocked_period(**fields: Any) -> BlockedPeriod:
    """A period without meetings."""
    days = {"first_day": date(2095, 9, 5), "last_day": date(2095, 9, 9)}
    return BlockedPeriod.objects.create(**{"name_fi": f"Jakso {next(_number)}", **days, **fields})


def paper(of: Meeting, **fields: Any) -> Paper:
    """A paper of the meeting, without files."""
    return Paper.objects.create(**{"meeting": of, "title_fi": f"Paperi {next(_number)}", **fields})


def paper_file(of: Paper, language: str = "fi", **fields: Any) -> PaperFile:
    """A file of the paper."""
    content = fields.get("content", files.PDF)
    facts = {"name": "paperi.pdf", "kind": "pdf", "content": content, "size": len(content), "digest": "0" * 64}
    return PaperFile.objects.create(**{"paper": of, "language": language, **facts, **fields})


def brief(**fields: Any) -> Brief:
    """A public brief of a new theme, with its first version; `state="draft"` makes an unpublished one."""
    if "theme" not in fields:
        fields["theme"] = theme()
    state, at = fields.pop("state", "public"), fields.pop("published_at", None)
    titles = {"title_fi": "Katsaus", "title_sv": "Översikt", "title_en": "Brief"}
    thread = Thread.objects.create(about="brief")
    made = Brief.objects.create(**{"thread": thread, **titles, **fields})
    if state == "public":
        return published(made, at=at)
    Brief.objects.filter(pk=made.pk).update(state=state)
    made.refresh_from_db()
    return made


def published(of: Brief, *, at: datetime | None = None, **fields: Any) -> Brief:
    """The brief with its working copy as the next public version."""
    moment, number = at or clock.now(), of.version + 1
    kind, note = ("first", "") if number == 1 else ("revision", "Korjaus")
    frozen = {"content": brief_content.of(of), "data_version": of.data_version, "published_at": moment}
    version = BriefVersion.objects.create(
        **{"brief": of, "number": number, "kind": kind, "note_fi": note, "note_sv": note, **frozen, **fields}
    )
    first = of.published_at or moment
    Brief.objects.filter(pk=of.pk).update(state="public", published=version, published_at=first)
    return Brief.objects.with_page().get(pk=of.pk)


def block(of: Brief, kind: str = "text", **fields: Any) -> BriefBlock:
    """The next block of the brief's working copy."""
    position = of.blocks.count() + 1
    slot = of.blocks.filter(kind="message").count() + 1 if kind == "message" else None
    return BriefBlock.objects.create(**{"brief": of, "kind": kind, "position": position, "slot": slot, **fields})


def brief_series(**fields: Any) -> BriefSeries:
    """A periodic review."""
    number = next(_number)
    names = {"name_fi": f"Sarja {number}", "name_sv": f"Serie {number}", "name_en": f"Series {number}"}
    return BriefSeries.objects.create(**{"slug": f"series-{number}", **names, **fields})
