"""From pasted text to the entries that explain it, best first, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

from knowledge.traces.frames import base_name
from knowledge.traces.naming import told_apart
from knowledge.traces.normalising import normalise
from knowledge.traces.parsing import Candidate, Ignored, ParsedTrace, parse
from knowledge.traces.phrases import Phrase, fold
from knowledge.traces.scoring import CONFIDENT, Verdict, compare
from knowledge.traces.signatures import Print, Signature, fingerprint, terms

LIMIT = 5
LEAST = 0.2
MOST_TERMS = 60
FILE_ENDING = 4  # letters: `py` and `vb` weigh as libraries do, and are no news to the reader
WRAPPED = 45  # a shorter message was not broken by a terminal


class Archive(Protocol):
    """Whatever keeps signatures: memory in tests, the database elsewhere."""

    def candidates(self, wanted: list[str]) -> Iterable[Signature]:
        """Returns the signatures most of the wanted terms lead to, at most about a hundred."""


@dataclass
class Match:
    """An entry that may explain the paste.

    Arguments:
        code: the entry's code.
        score: from 0 to 1.
        because, differs: plain sentences.
        matched_lines: lines of the paste, from 1.
    """

    code: str
    score: float
    because: list[str]
    differs: list[str]
    matched_lines: list[int]
    candidate: Candidate

    @property
    def said(self) -> str:
        """What of the paste the entry explains, in its own words."""
        return ": ".join(part for part in (self.candidate.type, self.candidate.message) if part)


@dataclass
class MatchResult:
    """What was understood of the paste, and the entries that fit it."""

    signature: dict
    confident: bool = False
    matches: list[Match] = field(default_factory=list)
    ignored: list[Ignored] = field(default_factory=list)


def match_in(archive: Archive, text: str | bytes, *, limit: int = LIMIT) -> MatchResult:
    """Returns the entries of an archive that explain a paste.

    Arguments:
        archive: what keeps the signatures.
        text: what somebody pasted, of any size; it is neither kept nor logged.
        limit: how many entries at most.
    """
    trace = parse(text)
    prints = [(one, fingerprint(one)) for one in trace.candidates]
    prints += [
        (one, fingerprint(_joined(one)))
        for one in trace.candidates
        if one.tail and len(one.message) > WRAPPED
    ]
    wanted = list(dict.fromkeys(term for _, own in prints for term in terms(own)))
    wanted.sort(key=lambda term: "mdctbw".index(term[0]))
    known = told_apart(archive.candidates(wanted[:MOST_TERMS])) if wanted else []
    matches = _tell_apart(_best(trace, prints, known), known, text)
    matches.sort(key=lambda one: (-one.score, one.code))
    matches = [one for one in matches if one.score >= LEAST][:limit]
    confident = bool(matches) and matches[0].score >= CONFIDENT
    main = matches[0].candidate if confident else None
    return MatchResult(describe(trace, main), confident, matches, trace.ignored)


def describe(trace: ParsedTrace, main: Candidate | None = None) -> dict:
    """Returns what was understood of a paste, as programs get it."""
    main = main or next(iter(trace.candidates), None)
    own = [base_name(frame.file) for frame in trace.frames if frame.file and not frame.library]
    return {
        "language": trace.language or next(iter(sorted(main.families)), "") if main else trace.language,
        "type": main.type if main else "",
        "message": normalise(main.message) if main else "",
        "frames": list(dict.fromkeys(own))[:10],
    }


def _joined(candidate: Candidate) -> Candidate:
    return replace(candidate, message=" ".join((candidate.message, *candidate.tail)), tail=())


def _best(trace: ParsedTrace, prints: list[tuple[Candidate, Print]], known: list[Signature]) -> list[Match]:
    """Returns the best match of each entry."""
    surroundings = _surroundings(trace)
    roles = {own.role for _, own in prints}
    best: dict[str, Match] = {}
    for signature in known:
        for candidate, own in prints:
            verdict = compare(own, signature.print)
            score = verdict.score * _trust(own, signature.print, roles)
            if score < LEAST:
                continue
            score = _with_context(score, verdict, surroundings & signature.context)
            held = best.get(signature.code)
            if held is None or score > held.score:
                best[signature.code] = Match(
                    signature.code,
                    round(score, 3),
                    verdict.because,
                    verdict.differs,
                    sorted(set(candidate.lines)),
                    candidate,
                )
    return list(best.values())


def _trust(own: Print, known: Print, roles: set[str]) -> float:
    """Returns how much a candidate's place in the paste says: an error more than a passing line."""
    has_error = bool(roles - {"line", "header"})
    if "header" in {own.role, known.role}:
        return 0.9 if roles == {"header"} else 0.65
    if own.role == "line" and has_error:
        return 0.92 if own.meaning and len(own.words) > 3 else 0.72
    return 0.97 if own.role == "outer" else 1.0


def _surroundings(trace: ParsedTrace) -> frozenset[str]:
    """Returns the names of libraries and file types the stack passes through."""
    names = {frame.library for frame in trace.frames} | {
        base_name(frame.file).rpartition(".")[2].lower() for frame in trace.frames
    }
    return frozenset(part for name in names for part in (name, name.partition("-")[0]) if part)


def _with_context(score: float, verdict: Verdict, shared: frozenset[str]) -> float:
    if not shared:
        return score
    if libraries := sorted(name for name in shared if len(name) > FILE_ENDING):
        verdict.because.append(f"your frames pass through {', '.join(libraries[:3])}")
    return min(1.0, score + 0.01 * min(2, len(shared)))


def _tell_apart(matches: list[Match], known: list[Signature], text: str | bytes) -> list[Match]:
    """Lets the line that tells look-alikes apart decide between them."""
    by_code = {one.code: one for one in matches}
    rivals = {signature.code: signature.look_alikes for signature in known}
    pasted = fold(text.decode("utf-8", "replace") if isinstance(text, bytes) else text)
    found = {
        (code, other): phrase
        for code in by_code
        for other, phrases in rivals.get(code, ())
        for phrase in phrases
        if len(phrase) > 6 and Phrase.read(phrase.replace("...", "{}"), other).find(pasted)
    }
    for (code, other), phrase in found.items():
        mine, theirs = by_code[code], by_code.get(other)
        if (other, code) in found or theirs is None:
            continue
        if abs(mine.score - theirs.score) < 0.25 and theirs.score >= 0.45:
            theirs.because.append(f"“{phrase}” tells it apart from {code}")
            mine.differs.append(f"“{phrase}” speaks for {other}")
            high = max(mine.score, theirs.score)
            theirs.score, mine.score = round(min(1.0, high + 0.01), 3), round(min(mine.score, high - 0.05), 3)
    return matches
