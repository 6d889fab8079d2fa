"""A mail server with moods: what it does with a letter stands before the hyphen in the receiver's address.

calm-7@…  takes it             busy-7@…  432 twice, then takes it      later-7@…  451 after DATA once
gone-7@…  550 5.1.1            refused-7@…  554 after DATA             drop-7@…   hangs up after DATA once, untaken
slow-7@…  once answers after the client has lost patience, untaken
After `a_line_takes` letters it says 421 and hangs up.
"""

import asyncio
from collections import Counter
from email import message_from_bytes
from typing import Any

from tests.posthouse import Sink

TAKEN = "250 2.0.0 OK"


class Moody(Sink):
    """Keeps (receiver, Message-ID) of each letter that it took, and counts what it saw."""

    def __init__(self, *, a_line_takes: int = 0, patience: float = 3) -> None:
        super().__init__()
        self.a_line_takes = a_line_takes
        self.patience = patience
        self.asked: Counter[str] = Counter()
        self.on_line: Counter[Any] = Counter()
        self.awake = asyncio.Event()
        self.out_of_order = False

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """What the address itself deserves."""
        self.asked[address] += 1
        mood = address.partition("-")[0]
        if self.out_of_order:
            return "451 4.3.0 out of order"
        if mood == "gone":
            return "550 5.1.1 no such user"
        if mood == "busy" and self.asked[address] <= 2:
            return "432 4.3.2 too many connections"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Takes the letter, or does what its receiver's mood is."""
        address = envelope.rcpt_tos[0]
        self.on_line[session.peer] += 1
        if self.a_line_takes and self.on_line[session.peer] > self.a_line_takes:
            server.transport.close()
            return "421 4.7.0 enough for this line"
        answer = await self.mood(server, address)
        if answer == TAKEN:
            with self.came:
                self.peers.add(session.peer)
                self.letters.append((address, message_from_bytes(envelope.content)["Message-ID"]))
                self.came.notify_all()
        return answer

    async def mood(self, server: Any, address: str) -> str:
        """The answer after DATA."""
        mood, first = address.partition("-")[0], self.asked[address] == 1
        if mood == "refused":
            return "554 5.6.0 not wanted"
        if mood == "later" and first:
            return "451 4.3.0 try again"
        if mood == "drop" and first:
            server.transport.abort()
        if mood == "slow" and first:
            await asyncio.sleep(self.patience)
        return "451 4.4.2 never mind" if mood in {"drop", "slow"} and first else TAKEN
