"""What kind of entry a text is: by its name and folder, by what its parts are called, by its code, by its front matter."""

from __future__ import annotations

import re

from knowledge import kinds
from knowledge.importing.drafts.messages import CODE_NAME, ERROR_NAME, MAX_MESSAGE, quotes_a_machine
from knowledge.importing.text.labels import CHOICES, fold, label_words, role_of, section_of
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import Title

SECURITY = re.compile(
    r"\b(?:security|vulnerab\w*|injection|xss|csrf|ssrf|xxe|owasp|cwe(?:-\d+)?|cve-\d+\S*|exploit\w*|attacks?|hardening|authentication|authorization|cryptograph\w*"
    r"|deserialization|clickjacking|password storage|session management|access control|traversal|penetration|pentest\w*|secrets? management|tls)\b",
    re.IGNORECASE,
)
DESIGN = re.compile(
    r"\b(?:system[- ]designs?|design (?:a|an|the|of)\b|designing|architectures?|scalab\w*|microservices?|distributed|rate limiter|url shortener"
    r"|load balanc\w*|sharding|caching|message queue|high[- ]level design|case stud(?:y|ies)|design notes?|design patterns?|trade-?offs)\b",
    re.IGNORECASE,
)
SNIPPETS = re.compile(r"\b(?:snippets?|recipes|cookbook|one-?liners|gists)\b", re.IGNORECASE)
FAILURES = re.compile(
    r"(?:^|/)(?:errors?|exceptions|diagnostics|trouble ?shooting|error (?:codes|messages|reference)|known (?:issues|errors))(?:/|$)",
    re.IGNORECASE,
)
# Parts that texts of one kind have, and hardly any of another.
PARTS = {
    "security": re.compile(r"vulnerab|exploit|attack|insecure|mitigat|remediat|\bcwe\b|owasp|payload|prevent", re.IGNORECASE),
    "debug": re.compile(
        r"symptom|root cause|^causes?$|error message|what went wrong|how to fix|^the fix|workaround|resolution|stack ?trace|reproduc", re.IGNORECASE
    ),
    "design": re.compile(
        r"requirements|capacity|high[- ]level|low[- ]level|detailed design|data model|\bapi\b|back of the envelope|bottleneck|trade-?offs?"
        r"|\bscal(?:e|ing|ability)|\bcomponents?\b|architecture|^intent$|applicability|participants|consequences|known uses|^forces$|sequence diagram",
        re.IGNORECASE,
    ),
}  # fmt: skip
WRONG_CODE = re.compile(
    r"\b(?:incorrect|wrong|bad|fail(?:s|ing)?|invalid|don'?t|before|noncompliant|avoid)\b", re.IGNORECASE
)
RIGHT_CODE = re.compile(
    r"\b(?:correct|right|good|pass(?:es|ing)?|valid|do|after|compliant|prefer)\b", re.IGNORECASE
)
OPTION_KEYS = {"answers", "options", "choices"}
ENOUGH = 2  # parts that tell a kind
FEW_HEADINGS, MOSTLY_CODE, LITTLE_PROSE = 4, 0.25, 80


def kind_told(source: Source, title: Title | None) -> str:
    """Returns the kind that a file's title, name and parts speak for; empty where nothing does.

    Arguments:
        title: of the one entry the file may be; None for none.
    """
    if title is None:
        return ""
    if offers_options(source):
        return "question"
    if CODE_NAME.match(source.stem) or ERROR_NAME.search(title.text) or _begins_with_a_message(source):
        return "debug"
    if title.asks or title.labelled:
        return "question"
    return _by_folder(source) or kind_by_names(source, title) or _by_parts(source) or _by_code(source)


def _by_code(source: Source) -> str:
    few_words = source.meta.get("title") or _prose(source) <= LITTLE_PROSE
    return "snippet" if is_mostly_code(source) and few_words else ""


def kind_by_names(source: Source, title: Title) -> str:
    """Returns the kind of article that the names of a file and its folders, its title and its tags speak for."""
    path = re.sub(r"[_-]+", " ", "/".join(source.path.split("/")[-3:]))
    names = f"{path} {title.text} {source.meta.get('tags', '')}"
    if SECURITY.search(names):
        return "security"
    return "design" if DESIGN.search(names) else ""


def offers_options(source: Source) -> bool:
    """Says whether front matter holds the options of a question."""
    return any(
        isinstance(value, list) and len(value) > 1 and (role_of(key) == CHOICES or fold(key) in OPTION_KEYS)
        for key, value in source.meta.items()
    )


def is_mostly_code(source: Source) -> bool:
    code = sum(block.end - block.line for block in source.blocks if block.kind == "fence")
    told = sum(bool(line.strip()) for line in source.lines)
    headings = sum(block.kind == "heading" for block in source.blocks)
    return code >= MOSTLY_CODE * told and headings <= FEW_HEADINGS


def _by_folder(source: Source) -> str:
    folders = re.sub(r"[_-]+", " ", "/".join(source.path.split("/")[-3:-1]))
    if FAILURES.search(folders):
        return "debug"
    return "snippet" if SNIPPETS.search(folders) and any(one.kind == "fence" for one in source.blocks) else ""


def _begins_with_a_message(source: Source) -> bool:
    """Says whether the first thing a file quotes, right at its beginning, is what a machine prints."""
    blocks = [block for block in source.tree.children if block.kind not in {"heading", "html"}]
    told = " ".join(block.text for block in blocks[0].walk()) if blocks and blocks[0].kind == "quote" else ""
    return bool(told) and len(told) < MAX_MESSAGE and quotes_a_machine(told)


def _by_parts(source: Source) -> str:
    """Returns the kind most parts of a file are those of, two at least; none where two kinds have as many.

    Wrong code beside right code is a pattern to copy where nothing speaks of an attack or an error.
    """
    headings = [block.text for block in source.tree.children if block.kind == "heading"][1:]
    told = {
        kind: [2 * bool(own.search(text)) or int(section_of(kind, text) is not None) for text in headings]
        for kind, own in PARTS.items() if kinds.is_kind(kind)
    }  # fmt: skip
    points = {kind: sum(weights) for kind, weights in told.items() if sum(map(bool, weights)) >= ENOUGH}
    best = max(points, key=lambda kind: points[kind], default="")
    if best and all(count < points[best] for kind, count in points.items() if kind != best):
        return best
    shows_both = any(map(WRONG_CODE.search, headings)) and any(map(RIGHT_CODE.search, headings))
    return "snippet" if shows_both and any(one.kind == "fence" for one in source.blocks) else ""


def solves_an_error(headings: list[Block]) -> bool:
    """Says whether parts of a text are what is told of one error: by name, and more than one."""
    told = [section_of("debug", label_words(block.text)) for block in headings]
    return len({section.key for section in told if section is not None}) >= ENOUGH


def _prose(source: Source) -> int:
    """Returns the words of a file that are not code."""
    return sum(len(block.text.split()) for block in source.blocks if block.kind == "paragraph")
