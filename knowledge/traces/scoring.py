"""How well an error fits an entry's message, and why. One function, whatever keeps the entries.

Scores run from 0 to 1; from `CONFIDENT` on, the entry is offered as the answer. Getting there needs hard
evidence: the same known error, the same specific code, or the same type with the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.traces.codes import is_specific, scheme
from knowledge.traces.fitting import fits, holds, without_place
from knowledge.traces.frames import ending
from knowledge.traces.naming import unnamed
from knowledge.traces.normalising import words
from knowledge.traces.signatures import GUESTS, MOST_VALUES, Print, is_english, total, weight
from knowledge.traces.typed import is_generic
from knowledge.traces.vocabulary import NOTHING, TYPE_NAMES

CONFIDENT = 0.7
LITERAL = 0.4  # of a message's words, which a template must say itself
LONG = 4.5  # words that tell, from which on a message may stand in another without a border between them
MORE = 2.0  # words that tell, which make of a message another one
OWN_WORD = 0.6
WHOLE = 0.999  # of a message's words, but for rounding
NEAR = 0.55  # the most a near miss gets
OTHER_RUNTIME = 0.4
LANGUAGES = frozenset({"python", "js", "php", "jvm", "dotnet", "go", "rust", "ruby", "sh"})
_BRACKETS = re.compile(r"\([^()]{0,300}\)")  # a call's arguments are part of its name
_IDENTIFIER = re.compile(r"[$@#:{<]{0,3}[a-z_$][\w$:.()-]{1,60}[>}]?")  # a name, no path, number or address


@dataclass
class Verdict:
    """A score with its reasons, in plain sentences; `differs` says what is not the same."""

    score: float = 0.0
    because: list[str] = field(default_factory=list)
    differs: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Pair:
    """An error seen and one known, with what they share."""

    seen: Print
    known: Print
    likeness: Likeness
    shared: bool
    same_type: bool

    @property
    def same_meaning(self) -> bool:
        return bool(self.seen.meaning) and self.seen.meaning == self.known.meaning


def compare(seen: Print, known: Print) -> Verdict:
    """Returns how well an error that was seen fits one that an entry knows."""
    verdict = Verdict()
    shared = {code for code in seen.codes & known.codes if is_specific(code)}
    same_type = bool(seen.type) and seen.type == known.type
    pair = _Pair(seen, known, alike(seen.words, known.words), bool(shared), same_type)
    if same_type:
        verdict.because.append("same general type" if is_generic(seen.type) else "same exception type")
    if shared:
        verdict.because.append(f"same error number {', '.join(sorted(shared))}")
    score, reason = _strongest(pair)
    if reason:
        verdict.because.append(reason)
    if score:
        verdict.score = min(score, _limit(pair, verdict))
        _values(seen, known, verdict)
    return verdict


def _strongest(pair: _Pair) -> tuple[float, str]:  # noqa: PLR0911 - one return a piece of evidence, strongest first
    """Returns the score that the strongest piece of evidence gives, and what that is."""
    seen, known, likeness = pair.seen, pair.known, pair.likeness
    telling = pair.same_type and not is_generic(seen.type)
    if likeness.weight >= 1.2 and _says_the_same(seen, known):
        return 0.95, "same message"
    if pair.same_meaning:
        close = likeness.f1 > 0.6
        return 0.87 + 0.07 * likeness.f1, "same message" if close else "the same error in another wording"
    if pair.shared:
        return 0.84 + 0.08 * likeness.f1, ""
    if telling and (not known.words or not seen.words or not is_english(seen.words)):
        return 0.78, ""
    if likeness.cut and likeness.weight >= 1:
        return (
            0.78 if likeness.weight >= 2.4 and likeness.known >= 0.5 else 0.6,
            "the beginning of the same message",
        )
    if likeness.known >= WHOLE and (score := _by_shape(pair)):
        return score, "same message with other names"
    if likeness.weight >= (1.5 if telling else 2.4):
        return _by_words(pair, telling)
    if telling:
        return NEAR, ""
    if likeness.weight >= 1.5:
        return 0.2 + 0.25 * likeness.f1, "some of the same words"
    return (0.15 if pair.same_type else 0.0), ""


def _says_the_same(seen: Print, known: Print) -> bool:
    """Whether two messages have the same words; a general type before one of them adds nothing."""
    bare = not known.type and is_generic(seen.type)
    return seen.digest == known.digest or (bare and seen.words == known.words)


def _by_shape(pair: _Pair) -> float:
    """Returns the score of a message that holds all of the entry's, with something in each of its gaps."""
    seen, known, least = pair.seen, pair.known, pair.likeness.weight
    if least >= 0.9 and known.template in {seen.template, without_place(seen.template)}:
        return 0.78
    if least >= 1.2 and fits(known.template, seen.template):
        if least < LITERAL * total(words(_BRACKETS.sub("", seen.template))):
            return 0.66
        named = bool(set(seen.values) & set(known.values)) or not known.values
        sure = least >= 2.4 or named or bool(seen.families & known.families)
        return 0.84 + 0.02 * pair.likeness.seen if sure else 0.74  # the more of it is said, the better
    if least >= 2.2 and holds(known.template, seen.template):
        named = not known.values or bool(set(seen.values) & set(known.values))
        return 0.8 if named or least >= LONG else 0.66
    return 0.0


