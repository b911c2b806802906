"""An archive in memory, with the same scoring as the one in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from knowledge.traces.signatures import ArchiveEntry, Signature, signatures_of, terms

MOST_SIGNATURES = 120


class MemoryArchive:
    """Entries and the terms that lead to them."""

    def __init__(self, entries: Iterable[ArchiveEntry]) -> None:
        self.signatures: list[Signature] = []
        self.postings: dict[str, list[int]] = defaultdict(list)
        for entry in entries:
            for signature in signatures_of(entry):
                for term in terms(signature.print):
                    self.postings[term].append(len(self.signatures))
                self.signatures.append(signature)

    def candidates(self, wanted: list[str]) -> list[Signature]:
        return [
            self.signatures[at] for at in most_wanted({term: self.postings.get(term, []) for term in wanted})
        ]


def votes_of(term: str) -> float:
    """Returns how many votes a term has: more of a meaning or a code than of a word."""
    return 4.0 if term[0] in "mdc" else 1.0


def most_wanted(postings: dict[str, list[int]]) -> list[int]:
    """Returns the signatures that the rarest terms lead to, at most 120."""
    votes: defaultdict[int, float] = defaultdict(float)
    for term, signatures in postings.items():
        for signature in signatures:
            votes[signature] += votes_of(term) / len(signatures)
    ordered = sorted(votes.items(), key=lambda item: (-item[1], item[0]))
    return [signature for signature, _ in ordered[:MOST_SIGNATURES]]
