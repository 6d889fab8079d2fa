"""A real IMAP server for tests: Debian's Dovecot, run by whoever runs the tests, on a free port, with one mailbox."""

import imaplib
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

PROGRAM = shutil.which("dovecot") or next((one for one in ("/usr/sbin/dovecot",) if os.path.exists(one)), None)
USER, PASSWORD, FOLDER = "foorumi", "salaisuus:/@%", "Foorumi"
CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
default_internal_user = {user}
default_login_user = {user}
default_internal_group = {group}
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
first_valid_uid = 0
mail_location = maildir:{folder}/mail
mailbox_list_index = no
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
  client_limit = 100
}}
service old-stats {{
  chroot =
}}
"""


@dataclass
class Server:
    """A running server with one folder for mail."""

    port: int

    @property
    def place(self) -> dict[str, Any]:
        """What IMAP_URL would say."""
        facts = {"scheme": "imap", "host": "127.0.0.1", "port": self.port, "folder": FOLDER}
        return {**facts, "user": USER, "password": PASSWORD}

    @contextmanager
    def line(self) -> Iterator[imaplib.IMAP4]:
        """Somebody else's mail program, signed in."""
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        client.login(USER, PASSWORD)
        try:
            yield client
        finally:
            client.logout()

    def deliver(self, *mails: bytes, flags: str = "") -> None:
        """Puts mail into the folder."""
        with self.line() as client:
            client.create(FOLDER)
            for mail in mails:
                assert client.append(FOLDER, flags, "", mail)[0] == "OK"

    def flags(self, folder: str = FOLDER) -> list[str]:
        """The flags of each mail in a folder; nothing when there is no such folder."""
        with self.line() as client:
            state, number = client.select(folder, readonly=True)
            if state != "OK" or number == [b"0"]:
                return []
            return [str(one) for one in client.fetch("1:*", "(FLAGS)")[1] if one]

    def clear(self) -> None:
        """Deletes every folder: the next one of the same name has another UIDVALIDITY."""
        with self.line() as client:
            for folder in (FOLDER, "Handled"):
                client.delete(folder)


def free_port() -> int:
    """A port nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """The server, until the block ends. As root it runs as nobody, whom the folder is given to."""
    user = "nobody" if os.getuid() == 0 else os.environ.get("USER", "nobody")
    group = "nogroup" if os.getuid() == 0 else user
    port = free_port()
    facts = {"folder": folder, "user": user, "group": group, "port": port, "password": PASSWORD.replace("%", "%%")}
    (folder / "dovecot.conf").write_text(CONFIG.format(**facts))
    for name in ("run", "state", "mail", "home"):
        (folder / name).mkdir()
        if os.getuid() == 0:
            shutil.chown(folder / name, user, group)
    command = [str(PROGRAM), "-F", "-c", str(folder / "dovecot.conf")]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, folder, server)
        yield Server(port)
    finally:
        server.terminate()
        server.wait(20)


def wait_for(port: int, folder: Path, server: "subprocess.Popen[bytes]") -> None:
    """Until it answers; what it logged is the error when it does not."""
    ends = monotonic() + 20
    while monotonic() < ends and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            sleep(0.05)
    log = folder / "log"
    raise RuntimeError(f"Dovecot did not start: {log.read_text()[-2000:] if log.exists() else 'no log'}")