def _by_words(pair: _Pair, telling: bool) -> tuple[float, str]:
    """Returns the score of messages that are alike: two that each have words of their own are two errors."""
    likeness, score = pair.likeness, 0.3 + 0.6 * pair.likeness.f1
    if likeness.known >= 0.9 and likeness.weight >= LONG:  # all of it is there, with something around it
        score = max(score, 0.76)
    only_seen = total(pair.seen.words) * (1 - likeness.seen)
    only_known = total(pair.known.words) * (1 - likeness.known)
    if min(only_seen, only_known) >= OWN_WORD and likeness.f1 < 0.85 and not telling:
        score = min(score, 0.66)
    reason = "nearly the same message" if score >= CONFIDENT else "similar words"
    return score + (0.12 if telling else 0), reason


def _limit(pair: _Pair, verdict: Verdict) -> float:
    """Returns the most that the score may be, given what speaks against the entry."""
    seen, known, limit = pair.seen, pair.known, 1.0
    if _foreign(seen, known, pair.likeness):
        verdict.differs.append("another program or language prints this")
        limit = OTHER_RUNTIME
    if seen.meaning and known.meaning and not pair.same_meaning:
        verdict.differs.append("the message says something else")
        limit = min(limit, NEAR)
    if not pair.same_meaning and not pair.shared and (clash := _clash(seen, known)):
        verdict.differs.append(f"error number {clash[0]}, not {clash[1]}")
        limit = min(limit, NEAR)
    if seen.type and known.type and not pair.same_type and not pair.same_meaning:
        verdict.differs.append("another exception type")
        if not is_generic(seen.type) and not is_generic(known.type):
            limit = min(limit, 0.5)
        elif pair.likeness.f1 < 0.9:
            limit = min(limit, 0.65)
    for reason in _other_matters(pair):
        verdict.differs.append(reason)
        limit = min(limit, 0.65)
    if not pair.same_meaning and (other := _something_else(seen, known)):
        verdict.differs.append(other)
        limit = min(limit, 0.6)
    if seen.unsure and (seen.meaning.startswith("sh/") or total(seen.words) < 1.5):
        verdict.differs.append("too little text to know which program printed it")
        limit = min(limit, 0.6)
    if known.type and is_generic(known.type) and not known.words and not known.codes:
        limit = min(limit, 0.4)
    return limit


def _other_matters(pair: _Pair) -> Iterator[str]:
    """Yields why an entry is about something else, although its message may be much the same."""
    seen, known = pair.seen, pair.known
    if not pair.same_meaning and (fixed := _fixed_names(known) - set(seen.values)):
        yield f"it does not name “{_short(min(fixed))}”"
    if name := unnamed(seen, known):
        yield f"it is not about “{_short(name)}”"
    if (others := _signs(known)) and (own := _signs(seen)) and not own & others:
        yield f"it is not about “{_short(min(others))}”"
    if pair.same_meaning and _wraps(pair):
        yield "it is about what this error led to"
    if _is_aside(seen, known) and not _same_kind_of_file(seen, known):
        yield "it concerns another kind of file"


def _foreign(seen: Print, known: Print, likeness: Likeness) -> bool:
    """Whether a program prints it that the entry is not about; databases speak through any language."""
    if not seen.families or not known.families or seen.families & known.families:
        return False
    hosted = bool(seen.type) or seen.families <= LANGUAGES
    through = known.families <= GUESTS and not seen.families & GUESTS and hosted
    return not (through and max(likeness.f1, likeness.known) >= 0.8 and likeness.weight >= 2)


