"""Habits of a file: where what it asks ends with a question mark, what has none there only tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.importing.text.source import FEWEST_MARKED, NEARLY_ALL, Source
from knowledge.importing.text.titles import INTERROGATIVES, WORDS, Title, read_title

NUMBER_WITHOUT_SIGN = re.compile(
    r"^(?P<number>\d{1,3})(?:\s{0,3}[.):]\s{0,3}|\s+|[\u2190-\U0001faff]{1,3}\s*)(?=[^\W\d])(?P<text>.+)$",
    re.DOTALL,
)
WORD_AND_NUMBER = re.compile(
    r"^(?P<word>[^\W\d]{3,20})\s#?(?P<number>\d{1,3})\s?(?:[:：.]|[-–—](?=\s))\s{0,3}\S"
)
FEWEST_OF_A_WORD = 5
COUNTED = 0.5  # of some titles
ORDINAL = re.compile(r"^[(\[]?(?P<ordinal>[A-Za-z]|[ivxlIVXL]{1,7})[.)\]]\s+(?=\S)")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMAN = tuple(
    tens + ones
    for tens in ("", "x", "xx", "xxx", "xl")
    for ones in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
)[1:]
CODES = re.compile(r"\s{1,3}\[[A-Z]{1,4}(?:\s?[|/,·]\s?[A-Z]{1,4}){1,3}\]$")  # of a legend
FEWEST_ORDINALS, HALF = 3, 0.5  # titles with ordinals, and what they are of all of a file
COUNTING = 0.8  # of those count on


def as_meant(title: Title, source: Source) -> Title:
    """Returns a title that asks nothing where it only begins like a question, in a file that marks those it asks."""
    return replace(title, asks=False) if _only_begins(title) and source.marks_what_it_asks else title


def only_meant(titles: Sequence[Title]) -> list[Title]:
    """Returns titles that ask, with those asking nothing that only begin like a question where nearly all are marked."""
    begun = [_only_begins(one) for one in titles]
    marked = len(titles) - sum(begun)
    habit = marked >= FEWEST_MARKED and marked >= NEARLY_ALL * len(titles)
    return [
        replace(one, asks=False) if habit and only else one for one, only in zip(titles, begun, strict=True)
    ]


def _only_begins(title: Title) -> bool:
    """Says whether a title begins like a question and has no question mark."""
    if not title.asks or title.labelled or "?" in title.text or "？" in title.text:
        return False
    first = WORDS.match(title.text)
    return first is not None and first[0].casefold() in INTERROGATIVES


def counted_alike(titles: Sequence[Title]) -> list[Title]:
    """Returns titles of which most are counted, with the numbers of those whose sign was left out: “**15 why so**”.

    The number must be the one between those of its neighbours.
    """
    told = [int(one.number) if one.number.isdecimal() else 0 for one in titles]
    if sum(map(bool, told)) <= COUNTED * len(told):
        return list(titles)
    found = []
    for at, one in enumerate(titles):
        lost = None if one.number else NUMBER_WITHOUT_SIGN.match(one.text)
        around = {told[at - 1] + 1 if at else 1, *(number - 1 for number in told[at + 1 : at + 2])}
        if lost is not None and int(lost["number"]) in around:
            again = read_title(f"{lost['number']}. {lost['text']}")
            found.append(replace(again, marks=one.marks, linked=one.linked, raw=one.raw))
        else:
            found.append(one)
    return found


def counted_by_word(titles: Sequence[Title]) -> list[Title]:
    """Returns titles with the numbers of those that one word counts through, from one on: “Pattern #3 — …”.

    The word stays, as it is what they are called; steps are parts of one text.
    """
    found = [None if one.number else WORD_AND_NUMBER.match(one.text) for one in titles]
    words = [match["word"].casefold() if match else "" for match in found]
    for word in {*words} - {"", "step"}:
        numbers = [
            int(match["number"]) for match, own in zip(found, words, strict=True) if match and own == word
        ]
        if len(numbers) >= FEWEST_OF_A_WORD and numbers == list(range(1, len(numbers) + 1)):
            return [
                replace(one, number=match["number"]) if match and own == word else one
                for one, match, own in zip(titles, found, words, strict=True)
            ]
    return list(titles)


def without_ordinals(titles: Sequence[Title]) -> list[Title]:
    """Returns titles without the letters or Roman numbers that count them: “a) …”, “ii. …”; as they are where none count."""
    found = [ORDINAL.match(one.text) for one in titles]
    told = [match["ordinal"] for match in found if match]
    for series in (LETTERS, ROMAN):
        follow = sum(
            one.lower() in series and (at == 0 or _follows(told[at - 1].lower(), one.lower(), series))
            for at, one in enumerate(told)
        )
        if len(told) >= max(FEWEST_ORDINALS, HALF * len(titles)) and follow >= COUNTING * len(told):
            return [
                replace(one, text=one.text[match.end() :]) if match and one.text[match.end() :] else one
                for one, match in zip(titles, found, strict=True)
            ]
    return list(titles)


def without_codes(titles: Sequence[Title]) -> list[Title]:
    """Returns titles without the codes in brackets that several of them end in: “… [D | EL]”."""
    found = [CODES.search(one.text) for one in titles]
    if sum(one is not None for one in found) < FEWEST_ORDINALS:
        return list(titles)
    return [
        replace(one, text=one.text[: match.start()]) if match else one
        for one, match in zip(titles, found, strict=True)
    ]


def _follows(before: str, one: str, series: Sequence[str]) -> bool:
    return one == series[0] or (before in series[:-1] and series[series.index(before) + 1] == one)
