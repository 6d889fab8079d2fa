"""10,000 personalised invitations with a calendar part: how fast they are queued and sent, beside a bare smtplib loop.

Prints its figures (`make drill`); `docs/performance.md` says where the time goes.
"""

import subprocess
import sys
from pathlib import Path
from time import monotonic

from tests.drills.house import NOT_OVER, OURS, at_work, twice
from tests.drills.moody import Moody
from tests.posthouse import ROOT, mail_server

LETTERS, SHARES = 10_000, 2
QUEUE = f"""
import time
from django.db import transaction
from forum.models import Person
from forum.services import letters
from meetings import calendar_requests
from meetings.models import Invitation, Meeting
from meetings.services import invitation_letters, links
people = [Person(email=f"calm-{{n}}@example.org", name=f"Vastaanottaja {{n}}", language="fi") for n in range({LETTERS})]
Person.objects.bulk_create(people, batch_size=500, ignore_conflicts=True)
people = list(Person.objects.filter(email__startswith="calm-").order_by("pk")[:{LETTERS}])
meeting = Meeting.objects.coming().select_related("kind", "theme", "cycle", "prepared_by").first()
began = time.monotonic()
facts = invitation_letters.meeting_facts(meeting)
def draft(person):
    invitation = Invitation(meeting=meeting, guest=person)
    return letters.Draft(
        key=f"drill:{{person.email}}", kind="invitation", person=person, calendar_method="REQUEST",
        facts={{**facts, **invitation_letters.seat_facts(invitation), "role": "holder", "name": person.name}},
        secrets={{"answer_url": links.url(invitation, person)}}, calendar=calendar_requests.request(invitation, person),
    )
drafts = [draft(person) for person in people]
made = time.monotonic()
with transaction.atomic():
    letters.write_many(drafts)
print(round(made - began, 1), round(time.monotonic() - made, 1))
"""
READY = OURS + (
    "import pathlib, sys; from forum.services import envelopes, rendering\n"
    "for letter in ours.filter(pk__gt=0).order_by('pk')[:1000]:\n"
    "    made = envelopes.message(letter, rendering.render(letter)).as_bytes()\n"
    "    pathlib.Path('{folder}', f'{{letter.pk}}.eml').write_bytes(made)\n"
)
BARE = """
import pathlib, smtplib, sys, time
ready = [path.read_bytes() for path in sorted(pathlib.Path(sys.argv[2]).glob("*.eml"))]
print("ready", flush=True); input()
with smtplib.SMTP("127.0.0.1", int(sys.argv[1])) as line:
    for number in range(int(sys.argv[3])):
        line.sendmail("foorumi@example.org", [f"calm-{number}@example.org"], ready[number % len(ready)])
"""


def bare_loops(folder: Path, each: int) -> float:
    """Letters a second that two bare loops send of ready-made bytes, each over one line kept open."""
    server = Moody()
    with mail_server(server) as port:
        command = [sys.executable, "-c", BARE, str(port), str(folder), str(each)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        loops = [subprocess.Popen(command, cwd=ROOT, **pipes) for _ in range(SHARES)]  # type: ignore[call-overload]
        assert all(loop.stdout.readline() == "ready\n" for loop in loops)
        began = monotonic()
        for loop in loops:
            loop.communicate("go\n", timeout=300)
        return len(server.letters) / (monotonic() - began)


def memory(pid: int) -> float:
    """What the process has in memory, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def test_ten_thousand_invitations_are_queued_in_seconds_and_all_arrive_in_flat_memory(clean, tmp_path, capsys):
    making, queueing = clean.run(QUEUE).split()
    folder = tmp_path / "ready"
    folder.mkdir()
    clean.run(READY.format(folder=folder))
    bare, server = bare_loops(folder, 2500), Moody()
    with mail_server(server) as port:
        clean.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        with at_work(clean, tmp_path) as workers:
            assert server.wait_for(lambda: len(server.letters) >= 1000)
            began, first = monotonic(), [memory(worker.pid) for worker in workers.running]
            assert server.wait_for(lambda: len(server.letters) >= LETTERS, seconds=1200)
            rate = (LETTERS - 1000) / (monotonic() - began)
            grown = [memory(worker.pid) - before for worker, before in zip(workers.running, first, strict=True)]
            assert clean.until(NOT_OVER, "0") == "0"
    with capsys.disabled():
        print(f"\n{LETTERS} letters: made in {making} s, queued in {queueing} s; sent {rate:.0f}/s by two workers,")
        print(f"{bare:.0f}/s by two bare loops ({rate / bare:.0%}); memory grew by {max(grown):.0f} MB at most")
    assert float(queueing) < 30 and twice(server.letters) == 0 and max(grown) < 50
