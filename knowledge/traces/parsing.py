"""A paste becomes errors, frames and codes. It never raises, and its cost is linear in the input."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from knowledge.traces.cleaning import Line, clean
from knowledge.traces.codes import codes_in, is_specific, property_codes
from knowledge.traces.frames import Frame, family_of_file, frame_of
from knowledge.traces.grammar import Rule
from knowledge.traces.languages import RULES
from knowledge.traces.typed import (
    command_error,
    nested_errors,
    short_type,
    type_families,
    typed_error,
)
from knowledge.traces.vocabulary import BUILTINS, PROGRAMS

MOST_CANDIDATES = 40
MOST_PLAIN = 40
MOST_FRAMES = 200
CONTINUATION = 2


@dataclass(frozen=True)
class Candidate:
    """An error found in a paste.

    Arguments:
        type: the exception's name as printed; empty where none was.
        message: what follows it; `tail` holds the lines after that, which may continue it.
        lines: numbers of the paste's lines it stands on, from 1.
        role: `final` (what stopped the program), `cause` (what started it), `outer`, `header` (of a stack),
            or `line`: text in no form we know.
        families: the runtimes it may come from; none where nothing tells.
        codes: specific error codes.
        program: for `cp: cannot …`, the program that speaks.
    """

    type: str
    message: str
    lines: tuple[int, ...]
    role: str = "final"
    families: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    program: str = ""
    tail: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ignored:
    """A line that says nothing about which error it is, and why."""

    line: int
    reason: str


@dataclass
class ParsedTrace:
    """What a paste holds: errors with the most telling first, stack frames, codes, lines without meaning."""

    language: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    codes: frozenset[str] = frozenset()
    ignored: list[Ignored] = field(default_factory=list)


def parse(text: str | bytes) -> ParsedTrace:
    """Returns what a paste of any size holds; of more than 64 KB, what its head and tail hold."""
    return _Reader().read(clean(text))


class _Reader:
    """Walks once over the lines of a paste."""

    def __init__(self) -> None:
        self.errors: list[Candidate] = []
        self.plain: list[Candidate] = []
        self.frames: list[Frame] = []
        self.ignored: list[Ignored] = []
        self.codes: set[str] = set()
        self.families: Counter[str] = Counter()
        self.source_below: int | None = None  # the indent of a Python frame: its source line comes next
        self.open: int | None = None  # the error whose message may continue on the next line
        self.chained = False
        self.panic_header: Line | None = None

    def read(self, lines: list[Line]) -> ParsedTrace:
        for line in lines:
            if line.ignored:
                self.ignored.append(Ignored(line.number, line.ignored))
            elif (
                self.source_below is not None and line.indent > self.source_below and not _is_frame(line.text)
            ):
                self.ignored.append(Ignored(line.number, "source code"))
            else:
                self.source_below = None
                self._line(line)
        if not self.errors and not self.plain:
            self._rescue(lines)
        return self._result()

    def _rescue(self, lines: list[Line]) -> None:
        """Looks into lines that seemed to hold no error, such as a whole trace pasted as one line."""
        for line in lines[-MOST_PLAIN:]:
            if len(line.text) > 40 and line.ignored != "Markdown fence":
                for kind, message in nested_errors(line.text):
                    self._add(
                        Candidate(
                            kind, message, (line.number,), "final", type_families(kind), codes_in(line.text)
                        )
                    )
                self._plain(line)

    def _line(self, line: Line) -> None:
        if self.panic_header:  # Rust since 1.73: the message stands on a line of its own
            header, self.panic_header = self.panic_header, None
            self._add(Candidate("", line.text, (header.number, line.number), families=frozenset({"rust"})))
            return
        found = _first_rule(line.text)
        if found is None:
            self._unruled(line)
            return
        rule, groups = found
        if rule.kind in {"error", "cause"}:
            self._error(line, rule, groups)
        elif rule.kind == "frame":
            self._frame(line, rule, groups)
        elif rule.kind == "property":
            self._property(line, groups)
        elif rule.kind == "chain":
            self.chained = True
            self._close(line, "says how two errors belong together")
        elif rule.kind == "header":
            self.families.update(rule.families)
            if "rust" in rule.families:
                self.panic_header = line
            elif groups.get("state"):
                self._plain(line, rule.families, "header")
            self._close(line, "heading of a stack")
        else:
            self._close(line, rule.reason)

    def _error(self, line: Line, rule: Rule, groups: dict[str, str]) -> None:
        message = (groups.get("message") or groups.get("message2") or "").strip()
        kind = groups.get("type") or ""
        codes = set(codes_in(line.text))
        if code := groups.get("code"):
            codes.add(f"TS{code}" if "js" in rule.families and code.isdigit() else code)
        role = "cause" if rule.kind == "cause" else "final"
        families = rule.families | type_families(kind)
        if not kind and (inner := typed_error(message)) and inner[0]:
            kind, message = inner
            families |= type_families(kind)
        if rule.kind == "cause":
            self._demote_last()
        program = ""
        if "sh" in families and (found := command_error(message)) and found[0] in BUILTINS:
            (program, message), families = found, frozenset({found[0]})
        self._add(Candidate(kind, message, (line.number,), role, families, frozenset(codes), program))

    def _frame(self, line: Line, rule: Rule, groups: dict[str, str]) -> None:
        told = family_of_file(groups.get("file") or "")
        self.families.update({told} if told else rule.families)
        if len(self.frames) < MOST_FRAMES:
            self.frames.append(frame_of(groups, line.number))
        if "python" in rule.families and line.text.startswith('File "'):
            self.source_below = line.indent
        self._close(line, "stack frame")

    def _property(self, line: Line, groups: dict[str, str]) -> None:
        key, value = groups["key"], groups["value"]
        codes = property_codes(key, value)
        self.codes |= codes
        if key == "sqlMessage":
            self._add(
                Candidate("", value.strip("\"'`"), (line.number,), families=frozenset({"mysql"}), codes=codes)
            )
            return
        if codes and self.errors:
            last = self.errors[-1]
            self.errors[-1] = replace(last, codes=last.codes | codes, lines=(*last.lines, line.number))
        elif codes:
            families = frozenset() if all(map(is_specific, codes)) else frozenset({"js"})  # Node.js prints E…
            self._add(Candidate("", "", (line.number,), families=families, codes=codes))
        self._close(line, "property of the error")

    def _unruled(self, line: Line) -> None:
        codes = codes_in(line.text)
        if found := typed_error(line.text):
            kind, message = found
            self._add(Candidate(kind, message, (line.number,), "final", type_families(kind), codes))
        elif found := command_error(line.text):
            program, message = found
            if program not in PROGRAMS and (typed := typed_error(message)) and typed[0]:
                self._add(Candidate(*typed, (line.number,), "final", type_families(typed[0]), codes))
                return
            families = frozenset({program} & PROGRAMS)
            self._add(Candidate("", message, (line.number,), "final", families, codes, program))
        elif inline := nested_errors(line.text):
            for kind, message in inline:
                self._add(Candidate(kind, message, (line.number,), "final", type_families(kind), codes))
            self._plain(line)
        else:
            self._continue(line)
            self._plain(line)

    def _plain(self, line: Line, families: frozenset[str] = frozenset(), role: str = "line") -> None:
        codes = codes_in(line.text)
        self.codes |= codes
        self.plain.append(Candidate("", line.text, (line.number,), role, families, codes))

    def _continue(self, line: Line) -> None:
        if self.open is not None and len(self.errors[self.open].tail) < CONTINUATION:
            last = self.errors[self.open]
            lines = (*last.lines, line.number)
            if last.type and not last.message:
                self.errors[self.open] = replace(last, message=line.text, lines=lines)
            else:
                self.errors[self.open] = replace(last, tail=(*last.tail, line.text))

    def _add(self, candidate: Candidate) -> None:
        candidate = replace(candidate, message=_unquoted(candidate.message))
        self.codes |= candidate.codes
        self.families.update(candidate.families)
        if self.chained and self.errors:
            self.errors[-1] = replace(self.errors[-1], role="cause")
        self.chained = False
        outer = candidate
        for kind, message in nested_errors(candidate.message):
            inner = replace(
                candidate,
                type=kind,
                message=message,
                role="cause",
                families=type_families(kind) or candidate.families,
            )
            self.errors.append(inner)
            outer = replace(candidate, role="outer" if candidate.type else candidate.role)
        self.errors.append(outer)
        self.open = len(self.errors) - 1

    def _demote_last(self) -> None:
        """The error above a `Caused by` is not the root; the last cause is."""
        for at in range(len(self.errors) - 1, max(-1, len(self.errors) - 6), -1):
            if self.errors[at].role in {"final", "cause"}:
                self.errors[at] = replace(self.errors[at], role="outer")
                break

    def _close(self, line: Line, reason: str) -> None:
        self.open = None
        self.ignored.append(Ignored(line.number, reason))

    def _result(self) -> ParsedTrace:
        language = next((name for name, _ in self.families.most_common(1)), "")
        finals = [at for at, one in enumerate(self.errors) if one.role == "final"]
        for at in finals[:-1]:
            self.errors[at] = replace(self.errors[at], role="outer")
        stack = frozenset({language}) if self.frames and language else frozenset()
        errors = [one if one.families else replace(one, families=stack) for one in _bounded(self.errors)][
            ::-1
        ]
        order = {"cause": 0, "final": 0, "outer": 1}
        errors = sorted(errors, key=lambda one: (order[one.role], not one.type))
        self._join_plain()
        plain = self.plain[: MOST_PLAIN // 2] + self.plain[MOST_PLAIN // 2 :][-MOST_PLAIN // 2 :]
        return ParsedTrace(language, [*errors, *plain], self.frames, frozenset(self.codes), self.ignored)

    def _join_plain(self) -> None:
        """A line of text may continue on the next: terminals wrap."""
        for at, (line, following) in enumerate(zip(self.plain, self.plain[1:], strict=False)):
            if following.lines[0] == line.lines[0] + 1:
                self.plain[at] = replace(line, tail=(following.message,))


def _bounded(errors: list[Candidate]) -> list[Candidate]:
    """Returns the first and the last of many errors, without repetitions."""
    unique = list({(one.type, one.message): one for one in errors}.values())
    return unique if len(unique) <= MOST_CANDIDATES else unique[:10] + unique[10 - MOST_CANDIDATES :]


def _unquoted(message: str) -> str:
    """Returns a message without the quotes that an IDE's dialog puts around the whole of it."""
    if " " not in message or message[0] != message[-1] or message[0] not in "'\"":
        return message
    second = message.index(message[0], 1)
    whole = (
        second == len(message) - 1 or message[second - 1] == " "
    )  # the next quote opens: it does not close
    return message[1:-1] if whole else message


def _first_rule(text: str) -> tuple[Rule, dict[str, str]] | None:
    for rule in RULES:
        if (not rule.hint or rule.hint in text) and (match := rule.pattern.match(text)):
            return rule, match.groupdict()
    return None


def _is_frame(text: str) -> bool:
    return text.startswith('File "')


__all__ = ["Candidate", "Ignored", "ParsedTrace", "parse", "short_type"]
