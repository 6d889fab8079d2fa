"""What a killed worker, a lost broker, a restarted database and a moody mail server cost: time, and no letter."""

from threading import Event

from tests.drills.house import NOT_OVER, RESULT, TIME_PASSES, UNREACHABLE, addresses, at_work, twice
from tests.drills.moody import Moody
from tests.drills.waiting import until
from tests.posthouse import mail_server

MINUTE = 60


def over(portal):
    """Whether every letter has left or failed; meanwhile time passes."""
    portal.run(TIME_PASSES)
    return portal.run(NOT_OVER) == "0"


def came(server):
    """The receivers whose letters the server took."""
    return {receiver for receiver, _ in server.letters}


def test_a_worker_killed_each_second_for_a_minute_loses_nothing(clean, tmp_path):
    receivers, server, tick = addresses("calm", 6000), Moody(), Event()
    clean.write_to(receivers)
    with mail_server(server) as port:
        clean.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        with at_work(clean, tmp_path, 4) as workers:
            assert server.wait_for(lambda: len(server.letters) > 10)
            for _ in range(MINUTE):
                tick.wait(1)
                workers.kill_one()
            assert until(lambda: over(clean), each=3)
    assert came(server) == set(receivers)
    assert twice(server.letters) <= workers.killed
    assert len(set(server.letters)) == len(receivers)


def test_a_broker_that_is_killed_and_comes_back_empty_delays_letters_and_loses_none(clean, broker, tmp_path):
    receivers, server = addresses("calm", 1500), Moody()
    with mail_server(server) as port:
        clean.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        with at_work(clean, tmp_path):
            clean.write_to(receivers[:500])
            assert server.wait_for(lambda: len(server.letters) > 10)
            broker.kill()
            clean.write_to(receivers[500:])
            broker.start()
            assert until(lambda: over(clean), each=3)
    assert came(server) == set(receivers) and twice(server.letters) == 0


def test_a_database_that_restarts_under_the_workers_loses_nothing(clean, database, tmp_path):
    receivers, server = addresses("calm", 2000), Moody()
    clean.write_to(receivers)
    with mail_server(server) as port:
        clean.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        with at_work(clean, tmp_path):
            for many in (50, 400):
                assert server.wait_for(lambda many=many: len(server.letters) > many)
                database.restart()
            assert until(lambda: over(clean), each=3)
    assert came(server) == set(receivers)
    assert twice(server.letters) <= 4 and len(set(server.letters)) == len(receivers)


def test_every_mood_of_a_mail_server_ends_in_an_arrival_or_in_a_failure_that_is_seen(clean, tmp_path):
    moods = ("calm", "busy", "later", "drop", "slow", "gone", "refused")
    receivers = {mood: addresses(mood, 4 if mood == "slow" else 25) for mood in moods}
    server = Moody(a_line_takes=20)
    clean.write_to([one for each in receivers.values() for one in each])
    with mail_server(server) as port:
        clean.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        with at_work(clean, tmp_path):
            assert until(lambda: over(clean), each=3)
    arrived = [one for mood in moods[:-2] for one in receivers[mood]]
    assert came(server) == set(arrived) and twice(server.letters) == 0
    assert clean.run(RESULT) == f"failed 50 sent {len(arrived)}"
    assert clean.run(UNREACHABLE) == "25"


def test_a_server_that_is_away_for_long_delays_and_fails_nobody(clean, tmp_path):
    receivers, server = addresses("calm", 200), Moody()
    server.out_of_order = True
    clean.write_to(receivers)
    with mail_server(server) as port:
        clean.environment["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        with at_work(clean, tmp_path):
            assert until(lambda: sum(server.asked.values()) > 300 or not clean.run(TIME_PASSES), each=1)
            server.out_of_order = False
            assert until(lambda: over(clean), each=3)
    assert came(server) == set(receivers) and clean.run(RESULT) == "failed 0 sent 200"
