"""Whether two titles found alike are certainly one question: nothing one of them says tells it from the other.

`similarity` weighs what two titles have in common, which is right where somebody looks for what may be the
same. Authors seldom ask twice in one document: there every word counts that stands in only one of two
titles, also one that no table knows, in whatever language, and every sign.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from knowledge.similarity import tables
from knowledge.similarity.alignment import Alignment, align
from knowledge.similarity.frames import HOW, clauses, kinship
from knowledge.similarity.titles import prepared
from knowledge.similarity.vocabulary import LIGHT_VERBS, STOP_WORDS, TECHNOLOGIES, key_of, name_of
from knowledge.similarity.wording import Reading, Term, read
from knowledge.similarity.words import are_related, is_misspelling, lemma, root

WORD = re.compile(r"[^\W_]+(?:\+\+|#(?!\w))?")
CALL = re.compile(r"\w\(([^()]{1,60})\)")
BRACKETS = re.compile(r"\s[(\[]([^()\[\]]{1,80})[)\]]")
QUOTES = "\"'`“”‘’«»()[]{},.;¿¡"
# Names, whatever else they may be: `and`, 'or', and the parts of "at-rule".
NAMED = re.compile(r"[`'\"“‘«](\w{1,40})[`'\"”’»]|(?<!\w)(\w{1,40})-(?=\w)|(?<=\w)-(\w{1,40})")
CODE_SIGNS = frozenset("+-*/%<>=!&|^~@$\\?:")
# Signs between words that say no more than "and" or a pause, and those that only adorn.
JOINERS = frozenset(["&", "+", "-", "|", "/", "*", "**", "=", "=>", "->", ">", "--", ":", "?", "!"])
ORNAMENT = re.compile(r"([-*=~+|])\1{2,}")
FIRST_REQUEST = re.compile(r"[?.]\s")
# Small words that tell after all: "more than one", "the same node".
SMALL_BUT_TELLING = frozenset(
    ["after", "another", "before", "least", "less", "more", "most", "no", "not", "other", "same", "without"]
)
FRAME_WORDS = frozenset(re.findall(r"[a-z]{2,}", " ".join(tables.lines("frames")))) | {"concept"}
LETTERS_OF_WORDS = frozenset("aisdtm")  # letters that are words or what is left of words
INSTANCES = re.compile(
    r"\b(?:common|examples?|popular|some)\b", re.IGNORECASE
)  # asked for, not the thing itself
EXPERIENCE = re.compile(r"\b(?:(?:have|had|did) you|you (?:have|had|did|use[ds]?))\b|\byour\b", re.IGNORECASE)
PART_OF = frozenset(["after", "at", "before", "by", "for", "from", "if", "in", "on", "to", "when", "with"])
WORKINGS = ({"definition", "mechanism"}, {"definitions", "mechanism"})  # what a thing is, and how it works
ONE_WANT, NEAR_WANT = 0.95, 0.9  # how far two wants go together that ask for one thing
LONG = 200  # characters from which a title tells a case, in which each word counts
USUAL, FEWEST = 0.4, 8  # the share of titles, and the number, from which on a word tells none from another
FAINT, FEW = 0.5, 2  # how much words say, and how many there are, that tell apart but slightly


@dataclass(frozen=True, slots=True)
class Apart:
    """What keeps two titles from being certainly one question.

    Arguments:
        slight: whether it is so little that somebody should have a look at both.
    """

    because: str
    slight: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a title: those of its first request, those said besides, and all of it as written."""

    main: tuple[str, ...]
    beside: tuple[str, ...]
    written: frozenset[str]
    names: frozenset[str]
    each_counts: bool
    refers: bool = False


def usual_words(titles: Iterable[str]) -> frozenset[str]:
    """Returns the words that stand in so many of the titles that they tell none from another."""
    said = [{lemma(word) for word in _words(title)} for title in titles]
    used = Counter(word for words in said for word in words)
    return frozenset(word for word, times in used.items() if times >= max(FEWEST, USUAL * len(said)))


def told_apart(one: str, other: str, usual: frozenset[str] = frozenset()) -> Apart | None:
    """Returns what keeps two titles that are alike from being certainly one question; None if nothing does.

    Arguments:
        usual: words that tell nothing in the document both come from.
    """
    if one.casefold().split() == other.casefold().split():
        return None
    return _signs_apart(one, other) or _words_apart(one, other, usual) or _wants_apart(one, other)


