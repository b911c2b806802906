"""A query becomes terms: each something the index is asked for, under all the names it goes by."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from hub.core.search_query import SearchQuery, one_line
from knowledge.models.search import SearchWord
from knowledge.search.analysis import Token, is_code, is_stop_word, stem, tokens
from knowledge.search.expressions import AllOf, AnyOf, Lexeme, Node, Phrase, all_of, any_of, phrase
from knowledge.search.names import Names
from knowledge.search.related import Rows, related

MAX_TERMS = 12  # of a query; the rarest are kept
MOST_TELLING = 5  # which are enough to find entries by
TELLING = 2_000  # entries that the telling words lead to, all of them together; more tell none apart
SHORTEST_APART = 4  # letters of each part of a word with a hyphen that is also looked for apart
LONGEST_PHRASE = 10  # words that somebody may have copied from a message or a title
SIZE_WORD = "the"  # stands in nearly every entry, so that its number tells how large the archive is


@dataclass(frozen=True)
class Term:
    """Something a query asks for.

    Arguments:
        written: as typed.
        node: what the index is asked for.
        weight: the rarer in the archive, the more.
        known: whether any entry can have it, or what is related to it.
        stands: whether any can have it itself.
        entries: how many can, at most.
        required: whether no result may lack it, as with a phrase in quotes.
        named: the lexeme of a name exactly as written, where it is a name.
        as_written: what a name from code is found by where the archive has it; its words would only add noise.
        kin: what it may be about, which counts less and only where few entries have the words themselves.
    """

    written: str
    node: Node
    weight: float = 1.0
    known: bool = True
    stands: bool = True
    entries: int = 0
    required: bool = False
    named: str = ""
    as_written: Node | None = None
    kin: Node | None = None

    @property
    def wide(self) -> Node:
        """What it is found by, or what it may be about."""
        return self.node if self.kin is None else any_of([self.node, self.kin])

    @property
    def lexemes(self) -> frozenset[str]:
        """Every lexeme it may be found by."""
        return frozenset(_lexemes(self.node))


def _lexemes(node: Node) -> Iterator[str]:
    match node:
        case Lexeme(text):
            yield text
        case Phrase(row):
            yield from row
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from _lexemes(part)


def normalised(text: str) -> str:
    """Returns a query's telling words, folded, as it is counted: `How do I roll back?` and `roll back` are one."""
    read = list(tokens(one_line(text)))
    found = [_read_as(token) for token in read if token.parts] or [token.raw for token in read]
    return " ".join([word for word in found if not is_stop_word(word)] or found)


def _read_as(token: Token) -> str:
    return token.raw.casefold() if token.is_name else " ".join(token.parts)


def promotion_key(text: str) -> str:
    """Returns what two queries share that ask the same in the same order, whatever the forms of their words."""
    return " ".join(word if is_code(word) else stem(word) for word in normalised(text).split())


def typed_tokens(query: SearchQuery) -> list[Token]:
    """Returns the words of a query outside quotes."""
    return list(tokens(" ".join(query.words)))


def make_terms(query: SearchQuery, names: Names) -> list[Term]:
    """Returns what a query asks for, not weighed yet.

    Little words and the frames of questions are left out, unless there is nothing else.

    Arguments:
        query: parsed.
        names: what technologies and other things are also called.
    """
    typed = typed_tokens(query)
    hints = related(typed)
    found: list[Term] = []
    place = 0
    while place < len(typed):
        length, alternatives = names.at(typed, place)
        taken = typed[place : place + length]
        place += length
        if not alternatives and len(taken) == 1 and _says_nothing(taken[0]):
            continue
        found.append(_with_kin(_term(taken, alternatives), taken, hints))
    if not found:
        found = [_term([token], []) for token in typed]
    for quoted in query.phrases:
        row = list(tokens(quoted))
        stems = [part for token in row for part in token.stems]
        if stems or row:
            node = phrase(stems) if stems else _node(row[0])
            found.append(Term(quoted, node, required=True))
    return _distinct(found)


def in_one_piece(query: SearchQuery) -> list[str]:
    """Returns the stems of the typed words in their order, little ones included; none of a single word."""
    stems = [part for token in typed_tokens(query) for part in token.stems]
    return stems if 2 <= len(stems) <= LONGEST_PHRASE else []


def _says_nothing(token: Token) -> bool:
    return not token.is_name and len(token.parts) == 1 and is_stop_word(token.parts[0])


def _term(taken: Sequence[Token], alternatives: list[Node]) -> Term:
    written = " ".join(token.raw for token in taken)
    own = _node(taken[0]) if len(taken) == 1 else phrase([part for token in taken for part in token.stems])
    named = taken[0].exact[0] if len(taken) == 1 and taken[0].exact else ""
    as_written = None
    if named and is_code(taken[0].raw):
        joined = [Lexeme(taken[0].joined)] if taken[0].joined else []
        if taken[0].raw.isalnum() and len(taken[0].parts) == 1:
            joined = [Lexeme(taken[0].stems[0])]  # utf8, which is utf-8 as one word
        as_written = any_of([Lexeme(named), *joined, *alternatives])
    return Term(written, any_of([own, *alternatives]), named=named, as_written=as_written)


