"""Words for made-up entries: a few are everywhere, most are rare, and there are always new ones.

That is how words are spread in real archives (Zipf's law), and what an index has to live with: an archive
of copies would be one in which every word is frequent.
"""

from __future__ import annotations

import random
from itertools import accumulate

NOUNS = (
    "account", "address", "agent", "archive", "article", "asset", "attempt", "audit", "backup", "badge",
    "balance", "bank", "batch", "billing", "block", "board", "booking", "branch", "bridge", "broker", "bucket",
    "budget", "bundle", "calendar", "campaign", "card", "carrier", "cart", "catalog", "channel", "charge",
    "chart", "client", "cluster", "column", "comment", "contact", "contract", "coupon", "course", "credit",
    "customer", "dashboard", "delivery", "device", "digest", "discount", "document", "domain", "draft",
    "driver", "editor", "element", "employee", "endpoint", "engine", "event", "export", "feature", "feed",
    "field", "filter", "folder", "form", "frame", "gateway", "graph", "group", "guest", "handler", "history",
    "image", "import", "inbox", "invoice", "item", "journal", "label", "ledger", "letter", "level", "library",
    "licence", "link", "listing", "location", "login", "mailbox", "manager", "manifest", "margin", "market",
    "member", "menu", "merchant", "message", "meter", "metric", "module", "monitor", "network", "notice",
    "object", "offer", "office", "order", "outbox", "owner", "package", "page", "panel", "parcel", "partner",
    "password", "patient", "payment", "payout", "pipeline", "planner", "player", "plugin", "pocket", "policy",
    "portal", "price", "printer", "product", "profile", "project", "quota", "quote", "receipt", "record",
    "refund", "region", "registry", "release", "report", "request", "reserve", "resource", "response", "review",
    "reward", "route", "rule", "salary", "sample", "scanner", "schedule", "scope", "screen", "search", "segment",
    "seller", "sensor", "series", "server", "service", "setting", "shelf", "shipment", "shop", "signup",
    "snapshot", "source", "sprint", "stage", "statement", "station", "status", "stock", "storage", "store",
    "student", "supplier", "survey", "switch", "table", "target", "tariff", "task", "tenant", "terminal",
    "ticket", "timer", "track", "trade", "transfer", "trigger", "trip", "upload", "user", "vault", "vehicle",
    "vendor", "version", "viewer", "visitor", "voucher", "wallet", "warehouse", "webhook", "widget", "window",
    "worker", "zone",
)  # fmt: skip
VERBS = (
    "acquire", "append", "assign", "bind", "build", "cancel", "clone", "close", "commit", "compare", "compile",
    "connect", "convert", "copy", "decode", "decrypt", "delete", "deliver", "deserialize", "dispatch", "encode",
    "evict", "expand", "fetch", "flush", "format", "insert", "iterate", "join", "load", "lock", "merge", "mount",
    "normalize", "open", "parse", "patch", "poll", "publish", "push", "read", "refresh", "register", "release",
    "render", "replay", "resolve", "restore", "resume", "retry", "rotate", "schedule", "serialize", "sign",
    "split", "subscribe", "sync", "truncate", "unlock", "update", "validate", "verify", "wrap", "write",
)  # fmt: skip
FAILURES = (
    "Error", "Exception", "Failure", "Timeout", "Conflict", "Overflow", "Mismatch", "Rejected", "Missing",
)  # fmt: skip
MESSAGES = (
    "{type}: cannot {verb} {noun} '{name}'",
    "{type}: {noun} of {other} has no attribute '{name}'",
    "{type}: expected {noun} but found {other} while trying to {verb}",
    "{type}: failed to {verb} {noun}: {other} is closed",
    "Uncaught {type}: {name}.{verb} is not a function",
    "ERROR {number}: {noun} '{name}' violates {other} rule",
    "fatal: {verb} {noun}: {other} {name} does not exist",
    "{name}: {verb} of {noun} timed out after {number} ms",
)
SYLLABLES = (
    "ba", "cor", "den", "fil", "gra", "hel", "jun", "kal", "lo", "mer", "nim", "or", "pel", "qui", "ras", "sol",
    "tem", "ul", "vor", "wen", "xan", "yor", "zet", "ani", "bren", "cal", "dro", "esta", "fen", "glim", "hor",
)  # fmt: skip
COINED = len(SYLLABLES) ** 4  # names of products and libraries nobody has heard of
COMPOUNDS = len(VERBS) * len(NOUNS) ** 2
SPREAD = 1_000_003  # a prime: neighbours in rank are to have nothing else in common


class Wording:
    """Says things about made-up subjects.

    Arguments:
        rng: of every choice.
    """

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._nouns = random.Random(0).sample(NOUNS, len(NOUNS))  # noqa: S311 - the same for every seed
        self._weights = list(accumulate(1 / rank for rank in range(1, len(NOUNS) + 1)))

    def noun(self) -> str:
        return self._rng.choices(self._nouns, cum_weights=self._weights)[0]

    def name(self) -> str:
        """Returns a name as code has it; the first are in many entries, most are in one."""
        number = self._rank(COMPOUNDS)
        first, rest = divmod(number, len(NOUNS) * len(VERBS))
        second, verb = divmod(rest, len(VERBS))
        parts = [VERBS[verb], NOUNS[first], NOUNS[second]]
        if number % 3 == 0:
            return "_".join(parts)
        camel = parts[0] + "".join(part.capitalize() for part in parts[1:])
        return camel if number % 3 == 1 else camel[0].upper() + camel[1:]

    def coined(self) -> str:
        """Returns a word that means nothing; the first are in many entries, most are in one."""
        number = self._rank(COINED)
        letters = ""
        for _ in range(3 if number % 4 else 4):
            number, rest = divmod(number, len(SYLLABLES))
            letters += SYLLABLES[rest]
        return letters

    def _rank(self, number: int) -> int:
        """Returns a number below another, each by a share that falls with its rank (Zipf's law)."""
        return int(self._rng.paretovariate(0.25)) * SPREAD % number

    def phrase(self) -> str:
        return f"{self.noun()} {self._rng.choice(VERBS)} {self.coined()}"

    def sentence(self, subject: str) -> str:
        return (
            f"Seen with {subject} in `{self.name()}`: the {self.noun()} waited for a {self.noun()} that"
            f" `{self.name()}` was to {self._rng.choice(VERBS)} through {self.coined()}."
        )

    def message(self) -> str:
        """Returns an error message."""
        noun = self.noun()
        return self._rng.choice(MESSAGES).format(
            type=noun.capitalize() + self.noun().capitalize() + self._rng.choice(FAILURES),
            verb=self._rng.choice(VERBS),
            noun=noun,
            other=self.noun(),
            name=self._rng.choice((self.name(), self.coined())),
            number=self._rng.randrange(1000, 9999),
        )
