"""A mail server that misbehaves on purpose: it hangs up after the data of every so manieth mail.

Usage: python -m bench.mailserver LOG [--every 50]

It prints the port it listens at and writes a line for each mail it took before it answers: `taken ADDRESS`. Of
those it hangs up on it has taken every other one: then a line `taken ADDRESS` is followed by `dropped ADDRESS`,
else there is `dropped ADDRESS` alone.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
from pathlib import Path
from typing import TextIO

from aiosmtpd.smtp import SMTP


class Dropping:
    """Takes mail, and hangs up after every so manieth.

    Arguments:
        log: what it writes to; each line is there for others to read before the client is answered.
        every: so many mails.
    """

    def __init__(self, log: TextIO, every: int) -> None:
        self.log, self.every = log, every
        self.mails = self.drops = 0

    async def handle_DATA(self, server, session, envelope) -> str:
        self.mails += 1
        address = envelope.rcpt_tos[0]
        dropped = self.every and self.mails % self.every == 0
        self.drops += bool(dropped)
        if not dropped or self.drops % 2:
            self._write(f"taken {address}")
        if dropped:
            self._write(f"dropped {address}")
            server.transport.abort()
        return "250 taken"

    def _write(self, line: str) -> None:
        self.log.write(f"{line}\n")
        self.log.flush()


async def serve(log: Path, every: int) -> None:
    """Listens at a free port of this machine until the process is ended."""
    with log.open("a") as lines, socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        handler = Dropping(lines, every)
        server = await asyncio.get_running_loop().create_server(
            lambda: SMTP(handler, hostname="127.0.0.1"), sock=listening
        )
        print(listening.getsockname()[1], flush=True)
        await server.serve_forever()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.mailserver", description="Takes mail badly.")
    parser.add_argument("log", type=Path, help="where to write what it took")
    parser.add_argument("--every", type=int, default=50, help="hang up after every so manieth mail (50)")
    options = parser.parse_args()
    asyncio.run(serve(options.log, options.every))


if __name__ == "__main__":
    main()
