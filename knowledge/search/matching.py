"""From what was typed to the condition on entries: read, corrected, and loosened where nothing matches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import ceil

from hub.core.search_query import SearchQuery
from knowledge.models import Technology
from knowledge.models.search import SearchWord
from knowledge.search import vocabulary
from knowledge.search.analysis import EXACT, is_stop_word, tokens
from knowledge.search.expressions import AnyOf, Lexeme, Node, Phrase, all_of, any_of, phrase
from knowledge.search.names import Names
from knowledge.search.related import is_said
from knowledge.search.survey import MOST, Survey
from knowledge.search.terms import Term, make_terms, typed_tokens, weigh, words_needed
from knowledge.search.vocabulary import Correction
from knowledge.search.words import WHOLE
from knowledge.subjects import technologies

FEW = 20  # entries that have all words; with fewer, related words count as well
ENOUGH = 3  # entries that have both of two words; with fewer, one word is enough
PLENTY = 8  # entries that have all of more words; with fewer, half of the words are enough
MOST_COMBINED = 8  # words; of more, only the rarest may be left out in turn
TELLING = 2000  # entries; where a word may lack, one that more entries have leads nowhere beside rarer ones
MOST_RELAXED = 3000  # entries that lack a word; more of them are not looked at

Ask = Callable[[Node, int], Survey]  # for something, of which at most so many entries are read


@dataclass(frozen=True)
class Reading:
    """A query as it was understood.

    Arguments:
        query: parsed; with corrections already in its words.
        terms: what the index is asked for.
        corrected: words read as others.
        suggested: names that may have been mistyped, which were left as they are.
        technologies: the taxonomy, read on the way.
    """

    query: SearchQuery
    terms: list[Term]
    corrected: list[Correction] = field(default_factory=list)
    suggested: list[Correction] = field(default_factory=list)
    technologies: list[Technology] = field(default_factory=list)


@dataclass(frozen=True)
class Match:
    """The entries of an answer.

    Arguments:
        wanted: what the index was asked for; None for everything.
        found: how many they are, the best of them and the numbers of facets.
        relaxed: whether some of them lack a word.
        widened: whether some of them may have what is related to a word in its place.
    """

    wanted: Node | None
    found: Survey
    relaxed: bool = False
    widened: bool = False

    @property
    def total(self) -> int:
        return self.found.total


def read(query: SearchQuery, *, correct: bool = True, only_telling: bool = False) -> Reading:
    """Returns a query as search understands it; at most three queries to the database, four after something was hidden.

    Arguments:
        query: as parsed.
        correct: whether unknown words may be read as others.
        only_telling: whether only the few rarest words are looked for.
    """
    known = technologies()
    names = Names(known)
    terms = make_terms(query, names)
    if not (terms or query.excluded):
        return Reading(query, [], technologies=known)
    stems, written = words_needed(terms)
    words = vocabulary.look_up(
        stems, written | {way for word in query.excluded for way in (word, f"-{word}")}
    )
    if flags := _flags(query, words):
        left = tuple(word for word in query.excluded if word not in flags)
        flagged = replace(query, words=(*query.words, *(f"-{word}" for word in flags)), excluded=left)
        return read(flagged, correct=correct, only_telling=only_telling)
    if not terms:
        return Reading(query, [], technologies=known)
    weighed = weigh(terms, words, only_telling=only_telling)
    as_typed = Reading(query, weighed, technologies=known)
    if only_telling:
        return as_typed
    numbers: dict[str, int] = {}
    for word in words:
        numbers[word.stem] = max(numbers.get(word.stem, 0), word.entries)
    slips = _slips(query, numbers, weighed)
    found = vocabulary.corrections(slips) if slips else {}
    while found:
        meant = _read_as(found, as_typed, names, correct=correct)
        terms = meant.terms if meant.corrected else []
        nodes = [Lexeme(f"{EXACT}{to.word}" if to.is_name else to.stem) for to in found.values()]
        stems, written = words_needed(terms)
        words, standing = vocabulary.look_up_with(stems, written, nodes)
        # Of what was hidden the words are forgotten later than the index forgets it: they correct nothing.
        public = {word: to for number, (word, to) in enumerate(found.items()) if number in standing}
        if len(public) == len(found):
            return replace(meant, terms=weigh(terms, words)) if terms else meant
        found = public
    return as_typed


def _read_as(found: dict[str, SearchWord], typed: Reading, names: Names, *, correct: bool) -> Reading:
    """Returns a query with some of its words read as others; terms that are not the typed ones are not weighed."""
    names_written = {token.raw.casefold() for token in typed_tokens(typed.query) if token.is_name}
    sure = {
        word: to.word
        for word, to in found.items()
        if word not in names_written and (not to.is_name or to.word in WHOLE)
    }
    unsure = [Correction(word, to.shown) for word, to in found.items() if word not in sure]
    if not sure or not correct:
        return replace(typed, suggested=[*unsure, *(Correction(word, to) for word, to in sure.items())])
    query = replace(typed.query, words=tuple(_corrected(word, sure) for word in typed.query.words))
    return replace(
        typed,
        query=query,
        terms=make_terms(query, names),
        corrected=[Correction(word, to) for word, to in sure.items()],
        suggested=unsure,
    )


def read_as_suggested(reading: Reading) -> Reading | None:
    """Returns a query read with the names it was perhaps meant to have, or None where none is suggested."""
    meant = {one.written.casefold(): one.read_as for one in reading.suggested}
    words = tuple(meant.get(word.casefold(), word) for word in reading.query.words)
    if words == reading.query.words:
        return None
    again = read(replace(reading.query, words=words), correct=False)
    return replace(again, corrected=[*reading.corrected, *reading.suggested], suggested=[])


def _flags(query: SearchQuery, words: Iterable[SearchWord]) -> list[str]:
    """What was written after a minus and stands in the archive mostly with it, as in `set -euo`."""
    numbers = {word.word: word.entries for word in words}
    return [one for one in query.excluded if numbers.get(f"-{one}", 0) * 2 > numbers.get(one, 0)]


def _slips(query: SearchQuery, numbers: dict[str, int], terms: Sequence[Term]) -> dict[str, int]:
    """The words that may be mistyped, with the number of entries that have them."""
    unknown = {term.written for term in terms if not (term.known and term.stands)}
    found: dict[str, int] = {}
    for token in typed_tokens(query):
        if token.is_name:
            if token.raw in unknown:
                found[token.raw.casefold()] = 0
            continue
        for part, stemmed in zip(token.parts, token.stems, strict=True):
            if not (is_stop_word(part) or is_said(stemmed)):
                found[part] = numbers.get(stemmed, 0)
    largest = max(numbers.values(), default=0)
    return {word: number for word, number in found.items() if number * vocabulary.MUCH_RARER <= largest}


def _corrected(word: str, sure: dict[str, str]) -> str:
    folded = [(token, "".join(token.parts)) for token in tokens(word)]
    for token, key in folded:
        if key in sure and not token.is_name:
            return word[: token.start] + sure[key] + word[token.end :]
    return word


def unwanted(query: SearchQuery) -> Node | None:
    """Returns what entries may not have, or None."""
    nodes = [node for text in query.excluded if (node := _node(text)) is not None]
    return any_of(nodes) if nodes else None


def _node(text: str) -> Node | None:
    row = list(tokens(text))
    if len(row) == 1 and row[0].exact and not row[0].joined:
        return phrase([row[0].exact[0]])
    stems = [part for token in row for part in token.stems]
    return phrase(stems) if stems else None


def match(reading: Reading, ask: Ask) -> Match:
    """Returns the entries that have every word; where those are few, those that have half of the words.

    Arguments:
        reading: with at least one term.
        ask: asks the index for something, in one query; it is asked three times at most.
    """
    required = [term.node for term in reading.terms if term.required]
    free = sorted((term for term in reading.terms if not term.required), key=lambda term: -term.weight)
    known = _telling(free)[:MOST_COMBINED]

    def asked(node: Node | None, *, relaxed: bool = False, widened: bool = False) -> Match:
        wanted = all_of([*required, *([node] if node is not None else [])])
        return Match(wanted, ask(wanted, MOST_RELAXED if relaxed or widened else MOST), relaxed, widened)

    def having(number: int) -> Match:
        ways = any_of(all_of(term.wide for term in chosen) for chosen in combinations(known, number))
        return asked(ways, relaxed=number < len(free) or not every.total, widened=True)

    every = asked(all_of(term.node for term in free) if free else None)
    if every.total >= FEW or not known:
        return every
    if every.total >= (PLENTY if len(known) > 2 else ENOUGH):
        return (
            asked(all_of(term.wide for term in free), widened=True)
            if any(term.kin for term in free)
            else every
        )
    if [term.wide for term in free] == [term.node for term in known[:1]]:
        return every  # one word of which nothing else is known: that was asked
    if len(free) == 2 and (names := [term for term in known if term.as_written]):
        known = names  # of two words the name was meant as it stands: what only has the other is noise
    half = ceil(len(known) / 2)
    some = having(half)
    if some.found.more and half < len(known):
        all_known = having(len(known))
        return all_known if all_known.total >= ENOUGH else some
    if not some.total and half > 1:
        some = having(1)
    return some if some.total else every


def _telling(terms: Iterable[Term]) -> list[Term]:
    """The known terms that few entries have, so that what any of them leads to is bounded; else all that are known."""
    known = [term for term in terms if term.known]
    return [term for term in known if term.entries <= TELLING] or known


def any_known(terms: Sequence[Term]) -> Node | None:
    """Returns what asks for any of the known terms that tell, or None where none is known."""
    known = [_in_any_order(term.wide) for term in _telling(terms)]
    return any_of(known) if known else None


def _in_any_order(node: Node) -> Node:
    match node:
        case Phrase(row):
            return all_of(Lexeme(lexeme) for lexeme in row)
        case AnyOf(parts):
            return any_of(_in_any_order(part) for part in parts)
        case _:
            return node
