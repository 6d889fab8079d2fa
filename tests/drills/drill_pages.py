"""A mail server that is slow or dead never slows a page, and sign-in codes overtake mass mail."""

from time import monotonic

from tests.drills.house import addresses, at_work
from tests.drills.moody import Moody
from tests.drills.own_servers import free_port
from tests.posthouse import mail_server

ANSWERS = """
import time
from django.test import Client
from django.contrib.auth import get_user_model
from forum import shelves
from meetings.models import Invitation
from meetings.services import links
took = []
def timed(ask):
    began = time.monotonic(); answer = ask(); took.append(time.monotonic() - began); return answer
mine = {"state__in": ["sent", "accepted", "declined"], "person__isnull": False}
sent = Invitation.objects.filter(**mine).with_board()
asked = [one for one in sent if one.meeting.takes_answers]
client = Client(SERVER_NAME="127.0.0.1")
for invitation in asked[:5]:
    link = links.url(invitation, invitation.person).partition("/")[2].partition("/")[2]
    address = "/" + link.partition("/")[2]
    assert timed(lambda: client.get(address)).status_code == 200
    assert timed(lambda: client.post(address, {"reply": "attend", "mode": "room"})).status_code in (200, 302)
print(len(took), max(took[2:]))
"""
CODE = """
from forum.models import Person
from forum.services import letters
person, _ = Person.objects.get_or_create(email="calm-code@example.org", defaults={"name": "Koodi"})
letters.write(key="drill:code", kind="sign_in_code", person=person, facts={"minutes": 15}, urgent=True)
"""


def test_pages_answer_at_once_while_the_mail_server_is_dead_and_the_broker_too(clean, broker):
    clean.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{free_port()}"
    broker.kill()
    try:
        pages, slowest = clean.run(ANSWERS).split()
    finally:
        broker.start()
    assert int(pages) == 10 and float(slowest) < 1.5


def test_a_sign_in_code_overtakes_a_thousand_letters_at_a_slow_server(clean, tmp_path):
    server = Moody()
    clean.write_to(addresses("calm", 2000))
    with mail_server(server) as port:
        clean.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        with at_work(clean, tmp_path, 1):
            assert server.wait_for(lambda: len(server.letters) > 100)
            clean.run(CODE)
            asked, before = monotonic(), len(server.letters)
            assert server.wait_for(lambda: any("code" in receiver for receiver, _ in server.letters))
            assert len(server.letters) - before < 200 and monotonic() - asked < 15
