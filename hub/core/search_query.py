"""What somebody typed into a search box, taken apart: words, phrases, exclusions, fields and codes.

Nothing here knows what entries are or asks a database, and no input whatever is an error.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from types import MappingProxyType

MAX_LENGTH = 400  # characters; what is longer is no question but a text, and is cut
MAX_WORDS = 32
MAX_VALUES = 10  # of one field

FIELDS = MappingProxyType(
    {
        "technology": "technology",
        "tech": "technology",
        "lang": "technology",
        "language": "technology",
        "in": "technology",
        "level": "level",
        "kind": "kind",
        "type": "kind",
        "is": "kind",
        "tag": "tag",
        "tags": "tag",
        "category": "category",
        "cat": "category",
    }
)
LETTERED = r"[A-Za-z][A-Za-z0-9]{1,7}"
# The part between may be a level or the number of a path: FLSK-MID-004, LP-01-05.
CODE = re.compile(rf"({LETTERED}(?:-(?:[A-Za-z]{{1,4}}|[0-9]{{1,2}}))?)-([0-9]{{1,9}})\Z")
# Written without hyphens it may be a code or a version, so it is only a guess: py 7, PY7, php 8.
LOOSE_CODE = re.compile(rf"({LETTERED}(?:[ _-][A-Za-z]{{1,4}})?)[ _#-]{{0,2}}([0-9]{{1,9}})\Z")
DIGITS = (3, 2, 4)  # how codes are written, most usual first
LONE_DIGIT = re.compile(r"-(\d)\Z")

PIECE = re.compile(
    r"""
    (?P<sign>(?<!\S)-)?
    (?:(?P<field>[A-Za-z]{2,12}):(?=[^\s:/\\]))?
    (?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))
    """,
    re.VERBOSE,
)
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00a0": " "})
EXCLUDABLE = re.compile(r"[^\W\d_][\w.+#-]{2,}\Z")  # -django, and not -9, -rf or --no-cache


@dataclass(frozen=True)
class SearchQuery:
    """A parsed query.

    Arguments:
        text: what was typed, on one line and cut at `MAX_LENGTH` characters.
        words: as written and in order, without what is named below; `__init__` and `c++` stay as they are.
        phrases: what stood in double quotes.
        excluded: words and phrases after a minus.
        fields: by the canonical name of a field (`technology`, `level`, `kind`, `tag`, `category`) its
            values, lower case.
        codes: codes the whole query may mean, in the spelling of codes, likeliest first.
        is_code: whether the query is written as a code, and not merely as something that may be one.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    is_code: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for, not even a field."""
        return not (self.words or self.phrases or self.excluded or self.fields)

    @property
    def has_terms(self) -> bool:
        return bool(self.words or self.phrases)


def one_line(text: str) -> str:
    """Returns text without control characters and lone surrogates, its white space made single spaces."""
    kept = "".join(
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char
        for char in text
        if not "\ud800" <= char <= "\udfff"
    )
    return " ".join(kept.translate(QUOTES).split())


def parse(text: str) -> SearchQuery:
    """Returns what a query asks for; never raises, whatever it holds.

    Arguments:
        text: as typed; only the first `MAX_LENGTH` characters count.
    """
    line = one_line(text[: MAX_LENGTH * 2])[:MAX_LENGTH].strip()
    words: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    fields: dict[str, list[str]] = {}
    for piece in PIECE.finditer(line):
        value = (piece["phrase"] or "").strip() if piece["word"] is None else piece["word"]
        quoted = piece["word"] is None
        name = FIELDS.get((piece["field"] or "").lower())
        if not value:
            continue
        if name and not piece["sign"]:
            fields.setdefault(name, []).append(value.lower())
        elif piece["sign"] and (quoted or EXCLUDABLE.match(value)):
            excluded.append(value)
        elif quoted and not piece["field"]:
            phrases.append(value)
        else:
            words.append(piece[0].replace('"', "") if quoted else piece[0])
    codes, is_code = _codes(line)
    return SearchQuery(
        text=line,
        words=tuple(words[:MAX_WORDS]),
        phrases=tuple(phrases[:MAX_WORDS]),
        excluded=tuple(excluded[:MAX_WORDS]),
        fields={name: tuple(dict.fromkeys(values))[:MAX_VALUES] for name, values in fields.items()},
        codes=codes,
        is_code=is_code,
    )


def _codes(line: str) -> tuple[tuple[str, ...], bool]:
    written = line.strip(" .,;:!?()[]<>'\"#")
    exact = CODE.match(written)
    found = exact or LOOSE_CODE.match(written)
    if not found:
        return (), False
    stem = LONE_DIGIT.sub(r"-0\1", re.sub("[ _]", "-", found[1]).upper())
    number = int(found[2])
    spellings = (f"{stem}-{number:0{digits}d}" for digits in DIGITS)
    return tuple(dict.fromkeys(spellings)), bool(exact)
