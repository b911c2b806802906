"""Phrases with gaps, found in a message in linear time and without regular expressions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from knowledge.traces.normalising import straighten

LONGEST_GAP = 240
_WORD = re.compile(r"\w+")
_GAP = re.compile(r"\{(\d?)\}")


@lru_cache(maxsize=256)
def fold(text: str) -> str:
    """Returns text as phrases are compared: straight quotes, single spaces, lower case."""
    return straighten(text).lower().replace('"', "'")


@dataclass(frozen=True)
class Phrase:
    """A wording with gaps for what varies.

    Arguments:
        meaning: what it stands for.
        chunks: its literal parts in order, folded.
        order: which value each gap holds, from 1.
        whole: whether the message must hold nothing else.
    """

    meaning: str
    chunks: tuple[str, ...]
    order: tuple[int, ...]
    whole: bool

    @classmethod
    def read(cls, text: str, meaning: str) -> Phrase:
        whole = text.startswith("=")
        pieces = _GAP.split(text.removeprefix("="))
        order = tuple(int(digit or at) for at, digit in enumerate(pieces[1::2], start=1))
        return cls(meaning, tuple(fold(chunk) for chunk in pieces[::2]), order, whole)

    @property
    def weight(self) -> int:
        """How many characters of it are literal: the longer of two phrases that fit says more.

        A whole message such as `{}: Permission denied` is what remains where nothing particular fits.
        """
        literal = sum(map(len, self.chunks))
        return literal // 3 if self.whole and not self.chunks[0] else literal

    @property
    def key(self) -> str:
        """The word to look it up by; empty where it has no word of its own."""
        found = [word for chunk in self.chunks for word in _WORD.findall(chunk)]
        return max(found, key=len, default="") if " " in "".join(self.chunks) or len(found) > 1 else ""

    def find(self, text: str) -> Found | None:
        """Returns where the phrase stands in folded text, or None."""
        literal = [chunk.strip() for chunk in self.chunks]
        anchor = next((at for at, chunk in enumerate(literal) if chunk), None)
        if anchor is None:
            return None
        begin = _bounded(text, literal[anchor], 0)
        while begin >= 0:
            found = self._from(text, literal, anchor, begin)
            if found or self.whole:
                return found
            begin = _bounded(text, literal[anchor], begin + 1) if len(literal) == 1 else -1
        return None

    def _from(self, text: str, literal: list[str], anchor: int, begin: int) -> Found | None:
        values = [text[max(0, begin - LONGEST_GAP) : begin].strip()] if anchor else []
        end = begin + len(literal[anchor])
        for chunk in literal[anchor + 1 :]:
            if not chunk:
                values.append(text[end : end + LONGEST_GAP].strip())
                end = len(text)
                break
            at = _bounded(text, chunk, end)
            if at < 0 or at - end > LONGEST_GAP:
                return None
            values.append(text[end:at].strip())
            end = at + len(chunk)
        if anchor and not values[0]:
            return None
        if self.whole and ((text[:begin].strip() and not anchor) or text[end:].strip(" .!:'")):
            return None
        return Found(self, 0 if anchor else begin, end, tuple(values))


@dataclass(frozen=True)
class Found:
    """Where a phrase was found: from `begin` to `end`, with what stood in its gaps."""

    phrase: Phrase
    begin: int
    end: int
    values: tuple[str, ...]


@dataclass
class PhraseBook:
    """Many phrases, looked up by a word that each must hold."""

    by_word: dict[str, list[Phrase]] = field(default_factory=lambda: defaultdict(list))
    without_word: list[Phrase] = field(default_factory=list)

    @classmethod
    def of(cls, phrases: Iterable[Phrase]) -> PhraseBook:
        book = cls()
        for phrase in phrases:
            (book.by_word[phrase.key] if phrase.key else book.without_word).append(phrase)
        return book

    def find_all(self, text: str) -> Iterator[Found]:
        """Yields every phrase found in folded text."""
        for word in set(_WORD.findall(text)):
            for phrase in self.by_word.get(word, ()):
                if found := phrase.find(text):
                    yield found
        for phrase in self.without_word:
            if found := phrase.find(text):
                yield found


def _bounded(text: str, chunk: str, start: int) -> int:
    """Returns where a chunk stands as whole words at or after `start`, or -1."""
    at = text.find(chunk, start)
    while at >= 0:
        end = at + len(chunk)
        before = at == 0 or not (chunk[0].isalnum() and text[at - 1].isalnum())
        after = end == len(text) or not (chunk[-1].isalnum() and text[end].isalnum())
        if (before and after) or not chunk.isascii():
            return at
        at = text.find(chunk, at + 1)
    return -1
