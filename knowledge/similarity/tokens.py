"""Cuts text into words, and keeps what is written as code in one piece."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.similarity import tables
from knowledge.similarity.words import lemma

TOKEN = re.compile(
    r"`[^`]{1,120}`"
    r"|[a-z]+(?:-[a-z]+)*:[a-z][a-z-]*|(?<![\w-])-[a-zA-Z](?![\w-])"
    r"|@?\.?[^\W\d][\w$]*(?:(?:\.|::|->|-|/)(?=[\w$])[\w$]+)*(?:\([^()\s]{0,40}\))?(?:\+\+|#(?!\w))?"
    r"|(?<![^\s`])(?:>>|<<|>=|<=|>|<)(?![^\s`])"
    r"|\d+(?:\.\d+)*(?:st|nd|rd|th)?(?:-?[xX]{1,2}\b)?"
    r"|(?<!\w)&\w+|:=|\$\w+|\*{1,2}\w+|n\+1|={2,3}|!={1,2}|=>|\?\?|\?\.|&&|\|\||\+\+|\.{3}|=(?=\s|$)"
)
CAMEL = re.compile(r"^[a-z]+[a-z0-9]*[A-Z]")
HYPHENATED = re.compile(r"[a-z]+(?:-[a-z]+)+")  # one name, with backticks or without: `z-index`
MARKUP = re.compile(r"<[!/]?(\w[^<>]*)/?>")  # a tag: `<!DOCTYPE html>`
FLAG = re.compile(r"-[a-zA-Z]")  # of a command
FILE_NAME = re.compile(r"[a-z]+(?:-[a-z]+)+\.[a-z]{2,5}")
IN_CODE = frozenset("_@$(*.:>=")
SPELT_OUT = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10",
}  # fmt: skip
ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
ORDINALS = {
    "1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "6": "sixth", "7": "seventh", "8": "eighth",
    "9": "ninth", "10": "tenth",
}  # fmt: skip
# What stands before a hyphen and makes one word with what follows: re-render, non-clustered.
PREFIXES = frozenset(
    [
        "re",
        "pre",
        "un",
        "de",
        "non",
        "anti",
        "multi",
        "sub",
        "inter",
        "semi",
        "auto",
        "co",
        "micro",
        "back",
        "hyper",
    ]
)
NO_NAMES = frozenset("aisdtm")  # letters that are words or what is left of words
# Spellings with marks in them that the tables know: node.js, ci/cd, .env.
KNOWN = frozenset(
    spelling.lower()
    for table in ("names", "abbreviations", "technologies")
    for name, others in tables.pairs(table)
    for spelling in (name, *others)
    if not spelling.isalpha() and " " not in spelling
)
FAMILIES = frozenset(name for name, _ in tables.pairs("technologies"))


@dataclass(slots=True)
class Word:
    """A word as it was found, and what `phrases` makes out about its place in the question.

    `exact` stands for code, keywords and acronyms; `acts` for the verb of "How do you …"; `sort` for a
    word that says what sort of thing its neighbour is; `modifies` and `heads` for "X of" and "of X"; `reached` for "on X" and "as X"; `fixed` for words that have no synonyms where they stand; `said` is the key of what was written, where `key` is a synonym of it; `instead` holds "a/b" for either of the two.
    """

    key: str
    raw: str
    exact: bool = False
    acts: bool = False
    easy: bool = False
    aside: bool = False
    tool: bool = False
    sort: bool = False
    modifies: bool = False
    heads: bool = False
    placed: bool = False
    reached: bool = False
    fixed: bool = False
    said: str = ""
    instead: str = ""


def words_of(text: str, *, shouting: bool = False) -> list[Word]:
    """Returns the words of a text; `shouting` says that capitals mean nothing in it."""
    return [word for token in TOKEN.findall(text) for word in _read(token, shouting)]


def keys_of(text: str) -> tuple[str, ...]:
    """Returns the keys of the words of an entry in a table."""
    return tuple(word.key for word in words_of(text, shouting=True))


def _read(token: str, shouting: bool) -> list[Word]:
    if token.startswith("`"):
        return _quoted(token.strip("`").strip(), shouting)
    lowered = token.lower().removesuffix("'s")
    if lowered in KNOWN:
        return [Word(lemma(lowered), token)]
    if token[0].isupper() and lowered.endswith(".js"):  # a library; app.js is a file
        token, lowered = token[:-3], lowered[:-3]
    start = lowered.partition("-")[0] if "-" in token else ""
    if start in PREFIXES:
        return _read(token.replace("-", "", 1), shouting)
    if ("/" in token or (start and start not in FAMILIES)) and not FILE_NAME.fullmatch(token):
        words = [word for part in re.split(r"[-/]", token) if part for word in _read(part, shouting)]
        if token.count("/") == 1 and "-" not in token and token.islower():
            for word in words:
                word.instead = token
        return words
    if CAMEL.match(token) or FLAG.fullmatch(token) or not IN_CODE.isdisjoint(token):
        return [Word(_code_key(token), token, exact=True)]
    alone = len(token) == 1 and lowered not in NO_NAMES
    letters = token.removesuffix("s")
    acronym = letters.isupper() and len(letters) > 1 and not shouting
    if (at := ORDINAL.fullmatch(lowered)) is not None:
        lowered = ORDINALS.get(at[1], lowered)
    key = (
        lowered.removesuffix("s") if acronym and letters != token else lemma(SPELT_OUT.get(lowered, lowered))
    )
    return [Word(key, token, exact=alone or acronym or token[0].isdigit())]


def _quoted(code: str, shouting: bool) -> list[Word]:
    """Returns what stands in backticks: a name in one piece, or the words of a phrase or of a hyphenated name."""
    code = MARKUP.sub(r"\1", code)
    if HYPHENATED.fullmatch(code):
        return _read(code, shouting)
    if not TOKEN.fullmatch(code) and re.fullmatch(r"[\w ,-]+", code):
        return [
            word for part in code.split() for token in TOKEN.findall(part) for word in _read(token, shouting)
        ]
    key = _code_key(code)
    return [Word(key, code, exact=True)] if key else []


def _code_key(code: str) -> str:
    """Returns how an identifier is known whatever its brackets, dots and quotes."""
    code = re.sub(r"\(([^()]*)\)$", _arguments, code.strip())
    key = code.lower().replace(": ", ":").replace('"', "'").strip("@.' :;") or code
    return ".".join(lemma(part) if part.isalpha() else part for part in key.split("."))


def _arguments(found: re.Match[str]) -> str:
    """Keeps the brackets that are part of a name, as in `Flask(__name__)` and `COUNT(*)`."""
    name = found.string[: found.start()]
    return f"({found[1]})" if "_" in found[1] or (name.isupper() and found[1]) else ""
