"""Localised messages of the C library, Bash and PostgreSQL become the English they stand for."""

from __future__ import annotations

from functools import cache

from knowledge.traces.phrases import Found, Phrase, PhraseBook, fold
from knowledge.traces.wordings import FOLDER


@cache
def _book() -> PhraseBook:
    phrases, english = [], ""
    for line in (FOLDER / "translations.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            phrases.append(Phrase.read(line.strip(), english))
        elif line and not line.startswith("# "):
            english = line
    return PhraseBook.of(phrases)


def to_english(message: str) -> str:
    """Returns a message with its best-known localised phrase put into English, or the message itself."""
    folded = fold(message)
    found = max(_book().find_all(folded), key=lambda one: one.phrase.weight, default=None)
    return message if found is None else folded[: found.begin] + _filled(found) + folded[found.end :]


def _filled(found: Found) -> str:
    values = dict(zip(found.phrase.order, found.values, strict=False))
    pieces = found.phrase.meaning.split("{}")
    text = pieces[0]
    for at, piece in enumerate(pieces[1:], start=1):
        text += values.get(at, "x").strip("\"' «»") + piece
    return text