def _something_else(seen: Print, known: Print) -> str:
    """Returns which type of value it is about, where one of the two is about a missing value."""
    mine = set(seen.words) & TYPE_NAMES - set(known.words)
    theirs = set(known.words) & TYPE_NAMES - set(seen.words)
    if len(mine) != 1 or len(theirs) != 1 or not (mine | theirs) & NOTHING:
        return ""
    return f"it is about {mine.pop()}, not {theirs.pop()}"


def _fixed_names(known: Print) -> set[str]:
    """Returns the names an entry's message does not leave open, although it writes placeholders elsewhere."""
    gaps = known.template.count("<")
    if len(known.values) >= min(gaps, MOST_VALUES):
        return set()
    return {value for value in known.values if _IDENTIFIER.fullmatch(value)}


def _wraps(pair: _Pair) -> bool:
    """Whether an entry's message says what was seen in passing, and more than that beside it."""
    return total(pair.known.words) * (1 - pair.likeness.known) >= max(MORE, total(pair.seen.words))


def _signs(own: Print) -> set[str]:
    """Returns the signs that a message quotes: another sign is no other name but another error."""
    return {value for value in own.values if not any(char.isalnum() for char in value)}


def _is_aside(seen: Print, known: Print) -> bool:
    """Whether an entry of one technology quotes the operating system's error as another language prints it."""
    system = "[errno" in known.template.lower() or any(not is_specific(code) for code in known.codes)
    return system and len(known.families & LANGUAGES) > 1 and not seen.families <= {"sh", "shell"}


def _same_kind_of_file(seen: Print, known: Print) -> bool:
    mine, theirs = set(map(ending, seen.values)), set(map(ending, known.values))
    return bool((mine & theirs) - {""}) or any(value in known.values for value in seen.values if "/" in value)


def _clash(seen: Print, known: Print) -> tuple[str, str] | None:
    """Returns two codes of one numbering that differ, where none of that numbering is shared, or None."""
    mine, theirs = _by_scheme(seen.codes), _by_scheme(known.codes)
    for numbering in sorted(mine.keys() & theirs.keys()):
        if not mine[numbering] & theirs[numbering]:
            return min(mine[numbering]), min(theirs[numbering])
    return None


def _by_scheme(codes: frozenset[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for code in codes:
        if is_specific(code) or code.startswith("#"):
            found.setdefault(scheme(code), set()).add(code.lstrip("#"))
    return found


def _values(seen: Print, known: Print, verdict: Verdict) -> None:
    """Names and numbers are soft evidence: they decide between entries that are otherwise equal."""
    if not known.values:
        return
    mine, theirs = set(seen.values), set(known.values)
    if mine and mine >= theirs:
        verdict.because.append("with the same names")
        verdict.score = min(1.0, verdict.score + 0.03)
    elif mine & theirs:
        verdict.score = min(1.0, verdict.score + 0.015)
    elif mine and not any(seen.values[0] in said for said in verdict.differs):
        verdict.differs.append(f"“{_short(seen.values[0])}” where the entry has “{_short(known.values[0])}”")


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:57]}…"


@dataclass(frozen=True)
class Likeness:
    """What two messages share: the weight of their common words in order, and its part of each."""

    weight: float = 0.0
    seen: float = 0.0
    known: float = 0.0
    cut: bool = False

    @property
    def f1(self) -> float:
        return 2 * self.seen * self.known / (self.seen + self.known) if self.weight else 0.0


def alike(seen: tuple[str, ...], known: tuple[str, ...]) -> Likeness:
    """Returns what two sequences of at most 60 words have in common, in order."""
    if not seen or not known:
        return Likeness()
    row = [0.0] * (len(known) + 1)
    for number, one in enumerate(seen, start=1):
        previous, last = row[:], number == len(seen)  # the last word of a paste may be cut
        for at, other in enumerate(known):
            same = one == other or (last and len(one) > 2 and other.startswith(one))
            row[at + 1] = previous[at] + weight(one) if same else max(previous[at + 1], row[at])
    common = row[-1]
    ahead = len(seen) < len(known) and seen[:-1] == known[: len(seen) - 1]
    cut = ahead and known[len(seen) - 1].startswith(seen[-1])
    return Likeness(common, min(1.0, common / total(seen)), min(1.0, common / total(known)), cut)
