"""Which of the entries that match stand first, by the same measure on both databases.

The index chooses candidates. Of each, what it says is read in five places, and two things are asked: how much
of the query is in it (BM25F: Robertson, Zaragoza and Taylor, *Simple BM25 Extension to Multiple Weighted
Fields*, 2004), and how like the query the one line is that resembles it most: the title, another wording of
the question, a message. Nobody asks for everything an entry says, but often for what one line of it does.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, TextField, Value, When

from knowledge.models import EntryCount, EntryPage, SearchDocument
from knowledge.search.documents import LINE
from knowledge.search.expressions import AllOf, AnyOf, Lexeme, Node, Phrase
from knowledge.search.terms import Term

# What a word is worth in each place.
PLACES = {"title": 5.0, "wordings": 5.0, "keywords": 4.0, "summary": 4.0, "body": 1.0}
IN_ORDER = ("title", "wordings", "keywords", "summary")  # where words that stood side by side still do
TEXTS = ("said_views", *(f"said_{place}" for place in PLACES))  # what `with_texts` adds
SATURATION = 2.0  # BM25's k1: how soon a word that is there more often counts no more
LENGTH = 0.4  # BM25's b: how much it counts that a text is longer than those of the other candidates
LONGEST = 4.0  # times as long as the others; beyond that it counts no more
RARITY = 0.5  # the power of a word's weight; a word that is rare by chance must not outweigh all others
WORDS = 10.0  # what the words are worth beside one line that resembles the query
KIN = 0.25  # of a word's worth, where only what is related to it is there
NEARNESS = 0.5  # of the worth of two words, where they stand side by side
SAID, SAID_BRIEFLY = 3.0, 3.5  # what a line is worth that says the query, and one that says little else
KIN_IN_LINE = 0.5
WHOLE = 4.0  # where the query stands in a line as it was typed
READ = 40  # candidates whose sections are read
POPULARITY = 0.002  # a tie-breaker, and no more


@dataclass(frozen=True)
class Ranked:
    """An entry's place, and how good it is: a number to compare within one answer only."""

    entry_id: int
    score: float


def judged_by(terms: Sequence[Term]) -> list[Term]:
    """Returns what the index chooses candidates by: the words, and words that stand side by side."""
    return [*terms, *_pairs(terms)]


def with_texts(rows: QuerySet, candidates: Sequence[int], *, document: str = "") -> QuerySet:
    """Returns rows with what `rank` reads of the entries they belong to.

    Arguments:
        rows: of `SearchDocument`, or of what has the same primary key.
        candidates: ids of entries, those first that the index takes for the best.
        document: leads from a row to its document.
    """
    said = {f"said_{place}": F(f"{document}{place}") for place in IN_ORDER}
    # Sections are long: those of candidates far back are not read, which do not come to the front by them.
    likely = When(pk__in=list(candidates[:READ]), then=F(f"{document}body"))
    views = EntryCount.objects.filter(pk=OuterRef("pk")).values("views")
    return rows.annotate(
        said_body=Case(likely, default=Value("", TextField())), said_views=Subquery(views), **said
    )


def rank(
    candidates: Sequence[int],
    terms: Sequence[Term],
    *,
    whole: Sequence[str] = (),
    entries: Iterable[EntryPage] | None = None,
) -> list[Ranked]:
    """Returns entries in their order, best first; one query, none where they were read already.

    Arguments:
        candidates: ids of entries, those first that the index takes for the best.
        terms: what was looked for.
        whole: the words of the query as they stand, little ones included: half a message, or a title.
        entries: the same, as `with_texts` gives them.
    """
    if entries is None:
        rows = with_texts(SearchDocument.objects.filter(pk__in=candidates), candidates)
        texts = [_Text(row) for row in rows.values("pk", *TEXTS)]
    else:
        texts = [_Text({name: getattr(entry, name) for name in ("pk", *TEXTS)}) for entry in entries]
    usual = {place: _mean([text.lengths[place] for text in texts]) for place in PLACES}
    asked = _Asked(terms, usual, f" {' '.join(whole)} " if whole else "")
    scores = {text.pk: asked.score(text) for text in texts}
    found = [Ranked(pk, scores.get(pk, 0.0)) for pk in candidates]
    return sorted(found, key=lambda one: (-one.score, one.entry_id))


