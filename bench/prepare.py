"""Reads from the furnished portal what the load needs, as JSON: addresses, a cookie, answers to post, queries."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from forum.models import Person  # noqa: E402
from meetings.models import Invitation, Meeting  # noqa: E402
from meetings.services import links  # noqa: E402
from regions.models import Region  # noqa: E402

CSRF = "b" * 32


def session_of(person: Person) -> str:
    """The key of a session in which the person is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def cost(method: str, path: str, cookies: dict[str, str], bodies: tuple[str, str] = ("", "")) -> int:
    """Queries of one request, the second of two, without the page cache."""
    client = Client(HTTP_HOST=settings.SITE_URL.removeprefix("http://"))
    client.cookies.load(cookies)
    with override_settings(PAGE_CACHE=False):
        for body in bodies:
            with CaptureQueriesContext(connection) as seen:
                answer = client.generic(method, path, body, content_type="application/x-www-form-urlencoded")
            assert answer.status_code in {200, 302}, f"{path}: {answer.status_code}"
    return sum(not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")) for query in seen)


def answers(meeting: Meeting) -> list[tuple[str, str]]:
    """Answers to every invitation that its holder can answer by link: address and form.

    First in the one way for all, then in the other: each differs from the one before it and is recorded.
    """
    invitations = Invitation.objects.with_board().filter(meeting=meeting, state__in=["sent", "accepted", "declined"])
    own = [one for one in invitations if one.person and links.role_of(one, one.person) == "holder"]
    with translation.override("fi"):
        paths = [reverse("meetings:answer", args=[links.token(one, one.person)]) for one in own if one.person]
    return [(path, form(mode)) for mode in ("room", "remote") for path in paths]


def form(mode: str) -> str:
    """The answer that one comes, in the room or remotely."""
    return f"csrfmiddlewaretoken={CSRF}&reply=attend&mode={mode}"


def main() -> dict[str, Any]:
    """Everything `run.py` asks for."""
    meeting = Meeting.objects.filter(state="invited").latest("starts_at")
    coordinator = Person.objects.get(email="koordinaattori@example.org")
    cookies = {"sessionid": session_of(coordinator)}
    to_post = answers(meeting)
    with translation.override("fi"):
        pages = {
            "front page": (reverse("forum:front"), {}),
            "meeting page": (reverse("meetings:meeting", args=[meeting.public_id]), {}),
            "coverage board": (reverse("meetings:coverage", args=[meeting.public_id]), cookies),
        }
    costs = {name: cost("GET", path, given) for name, (path, given) in pages.items()}
    costs["posting an answer"] = cost("POST", to_post[0][0], {"csrftoken": CSRF}, (form("room"), form("remote")))
    return {
        "pages": {name: path for name, (path, _) in pages.items()},
        "cookies": {"coverage board": f"sessionid={cookies['sessionid']}"},
        "words": {
            "front page": [meeting.public_id],
            "meeting page": [f"/sv/meetings/{meeting.public_id}/"],
            "coverage board": ['value="remind"', *(f'id="r{region.code}"' for region in Region.objects.all())],
        },
        "csrf_cookie": f"csrftoken={CSRF}",
        "answers": to_post,
        "queries": costs,
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(main()))
