"""A portal for drills: workers that are killed and started again, letters by the thousand, time that passes."""

import random
import signal
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.posthouse import WORKER, House

BEAT = ("-m", "celery", "-A", "forum.celery:app", "beat", "-l", "warning", "--pidfile=")
WRITE = """
import sys, json
from forum.models import Person
from forum.services import letters
addresses = json.load(sys.stdin)
people = [Person(email=one, name=one.partition("@")[0], language="fi") for one in addresses]
Person.objects.bulk_create(people, batch_size=500, ignore_conflicts=True)
people = Person.objects.filter(email__in=addresses)
about = {"kind": "sign_in_code", "facts": {"minutes": 15}}
letters.write_many(letters.Draft(key=f"drill:{one.email}", person=one, **about) for one in people)
"""
OURS = (
    "from forum import clock; from forum.models import Letter; ours = Letter.objects.filter(key__startswith='drill:')\n"
)
NOT_OVER = OURS + "print(ours.exclude(state__in=['sent', 'failed']).count())"
TIME_PASSES = OURS + "print(ours.filter(state='waiting').update(retry_at=clock.now()))"
RESULT = OURS + "print('failed', ours.filter(state='failed').exclude(server_words='').count(),"
RESULT += " 'sent', ours.filter(state='sent').count())"
GONE = "from forum.models import Person; gone = Person.objects.filter(email__startswith='gone-')\n"
UNREACHABLE = GONE + "print(gone.exclude(unreachable_since=None).count())"


@dataclass
class Workers:
    """Mail workers and a beat; `killed` counts those who died by the drill's hand."""

    portal: House
    folder: Path
    running: list["subprocess.Popen[str]"] = field(default_factory=list)
    killed: int = 0

    def hire(self, number: int = 1) -> None:
        """Starts workers."""
        self.running += [self.portal.start(*WORKER) for _ in range(number)]

    def kill_one(self) -> None:
        """kill -9 of any of them, and another takes the place."""
        unlucky = self.running.pop(random.randrange(len(self.running)))
        self.killed += unlucky.poll() is None
        unlucky.send_signal(signal.SIGKILL)
        unlucky.wait()
        self.hire()

    def dismiss(self) -> None:
        """Ends all."""
        for worker in self.running:
            worker.kill()
            worker.wait()


@contextmanager
def at_work(portal: House, folder: Path, number: int = 2) -> Iterator[Workers]:
    """Workers and a beat, gone at the end."""
    workers = Workers(portal, folder)
    beat = portal.start(*BEAT, "-s", str(folder / "beat"))
    workers.hire(number)
    try:
        yield workers
    finally:
        workers.dismiss()
        beat.kill()
        beat.wait()


def addresses(mood: str, number: int) -> list[str]:
    """Receivers of one mood."""
    return [f"{mood}-{count}@example.org" for count in range(number)]


def twice(letters: Iterable[tuple[str, str]]) -> int:
    """How many letters too many came, each told by its Message-ID."""
    return sum(times - 1 for times in Counter(letters).values())