def _signs_apart(one: str, other: str) -> Apart | None:
    """Compares what takes no reading: signs, brackets, the words of a whole case."""
    signs = _signs(one) ^ _signs(other)
    if signs:
        return Apart(f"only one has {min(signs)}")
    if any(_hold_other(pattern, one, other) for pattern in (CALL, BRACKETS)):
        return Apart("they hold different things in brackets")
    if max(len(one), len(other)) > LONG and _words(one) != _words(other):
        return Apart("the cases differ")
    if _opens_a_part(one) != _opens_a_part(other):
        return Apart("only one belongs to something before it")
    return None


def _words_apart(one: str, other: str, usual: frozenset[str]) -> Apart | None:
    said, heard = _said(one), _said(other)
    mine, theirs = read(one), read(other)
    if mine.is_vague and theirs.is_vague:
        return Apart("neither says what it asks about")
    matched = align(mine, theirs)
    left, beside = _left_over(said, heard, _accounted(mine, theirs, matched))
    right, beside_too = _left_over(heard, said, _accounted(theirs, mine, matched))
    named = {lemma(key) for pair in matched.pairs for term in pair for key in _parts(term)}
    if not (left and right) and (named - usual):  # what all say tells nothing, unless each says another
        left = {word for word in left if lemma(word) not in usual and not _says_where(word, one, theirs)}
        right = {word for word in right if lemma(word) not in usual and not _says_where(word, other, mine)}
    over = left | right
    if (said.refers or heard.refers) and not any(_is_subject(*pair) for pair in matched.pairs):
        return Apart("neither says what it asks about")
    how = HOW.issuperset({mine.wants[0], theirs.wants[0]})
    if over:
        alone = left and right
        slight = not (alone or said.each_counts or heard.each_counts) and len(over) <= FEW
        slight = slight and all(_is_slight(word, matched, how) for word in over)
        return Apart(f"only one says {min(over)}", slight)
    if beside and beside_too:
        return Apart(f"each says something besides: {min(beside)} and {min(beside_too)}", slight=True)
    for pair in matched.pairs:
        if _only_kindred(*pair, how=how):
            return Apart("{} is not {}".format(*sorted(term.said or term.key for term in pair)), slight=True)
    return None


def _wants_apart(one: str, other: str) -> Apart | None:
    asked = [FIRST_REQUEST.split(title, maxsplit=1)[0] for title in (one, other)]
    if len({INSTANCES.search(text) is None for text in asked}) > 1:
        return Apart("only one asks for instances")
    if len({EXPERIENCE.search(text) is None for text in asked}) > 1:
        return Apart("only one asks what somebody has done", slight=True)
    mine, theirs = (read(title).wants[0] for title in (one, other))
    near = kinship(mine, theirs)
    if near < ONE_WANT or {mine, theirs} in WORKINGS:
        return Apart("they ask for different things", slight=near >= NEAR_WANT)
    return None


def _is_slight(word: str, matched: Alignment, how: bool) -> bool:
    """Tells whether a word only one title has may be there or not: where, with what or how well it is done.

    What defines a thing has no such words: a policy and a policy engine are two.
    """
    forms = {word, lemma(word), key_of(word), name_of(word)}
    terms = [term for term in (*matched.only_one, *matched.only_other) if not forms.isdisjoint(_parts(term))]
    if word.endswith("ly") or not forms.isdisjoint(TECHNOLOGIES) or any(term.tool for term in terms):
        return True
    return how and all(term.weight <= FAINT for term in terms)


def _says_where(word: str, title: str, other: Reading) -> bool:
    """Tells whether a word is the technology that only one title says it is about: "… in Elixir"."""
    if other.technologies or {lemma(word), key_of(word), name_of(word)}.isdisjoint(TECHNOLOGIES):
        return False
    return re.search(rf"\bin (?:the )?{re.escape(word)}(?:\W*$|,)", title.casefold()) is not None


def _left_over(said: _Said, heard: _Said, accounted: set[str]) -> tuple[set[str], set[str]]:
    """Returns the words that only one title says: of its first request, and besides."""
    known = {lemma(word) for word in heard.written} | accounted | {root(key)[0] for key in accounted}

    def tells(word: str) -> bool:
        if word in heard.written:
            return False
        if word in SMALL_BUT_TELLING:
            return True
        if len(word) == 1:
            return said.each_counts or word not in LETTERS_OF_WORDS
        if not said.each_counts and word not in said.names and (word in STOP_WORDS or word in LIGHT_VERBS):
            return False
        forms = {lemma(word), key_of(word), name_of(word), root(lemma(word))[0]}
        return known.isdisjoint(forms) and not any(is_misspelling(word, other) for other in heard.written)

    more = Counter(said.main) - Counter(heard.main) if said.each_counts and heard.each_counts else Counter()
    return {word for word in said.main if tells(word)} | set(more), {
        word for word in said.beside if tells(word)
    }


