"""Gives the words of a clause the names the field has for them, and marks what each is doing there."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, zip_longest

from knowledge.similarity.frames import HOW, Clause
from knowledge.similarity.tokens import Word, words_of
from knowledge.similarity.vocabulary import (
    BACKGROUND,
    EASY_VERBS,
    EMPTY_SORTS,
    EVERYWHERE,
    FAINT,
    LIGHT_VERBS,
    NAMES,
    SORTS,
    STOP_WORDS,
    SYNONYMS,
    TECHNOLOGIES,
    VERBS,
    Names,
)

LONGEST_NAME = 6  # words
FAINT_HEAD = 0.2  # the weight below which a word says less than the "database" before it
# Small words that are meant when one of these follows: the `with` statement.
KEYWORD_FOLLOWS = frozenset(["keyword", "statement", "operator", "loop", "claus", "block"])
# Of these, "the layout of X" asks no more than X does; a page layout is no page.
OUTLINES = frozenset(["anatomy", "layout", "notion"])
KEYWORDS = frozenset(
    ["this", "with", "using", "in", "is", "for", "some", "every", "all", "any", "super", "new", "static", "not", "and",
     "or", "as", "from", "where", "having", "if", "while", "do", "else", "final", "try", "catch", "except"]
)  # fmt: skip
SAID_ANYWAY = frozenset(
    [
        "app",
        "application",
        "databas",
        "framework",
        "languag",
        "library",
        "platform",
        "project",
        "server",
        "tool",
    ]
)
CALLING = frozenset(["calling", "invoking", "executing"])  # of code means using it
SAID_BEFORE = frozenset(["annotation", "command", "keyword", "operator"])  # "the command chmod"
DONE = frozenset(["built", "done", "kept", "made", "run", "sent", "set", "written"])
NAMED_AFTER = frozenset(["this", "super", "new", "static"])  # "the keyword this"
TOOL_BEFORE = frozenset(["with", "using", "via", "through"])
# After "with" these begin a condition, not a tool: "with zero downtime", "with multiple threads".
NO_TOOL = frozenset(
    ["a", "an", "your", "zero", "no", "minimal", "minimum", "little", "high", "low", "limited", "large", "big", "small", "multiple", "many",
     "several", "different", "duplicate", "missing", "nested", "more", "less", "few", "two", "three", "dynamic", "optional",
     "default", "null", "special", "difficult", "same", "similar", "constant", "linear"]
)  # fmt: skip
DEFINING = frozenset(
    ["definition", "definitions", "purpose", "reason", "cause", "naming", "told", "mechanism"]
)
# Wants whose clauses name things and do nothing: there "block" and "loop" are nouns.
NAMING_THINGS = DEFINING | {
    "difference",
    "kinds",
    "features",
    "advantages",
    "drawbacks",
    "both sides",
    "list",
    "all",
}
# Verbs of "What does it …?" that ask for no more than what it is for.
PURPOSES = frozenset(
    ["return", "produce", "contain", "prevent", "enable", "hold", "store", "provide", "allow"]
)
DETERMINERS = frozenset(["a", "an", "the", "this", "each", "every"])
INNER_CAPITAL = re.compile(r"[a-z][A-Z]")  # of a name out of code: BeanFactory
VERBAL = re.compile(r"(?:ing|ion|ions|ed|ment)$", re.IGNORECASE)
PLACED = frozenset(["in", "within", "inside", "on", "of", "from", "across", "for", "to", "when"])
PARTICLES = frozenset(
    ["away", "back", "down", "in", "off", "on", "out", "over", "through", "up"]
)  # of phrasal verbs
HEADED = frozenset(["of", "in", "for", "with", "from", "behind", "between"])


def words_in(clause: Clause, *, comparing: bool, shouting: bool, aside: bool) -> list[Word]:
    """Returns the words of a clause, marked and under their names.

    Arguments:
        comparing: the question asks for a difference, so that synonyms stay apart.
        shouting: capitals mean nothing in this title.
        aside: the clause only touches on the question's subject.
    """
    words = words_of(clause.words, shouting=shouting)
    if comparing:
        _mark_compared(words)
    _mark_neighbours(words)
    _mark_joined(words)
    _mark_verb(words, clause)
    _mark_tools(words, clause)
    for word in words:
        word.aside = aside
    words = _based(_named(_parted(_shared_heads(words)), NAMES))
    for word, following in pairwise(words):
        if " " in word.key + following.key and following.key in EMPTY_SORTS and word.key not in STOP_WORDS:
            following.sort = True
    _mark_background(words)
    if comparing:
        return words
    names_things = clause.want in NAMING_THINGS
    done = frozenset(map(id, words[1:])) if clause.want == "mechanism" else frozenset()
    for before, word in zip([None, *words], words, strict=False):
        noun = (
            (names_things and id(word) not in done)
            or clause.want == "when"
            or (before is not None and before.raw.lower() in DETERMINERS)
        )
        word.fixed = word.exact or (
            not word.acts
            and (
                (word.modifies and word.raw.lower().endswith("ed"))
                or ((noun or clause.states) and (word.key,) in VERBS and not VERBAL.search(word.raw))
            )
        )
    return _named(words, SYNONYMS)


def _based(words: list[Word]) -> list[Word]:
    """Joins "based" with what it says the base is: a web-based alert is no Windows-based one."""
    result: list[Word] = []
    for word in words:
        if word.raw.lower() == "based" and result and word.modifies and result[-1].key not in STOP_WORDS:
            before = result[-1]
            result[-1] = replace(word, key=f"{before.key} based", raw=f"{before.raw} based", fixed=True)
        else:
            result.append(word)
    return result


def _shared_heads(words: list[Word]) -> list[Word]:
    """Says a head twice that two names share: "primary and foreign key" names a primary key."""
    result: list[Word] = []
    for at, word in enumerate(words):
        result.append(word)
        if at + 3 < len(words) and words[at + 1].raw.lower() in {"and", "or", "vs", "from"}:
            result += map(replace, _shared_head(word, words[at + 2 : at + 5]))
    return result


def _shared_head(word: Word, named: list[Word]) -> list[Word]:
    """Returns the last words of a name that make a name with another word too: "link list" of a doubly linked list."""
    if word.key in BACKGROUND or named[0].raw.lower() in STOP_WORDS:
        return []
    for heads in (named[1:], named[1:2]):
        keys = tuple(head.key for head in heads)
        if (word.key, *keys) in NAMES and (named[0].key, *keys) not in SYNONYMS:
            return [] if heads[0].raw.lower() in STOP_WORDS else heads
    return []


def _mark_neighbours(words: list[Word]) -> None:
    """Marks keywords, words that say the sort of their neighbour, and both sides of "X of Y"."""
    for word, following in pairwise(words):
        word.exact = word.exact or (following.key in KEYWORD_FOLLOWS and word.key in KEYWORDS)
    for before, word in pairwise(words):
        word.exact = word.exact or (before.key == "keyword" and word.raw.lower() in NAMED_AFTER)
    for word, between, other in zip(words, words[1:], words[2:], strict=False):
        if between.raw.lower() in {"and", "or", "vs"} and {word.raw.lower(), other.raw.lower()} <= KEYWORDS:
            word.exact = other.exact = True
    for article, word, named in zip(words, words[1:], words[2:], strict=False):
        if article.raw.lower() == "the" and word.key in SAID_BEFORE and named.key not in STOP_WORDS:
            word.sort, word.exact = True, False
    for word, following in pairwise(words):
        says = word.key not in STOP_WORDS and word.key not in TECHNOLOGIES
        in_code = word.exact or "-" in word.raw or INNER_CAPITAL.search(word.raw) is not None
        called = says or word.raw.lower() in {"up", "down"}  # the "up" command
        if (in_code and following.key in SORTS) or (called and following.key in EMPTY_SORTS):
            following.sort = True
        if word.raw in CALLING and following.exact:
            word.sort = True
        if word.key in TECHNOLOGIES and following.key in SAID_ANYWAY:
            following.sort = True
        if following.exact and word.key in SORTS:
            word.sort = True
        if says and following.raw.lower() in {"role", "roles"}:  # an IAM role is no role of IAM
            following.exact = True
        word.modifies = (following.exact or following.key not in STOP_WORDS) and not (
            word.sort and word.key in SAID_BEFORE
        )
        word.heads = following.raw.lower() in HEADED
        word.sort = word.sort or (word.raw in EMPTY_SORTS | OUTLINES and following.raw == "of")


def _mark_joined(words: list[Word]) -> None:
    """Marks both participles of "managed and unmanaged code" as saying which code is meant."""
    for word, between, other in zip(words, words[1:], words[2:], strict=False):
        if between.raw.lower() in {"and", "or", "vs"} and other.modifies:
            word.modifies = word.modifies or (word.raw.endswith("ed") and other.raw.endswith("ed"))


def _parted(words: list[Word]) -> list[Word]:
    """Puts a technology before the name it parts: "custom React hook" is a custom hook of React."""
    result = list(words)
    for at, (first, between, last) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        if (
            between.key in TECHNOLOGIES
            and (first.key, last.key) in NAMES
            and not _is_name(first, between, last)
        ):
            result[at], result[at + 1] = result[at + 1], result[at]
    return result


def _is_name(first: Word, between: Word, last: Word) -> bool:
    return (first.key, between.key) in NAMES or (between.key, last.key) in NAMES


def _mark_compared(words: list[Word]) -> None:
    """Marks verbs and small words that are one side of a comparison: there they are names."""
    for before, word, following in zip([None, *words], words, [*words[1:], None], strict=False):
        if (word.key in LIGHT_VERBS or word.raw in KEYWORDS) and _is_compared(before, word, following):
            word.exact = True


def _is_compared(before: Word | None, word: Word, following: Word | None) -> bool:
    """Tells whether a word is the whole of one side: "put vs post", "unknown and any types"."""
    begins = before is None or before.raw.lower() in STOP_WORDS
    ends = following is None or following.raw.lower() in STOP_WORDS or following.key in SORTS
    beside = [near.raw.lower() for near in (before, following) if near is not None]
    return begins and ends and not {"and", "or", "vs"}.isdisjoint(beside)


def _mark_verb(words: list[Word], clause: Clause) -> None:
    """Marks what is done: the first word of "How do you …", or what a technology does."""
    if clause.want == "purpose":
        for word, following in zip_longest(words[1:], words[2:]):
            if word.raw in PURPOSES and (following is None or following.raw.lower() in PLACED):
                word.acts = word.easy = True
    if clause.passive and (passive := _passive(words)):
        passive.acts = True
        return
    after_name = asked_of_name = False
    for word in words:
        if word.raw.lower().endswith("ly"):
            continue
        if clause.acts or (after_name and word.raw.islower() and not word.raw.endswith("ing")):
            word.acts, word.easy = True, clause.want not in HOW
            return
        first = word is words[0] and clause.want == "mechanism"
        after_name = word.key in TECHNOLOGIES and (first or asked_of_name)
        asked_of_name = word.raw.lower() in {"do", "does"}


def _passive(words: list[Word]) -> Word | None:
    """Returns the verb of "can … be tested" and of "is … tested in …"."""
    said = [word for word in words if not word.raw.lower().endswith("ly")]
    for be, done in pairwise(said):
        if be.raw.lower() == "be":
            return done
    for word, following in zip_longest(said, said[1:]):
        over = following is None or following.raw.lower() in STOP_WORDS
        if over and word is not words[0] and (word.raw.endswith("ed") or word.raw.lower() in DONE):
            return word
    return None


def _mark_tools(words: list[Word], clause: Clause) -> None:
    """Marks what follows "with" or "using", and where something to be defined is found: "… in CSS"."""
    tool = named = acting = False
    before = ""
    for word, following in zip_longest(words, words[1:]):
        raw = word.raw.lower()
        inside = raw == "in" and clause.want in NAMING_THINGS
        condition = raw == "with" and (
            clause.want == "difference" or (following is not None and following.raw.lower() in NO_TOOL)
        )
        word.reached = before in {"on", "onto", "as", "per", "each", "every"} or (
            before == "with" and raw in NO_TOOL
        )
        phrasal = raw == "through" and acting  # "loop through the keys" says no means
        tool = tool or (not (word.exact or condition or phrasal) and named and (raw in TOOL_BEFORE or inside))
        acting, named = word.acts, named or word.key not in STOP_WORDS
        word.tool = tool or (before in {"when", "while"} and raw.endswith("ing"))
        before = raw


def _mark_background(words: list[Word]) -> None:
    """Marks where something takes place: "… in a distributed system", "database …"."""
    placed = False
    for word, following in zip_longest(words, words[1:]):
        raw, surrounds = word.raw.lower(), word.key in BACKGROUND
        placed = (placed or raw in PLACED) and (raw in STOP_WORDS or surrounds or word.key in TECHNOLOGIES)
        word.placed = (placed and (surrounds or not word.modifies)) or (
            word.modifies
            and word.key in EVERYWHERE
            and following is not None
            and FAINT.get(following.key, 1.0) >= FAINT_HEAD
        )


def _named(words: list[Word], names: Names) -> list[Word]:
    """Returns the words with every run that has a name in the table joined under that name."""
    result, at = [], 0
    while at < len(words):
        for length in range(min(LONGEST_NAME, len(words) - at), 0, -1):
            run = words[at : at + length]
            name = names.get(tuple([word.key for word in run]))
            if name is not None and not (
                (length == 1 and names is SYNONYMS and run[0].fixed)
                or (length == 2 and _ends_before(run, words[at + 2 : at + 3]))
            ):
                result.append(_joined(run, name))
                at += length
                break
        else:
            result.append(words[at])
            at += 1
    return result


def _ends_before(run: list[Word], after: list[Word]) -> bool:
    """Tells whether a small word belongs to what follows: "logs in Docker" is no log-in."""
    return run[1].raw.lower() == "in" and (
        run[0].raw.lower().endswith("s")
        or any(word.key in TECHNOLOGIES or word.raw[0].isupper() for word in after)
    )


def _joined(run: list[Word], name: str) -> Word:
    first, last, single = run[0], run[-1], len(run) == 1
    verb = (
        single
        or any(word.raw.lower() in PARTICLES for word in run[1:])
        or name in EASY_VERBS
        or SYNONYMS.get((name,)) in EASY_VERBS
    )
    return Word(
        name,
        " ".join(word.raw for word in run),
        exact=first.exact,
        acts=verb and first.acts,
        easy=verb and first.easy,
        aside=first.aside,
        tool=first.tool,
        sort=last.sort and (single or name in EMPTY_SORTS),
        modifies=last.modifies,
        heads=last.heads,
        placed=first.placed,
        reached=first.reached,
        said=" ".join(word.said or word.key for word in run),
        instead=first.instead,
    )