def _mean(lengths: Sequence[int]) -> float:
    """How long texts are that are there at all."""
    written = [length for length in lengths if length]
    return sum(written) / len(written) if written else 1.0


class _Text:
    """What an entry says, place by place."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.pk = row["pk"]
        self.views = row["said_views"] or 0
        self.written = {place: row[f"said_{place}"] or "" for place in PLACES}
        self.words = {place: Counter(text.split()) for place, text in self.written.items()}
        self.lengths = {place: words.total() for place, words in self.words.items()}

    @cached_property
    def lines(self) -> list[set[str]]:
        """The title, and every other wording or message."""
        title = self.written["title"].partition(LINE)[0]
        return [
            words for line in (title, *self.written["wordings"].split(LINE)) if (words := set(line.split()))
        ]


class _Asked:
    """The words of a query, with what each is worth among texts of some usual lengths."""

    def __init__(self, terms: Sequence[Term], usual: dict[str, float], whole: str) -> None:
        weights = [term.weight**RARITY if term.known else 0.0 for term in terms]
        total = sum(weights) or 1.0
        self.shares = [(term, weight / total) for term, weight in zip(terms, weights, strict=True) if weight]
        self.pairs = [
            (f" {left} {right} ", NEARNESS * (one_share + other_share) / 2)
            for (one, one_share), (other, other_share) in pairwise(self.shares)
            if (left := _plain(one.node)) and (right := _plain(other.node))
        ]
        self.usual = usual
        self.whole = whole

    def score(self, text: _Text) -> float:
        worth = {
            place: value / (1 - LENGTH + LENGTH * min(text.lengths[place] / self.usual[place], LONGEST))
            for place, value in PLACES.items()
        }
        said = sum(share * self._worth(term, text, worth) for term, share in self.shares)
        said += sum(
            share * _saturated(sum(worth[place] * text.written[place].count(pair) for place in IN_ORDER))
            for pair, share in self.pairs
        )
        best_line = max((self._likeness(line) for line in text.lines), default=0.0)
        if self.whole and any(self.whole in text.written[place] for place in ("title", "wordings")):
            best_line += WHOLE
        return WORDS * said + best_line + POPULARITY * math.log1p(text.views)

    def _worth(self, term: Term, text: _Text, worth: dict[str, float]) -> float:
        own = _saturated(sum(worth[place] * _number(term.node, words) for place, words in text.words.items()))
        if term.kin is None:
            return own
        kin = sum(worth[place] * _number(term.kin, words) for place, words in text.words.items())
        return max(own, KIN * _saturated(kin))

    def _likeness(self, line: set[str]) -> float:
        said = [
            share if _number(term.node, line) else share * KIN_IN_LINE
            for term, share in self.shares
            if _number(term.wide, line)
        ]
        share = sum(said)
        briefly = min(1.0, 2 * len(said) / len(line))
        return SAID * share**2 + SAID_BRIEFLY * share * briefly


def _saturated(number: float) -> float:
    return number / (SATURATION + number)


def _number(node: Node, words: Counter[str] | set[str]) -> int:
    """How often something is among some words; of words in a row, whether all are there."""
    match node:
        case Lexeme(text):
            return words[text] if isinstance(words, Counter) else text in words
        case Phrase(row):
            return min(words[one] if isinstance(words, Counter) else one in words for one in row)
        case AnyOf(parts):
            return max(_number(part, words) for part in parts)
        case AllOf(parts):
            return min(_number(part, words) for part in parts)


def _pairs(terms: Sequence[Term]) -> list[Term]:
    """Words side by side, as one more thing to be judged by."""
    found = []
    for one, other in pairwise(terms):
        left, right = _plain(one.node), _plain(other.node)
        if left and right:
            weight = NEARNESS * (one.weight + other.weight)
            found.append(Term(f"{one.written} {other.written}", Phrase((left, right)), weight=weight))
    return found


def _plain(node: Node) -> str:
    """The one lexeme that stands for a word in running text."""
    match node:
        case Lexeme(text):
            return text
        case AnyOf(parts):
            return next(
                (_plain(part) for part in parts if isinstance(part, Lexeme) and part.text[0] != "="), ""
            )
        case _:
            return ""
