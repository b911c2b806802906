"""What is looked for in the index, before a database's own syntax."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Lexeme:
    """One lexeme; with `prefix` also every one that begins with it."""

    text: str
    prefix: bool = False


@dataclass(frozen=True)
class Phrase:
    """Lexemes one after another."""

    lexemes: tuple[str, ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class AllOf:
    parts: tuple[Node, ...]


Node = Lexeme | Phrase | AnyOf | AllOf


def phrase(lexemes: Iterable[str]) -> Node:
    """Returns lexemes in a row; one alone is no phrase."""
    row = tuple(lexemes)
    return Lexeme(row[0]) if len(row) == 1 else Phrase(row)


def any_of(parts: Iterable[Node]) -> Node:
    """Returns the alternatives, each once; raises `ValueError` when there is none."""
    return _joined(AnyOf, parts)


def all_of(parts: Iterable[Node]) -> Node:
    """Returns what must all be there, each once; raises `ValueError` when there is nothing."""
    return _joined(AllOf, parts)


def _joined(kind: type[AnyOf] | type[AllOf], parts: Iterable[Node]) -> Node:
    distinct = tuple(dict.fromkeys(parts))
    if not distinct:
        raise ValueError("There is nothing to look for.")
    return distinct[0] if len(distinct) == 1 else kind(distinct)


def after(prefix: str) -> str:
    """Returns the least text that is greater than all that begin with a prefix, by the order of code points."""
    following = ord(prefix[-1]) + 1
    if 0xD800 <= following < 0xE000:  # no text holds these
        following = 0xE000
    return prefix[:-1] + chr(min(following, 0x10FFFF))
