"""The words of the archive with the number of entries that have them, and the corrections of typing errors.

Two words a slip apart become the same when a letter or two are left out of each. Those shortened forms are
kept under an index, so that looking for a correction costs a few look-ups, however many words there are.
"""
# ruff: noqa: S608 - what is put into statements are names of ours

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db import connection

from knowledge.models.search import MAX_WORD, SearchWord, WordDeletion
from knowledge.search import backend
from knowledge.search.expressions import Node
from knowledge.search.lines import Form

COMPARED = 8  # letters; a slip further back in a word does not matter to the look-up
SHORTEST, LONG = 4, 8  # letters; below the first nothing is corrected, from the second on two slips are
MUCH_RARER = 1000  # times; a known word gives way only to one so much more frequent
LEFT_OUT = 3  # times; so much likelier is a letter left out than one too many or another
BATCH = 2000

WORDS, DELETIONS = SearchWord._meta.db_table, WordDeletion._meta.db_table
COLUMNS = "word, stem, shown, is_name, entries"

UPSERT = f"""
    INSERT INTO {WORDS} ({COLUMNS})
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (word) DO UPDATE SET entries = {WORDS}.entries + excluded.entries
"""

INSERT_DELETIONS = f"""
    INSERT INTO {DELETIONS} (word_id, letters) SELECT * FROM unnest(%s::bigint[], %s::text[])
"""


@dataclass(frozen=True)
class Correction:
    """A word that was read as another.

    Arguments:
        written: as typed.
        read_as: the word of the archive that was meant, or may have been.
    """

    written: str
    read_as: str


def change(differences: dict[Form, int]) -> None:
    """Adds to the numbers of words, or takes from them; new words can be corrected to from then on."""
    rows = [
        (form.word, form.stem, form.shown, form.is_name, number)
        for form, number in sorted(differences.items(), key=lambda item: item[0].word)  # no two may deadlock
        if number
    ]
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        with connection.cursor() as cursor:
            cursor.executemany(UPSERT, batch)
        words = [row[0] for row in batch]
        SearchWord.objects.filter(word__in=words, entries__lte=0).delete()
        mistyped = [word for word in words if _may_be_slip(word)]
        new = SearchWord.objects.filter(word__in=mistyped, deletions=None).values_list("pk", "word")
        _add_deletions(
            [
                (pk, letters)
                for pk, word in new
                for letters in sorted(deletions(word, 2 if len(word) >= LONG - 2 else 1))
            ]
        )


def _add_deletions(rows: list[tuple[int, str]]) -> None:
    """Writes what leads to new words; a word has dozens of these, so on PostgreSQL they go in as two arrays."""
    with connection.cursor() as cursor:
        if connection.vendor != "postgresql":
            cursor.executemany(f"INSERT INTO {DELETIONS} (word_id, letters) VALUES (%s, %s)", rows)
        elif rows:
            cursor.execute(INSERT_DELETIONS, [list(column) for column in zip(*rows, strict=True)])


def total(sets: Iterable[set[Form]]) -> Counter[Form]:
    """Returns in how many of some entries each word is."""
    counted: Counter[Form] = Counter()
    for forms in sets:
        counted.update(forms)
    return counted


def slips_allowed(word: str) -> int:
    """Returns how many typing errors a word of its length may have."""
    if len(word) < SHORTEST:
        return 0
    return 2 if len(word) >= LONG else 1


def deletions(word: str, number: int) -> set[str]:
    """Returns a word's beginning, and it with up to some letters left out."""
    head = word[:COMPARED]
    return {
        "".join(letter for place, letter in enumerate(head) if place not in gone)
        for count in range(number + 1)
        for gone in combinations(range(len(head)), min(count, len(head)))
    }


