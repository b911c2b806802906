"""What the page of a pasted error shows: what was read of it, the entries that fit, and why."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from knowledge.models import DebugEntryPage, EntryPage
from knowledge.search.messages import search_message
from knowledge.search.results import Row
from knowledge.search.rows import as_shown
from knowledge.traces.indexing import match
from knowledge.traces.matching import MatchResult
from knowledge.traces.plaintext import WORTH_A_LOOK

LANGUAGES = {
    "c": "C", "dotnet": ".NET", "go": "Go", "js": "JavaScript", "jvm": "Java or Kotlin", "mysql": "MySQL",
    "nginx": "nginx", "npm": "npm", "php": "PHP", "pip": "pip", "postgresql": "PostgreSQL", "python": "Python",
    "ruby": "Ruby", "rust": "Rust", "sh": "Shell", "sqlite": "SQLite",
}  # fmt: skip
WORDS = 12  # of a message
ROWS = 6  # entries found by the words of the message
PLACEHOLDER = re.compile(r"<[a-z ]{1,24}>|‹[^›]{1,24}›")
# Colours of a terminal, other control characters, and signs that turn the direction of writing.
UNSHOWN = re.compile(
    r"\x1b\[[0-9;?]{0,20}[ -/]?[@-~]|\x1b\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)"
    r"|[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]"
)


@dataclass(frozen=True)
class PastedLine:
    """A line shown back, with what became of it."""

    text: str
    state: Literal["matched", "ignored", ""]


@dataclass(frozen=True)
class PastedMatch:
    """An entry beside the reasons it was found for; `message` is what of the paste it explains."""

    entry: EntryPage
    because: list[str]
    differs: list[str]
    lines: list[int]
    message: str

    @property
    def why(self) -> str:
        return ", ".join(self.because)

    @property
    def label(self) -> str:
        return DebugEntryPage.kind.label


class PastePage:
    """A pasted error and its answer; it lives as long as the request.

    Arguments:
        text: at most 64 KB, its line ends LF.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.answer = match(text)
        self.matches = matches_of(self.answer)

    @property
    def signature(self) -> dict:
        return self.answer.signature

    @property
    def language(self) -> str:
        name = self.signature["language"]
        return LANGUAGES.get(name, name.capitalize())

    @property
    def is_read(self) -> bool:
        """Whether an error was recognised at all."""
        return bool(self.signature["type"] or self.signature["message"])

    @property
    def has_stack(self) -> bool:
        return any("frame" in one.reason for one in self.answer.ignored)

    @property
    def best(self) -> PastedMatch | None:
        return self.matches[0] if self.answer.confident and self.matches else None

    @property
    def near(self) -> list[PastedMatch]:
        """The entries that come closest: beside an answer only those worth a look."""
        if not self.best:
            return self.matches
        worth = {one.code for one in self.answer.matches if one.score >= WORTH_A_LOOK}
        return [one for one in self.matches[1:] if one.entry.code in worth]

    @cached_property
    def lines(self) -> list[PastedLine]:
        """The paste, without what would colour or turn it."""
        matched = set(self.matches[0].lines) if self.matches else set()
        ignored = {one.line for one in self.answer.ignored} - matched
        return [
            PastedLine(
                UNSHOWN.sub("", line),
                "matched" if number in matched else "ignored" if number in ignored else "",
            )
            for number, line in enumerate(self.text.rstrip().split("\n"), start=1)
        ]

    @property
    def matched_numbers(self) -> list[int]:
        return sorted(self.matches[0].lines)[:8] if self.matches else []

    @property
    def ignored(self) -> list[tuple[int, str]]:
        """How many lines said nothing about which error it is, by the reason."""
        reasons = {one.line: one.reason for one in self.answer.ignored}
        return [(number, reason) for reason, number in Counter(reasons.values()).most_common(4)]

    @cached_property
    def by_words(self) -> list[Row]:
        """Entries of any kind that have the words of the message, without those that stand above.

        Where an entry explains the error nobody needs them, and the answer costs what looking up an error costs.
        """
        if self.best or not self.words:
            return []
        return search_message(self.words, limit=ROWS, without={one.entry.pk for one in self.matches})

    @property
    def words(self) -> str:
        """The telling words of the message, for the other lane; no values that were in it."""
        kind = self.signature["type"].rpartition(".")[2]
        message = PLACEHOLDER.sub(" ", self.signature["message"])
        said = [word for word in re.findall(r"[^\W\d_][\w.'-]*\w", message) if len(word) > 2]
        return " ".join([*([kind] if kind else []), *said[:WORDS]])


def matches_of(answer: MatchResult) -> list[PastedMatch]:
    """Returns an answer's matches with their published entries, best first, in one query."""
    codes = [one.code for one in answer.matches]
    if not codes:
        return []
    # Whoever may not read an entry gets no answer that names it, so they are public all of them.
    entries = {entry.code: entry for entry in as_shown(EntryPage.objects.live().filter(code__in=codes))}
    return [
        PastedMatch(
            entry,
            one.because,
            one.differs,
            one.matched_lines,
            one.said[:400],
        )
        for one in answer.matches
        if (entry := entries.get(one.code))
    ]
