"""The demo's mail room."""

import pytest

from forum.services import envelopes
from forum.services.rendering import Rendered
from tests import letters

pytestmark = pytest.mark.django_db
EVIL = '<p style="color:red">Hei <a href="/fi/answer/x/">Vastaa</a><script>alert(1)</script><img src=x onerror=a()></p>'


@pytest.fixture
def room(settings, tmp_path):
    """A mail room with a folder of its own."""
    settings.DEMO, settings.MAIL_ROOM_DIR = True, tmp_path

    def put(name, **fields):
        letter = letters.unsaved(calendar="BEGIN:VCALENDAR", calendar_method="REQUEST", **fields)
        message = envelopes.message(letter, Rendered(f"Kirje {name}", "Teksti https://forum.example.org/a\n", EVIL))
        (tmp_path / f"{name}.eml").write_bytes(message.as_bytes())

    return put


def test_letters_stand_newest_first_and_can_be_narrowed_by_receiver(client, room):
    room("001-a", to_address="one@example.org")
    room("002-b", to_address="two@example.org")
    page = client.get("/fi/mail-room/").content.decode()
    assert page.index("Kirje 002-b") < page.index("Kirje 001-a")
    narrowed = client.get("/fi/mail-room/?to=ONE@").content.decode()
    assert "Kirje 001-a" in narrowed and "Kirje 002-b" not in narrowed


def test_a_letter_shows_headers_text_frame_and_attachment(client, room):
    room("001-a")
    response = client.get("/fi/mail-room/001-a.eml/")
    page = response.content.decode()
    assert "nimi@example.org" in page and 'href="https://forum.example.org/a"' in page
    assert 'src="/fi/mail-room/001-a.eml/html/"' in page and "invite.ics" in page
    assert "frame-src 'self'" in response["Content-Security-Policy"]


def test_the_frame_holds_the_look_and_the_links_and_nothing_that_acts(client, room):
    room("001-a")
    response = client.get("/fi/mail-room/001-a.eml/html/")
    html, policy = response.content.decode(), response["Content-Security-Policy"]
    assert 'style="color:red"' in html and 'href="/fi/answer/x/"' in html and '<base target="_top">' in html
    assert "<script" not in html and "onerror" not in html and "<img" not in html
    assert "default-src 'none'" in policy and "sandbox allow-top-navigation-by-user-activation" in policy
    assert "script-src" not in policy and response["X-Frame-Options"] == "SAMEORIGIN"


def test_the_invitation_can_be_downloaded(client, room):
    room("001-a")
    response = client.get("/fi/mail-room/001-a.eml/files/0/")
    assert response.content.startswith(b"BEGIN:VCALENDAR") and "invite.ics" in response["Content-Disposition"]
    assert client.get("/fi/mail-room/001-a.eml/files/7/").status_code == 404


@pytest.mark.parametrize("name", ["nothing.eml", "..eml", ".eml", "portal.sqlite3", "%2e%2e%2fportal.eml"])
def test_only_letters_can_be_opened(client, room, name):
    assert client.get(f"/fi/mail-room/{name}/").status_code == 404


@pytest.mark.parametrize("path", ["", "001-a.eml/", "001-a.eml/html/", "001-a.eml/files/0/"])
def test_a_real_portal_has_no_mail_room(client, room, settings, path):
    room("001-a")
    settings.DEMO = False
    assert client.get(f"/fi/mail-room/{path}").status_code == 404


def test_a_broken_file_breaks_nothing(client, room, settings):
    (settings.MAIL_ROOM_DIR / "003-c.eml").write_bytes(b"\xff\x00 no letter at all")
    assert client.get("/fi/mail-room/").status_code == 200
    assert client.get("/fi/mail-room/003-c.eml/").status_code == 200
    assert client.get("/fi/mail-room/003-c.eml/html/").status_code == 200
