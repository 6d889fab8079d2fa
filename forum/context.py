"""What every page's shell needs: names and menus, nothing that asks the database."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from forum import dates, shelves


def of_profile(texts: dict[str, str]) -> str:
    """A text of the country profile in the active language."""
    return texts.get(dates.active()) or texts[settings.LANGUAGE_CODE]


def in_words(name: str) -> str:
    """The profile's "name", "long_name", "runs" (who runs the portal) or "keeper" in the active language."""
    return of_profile(settings.PROFILE[name])


def shell(request: HttpRequest) -> dict[str, Any]:
    """The forum's names and menus. What waits for a signed-in person is asked by the tag that shows it."""
    return {
        "forum": {
            "name": in_words("name"),
            "long_name": in_words("long_name"),
            "runs": in_words("runs"),
            "keeper": in_words("keeper"),
            "contact": settings.MAIL_REPLY_TO,
            "main_menu": shelves.main_menu.entries(),
            "footer": shelves.footer.entries(),
            "demo": settings.DEMO,
            "language": settings.LANGUAGE_CODE,
        }
    }
