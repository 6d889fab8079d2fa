"""A furnished forum, served for real, and a browser to visit it with."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from django.utils import translation
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import CHROMIUM
from tests.journeys.browser import Visitor

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all journeys."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def compiled() -> None:
    """The catalogues as the program reads them."""
    call_command("translations", "--compile", verbosity=0)


@pytest.fixture
def forum(compiled, live_server, furnished, settings) -> str:
    """The furnished forum's address."""
    settings.SITE_URL = live_server.url
    furnished()
    with translation.override("fi"):
        translation.gettext("Home")
    return str(live_server.url)


@pytest.fixture
def visitor(forum: str, browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """visitor(language=…, screen=…, scripts=…) opens a window of one's own."""
    opened: list[Visitor] = []

    def open_window(**wishes: object) -> Visitor:
        opened.append(Visitor(browser, forum, **wishes))  # type: ignore[arg-type]
        return opened[-1]

    yield open_window
    for one in opened:
        one.window.close()
