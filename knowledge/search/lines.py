"""A line of text, read once: the lexemes the index finds it by, and the words the vocabulary counts.

What a word is found by does not depend on where it stands, so that the same word is looked into once, however
many entries have it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from knowledge.models.search import MAX_WORD
from knowledge.search.analysis import EXACT, MAX_LEXEME, TOKEN, lexemes_at, stem, token_of

WORDS = 30_000  # that are remembered
LINES = 5_000  # that are: entries of one author share some, and copies of an entry most
LONG = 1_000  # characters of a line that is not remembered

Placed = tuple[int, str]  # a lexeme and which word of its text it is, or begins with


class Form(NamedTuple):
    """A word as the vocabulary keeps it; a tuple, because hundreds of thousands are counted."""

    word: str
    stem: str
    shown: str
    is_name: bool


class _Word(NamedTuple):
    """A token: its lexemes by their offset, how many words it is, and those with the names it is."""

    lexemes: tuple[Placed, ...]
    length: int
    parts: tuple[Form, ...]
    names: tuple[Form, ...]


class _Line(NamedTuple):
    lexemes: tuple[Placed, ...]
    length: int
    forms: tuple[Form, ...]


def placed_lexemes(text: str) -> tuple[Placed, ...]:
    """Returns everything a text is found by."""
    found: list[Placed] = []
    place = 0
    for line in map(_line, text.split("\n")):
        found += [(place + at, lexeme) for at, lexeme in line.lexemes] if place else line.lexemes
        place += line.length
    return tuple(found)


def forms_of(lines: Iterable[str]) -> set[Form]:
    """Returns the words and names of an entry's lines."""
    found: dict[str, Form] = {}
    for line in lines:
        for form in _line(line).forms:
            found.setdefault(form.word, form)
    return set(found.values())


def _line(text: str) -> _Line:
    return _remembered(text) if len(text) <= LONG else _read(text)


def _read(text: str) -> _Line:
    lexemes: list[Placed] = []
    forms: dict[str, Form] = {}
    place = 0
    for raw in TOKEN.findall(text):
        if len(raw) > MAX_LEXEME * 4:
            continue
        word = _word(raw)
        lexemes += [(place + offset, lexeme) for offset, lexeme in word.lexemes]
        place += word.length
        for form in word.parts:
            forms.setdefault(form.word, form)
        for form in word.names:
            known = forms.get(form.word)
            if known is None or not known.is_name:
                forms[form.word] = form
    return _Line(tuple(lexemes), place, tuple(forms.values()))


_remembered = lru_cache(maxsize=LINES)(_read)


@lru_cache(maxsize=WORDS)
def _word(raw: str) -> _Word:
    token = token_of(raw)
    if token is None:
        return _Word((), 0, (), ())
    names = []
    for exact in token.exact:
        word = exact.removeprefix(EXACT)
        shown = token.raw if len(token.raw) == len(word) else word
        names.append(Form(word, (token.joined or word)[:MAX_WORD], shown, True))
    return _Word(
        tuple(lexemes_at(token)),
        max(len(token.parts), 1),
        tuple(Form(part, stem(part), part, False) for part in token.parts if len(part) <= MAX_WORD),
        tuple(names),
    )
