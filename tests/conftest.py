"""What all tests share, and the honest account of what a run left out."""

import os
import shutil
import subprocess
import sys
from contextlib import nullcontext
from datetime import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase
from django.utils import translation

from forum import clock
from forum.backends import PeopleBackend
from forum.services import audit, own_texts
from tests import dovecot, log, shares, states
from tests.people import Cast, once

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
EMPTY = "as the migrations left it"
MISSING = {
    "browser": None if CHROMIUM else "no Chromium here: apt-get install chromium",
    "calendar": None
    if shutil.which("vdirsyncer") and shutil.which("khal")
    else "no calendar programs here: apt-get install vdirsyncer khal",
    "imap": None if dovecot.PROGRAM else "no Dovecot here: apt-get install dovecot-imapd",
    "services": None
    if os.environ.get("DATABASE_URL", "").startswith("postgres") and os.environ.get("REDIS_URL")
    else "no PostgreSQL and Redis in this run: make services-test",
}

PROGRAMS = ("browser", "calendar", "imap")
"""What a run with `--no-skips` must have; services have a run of their own."""


def pytest_addoption(parser):
    """`--no-skips`: the run fails when a test was skipped, or left out for want of a program."""
    parser.addoption("--no-skips", action="store_true", help="fail when anything was skipped or could not be run")


def pytest_xdist_make_scheduler(config, log):
    """Who runs which tests: `tests/shares.py`."""
    return shares.scheduler(config, log)


def pytest_collection_modifyitems(config, items):
    """Leaves out what cannot run here; the summary says so."""
    for item in items:
        if shares.JOURNEYS in item.path.parents:
            item.add_marker("browser")
    out = {item for item in items for name, why in MISSING.items() if why and item.get_closest_marker(name)}
    config.hook.pytest_deselected(items=list(out))
    items[:] = [item for item in items if item not in out]
    shares.longest_first(items)


def pytest_terminal_summary(terminalreporter):
    """One line for each kind of test that was left out."""
    for name, why in MISSING.items():
        if why:
            terminalreporter.write_line(f"Left out: tests marked '{name}' ({why})")


def pytest_sessionfinish(session, exitstatus):
    """Under `--no-skips`, a run that skipped something has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not session.config.getoption("--no-skips"):
        return
    skipped = [report.nodeid for report in reporter.stats.get("skipped", [])]
    wanting = [why for name in PROGRAMS if (why := MISSING[name])]
    if exitstatus == 0 and (skipped or wanting):
        reporter.write_line(f"\nNot everything was run: {[*skipped, *wanting]}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The test database; a test that commits is followed by its first state, put back."""
    with django_db_blocker.unblock():
        states.keep(EMPTY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: states.put_back(EMPTY))
        yield


@pytest.fixture(scope="session")
def migrated(django_db_setup, django_db_blocker, tmp_path_factory):
    """The SQLite file of a migrated, empty database, for programs of their own."""
    folder = tmp_path_factory.mktemp("migrated")
    if connection.vendor == "sqlite" and connection.is_in_memory_db():  # no test of this run may want a database
        states.write(EMPTY, folder / "portal.sqlite3")
    else:
        environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        command = [sys.executable, "manage.py", "migrate", "-v", "0"]
        subprocess.run(command, env=environment | {"DEMO": "1", "DATA_DIR": str(folder)}, check=True)
    return folder / "portal.sqlite3"


@pytest.fixture
def furnished(transactional_db, settings):
    """furnished(*options, at=…) makes the database a forum that was furnished so, at that moment or today."""

    def furnish(*options: str, at: datetime | None = None) -> None:
        name = (settings.SITE_URL, options, at or clock.today())
        if states.is_kept(name):
            states.put_back(name)
            return
        with clock.at(at) if at else nullcontext():
            call_command("furnish", *options, verbosity=0)
        states.keep(name)

    return furnish


@pytest.fixture(autouse=True)
def a_log_in_words(monkeypatch):
    """Whatever a test makes the audit log say, the page of the log can say in words."""
    monkeypatch.setattr(audit, "record", log.in_words(audit.record))


@pytest.fixture
def cast(db) -> Cast:
    """The seven kinds of people."""
    return Cast()


@pytest.fixture
def loaded_once(monkeypatch):
    """Whoever looks at hundreds of pages is loaded once, with what they may do and what waits for them."""
    monkeypatch.setattr(PeopleBackend, "get_user", once(PeopleBackend.get_user))


@pytest.fixture(autouse=True)
def quick_and_quiet(settings, request):
    """No page cache, no broker, no manifest: what tests see is what the code makes, from empty caches."""
    own_texts.version.cache_clear()
    own = f"{os.getpid()}:{hash(request.node.nodeid)}"
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": own}
    settings.PAGE_CACHE = False
    settings.CACHES = {"default": memory, "pages": {**memory, "LOCATION": f"pages:{own}"}}
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def first_language(settings):
    """Each test begins in the profile's first language, whatever page the one before it looked at last."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def no_broker(monkeypatch):
    """Tasks that were asked for are only remembered; tests that want a worker run it themselves."""
    asked: list[str] = []
    monkeypatch.setattr("celery.app.base.Celery.send_task", lambda self, name, *a, **k: asked.append(name))
    return asked