def distance(one: str, other: str) -> int:
    """Returns how many slips lie between two words: a letter more, less, other, or two swapped."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        before, last, row = row, before, [place]
        for at, wanted in enumerate(other, start=1):
            cost = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != wanted))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == wanted:
                cost = min(cost, last[at - 2] + 1)
            row.append(cost)
    return row[-1]


def look_up(
    stems: Collection[str], written: Collection[str], typed: Mapping[str, str] | None = None
) -> tuple[list[SearchWord], list[SearchWord]]:
    """Returns the archive's words with some stems and those written so, and what else may have been meant; one query.

    Arguments:
        typed: words that may be mistyped, with their stems. What lies a slip or two away is looked for where the
            archive has none with that stem, or hardly any; it comes with all words of the same stems.
    """
    index = backend.index()
    asked = [("stem", stems), ("word", written)]
    conditions = " OR ".join(index.one_of(column) for column, values in asked if values)
    if not conditions:
        return [], []
    values: list[Any] = [list(given) for _, given in asked if given]
    parts = [
        f"WITH known AS (SELECT {COLUMNS} FROM {WORDS} WHERE {conditions}) SELECT 1, {COLUMNS} FROM known"
    ]
    forms = [
        (of, sorted(deletions(word, slips_allowed(word))))
        for word, of in (typed or {}).items()
        if _may_be_slip(word)
    ]
    if forms:
        unknown = f"""SELECT value FROM (VALUES {", ".join(["(%s, %s)"] * len(forms))}) AS typed, {index.each("column2")}
            WHERE column1 NOT IN
            (SELECT stem FROM known WHERE entries > (SELECT max(entries) / {MUCH_RARER}.0 FROM known))"""
        led_to = f"SELECT word_id FROM {DELETIONS} WHERE {index.one_among('letters', unknown)}"
        near = f"SELECT stem FROM {WORDS} WHERE {index.one_among('id', led_to)}"
        parts.append(f"SELECT 0, {COLUMNS} FROM {WORDS} WHERE {index.one_among('stem', near)}")
        values += [one for form in forms for one in form]
    rows = index.rows(" UNION ALL ".join(parts), values)
    return [_read(row[1:]) for row in rows if row[0]], [_read(row[1:]) for row in rows if not row[0]]


def standing(nodes: Sequence[Node]) -> set[int]:
    """Returns the numbers of what at least one entry has; one query, none where nothing is asked for."""
    index = backend.index()
    asked = [index.stands(node) for node in nodes]
    sql = " UNION ALL ".join(f"SELECT {number} WHERE {one}" for number, (one, _) in enumerate(asked))
    return (
        {number for (number,) in index.rows(sql, [one for _, given in asked for one in given])}
        if asked
        else set()
    )


def _read(row: Sequence[Any]) -> SearchWord:
    word, stem, shown, is_name, entries = row
    return SearchWord(word=word, stem=stem, shown=shown, is_name=bool(is_name), entries=entries)


def corrections(words: Mapping[str, int], candidates: Iterable[SearchWord]) -> dict[str, SearchWord]:
    """Returns the word of the archive each of some words most likely was meant to be.

    Arguments:
        words: folded words and in how many entries they are. One that is known is only corrected to one
            very much more frequent.
        candidates: what `look_up` found near them.
    """
    meant = [one for one in candidates if _may_be_slip(one.word)]
    found: dict[str, SearchWord] = {}
    for word in filter(_may_be_slip, words):
        near = sorted(_near(word, meant), key=lambda pair: pair[0])
        best = next((candidate for _, candidate in near), None)
        if best is not None and best.entries >= max(1, words[word] * MUCH_RARER):
            found[word] = best
    return found


def _may_be_slip(word: str) -> bool:
    """Whether a word may be a slip, or what one was meant to be: neither is what is short, or no word."""
    return word.isalpha() and SHORTEST <= len(word) <= MAX_WORD


def _near(word: str, candidates: Sequence[SearchWord]) -> Iterator[tuple[tuple, SearchWord]]:
    slips = slips_allowed(word)
    for candidate in candidates:
        if candidate.word == word or abs(len(candidate.word) - len(word)) > slips:
            continue
        apart = distance(word, candidate.word)
        if apart <= slips and _is_slip(word, candidate.word, apart):
            # Of two as near, what more entries have is likelier meant, and letters are mostly left out.
            likely = candidate.entries * (LEFT_OUT if len(candidate.word) > len(word) else 1)
            yield (apart, candidate.is_name, -likely, candidate.word), candidate


def _is_slip(word: str, other: str, apart: int) -> bool:
    """Whether a word looks like another mistyped, and not like one the archive merely lacks.

    People leave out, repeat and swap letters, and rarely miss the first. One letter for another makes a
    short word a different one: death is no slip for depth.
    """
    if word[0] != other[0] and (apart > 1 or len(word) != len(other) or word[:2] != other[1::-1]):
        return apart == 1 and len(word) >= LONG
    return not (len(word) == len(other) and len(word) < LONG - 2 and sorted(word) != sorted(other))
