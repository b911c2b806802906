"""The form most runtimes share: `Type: message`, wherever on a line it stands."""

from __future__ import annotations

import re

from knowledge.traces.vocabulary import GENERIC_TYPES, NOT_PROGRAMS
from knowledge.traces.wordings import table

ENDINGS = (
    "Error",
    "Exception",
    "Warning",
    "Fault",
    "Violation",
    "Interrupt",
    "Throwable",
    "Panic",
    "Rejection",
    "Exceeded",
    "NotFound",
    "Denied",
    "Timeout",
    "Failure",
    "Conflict",
)
_LEAD = re.compile(
    r"(?:[⨯✘×✖●>!E]\s{1,9}|(?:Uncaught|Unhandled|Unhandled exception|Unhandled Runtime Error|Unhandled Rejection)"
    r"(?: \(in promise\)| \(\w+\))?[:.]? |Caused by:? |Root cause:? |Exception: (?=\w+(?:Error|Exception))|nested exception is "
    r"|(?i:\[?(?:error|err|fatal|fatal error|critical|severe|warning|warn|failed|failure)\]?)\s?[:\-–>] {0,4}|Got (?:error|exception):? )"
)
_TOKEN = re.compile(r"[A-Za-z_$][\w$.\\]{2,200}")
_AFTER = re.compile(r"(?: ?\[(?P<code>\w{3,60})\]| \((?P<paren>[\w -]{1,60})\))?(?P<mark>:|$|\()\s{0,4}")
_ERRNO = re.compile(r"^-?\d{1,6}, (?=['\"])")
_COMMAND = re.compile(r"(?P<program>[a-z][\w.+-]{1,24})(?:\[\d{1,8}\])?: (?P<message>\S.*)")
_DRIVER = re.compile(r"\((?P<type>(?:\w+\.){1,6}\w+)\) (?P<message>.+)")
_SPLITS = (" ---> ", "; nested exception is ", " [recovered]")
_PREFIXES = {
    "jvm": ("java.", "javax.", "jakarta.", "kotlin.", "scala.", "android.", "androidx.", "org.", "com.", "net.", "io."),
    "dotnet": ("System.", "Microsoft.", "Npgsql.", "MySql.", "Newtonsoft."),
    "python": (
        "django.", "flask.", "sqlalchemy.", "psycopg.", "psycopg2.", "pymysql.", "mysql.connector", "sqlite3.", "requests.",
        "json.", "urllib3.", "urllib.", "jinja2.", "werkzeug.", "celery.", "redis.", "pandas.", "numpy.", "asyncio.", "builtins.",
        "subprocess.", "socket.", "ssl.", "httpx.", "aiohttp.", "botocore.", "pydantic.", "pydantic_core.", "rest_framework.",
        "simplejson.", "tornado.", "bs4.", "selenium.", "_mysql", "MySQLdb.", "concurrent.", "http.client", "queue.", "yaml.",
        "alembic.", "torch.", "kombu.", "pymongo.", "asyncpg.", "marshmallow.", "fastapi.", "starlette.", "configparser.",
    ),
    "ruby": ("ActiveRecord", "ActionController", "ActionView", "ActiveModel", "Bundler", "Gem"),
}  # fmt: skip
_GUESTS = {
    "postgresql": ("psycopg", "asyncpg", "org.postgresql", "Npgsql", "PG::", "PSQL"),
    "mysql": ("pymysql", "MySQLdb", "_mysql", "mysql.", "com.mysql", "MySql", "Mysql2"),
    "sqlite": ("sqlite3", "org.sqlite", "SQLite", "Sqlite"),
    "mongo": ("pymongo", "com.mongodb", "Mongo"),
    "redis": ("redis.", "io.lettuce"),
}


def short_type(name: str) -> str:
    """Returns the last part of a type's name: `JSONDecodeError` of `json.decoder.JSONDecodeError`."""
    return name.replace("\\", ".").replace("::", ".").replace("$", ".").rstrip(".").rpartition(".")[2]


def is_generic(name: str) -> bool:
    """Whether a type's name says only that something failed."""
    return short_type(name).lower() in GENERIC_TYPES


def is_known(name: str) -> bool:
    """Whether the wordings know what a type means, so that its family need not be guessed."""
    return short_type(name).lower() in table().types or is_generic(name)


def type_families(name: str) -> frozenset[str]:
    """Returns the runtimes a qualified type belongs to, with the database that speaks through it."""
    found = {family for family, starts in _PREFIXES.items() if name.startswith(starts)}
    if "\\" in name:
        found.add("php")
    if "::" in name:
        found.add("ruby")
    if (
        not found
        and "." in name
        and name[0].islower()
        and not name.endswith("Exception")
        and not is_known(name)
    ):
        found.add("python")  # Python's libraries are many, and their modules are in lower case
    return frozenset(found | {family for family, starts in _GUESTS.items() if name.startswith(starts)})


def typed_error(text: str) -> tuple[str, str] | None:
    """Returns the type and message of a line that begins with them, past words such as `Uncaught`, or None.

    The type is empty where a line only says `Error:`.
    """
    text, led = text.strip(), False
    for _ in range(4):
        if not (lead := _LEAD.match(text)) or lead.end() == 0:
            break
        text, led = text[lead.end() :], led or bool(lead.group().strip(" E>!"))
    if driver := _DRIVER.match(text):
        return driver["type"], driver["message"]
    token = _TOKEN.match(text)
    if token and (found := _named(text, token)):
        return found
    return ("", text) if led and text else None


def nested_errors(text: str) -> list[tuple[str, str]]:
    """Returns up to three errors that stand inside a message or a log line, outermost first."""
    for mark in _SPLITS:
        if mark in text:
            inner = typed_error(text.rpartition(mark)[2])
            return [inner] if inner and inner[0] else []
    if driver := _DRIVER.match(text):
        return [(driver["type"], driver["message"])]
    found = [
        error
        for token in _TOKEN.finditer(text)
        if token.group().endswith(ENDINGS) and (error := _named(text, token)) and error[1]
    ]
    if (at := text.find(" (")) >= 0 and (driver := _DRIVER.match(text[at + 1 :])):
        found.append((driver["type"], driver["message"]))
    return found[:3]


def command_error(text: str) -> tuple[str, str] | None:
    """Returns the program and its message for lines like `cp: cannot stat 'x'`, or None."""
    match = _COMMAND.match(text)
    if not match or match["program"].rstrip(".") in NOT_PROGRAMS:
        return None
    return match["program"], match["message"]


def _named(text: str, token: re.Match[str]) -> tuple[str, str] | None:
    name = token.group().rstrip(".:")
    last = short_type(name)
    dotted = "." in name or "\\" in name
    exact = last.endswith(ENDINGS) and last[0].isupper()
    if not exact and not (
        dotted and type_families(name) and last[:1].isupper() and not name.endswith((".py", ".js"))
    ):
        return None
    after = _AFTER.match(text, token.start() + len(name))
    if not after:
        return None
    rest = text[after.end() :]
    if after["mark"] == "(":
        rest = _ERRNO.sub("", rest)  # `OSError(98, 'Address already in use')`
        if rest[:1] not in {"'", '"'} or not exact:
            return None
        rest = rest.rstrip().rstrip(")").strip("'\"")
    elif after["mark"] == "" and not exact and not dotted:
        return None
    return name, rest.strip()