def _with_kin(term: Term, taken: Sequence[Token], hints: Rows) -> Term:
    own = {part for token in taken for part in (*token.stems, token.joined)}
    kin = [node for stems, nodes in hints if not own.isdisjoint(stems) for node in nodes]
    return replace(term, kin=any_of(kin)) if kin else term


def _node(token: Token) -> Node:
    """What a word or name is found by."""
    exact = [Lexeme(token.exact[0])] if token.exact else []
    # Of `c++` and `===` only the signs tell; their letters alone would find everything.
    telling = [part for part in token.parts if len(part) > 1 or part.isdigit()]
    if not telling or (exact and len("".join(token.parts)) < 2):
        return any_of([*exact, *(Lexeme(part) for part in token.stems if not exact)])
    joined = [Lexeme(token.joined)] if token.joined else []
    ways = [*exact, *joined, phrase(token.stems)]
    if len(telling) > 1 and all(part.isalpha() and len(part) >= SHORTEST_APART for part in telling):
        ways.append(all_of(Lexeme(part) for part in token.stems))  # over-mocking: mocking, and too much of it
    return any_of(ways)


def _distinct(terms: Iterable[Term]) -> list[Term]:
    found: dict[Node, Term] = {}
    for term in terms:
        if term.node not in found or term.required:
            found[term.node] = term
    return list(found.values())


def weigh(terms: Sequence[Term], words: Iterable[SearchWord], *, only_telling: bool = False) -> list[Term]:
    """Returns terms with what they weigh by the archive's words, the rarest of too many.

    Arguments:
        terms: from `make_terms`.
        words: the archive's words with any of their lexemes.
        only_telling: whether only the few rarest are kept that some entry has, and none that thousands have, so
            that what they lead to is bounded however large the archive is.
    """
    numbers: dict[str, int] = {}
    for word in words:
        numbers[word.stem] = max(numbers.get(word.stem, 0), word.entries)
        if word.is_name:
            numbers[f"={word.word}"] = word.entries
    size = max(numbers.get(SIZE_WORD, 1), *numbers.values(), 1)
    weighed = [_weighed(term, numbers, size) for term in terms]
    if only_telling:
        return _telling(weighed)
    if len(weighed) <= MAX_TERMS:
        return weighed
    kept = sorted(weighed, key=lambda term: (not term.required, not term.known, -term.weight))[:MAX_TERMS]
    return [term for term in weighed if term in kept]


def _telling(weighed: Sequence[Term]) -> list[Term]:
    rarest = sorted((term for term in weighed if term.stands), key=lambda term: term.entries)[:MOST_TELLING]
    led_to = accumulate(term.entries for term in rarest)
    kept = [term for term, number in zip(rarest, led_to, strict=True) if number <= TELLING]
    return [term for term in weighed if term in kept]


def _weighed(term: Term, numbers: dict[str, int], size: int) -> Term:
    if term.as_written is not None and numbers.get(term.named):
        term = replace(term, node=term.as_written)
    own = _number(term.node, numbers)
    number = min(own or (_number(term.kin, numbers) if term.kin else 0), size)
    weight = math.log(1 + (size - number + 0.5) / (number + 0.5))
    return replace(term, weight=max(weight, 0.1), known=number > 0, stands=own > 0, entries=number)


def _number(node: Node, numbers: dict[str, int]) -> int:
    """How many entries can have something, at most."""
    match node:
        case Lexeme(text):
            # The vocabulary keeps names as written whole, and the index also by their last part.
            return numbers.get(text, numbers.get(_last_part(text), 0))
        case Phrase(row):
            return min(numbers.get(lexeme, 0) for lexeme in row)
        case AnyOf(parts):
            return max(_number(part, numbers) for part in parts)
        case AllOf(parts):
            return min(_number(part, numbers) for part in parts)


def words_needed(terms: Iterable[Term]) -> tuple[set[str], set[str]]:
    """Returns the stems and the names whose numbers `weigh` reads."""
    nodes = [node for term in terms for node in (term.node, term.kin) if node is not None]
    lexemes = {lexeme for node in nodes for lexeme in _lexemes(node)} | {SIZE_WORD}
    named = {lexeme.removeprefix("=") for lexeme in lexemes if lexeme.startswith("=")}
    return {_last_part(lexeme) for lexeme in lexemes}, named


def _last_part(lexeme: str) -> str:
    return stem(lexeme.strip("=.@-$")) if lexeme.startswith("=") else lexeme
