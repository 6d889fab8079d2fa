"""Public calendar feeds: all meetings, or those of one kind, on one theme, or hosted by one region."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from forum import clock
from forum.context import in_words
from meetings.models import Meeting, MeetingKind
from regions.models import Region
from themes.models import Programme, Theme

PAST = timedelta(days=366)
"""How long meetings that are over stay in feeds."""


@dataclass(frozen=True)
class Feed:
    """A feed by its heading; `url_name` and `about` make its address, `narrow` chooses its meetings."""

    name: str
    url_name: str
    about: dict[str, Any] = field(default_factory=dict)
    narrow: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What calendar programs call it: the forum's name and its own."""
        return f"{in_words('name')}: {self.name}"

    @property
    def path(self) -> str:
        """Its address within the portal, in the active language."""
        return reverse(self.url_name, kwargs=self.about)

    @property
    def address(self) -> str:
        """Its whole address, in the active language."""
        return settings.SITE_URL + self.path

    @property
    def webcal(self) -> str:
        """The same for browsers, which hand it to the calendar program."""
        return webcal(self.address)

    @property
    def filename(self) -> str:
        """The file's name, from the last part of the address."""
        return self.path.rsplit("/", 1)[-1]


def webcal(address: str) -> str:
    """The address in the scheme that browsers hand to calendar programs."""
    return "webcal:" + address.partition(":")[2]


def of_all() -> Feed:
    """Every public meeting."""
    return Feed(_("all meetings"), "meetings:calendar_all")


def of_kind(kind: MeetingKind) -> Feed:
    """The meetings of one kind."""
    return Feed(str(kind.name), "meetings:calendar_of_kind", {"key": kind.key}, {"kind": kind})


def of_theme(theme: Theme) -> Feed:
    """The meetings on one theme. The theme comes with its programme."""
    about = {"programme": theme.programme.key, "slug": theme.slug}
    return Feed(str(theme.name), "meetings:calendar_of_theme", about, {"theme": theme})


def of_region(region: Region) -> Feed:
    """The meetings that the region hosts: every meeting concerns every region, but it is held in one."""
    return Feed(str(region.name), "meetings:calendar_of_region", {"code": region.code}, {"host_region": region})


def meetings(feed: Feed) -> list[Meeting]:
    """The feed's public meetings, the cancelled ones too, from a year ago on. One query."""
    public = Meeting.objects.public().filter(ends_at__gte=clock.now() - PAST, **feed.narrow)
    return list(public.with_calendar().order_by("starts_at", "pk"))


def by_kind() -> list[Feed]:
    """A feed for each kind of meeting. One query."""
    return [of_kind(kind) for kind in MeetingKind.objects.all()]


def by_theme() -> list[Feed]:
    """A feed for each theme of the programmes that years are built around, by number. One query."""
    used = Programme.objects.filter(pk__in=Meeting.objects.public().values("theme__programme"))
    return [of_theme(theme) for theme in Theme.objects.filter(programme__in=used).select_related("programme")]


def by_region() -> list[Feed]:
    """A feed for each region, by name. One query."""
    return [of_region(region) for region in sorted(Region.objects.all(), key=lambda one: str(one.name))]


def groups() -> Iterable[tuple[str, list[Feed]]]:
    """The feeds under headings. Three queries."""
    return [
        (_("By kind of meeting"), by_kind()),
        (_("By theme"), by_theme()),
        (_("By region"), by_region()),
    ]
