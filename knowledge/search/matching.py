"""From what was typed to the condition on entries: read, corrected, and loosened where nothing matches."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
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
        supposed: by words that were read as others, or may be, what some entry must have for that.
        again: reads the query anew, some of these words as they stand.
    """

    query: SearchQuery
    terms: list[Term]
    corrected: list[Correction] = field(default_factory=list)
    suggested: list[Correction] = field(default_factory=list)
    technologies: list[Technology] = field(default_factory=list)
    supposed: dict[str, Node] = field(default_factory=dict)
    again: Callable[[Collection[str]], Reading] | None = None


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


def read(
    query: SearchQuery, *, correct: bool = True, only_telling: bool = False, left: Collection[str] = ()
) -> Reading:
    """Returns a query as search understands it; one query to the database, two where a corrected word leads to more.

    What it supposes is still to be proven before anybody is shown it: see `without_hidden`.

    Arguments:
        query: as parsed.
        correct: whether unknown words may be read as others.
        only_telling: whether only the few rarest words are looked for.
        left: typed words that are read as they stand.
    """
    known = technologies()
    names = Names(known)
    terms = make_terms(query, names)
    if not (terms or query.excluded):
        return Reading(query, [], technologies=known)
    stems, written = words_needed(terms)
    written |= {way for word in query.excluded for way in (word, f"-{word}")}
    words, near = vocabulary.look_up(stems, written, {} if only_telling else _correctable(query))
    if flags := _flags(query, words):
        excluded = tuple(word for word in query.excluded if word not in flags)
        flagged = replace(query, words=(*query.words, *(f"-{word}" for word in flags)), excluded=excluded)
        return read(flagged, correct=correct, only_telling=only_telling, left=left)
    if not terms:
        return Reading(query, [], technologies=known)
    weighed = weigh(terms, words, only_telling=only_telling)
    as_typed = Reading(query, weighed, technologies=known)
    if only_telling:
        return as_typed
    slips = _slips(query, words, weighed)
    meant = vocabulary.corrections({word: slips[word] for word in slips if word not in left}, near)
    if not meant:
        return as_typed
    reading = _read_as(meant, as_typed, names, correct=correct)
    if reading.corrected:
        reading = replace(reading, terms=_weighed_anew(reading.terms, (stems, written), words, near))
    return replace(
        reading,
        supposed={word: Lexeme(f"{EXACT}{to.word}" if to.is_name else to.stem) for word, to in meant.items()},
        again=lambda hidden: read(query, correct=correct, left={*left, *hidden}),
    )


def _weighed_anew(
    terms: Sequence[Term],
    looked_up: tuple[set[str], set[str]],
    words: Sequence[SearchWord],
    near: Sequence[SearchWord],
) -> list[Term]:
    """The terms of a corrected query, weighed; what else they go by is looked up now, in at most one query."""
    stems, written = words_needed(terms)
    more = vocabulary.look_up(
        stems - looked_up[0] - {one.stem for one in near}, written - looked_up[1] - {one.word for one in near}
    )[0]
    found = [*words, *near, *more]
    return weigh(terms, [one for one in found if one.stem in stems or one.word in written])


def without_hidden(reading: Reading, matched: Match) -> Reading:
    """Returns a query read anew where it supposes what no entry has any more; else the same.

    Of what was hidden the words are forgotten later than the index forgets it: they correct nothing, and nobody is
    shown them. Entries that have a word as it is looked for are proof of it; of others the index is asked, in one
    query.

    Arguments:
        matched: what the query as it was read matches.
    """
    proven = (
        []
        if matched.relaxed or matched.widened or not matched.total
        else [term.node for term in reading.terms]
    )
    doubted = {word: node for word, node in reading.supposed.items() if node not in proven}
    stands = vocabulary.standing(list(doubted.values()))
    hidden = [word for number, word in enumerate(doubted) if number not in stands]
    return reading.again(hidden) if reading.again and hidden else reading


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


def read_as_suggested(
    query: SearchQuery, corrected: Sequence[Correction], suggested: Sequence[Correction]
) -> Reading | None:
    """Returns a query read with the names it was perhaps meant to have, or None where none is suggested.

    Arguments:
        query: as it was read.
        corrected, suggested: how, and what it may have been meant to be.
    """
    meant = {one.written.casefold(): one.read_as for one in suggested}
    words = tuple(meant.get(word.casefold(), word) for word in query.words)
    if words == query.words:
        return None
    again = read(replace(query, words=words), correct=False)
    return replace(again, corrected=[*corrected, *suggested], suggested=[], supposed={})


def _flags(query: SearchQuery, words: Iterable[SearchWord]) -> list[str]:
    """What was written after a minus and stands in the archive mostly with it, as in `set -euo`."""
    numbers = {word.word: word.entries for word in words}
    return [one for one in query.excluded if numbers.get(f"-{one}", 0) * 2 > numbers.get(one, 0)]


def _correctable(query: SearchQuery) -> dict[str, str]:
    """The words that may be mistyped, with the stems of which the archive has none then, or hardly any."""
    found: dict[str, str] = {}
    for token in typed_tokens(query):
        if token.is_name:
            found[token.raw.casefold()] = token.joined or token.raw.casefold()
            continue
        parts = zip(token.parts, token.stems, strict=True)
        found |= {part: stemmed for part, stemmed in parts if not (is_stop_word(part) or is_said(stemmed))}
    return found


def _slips(query: SearchQuery, words: Iterable[SearchWord], terms: Sequence[Term]) -> dict[str, int]:
    """Those of them that seem to be, with the number of entries that have them."""
    numbers: dict[str, int] = {}
    for word in words:
        numbers[word.stem] = max(numbers.get(word.stem, 0), word.entries)
    names = {token.raw.casefold() for token in typed_tokens(query) if token.is_name}
    unknown = {term.written.casefold() for term in terms if not (term.known and term.stands)}
    found = {
        word: 0 if word in names else numbers.get(stemmed, 0)
        for word, stemmed in _correctable(query).items()
        if word not in names or word in unknown
    }
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
