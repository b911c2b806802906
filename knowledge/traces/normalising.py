"""What varies between two prints of one error becomes a placeholder; what tells errors apart stays."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import NamedTuple

from knowledge.traces.vocabulary import TYPE_NAMES

LONGEST_MESSAGE = 1200
ROUNDS = 8  # a replacement may reveal another; real messages need two rounds

_CONTRACTIONS = (
    (re.compile(r"\bcan(?:'t|not| not)\b", re.I), "cannot"),
    (re.compile(r"\b(could|did|does|is|was|has|have|should|would|do|are)n't\b", re.I), r"\1 not"),
)
_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛“”„«»`´‹›「」『』", "'") | {"\xa0": " ", "\u202f": " "})

_PARTS = re.compile(
    r"""
      (?P<placeholder><(?:path|number|address|name|value|url|uuid|date)>)
    | (?P<open>%\w{1,40}%|<[A-Za-z][\w -]{0,30}>|\{[\w.-]{0,40}\}|%\(\w{1,40}\)[sd]|%[sdq]\b|…|\.{3})
    | (?P<url>\b[a-z][a-z0-9+]{1,12}://[^\s'"<>)]+)
    | (?P<uuid>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b)
    | (?P<date>\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?\b)
    | (?P<quoted>'[^'\n]{0,300}'(?!\w)|"[^"\n]{0,300}")
    | (?P<address>\b0x[0-9a-fA-F]+\b|\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|::\d*:\d+|:::\d+|\[::\d?\](?::\d+)?)
    | (?P<email>[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){0,6})
    | (?P<path>[A-Za-z]:[\\/][^\s'"<>|]*|(?:\.{0,2}|~|\b[\w@.-]+)/[\w@.+~-]+(?:/[\w@.+~-]*)*)
    | (?P<call>\$?\b[A-Za-z_]\w*(?:(?:::|->|\.|\\)\w+)*\(\))
    | (?P<variable>\$\{?[A-Za-z_]\w*\}?|\$\d\b)
    | (?P<dotted>\b[A-Za-z_$][\w$]*(?:[.\\][A-Za-z_$][\w$]*)+\b)
    | (?P<number>(?<![\w<])[-+]?\d+(?:[.,]\d+)*(?:\s?(?:[KMGT]i?B|bytes|ms|s))?\b)
    | (?P<word>\w+)
    """,
    re.X,
)
_OPEN = re.compile(r"%\w{1,40}%|<[A-Za-z][\w -]{0,30}>|\{[\w.-]{0,40}\}|%[sdq]|…|\.{3}")
_WORD = re.compile(r"<\w+>|[^\W_]+(?:'[a-z]+)?", re.U)
_SNAKE = re.compile(
    r"\w*[a-zA-Z0-9]_\w+|\w*\d\w*|[a-z]+[A-Z]\w*|(?:[A-Z][a-z0-9]+){2,8}(?<!Error)(?<!Exception)(?<!Warning)"
)
_FILE = re.compile(r"[\w-]+\.(?:\w{1,5})$")


class Normal(NamedTuple):
    """A message split into what stays and what varies.

    `template` holds placeholders, `values` what stood there in lower case, in order.
    """

    template: str
    values: tuple[str, ...]


def straighten(message: str) -> str:
    """Returns a message with one kind of quote, one kind of space and no contractions."""
    text = " ".join(message[:LONGEST_MESSAGE].translate(_QUOTES).split())
    for pattern, plain in _CONTRACTIONS:
        text = pattern.sub(plain, text)
    return text


def normalise(message: str) -> str:
    """Returns the template of a message; of a template, the template itself."""
    return analyse(message).template


def analyse(message: str) -> Normal:
    """Returns a message's template and values; only its first 1,200 characters count."""
    text = straighten(message)
    values: list[str] = []
    for _ in range(ROUNDS):
        before = text
        text = " ".join(straighten(_PARTS.sub(lambda found: _replace(found, values), text)).split())
        if text == before:
            break
    return Normal(text, tuple(values))


def _replace(found: re.Match[str], values: list[str]) -> str:  # noqa: PLR0911 - one answer a kind of part
    kind, text = found.lastgroup, found.group()
    if kind == "placeholder":
        return text
    if kind == "open":
        return "<name>"
    if kind == "quoted":
        inner = text[1:-1].strip()
        if _OPEN.fullmatch(inner):
            return "<name>"
        if inner.lower() in TYPE_NAMES:
            return inner
        if not _OPEN.search(inner):
            values.append(inner.lower())
        return "<value>" if " " in inner else "<name>"
    if kind == "word":
        if not _SNAKE.fullmatch(text) or text.lower() in TYPE_NAMES:
            return text
        values.append(text.lower())
        return "<number>" if text.isdigit() else "<name>"
    if kind == "dotted" and text.rpartition(".")[2].lower() in TYPE_NAMES:
        return text.rpartition(".")[2]
    values.append(text.lower())
    return {"call": "<name>()", "variable": "<name>", "dotted": "<name>", "email": "<value>"}.get(
        kind or "", f"<{kind}>"
    )


def words(template: str) -> tuple[str, ...]:
    """Returns a template's words in lower case, without placeholders."""
    return tuple(word.lower() for word in _WORD.findall(template) if not word.startswith("<"))


def digest(parts: Iterable[str]) -> str:
    """Returns 16 hexadecimal digits that stand for a sequence of words."""
    return hashlib.blake2b(" ".join(parts).encode(), digest_size=8).hexdigest()
