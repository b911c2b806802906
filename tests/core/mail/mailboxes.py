"""A mailbox on this machine, with as much of IMAP and POP3 as a reader needs."""

from __future__ import annotations

import re
import socketserver
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Mailbox:
    """What lies in it. A mail that is deleted is None.

    Arguments:
        drops_after: hangs up after so many mails were fetched.
    """

    mails: list[bytes | None] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    deleted: set[int] = field(default_factory=set)
    drops_after: int = 10**6
    fetched: int = 0
    port: int = 0

    @property
    def left(self) -> list[bytes]:
        return [mail for mail in self.mails if mail is not None]

    def expunge(self) -> None:
        self.mails = [None if number in self.deleted else mail for number, mail in enumerate(self.mails, 1)]


class _Handler(socketserver.StreamRequestHandler):
    box: Mailbox

    def say(self, text: str | bytes) -> None:
        self.wfile.write((text.encode() if isinstance(text, str) else text) + b"\r\n")

    def numbers(self) -> list[int]:
        return [number for number, mail in enumerate(self.box.mails, 1) if mail is not None]

    def fetch(self, number: int) -> bytes:
        self.box.fetched += 1
        if self.box.fetched > self.box.drops_after:
            raise ConnectionAbortedError
        return self.box.mails[number - 1] or b""

    def handle(self) -> None:
        with suppress(ConnectionError, ValueError):
            self.talk()


class _Imap(_Handler):
    def talk(self) -> None:
        self.say("* OK ready")
        for line in self.rfile:
            tag, _, rest = line.decode().strip().partition(" ")
            word = rest.upper()
            if word.startswith("CAPABILITY"):
                self.say("* CAPABILITY IMAP4rev1")
            elif word.startswith("LOGIN") and '"secret"' not in rest:
                self.say(f"{tag} NO wrong password")
                continue
            elif word.startswith("SELECT") and "INBOX" not in word:
                self.say(f"{tag} NO no such folder")
                continue
            elif word.startswith("SELECT"):
                self.say(f"* {len(self.numbers())} EXISTS")
            elif word.startswith("UID SEARCH"):
                new = [str(number) for number in self.numbers() if number not in self.box.seen]
                self.say(f"* SEARCH {' '.join(new)}")
            elif word.startswith("UID FETCH"):
                number = int(rest.split()[2])
                mail = self.fetch(number)
                self.say(
                    f"* {number} FETCH (UID {number} BODY[]<0> {{{len(mail)}}}".encode()
                    + b"\r\n"
                    + mail
                    + b")"
                )
            elif word.startswith("UID STORE"):
                number = int(rest.split()[2])
                (self.box.deleted if "DELETED" in word else self.box.seen).add(number)
            elif word.startswith("EXPUNGE"):
                self.box.expunge()
            elif word.startswith("LOGOUT"):
                self.say("* BYE")
                self.say(f"{tag} OK")
                return
            self.say(f"{tag} OK done")


class _Pop(_Handler):
    def talk(self) -> None:
        self.say("+OK ready")
        for line in self.rfile:
            word, _, rest = line.decode().strip().partition(" ")
            if word == "PASS" and rest != "secret":
                self.say("-ERR wrong password")
            elif word == "STAT":
                self.say(f"+OK {len(self.numbers())} 0")
            elif word == "RETR":
                mail = self.fetch(self.numbers()[int(rest) - 1])
                self.say("+OK")
                self.say(re.sub(rb"(?m)^\.", b"..", mail.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n"))
                self.say(".")
            elif word == "DELE":
                self.box.deleted.add(self.numbers()[int(rest) - 1])
                self.say("+OK")
            elif word == "QUIT":
                self.box.expunge()
                self.say("+OK")
                return
            else:
                self.say("+OK")


@contextmanager
def serving(box: Mailbox, protocol: str):
    """Serves a mailbox by `imap` or `pop3` at a free port of this machine."""
    handler = type("Handler", (_Imap if protocol == "imap" else _Pop,), {"box": box})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        box.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield box
        server.shutdown()
