"""Which of the entries that match stand first, by the same measures on both databases."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from knowledge.models.search import SearchDocument
from knowledge.search import backend
from knowledge.search.expressions import AllOf, AnyOf, Lexeme, Node, Phrase
from knowledge.search.terms import Term

# What the share of a query's weight that stands in each place is worth.
TITLE, KEYWORDS, SUMMARY, NAMED, WHOLE_TITLE = 6.0, 4.0, 3.0, 3.0, 4.0
ANYWHERE = 12.0  # where entries may lack a word
NEARNESS = 0.5  # of the weight of two words, where they stand side by side
KIN = 0.65  # of a word's worth, where only what is related to it is there
WHOLE = 6.0  # where the query stands in a title or a message as it was typed
POPULARITY = 0.02  # a tie-breaker, and no more


@dataclass(frozen=True)
class Ranked:
    """An entry's place, and how good it is: a number to compare within one answer only."""

    entry_id: int
    score: float


def judged_by(terms: Sequence[Term]) -> list[Term]:
    """Returns what the index judges entries by: the words, and words that stand side by side."""
    return [*terms, *_pairs(terms)]


def rank(
    best: Sequence[tuple[int, float]], terms: Sequence[Term], *, relaxed: bool, whole: Sequence[str] = ()
) -> list[Ranked]:
    """Returns entries in their order, best first; at most two queries.

    Arguments:
        best: the best by the index, with their scores.
        terms: what was looked for.
        relaxed: whether some of them lack a word.
        whole: the words of the query as they stand, little ones included: half a message, or a title.
    """
    if not best:
        return []
    in_one_piece = f" {' '.join(whole)} " if whole else ""
    highest = max(score for _, score in best) or 1.0
    ids = [pk for pk, _ in best]
    worth = backend.index().WORTH
    documents = {
        row["pk"]: row
        for row in SearchDocument.objects.filter(pk__in=ids).values(
            "pk", "title", "keywords", "summary", "entry__count__views"
        )
    }
    covered = _covered(ids, terms) if relaxed else {}
    found = [
        Ranked(
            pk,
            worth * score / highest
            + ANYWHERE * covered.get(pk, 0.0)
            + (_closeness(documents[pk], terms, in_one_piece) if pk in documents else 0.0),
        )
        for pk, score in best
    ]
    return sorted(found, key=lambda one: (-one.score, one.entry_id))


def _covered(entry_ids: list[int], terms: Sequence[Term]) -> dict[int, float]:
    """The share of the query's weight that is anywhere in each entry; one query."""
    whole = sum(term.weight for term in terms) or 1.0
    ways = [(term, 1.0) for term in terms]
    ways += [(replace(term, node=term.kin), KIN) for term in terms if term.kin is not None]
    worth: dict[tuple[int, str], float] = {}
    for pk, number in backend.index().having([term for term, _ in ways], entry_ids):
        term, share = ways[number]
        key = pk, term.written
        worth[key] = max(worth.get(key, 0.0), share * term.weight / whole)
    shares = dict.fromkeys(entry_ids, 0.0)
    for (pk, _), share in worth.items():
        shares[pk] += share
    return shares


def _closeness(document: Mapping[str, Any], terms: Sequence[Term], in_one_piece: str) -> float:
    whole = sum(term.weight for term in terms) or 1.0

    def share(*places: str, only: Iterable[Term] = terms) -> float:
        text = " ".join(document[place] for place in places)
        return sum(term.weight * _worth(term, text) for term in only) / whole

    in_title = share("title")
    named = [term for term in terms if term.named]
    exactly = sum(
        term.weight for term in named if f" {term.named} " in f"{document['title']}{document['keywords']}"
    )
    length = max(len(document["title"].partition("|")[0].split()), 1)
    return (
        TITLE * in_title
        + KEYWORDS * share("title", "keywords")
        + SUMMARY * share("title", "keywords", "summary")
        + NAMED * exactly / whole
        + WHOLE_TITLE * in_title * min(1.0, len(terms) / length)
        + WHOLE * bool(in_one_piece and in_one_piece in f"{document['title']}{document['keywords']}")
        + POPULARITY * math.log1p(document["entry__count__views"] or 0) / 10
    )


def _worth(term: Term, text: str) -> float:
    if _has(term.node, text):
        return 1.0
    return KIN if term.kin is not None and _has(term.kin, text) else 0.0


def _has(node: Node, text: str) -> bool:
    match node:
        case Lexeme(lexeme):
            return f" {lexeme} " in text
        case Phrase(row):
            return all(f" {lexeme} " in text for lexeme in row)
        case AnyOf(parts):
            return any(_has(part, text) for part in parts)
        case AllOf(parts):
            return all(_has(part, text) for part in parts)


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
