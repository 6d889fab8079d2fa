"""Real calendar programs read the feeds: vdirsyncer fetches them, khal shows them."""

import os
import subprocess
from datetime import UTC, datetime, timedelta

import pytest

from forum import clock
from meetings.models import Invitation
from meetings.services import answers, changes, feed_keys, invitations, meetings, my_calendar
from tests import things

pytestmark = [pytest.mark.calendar, pytest.mark.processes]
FETCHED = """\
[general]
status_path = "{folder}/status"
[pair forum]
a = "portal"
b = "computer"
collections = null
[storage portal]
type = "http"
url = "{url}"
[storage computer]
type = "filesystem"
path = "{folder}/events"
fileext = ".ics"
"""
SHOWN = """\
[calendars]
[[forum]]
path = {folder}/events
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = {zone}
default_timezone = {zone}
timeformat = %H:%M
dateformat = %d.%m.%Y
longdateformat = %d.%m.%Y
datetimeformat = %d.%m.%Y %H:%M
longdatetimeformat = %d.%m.%Y %H:%M
"""
YEAR = clock.today().year + 1
LINE = "{start-date} {start-time}-{end-time} {title} / {location}"


class Computer:
    """Somebody's computer with a calendar that follows one address."""

    def __init__(self, folder, url: str) -> None:
        self.folder = folder
        (folder / "events").mkdir()
        (folder / "vdirsyncer").write_text(FETCHED.format(folder=folder, url=url))
        self.fetch("discover")

    def run(self, *command: str) -> str:
        """What the program says, in a home of its own."""
        here = {"HOME": str(self.folder), "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
        done = subprocess.run(command, env=here, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def fetch(self, what: str = "sync") -> None:
        """Asks the portal what is new."""
        self.run("vdirsyncer", "-c", str(self.folder / "vdirsyncer"), what)

    def shows(self, zone: str = "Europe/Helsinki") -> list[str]:
        """Next year's events as the person sees them."""
        (self.folder / "khal").write_text(SHOWN.format(folder=self.folder, zone=zone))
        ask = ["list", "--day-format", "", "--format", LINE, f"01.01.{YEAR}", "365d"]
        return [line for line in self.run("khal", "-c", str(self.folder / "khal"), *ask).splitlines() if line]


@pytest.fixture
def computer(tmp_path, live_server, cast):
    """computer(address) follows an address of the portal."""

    def follow(path: str) -> Computer:
        folder = tmp_path / path.strip("/").replace("/", "-")
        folder.mkdir()
        return Computer(folder, f"{live_server.url}{path}")

    return follow


def meeting(month: int):
    """A meeting on the tenth, at eight by the world's clock."""
    starts = datetime(YEAR, month, 10, 8, 0, tzinfo=UTC)
    return things.meeting(starts_at=starts, ends_at=starts + timedelta(hours=2))


def move_a_day(one, cast) -> None:
    """Moves the meeting by a day and tells everybody."""
    later = {name: getattr(one, name) + timedelta(days=1) for name in ("starts_at", "ends_at")}
    edited = meetings.change(one, by=cast.coordinator, revision=one.revision, **later)
    seen = {"revision": edited.waiting.revision, "meeting_revision": one.revision}
    changes.release(edited.waiting, by=cast.coordinator, **seen)


def test_khal_shows_local_times_and_after_a_move_only_the_new_one(computer, cast):
    winter, summer = meeting(1), meeting(6)
    home = computer("/fi/calendars/all.ics")
    home.fetch()
    title = f"{winter.kind.name}: {winter.theme.name} / Säätytalo, Helsinki"
    other = f"{summer.kind.name}: {summer.theme.name} / Säätytalo, Helsinki"
    assert home.shows() == [f"10.01.{YEAR} 10:00-12:00 {title}", f"10.06.{YEAR} 11:00-13:00 {other}"]
    assert home.shows("Europe/Stockholm")[0].startswith(f"10.01.{YEAR} 09:00-11:00")
    move_a_day(winter, cast)
    meetings.cancel(summer, by=cast.coordinator, reason="Myrsky")
    home.fetch()
    assert home.shows() == [f"11.01.{YEAR} 10:00-12:00 {title}", f"10.06.{YEAR} 11:00-13:00 Peruttu: {other}"]


def test_khal_shows_ones_own_meetings_and_deadlines(computer, cast):
    assert cast.official_of_a
    one = meeting(6)
    invitations.send(one, by=cast.coordinator)
    secret = feed_keys.renew(cast.official_of_a, my_calendar.FEED, by=cast.official_of_a).secret
    home = computer(f"/sv/feeds/{secret}/my-meetings.ics")
    home.fetch()
    assert len(home.shows()) == 2
    invitation = Invitation.objects.with_board().get()
    answers.answer(invitation, reply="attend", mode="remote", by=cast.official_of_a, channel="link")
    home.fetch()
    shown = f"10.06.{YEAR} 11:00-13:00 {one.kind.name_sv}: {one.theme.name_sv} / {one.remote_link}"
    assert home.shows() == [shown]
