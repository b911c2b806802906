"""Text taken from a web page of cards: a line in capitals, a title, a few lines, and the words of a button.

No markup is left on such pages. What is constant is the order of lines in each card and the button's arrow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge import kinds
from knowledge.importing.drafts.evidence import level_in
from knowledge.importing.drafts.marks import Draft, Mark, Reading, Span
from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import Title, read_title

BUTTON = re.compile(r"^(?P<text>.{0,80}?)\s*(?:→|»|›)\s*$")
ERROR_HEAD = re.compile(
    r"^(?P<subject>[A-Z][A-Z0-9.+#/ ]{0,30}?)(?: (?P<words>[A-Z_]{3,20}(?: [A-Z_]{3,20})?))? [·|•-] #(?P<code>[A-Z]{2,8}-\d{2,5})$"
)
SNIPPET_HEAD = re.compile(r"^(?P<subject>[A-Z][A-Z0-9.+#/ ]{0,30}?) [·|•-] (?P<pattern>[A-Z]{4,15})$")
PATH_FOOT = re.compile(r"^\d{1,3} (?:modules|lessons|chapters|steps|units)\b")
SEVERITIES = {
    "E_FATAL": "fatal",
    "FATAL": "fatal",
    "WARNING": "warning",
    "NOTICE": "notice",
    "E_WARNING": "warning",
    "E_NOTICE": "notice",
}
SMALLEST = 3
LEVELS = {"junior": "beginner", "mid": "mid", "senior": "advanced"}


@dataclass
class _Card:
    start: int
    end: int
    draft: Draft


class Cards:
    """Evidence: three cards or more that begin or end in the same way."""

    name = "cards"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        start, cards = span[0], []
        for line in range(*span):
            found = BUTTON.match(source.lines[line].strip())
            if found is None or line in source.verbatim:
                continue
            card = _card(source, start, line, found["text"])
            if card is not None:
                cards.append(card)
            start = line + 1
        if len(cards) < SMALLEST:
            return reading
        reading.drafts = [card.draft for card in cards]
        reading.marks = [Mark(card.start, card.start + 1, card.draft.title, until=card.end) for card in cards]
        reading.score, reading.confidence = float(len(cards)), 0.8
        return reading


def _card(source: Source, start: int, button: int, foot: str) -> _Card | None:
    lines = [(number, source.lines[number].strip()) for number in range(start, button)]
    for at, (number, text) in enumerate(lines):
        error, snippet = ERROR_HEAD.match(text), SNIPPET_HEAD.match(text)
        below = [one for one in lines[at + 1 :] if one[1]]
        if error and len(below) >= 2:
            return _Card(number, button + 1, _error(error, below, number, button))
        if snippet and snippet["pattern"].lower() in _patterns() and len(below) >= 2:
            return _Card(number, button + 1, _snippet(snippet, below, number, button))
    if PATH_FOOT.match(foot) and kinds.is_kind("path"):
        return _path(lines, button, foot)
    return None


def _patterns() -> tuple[str, ...]:
    attribute = kinds.get("snippet").attribute("pattern")
    return getattr(attribute.shape, "values", ()) if attribute else ()


def _error(head: re.Match, below: list[tuple[int, str]], start: int, button: int) -> Draft:
    draft = Draft(Title(below[0][1], raw=below[0][1]), start, button + 1, Cards.name, kind="debug")
    draft.values |= {"messages": [below[1][1]], "technology_name": head["subject"].title()}
    words = (head["words"] or "").split()
    errors = kinds.get("debug").attribute("error_kind")
    for word in words:
        if errors and word.lower() in getattr(errors.shape, "values", ()):
            draft.values["error_kind"] = word.lower()
        if word in SEVERITIES:
            draft.values["severity"] = SEVERITIES[word]
    text = " ".join(words_ for _, words_ in below[2:])
    cause, fix, mended = text.partition(" Fix: ")
    draft.sections["root_cause"] = cause.strip()
    if fix:
        draft.sections["fix"] = mended.strip()
    draft.values["wanted_code"] = head["code"]
    return draft


def _snippet(head: re.Match, below: list[tuple[int, str]], start: int, button: int) -> Draft:
    draft = Draft(Title(below[0][1], raw=below[0][1]), start, button + 1, Cards.name, kind="snippet")
    draft.values |= {"pattern": head["pattern"].lower(), "technology_name": head["subject"].title()}
    code = [text for _, text in below[2:]]
    draft.rows, draft.numbers = [below[1][1]], [below[1][0]]
    if code:
        draft.sections["files"] = "\n".join(["```", *code, "```"])
    return draft


def _path(lines: list[tuple[int, str]], button: int, foot: str) -> _Card | None:
    told = [one for one in lines if one[1]]
    level_at = next(
        (at for at in range(len(told) - 1, 0, -1) if level_in(told[at][1])[0] and len(told[at][1]) < 20), 0
    )
    if not level_at or level_at + 1 >= len(told):
        return None
    number, title = told[level_at - 1]
    draft = Draft(Title(read_title(title).text, raw=title), number, button + 1, Cards.name, kind="path")
    draft.values["level"] = LEVELS.get(level_in(told[level_at][1])[0], "")
    draft.sections["summary"] = told[level_at + 1][1]
    steps = [text for _, text in told[level_at + 2 :]]
    draft.sections["overview"] = "\n".join(
        [*(f"- {step}" for step in steps), "", foot.split("→", maxsplit=1)[0].strip()]
    )
    return _Card(number, button + 1, draft)
