"""Real mail servers on this machine, some of which misbehave."""

from __future__ import annotations

import asyncio
import socket
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller


@dataclass
class Inbox:
    """A server that takes what it gets and answers as told.

    Arguments:
        at_recipient: its answers to RCPT, one after the other; afterwards it accepts.
        after_data: its answers to the mail itself, likewise; `drop` hangs up, `slow` keeps silent.
    """

    at_recipient: list[str] = field(default_factory=list)
    after_data: list[str] = field(default_factory=list)
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    connections: int = 0
    port: int = 0

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.at_recipient:
            answer = self.at_recipient.pop(0)
            if answer == "drop":
                server.transport.abort()
            if not answer.startswith("2"):
                return answer
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server, session, envelope):
        answer = self.after_data.pop(0) if self.after_data else "250 taken"
        if answer[0] in "45":
            return answer
        self.taken.append((envelope.rcpt_tos[0], envelope.content))
        self.senders.append(envelope.mail_from)
        if answer == "drop":
            server.transport.abort()
        elif answer == "slow":
            await asyncio.sleep(3)
        return "250 taken"

    @property
    def recipients(self) -> list[str]:
        return [address for address, _ in self.taken]


@contextmanager
def running(inbox: Inbox):
    """Runs a server at a free port of this machine."""
    controller = Controller(inbox, hostname="127.0.0.1", port=0)
    # The controller looks for itself at the port it was given, so it is given a free one.
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        controller.port = inbox.port = free.getsockname()[1]
    controller.start()
    inbox.connections = 0
    try:
        yield inbox
    finally:
        controller.stop()


def wait_until(condition, *, seconds: float = 20) -> bool:
    """Waits until something has come true."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.05)
    return False
