"""Whole addresses of pages, as letters and files carry them."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation


def in_all_languages(name: str, *args: str) -> dict[str, str]:
    """A page's whole address in each language of the profile."""
    found = {}
    for code, _words in settings.LANGUAGES:
        with translation.override(code):
            found[code] = settings.SITE_URL + reverse(name, args=args)
    return found