def _accounted(mine: Reading, theirs: Reading, matched: Alignment) -> set[str]:
    """Returns the keys of what a title names and the other has too, in the same words or in others."""
    joined = _in_one(theirs.plain)
    shared = [term for pair in matched.pairs for term in pair]
    shared += [term for term in mine.terms if _in_one(term.key) in joined]
    if any(term.exact and term.key not in mine.initials for pair in matched.pairs for term in pair):
        shared += [term for term in mine.terms if term.sort]  # the `boil()` method
    keys = {key for term in shared for key in _parts(term)}
    keys |= {name for name in mine.initials if any(name in letters for letters, _ in theirs.spelt)}
    for short in theirs.initials:
        for letters, spelt in mine.spelt:
            at = letters.find(short)
            keys |= set(spelt[at : at + len(short)]) if at >= 0 else set()
    return keys | {part for name in mine.technologies & theirs.technologies for part in (name, *name.split())}


def _is_subject(one: Term, other: Term) -> bool:
    return not any(term.acts or term.tool or term.aside or term.key in TECHNOLOGIES for term in (one, other))


def _only_kindred(one: Term, other: Term, *, how: bool) -> bool:
    """Tells whether two terms only stand near one another: a risk and a threat, which one document tells apart."""
    if one.acts or other.acts or one.aside or other.aside:
        return False
    mine, theirs = (term.said or term.key for term in (one, other))
    if not {mine, name_of(mine)}.isdisjoint({theirs, name_of(theirs)}) or _in_one(mine) == _in_one(theirs):
        return False
    parts, others = set(WORD.findall(mine)), set(WORD.findall(theirs))
    if parts <= others or others <= parts or are_related(mine, theirs) or is_misspelling(mine, theirs):
        return False
    return not (how and one.key == other.key)


@lru_cache(maxsize=4096)
def _said(title: str) -> _Said:
    written = _words(title)
    names = frozenset(name for found in NAMED.findall(title.casefold()) for name in found if name)
    if len(title) > LONG or not _is_english(written):
        return _Said(written, (), frozenset(written), names, each_counts=True)
    text, asides = prepared(title)
    parts = clauses(text)
    first = next((at for at, clause in enumerate(parts) if clause.want != "bare"), 0)
    named = [clause.words for at, clause in enumerate(parts) if at <= first or clause.want == "bare"]
    others = [clause.words for clause in parts[first + 1 :] if clause.want != "bare"]
    main, beside = _words(" ".join(named)), _words(" ".join([*others, *asides]))
    read_as = {lemma(word) for word in (*main, *beside)}
    prepared_words = _words(" ".join([text, *asides]))
    passed_over = {word for word in prepared_words if lemma(word) not in read_as and word not in FRAME_WORDS}
    passed_over |= names - {*main, *beside}
    return _Said(
        (*main, *passed_over),
        beside,
        frozenset((*written, *prepared_words)),
        names,
        each_counts=False,
        refers=bool(parts) and parts[first].refers,
    )


def _is_english(words: tuple[str, ...]) -> bool:
    """Tells whether the small words of a title may be taken for English ones."""
    foreign = sum(not word.isascii() for word in words)
    return foreign * 4 < len(words) and any(word in STOP_WORDS for word in words)


def _signs(title: str) -> set[str]:
    """Returns the signs that stand alone in a title, as operators do."""
    alone = {word.strip(QUOTES) for word in title.split()} - JOINERS - {""}
    return {sign for sign in alone if CODE_SIGNS.issuperset(sign) and not ORNAMENT.fullmatch(sign)}


def _hold_other(pattern: re.Pattern[str], one: str, other: str) -> bool:
    """Tells whether both titles have such brackets, and not all of both stands in the other."""
    mine, theirs = (" ".join(pattern.findall(title)).casefold().split() for title in (one, other))
    within = (word in title.casefold() for words, title in ((mine, other), (theirs, one)) for word in words)
    return bool(mine and theirs) and not all(within)


def _opens_a_part(title: str) -> bool:
    """Tells whether a title only says where what follows belongs: "For the cellar:"."""
    return title.rstrip().endswith(":") and title.split(None, 1)[0].lower() in PART_OF


def _parts(term: Term) -> set[str]:
    return {part for key in (term.key, term.said) if key for part in (key, *WORD.findall(key))}


def _in_one(text: str) -> str:
    return "".join(WORD.findall(text))


def _words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(text.casefold()))
