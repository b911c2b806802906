"""The passage of an entry that shows why it was found, with the words marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from knowledge.search.analysis import Token, exact_forms, stem, tokens
from knowledge.search.documents import UNSHOWN
from knowledge.search.expressions import AnyOf, Lexeme, Phrase
from knowledge.search.terms import Term

LENGTH = 240  # characters of a passage
MOST_HITS = 400  # of a text; more do not make the choice better
BEGINNING = 3  # letters that a word and its forms share


@dataclass(frozen=True)
class Hit:
    start: int
    end: int
    term: int


class Marker:
    """Finds and marks the words of a query in plain text.

    Arguments:
        terms: what was looked for.
    """

    def __init__(self, terms: Sequence[Term]) -> None:
        self.weights = [term.weight for term in terms]
        self._terms: dict[str, int] = {}
        for number, term in enumerate(terms):
            for lexeme in _marked_by(term):
                if len(lexeme) > 1:
                    self._terms.setdefault(lexeme, number)
        beginnings = {lexeme.lstrip("=.@-$_")[:BEGINNING] for lexeme in self._terms}
        # Reading every word of a long text would take most of the time of a search; this finds where to look.
        self._likely = re.compile(
            "|".join(re.escape(one) for one in sorted(beginnings) if one) or r"(?!)", re.IGNORECASE
        )

    def title(self, text: str) -> SafeString:
        """Returns a title as HTML, its words marked."""
        return _marked(text, self._hits(text), 0, len(text))

    def passage(self, text: str) -> SafeString:
        """Returns the part of a text that says most about the query as HTML; its beginning where none does.

        Arguments:
            text: plain, a line a paragraph.
        """
        text = text.partition(UNSHOWN)[0].rstrip("\n")
        hits = self._hits(text)
        start, end = self._window(text, hits)
        before = "… " if start else ""
        after = " …" if end < len(text) else ""
        return mark_safe(before + _marked(text, hits, start, end) + after)

    def _hits(self, text: str) -> list[Hit]:
        found: list[Hit] = []
        done = 0
        for likely in self._likely.finditer(text):
            if likely.start() < done:
                continue
            first = max(text.rfind(" ", done, likely.start()), text.rfind("\n", done, likely.start())) + 1
            first = max(first, done)
            ends = [at for mark in " \n" if (at := text.find(mark, likely.end())) >= 0]
            done = min(ends, default=len(text))
            for token in tokens(text[first:done]):
                found += self._hits_of(token, first)
            if len(found) >= MOST_HITS:
                break
        return found

    def _hits_of(self, token: Token, offset: int) -> list[Hit]:
        whole = [*(token.exact), token.joined, *exact_forms(token.raw)[:1]]
        term = next((self._terms[lexeme] for lexeme in whole if lexeme and lexeme in self._terms), None)
        if term is not None:
            return [Hit(offset + token.start, offset + token.end, term)]
        if len(token.parts) == 1:
            term = self._terms.get(token.stems[0])
            return [] if term is None else [Hit(offset + token.start, offset + token.end, term)]
        found = []
        at = 0
        for part in token.parts:
            place = token.raw.casefold().find(part, at)
            term = self._terms.get(stem(part))
            if place >= 0:
                at = place + len(part)
                if term is not None and at <= len(token.raw):
                    found.append(Hit(offset + token.start + place, offset + token.start + at, term))
        return found

    def _window(self, text: str, hits: list[Hit]) -> tuple[int, int]:
        best, best_weight = 0, 0.0
        starts = [hit.start for hit in hits]
        for place, hit in enumerate(hits):
            last = bisect_left(starts, hit.start + LENGTH - 40)
            weight = sum(self.weights[term] for term in {one.term for one in hits[place:last]})
            if weight > best_weight + 0.001:
                best, best_weight = hit.start, weight
        line = text.rfind("\n", 0, best) + 1
        start = line if best - line < LENGTH // 3 else _word_start(text, best - 60)
        end = start + LENGTH
        end = min(len(text), end)
        paragraph = text.find("\n", start + LENGTH // 2, end)
        if paragraph > best:
            return start, paragraph  # the next one may be about something else
        if end == len(text):
            return start, end
        cut = text.rfind(" ", start + LENGTH // 2, end)
        return start, cut if cut > 0 else end


def _marked_by(term: Term) -> Iterator[str]:
    """The lexemes that show a term. Words of another name for it, such as data base, mean something else alone."""
    typed = {part for token in tokens(term.written) for part in token.stems}
    parts = term.node.parts if isinstance(term.node, AnyOf) else (term.node,)
    for part in parts:
        match part:
            case Lexeme(text):
                yield text
            case Phrase(row) if typed.issuperset(row):
                yield from row


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", max(at, 0), at + 40)
    return space + 1 if space >= 0 else max(at, 0)


def _marked(text: str, hits: Sequence[Hit], start: int, end: int) -> SafeString:
    parts: list[str] = []
    at = start
    for hit in hits:
        if hit.start < at or hit.end > end:
            continue
        parts += [escape(text[at : hit.start]), "<mark>", escape(text[hit.start : hit.end]), "</mark>"]
        at = hit.end
    parts.append(escape(text[at:end]))
    return mark_safe("".join(parts).replace("\n", " · "))
