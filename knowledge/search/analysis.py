"""Text becomes lexemes here, for the index and for queries, so that both databases find the same.

A word is folded (case, accents) and stemmed. A name from code is kept as it is written as well, under a
mark of its own, and is also read by its parts and as one word: `useEffect` is found by `useeffect`,
`use effect` and `effects`, and exactly by itself.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from knowledge.search.words import STOP_WORDS, WHOLE

VERSION = 4
EXACT = "="  # stands before a lexeme that is kept as written
MAX_LEXEME = 60  # characters; longer runs are data, nobody types them
REMEMBERED = 20_000  # words whose parts, stems and forms are: the frequent ones


class _Thread(threading.local):
    """A stemmer keeps the word it works on, so two threads sharing one would read each other's."""

    def __init__(self) -> None:
        self.stemmer = snowballstemmer.stemmer("english")


_thread = _Thread()

TOKEN = re.compile(
    r"""
    (?: (?<![\w.-])(?:--?|\.{1,2}/|\.|@|\$|%|/)  |  (?<=[\w)\]])\.  )?   # --no-cache  @app  $HOME  .map
    \w+ (?: (?:::|->|[.\-/:@+'’\\&]) \w+ )*                              # os.path  std::vector  read-only
    (?: \+\+ | \#(?!\w) )?                                               # c++  c#
    | \$[@*?$!\#]                                                       # $@ of a shell
    | [=!<>&|?*+~^%@:/\\-]{1,8}                                          # == === => ../
    | [^\w\s]
    """,
    re.VERBOSE,
)
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+")
SYMBOL = re.compile(r"\$[@*?$!#]|[=!<>&|?*+~^%@:/\\-]{2,4}")
# Around an operator that stands alone: `==` in prose, but not the dashes of a table.
UNUSUAL = re.compile(r"(.)\1{3,}|[-_*]{2,}|/{2,}")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
SUFFIXES = re.compile(r"['’](?:s|re|ve|ll|d|m|t)?$")


@dataclass(frozen=True)
class Token:
    """A word or name of a text.

    Arguments:
        raw: as written.
        start, end: where it stands, in characters.
        parts: its words, folded and not stemmed, in order; none for an operator.
    """

    raw: str
    start: int
    end: int
    parts: tuple[str, ...]

    @property
    def is_name(self) -> bool:
        """Whether it is written as code is: with signs, digits between letters or capitals inside."""
        return is_name(self.raw)

    @property
    def stems(self) -> tuple[str, ...]:
        return tuple(stem(part) for part in self.parts)

    @property
    def joined(self) -> str:
        """Its parts as one word, so that `back-pressure` and `backpressure` meet; empty for one part."""
        return stem("".join(self.parts)) if len(self.parts) > 1 else ""

    @property
    def exact(self) -> tuple[str, ...]:
        """The marked lexemes of a name: as written, without its first sign, and from its last dot on."""
        return exact_forms(self.raw) if self.is_name else ()


def tokens(text: str) -> Iterator[Token]:
    """Yields the words, names and operators of a text in order; linear in its length."""
    for match in TOKEN.finditer(text):
        token = token_of(match[0], match.start())
        if token is not None:
            yield token


def token_of(raw: str, start: int = 0) -> Token | None:
    """Returns what `TOKEN` matches as a token, or None for signs and data that nobody looks for."""
    if len(raw) > MAX_LEXEME * 4:
        return None
    parts = parts_of(raw)
    if parts or (SYMBOL.fullmatch(raw) and not UNUSUAL.search(raw)):
        return Token(raw, start, start + len(raw), parts)
    return None


@lru_cache(maxsize=REMEMBERED)
def fold(text: str) -> str:
    """Returns text without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=REMEMBERED)
def stem(word: str) -> str:
    """Returns a folded word's stem; a word with a digit in it stays as it is."""
    if not word.isalpha():
        return word[:MAX_LEXEME]
    return _thread.stemmer.stemWord(word)[:MAX_LEXEME]


@lru_cache(maxsize=REMEMBERED)
def parts_of(raw: str) -> tuple[str, ...]:
    """Returns the folded words a token consists of: `useEffect` gives use and effect."""
    found: list[str] = []
    for word in re.split(r"[\W_]+", SUFFIXES.sub("", raw).replace("'", "").replace("’", "")):
        if not word:
            continue
        split = PART.findall(word) if word.isascii() and not word.isdigit() else [word]
        # utf8, 0x80 and argon2 are one word each
        whole = fold(word) in WHOLE or any(char.isdigit() for char in word) or len(split) == 1
        # Folding some signs gives a space; a lexeme has none.
        found += ["".join(fold(part).split()) for part in ([word] if whole else split)]
    return tuple(part for part in found if part)


@lru_cache(maxsize=REMEMBERED)
def is_name(raw: str) -> bool:
    if raw.isalpha():
        return not (raw.islower() or raw.isupper() or raw.istitle())
    return not WORD.fullmatch(raw) or any(char.isdigit() for char in raw)


def is_code(raw: str) -> bool:
    """Whether a name can only be meant as it is written: `.map`, `useEffect`, but not `read-only`."""
    hyphenated = raw[0] != "-" and "-" in raw and re.sub("[-'’]", "", raw).isalpha()
    return is_name(raw) and not hyphenated


@lru_cache(maxsize=REMEMBERED)
def exact_forms(raw: str) -> tuple[str, ...]:
    """Returns the marked lexemes of a name: `items.map` gives itself and `.map`."""
    written = raw.casefold()
    forms = [written]
    bare = written.lstrip("-.@$%/")
    if bare and bare != written and len(bare) > 1:
        forms.append(bare)
    if "." in bare.strip("."):
        head, _, last = bare.rpartition(".")
        forms += [f".{last}"] if last and head else []
        # java.util.ConcurrentModificationException is found by its class, items.map not by map
        forms += [last] if last and head and is_name(raw.rpartition(".")[2]) else []
    return tuple(f"{EXACT}{form}"[:MAX_LEXEME] for form in dict.fromkeys(forms) if form)


def lexemes_at(token: Token) -> Iterator[tuple[int, str]]:
    """Yields `(offset, lexeme)` for everything a token is found by; the offset counts its parts."""
    yield from enumerate(token.stems)
    if token.joined:
        yield 0, token.joined
    for exact in token.exact:
        yield 0, exact


def is_stop_word(part: str) -> bool:
    return part in STOP_WORDS or (len(part) == 1 and part.isalpha() and part.isascii())
