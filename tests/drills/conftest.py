"""A portal on a PostgreSQL and a Redis of its own, made once for all drills."""

import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.drills import own_servers
from tests.drills.house import WRITE
from tests.posthouse import START, House


@pytest.fixture(scope="session", autouse=True)
def programs():
    """A drill that cannot be run is not passed over in silence."""
    if not (shutil.which("redis-server") and own_servers.PROGRAMS):
        pytest.exit("Drills need redis-server and PostgreSQL's own programs (Debian: redis-server, postgresql).", 1)


@pytest.fixture(scope="session")
def database():
    """The drill's own cluster. Its folder lies where the user that it runs as may go; pytest's own does not."""
    with TemporaryDirectory(prefix="drill-") as folder:
        Path(folder).chmod(0o755)
        with own_servers.postgres(Path(folder, "data")) as made:
            yield made


@pytest.fixture(scope="session")
def broker():
    """The drill's own Redis."""
    with own_servers.redis() as made:
        yield made


@pytest.fixture(scope="session")
def portal(tmp_path_factory, database, broker):
    """The furnished portal."""
    folder = tmp_path_factory.mktemp("portal")
    environment = {"DATABASE_URL": database.address, "REDIS_URL": broker.address, "EMAIL_TIMEOUT": "2"}
    made = Portal(folder, environment)
    made.manage("prepare")
    return made


class Portal(House):
    """A house that can be told to manage things and to write to many."""

    def manage(self, command):
        """Runs a management command."""
        self.run(f"from django.core.management import call_command; call_command('{command}', verbosity=0)")

    def empty(self):
        """No letters are left from the drill before."""
        self.run("from forum.models import Letter\nLetter.objects.filter(key__startswith='drill:').delete()")

    def write_to(self, addresses):
        """One letter to each of the addresses, in one transaction."""
        process = self.start("-c", START + WRITE)
        process.communicate(json.dumps(addresses), timeout=300)
        assert process.returncode == 0


@pytest.fixture
def clean(portal):
    """The portal without letters that wait."""
    portal.run("from forum.models import Letter\nLetter.objects.exclude(state='sent').update(state='cancelled')")
    portal.empty()
    yield portal
    portal.environment.pop("EMAIL_URL", None)
