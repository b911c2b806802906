"""Titles that ask nothing in so many words: requests and messages.

"Flatten a list" is read as "How do you flatten a list?"; "npm ERR! Missing script" says what went wrong.
"""

from __future__ import annotations

import re

from knowledge.similarity import tables

# Verbs that open a request wherever they stand first, and those that are nouns too: "Sort a list", "Sort order".
VERBS = frozenset(tables.words("request_verbs"))
NOUNS_TOO = frozenset(tables.words("request_verbs_or_nouns"))
REQUEST = re.compile(
    r"^\W*(?:(?:deep|\w+ly)[ -])?([a-z]+)(?!-\w)(?:[ -](?:"
    r"(an?|the|your|my|its|all|only|each|every|two|some|any|one|several|multiple|large)\b)?|$)",
    re.IGNORECASE,
)
# What stands before a message and says only that it is one.
OPENING = re.compile(
    r"^(?:\W*(?:[\w.+#-]+ (?=(?:fatal|notice|warning|error)\b[^:]{0,12}:))?"
    r"(?:uncaught|unhandled|fatal|errors?|err|warning|notice|exception|panic|npm err|failed|bug|in promise)\b"
    r"(?: (?=\d))?[!:]?)+(?:\s*E?\d+)?(?: in promise)?[\]\s):!-]*(?=\w)",
    re.IGNORECASE,
)
TYPE = re.compile(
    r"^\W*(?:[\w$]+[.:\\]+)*([A-Z][\w$]*(?:Error|Exception|Warning|Violation|NotFound))\b\s*:\s*(?=\S+\s\S)"
)
TYPE_NAME = re.compile(
    r"\b(?=\w*[a-z])([A-Z][a-zA-Z]{5,}?)"
    r"(Error|Exception|Warning|(?:NotFound|Violation|Detected|Failed|Refused|Denied)(?:Error|Exception)?)\b"
)
KIND = frozenset(["Error", "Exception", "Warning"])
HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
PREFIX = re.compile(r"^([^\s:]+(?: [^\s:]+){0,2}): (?=\S+ \S)")
CIRCUMSTANCE = re.compile(
    r"\.\s|\b(?:when|while|after|during|because|due to|caused by|before|upon)\b", re.IGNORECASE
)
THROWN = re.compile(r"\b(?:[a-z_][\w$]*\.)+([A-Z][\w$]*)")
# Many messages say one thing in many ways; where something is asked for, these words are left as they are.
NOT = r"\b(?:can(?:not|'t| not)|could not|couldn't|(?:is |was )?unable to|fail(?:s|ed|ing)? to)"
SAID = [
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (r"\b(?:does not|doesn't|do not) exist\b|\bno such\b", "missing"),
        (r"\b(?:is |was |are |be )?not (?:found|defined|installed)\b", "missing"),
        (rf"{NOT} (?:be )?(?:find|found|locate|resolve)\b", "missing"),
        (rf"{NOT}\b", "failed"),
        (r"^errors? (?=\w+ \w)|\b(?:error|exception)$", " "),
        (r"\b(?:fails?|failing|failure)\b", "failed"),
        (r"\bis not (?=running|present|executable|allowed|callable|iterable)", "not "),
        (
            r"\b(?:is|are|was|were|got|gets|getting|returns?|returned|throws?|thrown|raises?|raised|says)\b",
            " ",
        ),
        (r"\b(?:stuck in|while trying to|when trying to)\b", " "),
    )
]


def requests(text: str) -> bool:
    """Tells whether a title tells to do something: "Flatten a list", but not "Sort order"."""
    opening = REQUEST.match(text)
    if not opening:
        return False
    verb = opening[1].lower()
    return verb in VERBS or (verb in NOUNS_TOO and opening[2] is not None)


def message(text: str) -> tuple[str, str, str]:
    """Returns what a message says, when it appears, and the type of the error where a message follows it."""
    text = OPENING.sub("", text, count=1) or text
    kind = TYPE.match(text)
    if kind:
        text = text[kind.end() :]
    before = PREFIX.match(text)
    if before:
        text = f"{text[before.end() :]}. {before[1]}"
    text = TYPE_NAME.sub(
        lambda found: HUMP.sub(" ", found[1] + ("" if found[2] in KIND else found[2])),
        THROWN.sub(r"\1", text),
    )
    for pattern, said in SAID:
        text = pattern.sub(said, text)
    found = CIRCUMSTANCE.search(text, min(len(text) // 4, 10))
    said, circumstance = (text[: found.start()], text[found.end() :]) if found else (text, "")
    return said, circumstance, HUMP.sub(" ", kind[1]) if kind else ""
