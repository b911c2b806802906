"""Reads a question: what it wants to know, and the weighted terms of what it asks about."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, zip_longest

from knowledge.similarity.aliases import renamed
from knowledge.similarity.followups import follow_ups
from knowledge.similarity.frames import Clause, clauses
from knowledge.similarity.phrases import SAID_ANYWAY, words_in
from knowledge.similarity.titles import EMPHASIZED, LONGEST_TITLE, plain, prepared
from knowledge.similarity.tokens import Word
from knowledge.similarity.vocabulary import (
    BACKGROUND,
    EASY_VERBS,
    FAINT,
    FIELDS,
    KINDS,
    LIGHT_VERBS,
    STOP_WORDS,
    TECHNOLOGIES,
    VAGUE,
)
from knowledge.similarity.words import fused

MOST_WORDS, MOST_TERMS = 180, 60
CODE_MARK = re.compile(r"[_.()$@*=:>&|?+]|\d")
DIRECTION = frozenset(["to", "into", "over", "than"])
NO_SECOND_WANT = frozenset(["definition", "definitions", "list", "told", "bare"])

# How much a term tells, by its place in the question; an ordinary word in the middle of it weighs 1.
CODE, HEAD, ACTION, COMMON, EASY_ACTION = 1.25, 0.7, 0.75, 0.35, 0.4
ASIDE_SHARE, ADVERB_SHARE, TOOL_SHARE, SORT_SHARE, CODE_SORT_SHARE = 0.12, 0.3, 0.45, 0.6, 0.25
SETTING_WEIGHT, NUMBERED = 0.12, 0.15
ORDINARY_TOO = frozenset(["node", "express", "spring", "swift", "rust", "window"])
TELLS_SORTS = 0.25  # from this weight on, a word before another tells which sort of it is meant
TWO_FAINT = 0.16  # the weight of two words that say little: "management tools"
ENOUGH = 0.6  # from this weight on, the words beside a technology say what the question is about


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a question names: its key, how much it tells, and its place in the question.

    `state` tells that it says what was done to its neighbour: a sealed class; `kind` that it may say what
    the name before it is: the crypto module, but not its functions. `said` is the key before synonyms were
    taken for one another.
    """

    key: str
    weight: float
    exact: bool = False
    acts: bool = False
    aside: bool = False
    tool: bool = False
    modifies: bool = False
    heads: bool = False
    sort: bool = False
    reached: bool = False
    state: bool = False
    kind: bool = False
    said: str = ""
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a title asks.

    `wants` names what is to be known, the first before all; `technologies` are left out of `terms`
    unless they are the subject; `towards` holds the keys before and after "to"; `initials` the
    acronyms as they were written; `compounds` the neighbours of which the first tells which sort of the
    second is meant; `words` the keys in their order; `joined` the neighbours of
    an "and"; `spelt` the first letters of the words in one string
    and the key of the word for each, with the small words and without them; `fused` neighbours
    as one word, and both; `plain` the bare wording; `otherwise` the reading under a second name
    that the title gives its subject; `further` the readings of what it asks besides.
    """

    wants: tuple[str, ...]
    terms: tuple[Term, ...]
    technologies: frozenset[str]
    towards: tuple[frozenset[str], frozenset[str]] | None
    initials: frozenset[str]
    words: tuple[str, ...]
    compounds: frozenset[tuple[str, str]]
    joined: frozenset[tuple[str, str]]
    spelt: tuple[tuple[str, tuple[str, ...]], ...]
    fused: tuple[tuple[str, str, str], ...]
    plain: str
    otherwise: Reading | None = None
    further: tuple[Reading, ...] = ()

    @property
    def second_name(self) -> frozenset[str]:
        """The keys that only the second name of the subject has."""
        if self.otherwise is None:
            return frozenset()
        said = {term.key for term in self.terms if not term.aside}
        return frozenset(term.key for term in self.otherwise.terms) - said

    @property
    def is_vague(self) -> bool:
        """Whether the title says nothing without what stands below it: "What's the output?"."""
        return all(term.key in VAGUE for term in self.terms)


@lru_cache(maxsize=4096)
def read(title: str) -> Reading:
    """Returns what a title asks; reads any string, however odd, and no more than its first 600 characters."""
    text, asides = prepared(title)
    reading = _read(title, text, asides)
    alias = renamed(EMPHASIZED.sub(r"\1", title[:LONGEST_TITLE]))
    further = tuple(_read(request, request, []) for request in follow_ups(text))
    if alias is None and not further:
        return reading
    return replace(reading, otherwise=None if alias is None else read(alias), further=further)


def _read(title: str, text: str, asides: list[str]) -> Reading:
    parts = clauses(text)
    comparing = any(clause.want == "difference" for clause in parts)
    shouting = text.upper() == text
    first = next((at for at, clause in enumerate(parts) if clause.want != "bare"), 0)
    wants: list[str] = []
    words: list[Word] = []
    told = _tells_enough(parts[first]) if first else False
    for at, clause in enumerate(parts):
        said = words_in(clause, comparing=comparing, shouting=shouting, aside=at > first)
        for word in said if at < first and told else ():
            word.tool = True
        if at <= first or (clause.want not in NO_SECOND_WANT and _asks_more_of(clause, said, words)):
            wants.append(clause.want)
        words += said
    for aside in asides:
        words += words_in(Clause("bare", aside), comparing=False, shouting=shouting, aside=True)
    main = next((want for want in wants if want != "bare"), "bare")
    ordered = (main, *(want for want in wants if want not in {main, "bare"}))
    return _reading(ordered, words[:MOST_WORDS], plain(title))


def _tells_enough(clause: Clause) -> bool:
    """Tells whether a request can do without what was said before it: "You have a list. How do you …?"."""
    said = words_in(clause, comparing=False, shouting=False, aside=False)
    return not clause.refers and sum(_weight(word) for word in said if _says_something(word)) >= ENOUGH * 2


def _asks_more_of(clause: Clause, said: list[Word], before: list[Word]) -> bool:
    """Tells whether a second clause asks about the same subject: "… and how is it used?"."""
    known = {word.key for word in before}
    return clause.refers or all(word.key in known for word in said if _says_something(word))


def _reading(wants: tuple[str, ...], words: list[Word], plain: str) -> Reading:
    technologies = {
        word.key
        for before, word in zip([None, *words], words, strict=False)
        if word.key in TECHNOLOGIES and _is_technology(word, before)
    }
    terms: dict[str, Term] = {}
    for word in words:
        if word.key not in technologies and _says_something(word):
            term = _term(word)
            if word.key not in terms or terms[word.key].weight < term.weight:
                terms[word.key] = term
    settings = {word.key for word in words if word.placed and word.key in terms and not word.exact}
    settled = {word.key for word, named in _after_names(words) if named}
    _weigh(terms, technologies, settings, settled)
    if wants[0] == "difference":
        compared = technologies - FIELDS - settled - _owners(words)
        terms.update((name, Term(name, 1.0)) for name in sorted(compared))
    kept = tuple(terms.values())[:MOST_TERMS]
    present = {term.key for term in kept}
    said = [word for word in words if word.key in present or word.key in technologies]
    return Reading(
        wants,
        kept,
        frozenset(technologies - FIELDS),
        _towards(words, present),
        frozenset(word.raw.lower().removesuffix("s") for word in words if _is_acronym(word.raw)),
        tuple(word.key for word in said),
        frozenset(
            (word.key, head.key)
            for word, head in (*pairwise(words), *_shared_heads(words))
            if word.modifies
            and not (word.acts or word.tool or word.aside)
            and FAINT.get(word.key, 1.0) >= TELLS_SORTS
        ),
        _joined(words),
        (_spelt(words), _spelt(said)),
        tuple(
            (whole, one.key, other.key)
            for one, other in pairwise(said)
            if one.key[-1:].isalnum() and other.key[:1].isalnum()
            for whole in {fused(one.key, other.key), fused(one.raw.lower(), other.raw.lower())}
        ),
        plain,
    )


def _shared_heads(words: list[Word]) -> list[tuple[Word, Word]]:
    """Returns the first of two participles with the head they share: "managed and unmanaged code"."""
    return [
        (one, head)
        for one, between, other, head in zip(words, words[1:], words[2:], words[3:], strict=False)
        if between.raw.lower() in {"and", "or", "vs"} and one.raw.endswith("ed") and other.modifies
    ]


def _joined(words: list[Word]) -> frozenset[tuple[str, str]]:
    """Returns the neighbours of every "and", either way round."""
    return frozenset(
        pair
        for one, between, other in zip(words, words[1:], words[2:], strict=False)
        if between.raw.lower() in {"and", "vs"}
        for pair in ((one.key, other.key), (other.key, one.key))
    )


def _is_technology(word: Word, before: Word | None) -> bool:
    """Tells whether a name is meant, where the word is also an English one: Node, but not a node of a tree."""
    if word.key in ORDINARY_TOO and before is not None and before.raw.lower() in {"a", "an"}:
        return False
    if word.key not in ORDINARY_TOO or word.raw != word.raw.lower() or "." in word.raw or "js" in word.raw:
        return True
    return before is not None and before.raw.lower() in {"in", "with", "for", "using", "is"}


def _says_something(word: Word) -> bool:
    if word.modifies and word.raw.endswith("ed") and word.key not in STOP_WORDS:
        return True
    if word.exact or (word.acts and word.key in EASY_VERBS):
        return True
    if word.key in STOP_WORDS or word.key in LIGHT_VERBS:
        return False
    return word.acts or word.raw.lower() not in STOP_WORDS


def _term(word: Word) -> Term:
    return Term(
        word.key,
        _weight(word),
        exact=word.exact,
        acts=word.acts,
        aside=word.aside,
        tool=word.tool,
        modifies=word.modifies,
        heads=word.heads,
        sort=word.sort,
        reached=word.reached,
        state=word.modifies and not word.exact and word.raw.lower().endswith("ed"),
        kind=word.key in KINDS and not word.acts and not word.raw.endswith("s"),
        said=word.said or word.key,
        instead=word.instead,
    )


def _weight(word: Word) -> float:
    faint = 1.0 if word.exact and word.raw.islower() else FAINT.get(word.key, 1.0)
    weight = CODE if word.exact and CODE_MARK.search(word.key) else faint
    if word.modifies and word.key.isdigit() and len(word.key) < 3:
        weight = NUMBERED
    if word.heads and 0.2 < weight <= COMMON and not word.sort:
        weight = HEAD
    if word.acts:
        weight = EASY_ACTION if word.key in EASY_VERBS or word.easy else ACTION
    if word.aside:
        return weight * ASIDE_SHARE
    if word.raw.endswith("ly") and word.raw[0].islower() and not word.exact:
        return weight * ADVERB_SHARE
    if word.sort:
        return min(weight, COMMON) * (CODE_SORT_SHARE if word.exact else SORT_SHARE)
    return weight * TOOL_SHARE if word.tool and not word.acts else weight


def _after_names(words: list[Word]) -> list[tuple[Word, bool]]:
    """Returns the words, and whether each says where the ones before it are found: "… in Spark"."""
    return [
        (word, before is not None and before.raw.lower() in {"in", "with", "for", "using"})
        for before, word in zip([None, *words], words, strict=False)
    ]


def _owners(words: list[Word]) -> set[str]:
    """Returns the technologies named only before what is theirs: "WordPress actions", "the SQL CASE"."""
    before: set[str] = set()
    alone: set[str] = set()
    for word, following in zip_longest(words, words[1:]):
        if word.key in TECHNOLOGIES:
            says = following is not None and _says_something(following) and not following.sort
            (before if says and following.key not in TECHNOLOGIES else alone).add(word.key)
    return before - alone


def _weigh(terms: dict[str, Term], technologies: set[str], settings: set[str], settled: set[str]) -> None:
    """Lets surroundings step back beside a subject; where there is none, lets common words be it."""
    if sum(term.weight for key, term in terms.items() if key not in settings and not term.acts) >= ENOUGH:
        for key in settings:
            weight = min(terms[key].weight, SETTING_WEIGHT)
            terms[key] = replace(terms[key], weight=weight, heads=False, modifies=False)
    if sum(t.weight for key, t in terms.items() if not (t.aside or t.acts or key in settings)) >= ENOUGH:
        return
    subjects = [
        term
        for key, term in terms.items()
        if not (term.aside or term.acts or key in settings or (term.sort and key in SAID_ANYWAY))
    ]
    if any(term.acts and term.key not in EASY_VERBS for term in terms.values()):
        subjects = [term for term in subjects if term.key not in BACKGROUND]
    strongest = max((term.weight for term in subjects), default=0.0)
    for term in terms.values():
        if term.acts and not term.aside and term.key not in EASY_VERBS:
            terms[term.key] = replace(term, weight=max(term.weight, ACTION))
    if strongest >= 0.3 or sum(term.weight for term in subjects) >= TWO_FAINT:
        for term in subjects:
            terms[term.key] = replace(term, weight=term.weight * 0.8 / strongest)
        for key in settings:
            terms[key] = replace(terms[key], weight=min(terms[key].weight, SETTING_WEIGHT))
    fields = technologies & FIELDS
    asked = fields if fields - settled and technologies - fields <= settled else technologies - fields
    whose = {TECHNOLOGIES.get(name, "") for name in asked}
    for name in sorted((asked - whose) or technologies):
        terms[name] = Term(name, 0.6 if strongest >= 0.3 else 1.0)


def _towards(words: list[Word], present: set[str]) -> tuple[frozenset[str], frozenset[str]] | None:
    at = next((at for at, word in enumerate(words) if word.raw.lower() in DIRECTION and not word.exact), None)
    if at is None:
        away = next(
            (at for at, word in enumerate(words) if word.raw.lower() == "from" and not word.exact), None
        )
        if away is None:
            return None
        before, after = words[away:], words[:away]
    else:
        before, after = words[:at], words[at:]
    return (
        frozenset(word.key for word in before if word.key in present),
        frozenset(word.key for word in after if word.key in present),
    )


def _spelt(words: list[Word]) -> tuple[str, tuple[str, ...]]:
    parts = [(part[0].lower()[:1], word.key) for word in words for part in word.raw.split() or " "]
    return "".join(letter for letter, _ in parts), tuple(key for _, key in parts)


def _is_acronym(raw: str) -> bool:
    """`SGD`, `APIs`, and `IaC` with a small word in it."""
    letters = raw.removesuffix("s")
    return 2 <= len(letters) <= 6 and letters.isalpha() and letters[0].isupper() and letters[-1].isupper()
