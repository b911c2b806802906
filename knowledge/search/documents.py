"""An entry as the index takes it: its texts by weight, as lexemes and as plain text for passages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hub.core.rendering import plain_text
from knowledge.attributes import Choice
from knowledge.search.analysis import EXACT, Token, tokens
from knowledge.search.lines import Form, Placed, forms_of, placed_lexemes

if TYPE_CHECKING:
    from knowledge.models import EntryPage

TITLE, KEYWORDS, SUMMARY, SECTIONS = "A", "B", "C", "D"
UNSHOWN = "\f"  # no document holds one
LINE = " | "  # between lines of lexemes, of which none is this sign
MOST_OF_A_WORD = 5  # in a body; more often than that it tells no more
MAX_TEXT = 40_000  # characters of an entry that are read
# Attributes by weight; those of weight None say nothing about the subject.
WEIGHTS = {
    "messages": TITLE,
    "also_asked": TITLE,
    "tags": KEYWORDS,
    "technology": None,
    "level": None,
    "difficulty": None,
    "category": None,
    "related": None,
    "verified": None,
    "credit": None,
    "licence": None,
    "source": None,
    "priority": None,
    "path": None,
    "prerequisites": None,
    "entries": None,
    "resources": None,
}

_Read = list[tuple[Placed, ...]]  # texts by their lexemes


@dataclass(frozen=True)
class Field:
    """A text of an entry under one weight."""

    weight: str
    lexemes: tuple[Placed, ...]


@dataclass(frozen=True)
class Document:
    """What the index keeps of an entry."""

    entry_id: int
    heading: str
    fields: tuple[Field, ...]
    title: str
    wordings: str
    keywords: str
    summary: str
    body: str
    text: str  # a line a paragraph; behind `UNSHOWN` title and keywords, of which no passages are made
    forms: set[Form]  # the words of the text


def document_of(entry: EntryPage) -> Document:
    """Returns an entry as the index takes it.

    Arguments:
        entry: a specific page.
    """
    from knowledge.entrydocs import document_from_page  # noqa: PLC0415 - the reader reads models

    written = document_from_page(entry)
    title = [entry.title, entry.code or ""]
    texts: dict[str, list[str]] = {TITLE: [], KEYWORDS: [], SUMMARY: [], SECTIONS: []}
    for key, value in written.attributes.items():
        # One of a few choices is a word to find by, and no sentence to show.
        of_choice = isinstance(entry.kind.attribute(key).shape, Choice)
        weight = WEIGHTS.get(key, KEYWORDS if of_choice else SECTIONS)
        if weight is not None:
            texts[weight] += _strings(value)
    texts[KEYWORDS] += _subject(entry)
    texts[SUMMARY].append(_plain(entry.summary))
    situations = {section.heading for section in entry.kind.sections if section.situation}
    for section in written.sections:
        weight = SUMMARY if section.heading in situations else SECTIONS
        texts[weight] += [section.heading, _plain(section.text[: entry.kind.searched])]
    shown = "\n".join(text for text in (*texts[SUMMARY], *texts[TITLE], *texts[SECTIONS]) if text)[:MAX_TEXT]
    # The vocabulary is read from the text as well, so nothing that is indexed may be missing.
    rest = "\n".join((*texts[KEYWORDS], entry.title))
    text = f"{shown}\n{UNSHOWN}\n{rest}".replace("\x00", "")
    titled, read = _read(title), {weight: _read(group) for weight, group in texts.items()}
    weighed = [(TITLE, titled), *read.items()]
    return Document(
        entry_id=entry.pk,
        heading=entry.title,
        fields=tuple(Field(weight, lexemes) for weight, rows in weighed for lexemes in rows),
        title=_lines(titled),
        wordings=_lines(read[TITLE]),
        keywords=_lines(read[KEYWORDS]),
        summary=_lines(read[SUMMARY]),
        body=_counted(read[SECTIONS]),
        text=text,
        forms=forms_of(text.split("\n")),
    )


def _subject(entry: EntryPage) -> list[str]:
    """The names of what an entry is about, under which people look for it."""
    found = [entry.kind.label]
    technology = entry.technology
    if technology is not None:
        found += [technology.name, technology.slug, *technology.alias_list]
        if technology.parent is not None:
            found.append(technology.parent.name)
    category = getattr(entry, "category", None)
    return [*found, category.name] if category is not None else found


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


@lru_cache(maxsize=2500)  # copies of an entry, of which a large archive has many, share their sections
def _plain(markdown: str) -> str:
    return plain_text(markdown[:MAX_TEXT])


def _read(texts: Sequence[str]) -> _Read:
    return [placed_lexemes(text[:MAX_TEXT]) for text in texts if text]


def _lines(rows: _Read) -> str:
    """The lexemes of some texts, a line each: words in their order, then names as written."""
    lines = [sorted((lexeme for _, lexeme in row), key=lambda one: one[0] == EXACT) for row in rows]
    return f" {LINE.join(map(' '.join, lines))} "


def _counted(rows: _Read) -> str:
    """The lexemes of some texts, each as often as it stands there."""
    counted = Counter(lexeme for row in rows for _, lexeme in row)
    return " ".join(one for one in sorted(counted) for _ in range(min(counted[one], MOST_OF_A_WORD)))


def title_starts(title: str) -> Iterator[tuple[int, str]]:
    """Yields `(place, key)` for each word of a title: the title from there on, folded."""
    words = [part for token in tokens(title) for part in _typed(token)]
    for place in range(min(len(words), 20)):
        yield place, " ".join(words[place:])[:60]


def _typed(token: Token) -> tuple[str, ...]:
    """A token's words as somebody types them on the way to it."""
    return token.parts or (token.raw,)
