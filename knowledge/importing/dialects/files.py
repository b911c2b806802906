"""Whole files as entries: one with front matter, or an article with its sections; or one article a top heading."""

from __future__ import annotations

import re

from knowledge.importing.dialects import furniture
from knowledge.importing.dialects.labels import is_label, label_words
from knowledge.importing.dialects.marks import Draft, Mark, Reading, Span, Stop, drafts_between
from knowledge.importing.dialects.source import Block, Source
from knowledge.importing.dialects.titles import Title, read_title

SECURITY = re.compile(
    r"\b(?:security|vulnerab\w*|injection|xss|csrf|ssrf|xxe|owasp|cwe|exploit\w*|attacks?|hardening|authentication|authorization|cryptograph\w*"
    r"|deserialization|clickjacking|password storage|session management|access control|traversal|penetration|pentest\w*|secrets? management|tls)\b",
    re.IGNORECASE,
)
DESIGN = re.compile(
    r"\b(?:system[- ]design|design (?:a|an|the|of)\b|designing|architecture|scalab\w*|microservices?|distributed|rate limiter|url shortener"
    r"|load balanc\w*|sharding|caching|message queue|high[- ]level design|case study|design notes?|design patterns?|trade-?offs)\b",
    re.IGNORECASE,
)
NOT_ARTICLES = re.compile(
    r"^(?:readme|index|contributing|contributors?|licen[cs]e|changelog|code[_-]of[_-]conduct|security|summary|_sidebar|toc|authors?|preface|about|faq|todo|history|release.*|pull_request_template|issue_template)$",
    re.IGNORECASE,
)
ARTICLE_KINDS = ("security", "design")
CODE_NAME = re.compile(r"^[A-Z]{1,5}\d{3,6}$")


class WholeFile:
    """Evidence: front matter with a title, or the name and the headings of an article."""

    name = "whole-file"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        if span != (0, len(source.lines)):
            return reading
        title = _title_of(source)
        kind = kind_of(source)
        if title is None or not kind:
            return reading
        tops = [block for block in source.tree.children if block.kind == "heading" and block.level == 1]
        if (
            len(tops) > 1
            and not title.asks
            and all(_is_article(block, tops, source) for block in tops)
            and not source.meta.get("title")
            and kind in ARTICLE_KINDS
        ):
            return self._by_top_heading(source, span, tops, kind)
        first = next((line for line, text in enumerate(source.lines) if text.strip()), len(source.lines))
        draft = Draft(title, 0 if source.meta else first, len(source.lines), self.name, kind=kind)
        head = tops[0] if tops and read_title(tops[0].text).text == title.text else None
        for number in range(first, len(source.lines)):
            if head is None or not head.line <= number < head.end:
                draft.rows.append(source.lines[number])
                draft.numbers.append(number)
        while draft.rows and not draft.rows[-1].strip():
            draft.rows.pop()
            draft.numbers.pop()
        draft.end = draft.numbers[-1] + 1 if draft.numbers else max(1, first)
        if not draft.text.strip():
            return reading
        reading.drafts = [draft]
        reading.score, reading.confidence = 1.0, 0.9 if source.meta.get("title") else 0.7
        return reading

    def _by_top_heading(self, source: Source, span: Span, tops: list[Block], kind: str) -> Reading:
        reading = Reading(self.name)
        reading.marks = [
            Mark(block.line, block.end, read_title(block.text), block, kind=kind)
            for block in tops if not furniture.heading_is_furniture(block.text)
        ]  # fmt: skip
        reading.stops = [
            Stop(block.line, block.end, 1, "", silent=True)
            for block in tops
            if furniture.heading_is_furniture(block.text)
        ]
        reading.drafts = [
            one
            for one in drafts_between(source, reading.marks, reading.stops, span, self.name)
            if one.text.strip()
        ]
        reading.score, reading.confidence = float(len(reading.drafts)), 0.7
        return reading


def _is_article(block: Block, tops: list[Block], source: Source) -> bool:
    """Says whether a top heading has enough below it to be an article of its own, and no name of a part."""
    at = tops.index(block)
    end = tops[at + 1].line if at + 1 < len(tops) else len(source.lines)
    words = sum(len(source.lines[line].split()) for line in range(block.end, end))
    return words >= 60 or furniture.heading_is_furniture(block.text)


def _title_of(source: Source) -> Title | None:
    for key in ("title", "name", "question"):
        value = source.meta.get(key)
        if isinstance(value, str) and value.strip():
            return read_title(value) if read_title(value).text else None
    heading = next((block for block in source.tree.children if block.kind == "heading"), None)
    if heading is not None and heading.level <= 2:
        return read_title(heading.text)
    if CODE_NAME.match(source.stem):
        return Title(source.stem, raw=source.stem)
    return None


def kind_of(source: Source) -> str:
    """Returns the kind a whole file is an entry of: the one asked for, else what its names speak for."""
    title = _title_of(source)
    if NOT_ARTICLES.match(source.stem) or title is None:
        return ""
    if source.kind in {"security", "design", "snippet", "debug"}:
        return source.kind
    if CODE_NAME.match(source.stem):
        return "debug"
    if source.meta.get("title") and (title.asks or source.kind == "question" or _is_mostly_code(source)):
        return "question" if title.asks or source.kind == "question" else "snippet"
    return _kind_by_names(source, title)


def _kind_by_names(source: Source, title: Title) -> str:
    names = " ".join(
        [
            re.sub(r"[_-]+", " ", "/".join(source.path.split("/")[-3:])),
            title.text,
            str(source.meta.get("tags", "")),
        ]
    )
    tops = sum(
        block.kind == "heading"
        and block.level == 1
        and not furniture.heading_is_furniture(block.text)
        and not is_label(label_words(block.text))
        for block in source.tree.children
    )
    if source.one_per_file and tops == 1 and source.kind in {"", "question"}:
        return "question"
    headings = sum(block.kind == "heading" for block in source.tree.children)
    if headings >= 3 or source.meta.get("title"):
        if SECURITY.search(names):
            return "security"
        if DESIGN.search(names):
            return "design"
    return ""


def _is_mostly_code(source: Source) -> bool:
    code = sum(block.end - block.line for block in source.blocks if block.kind == "fence")
    told = sum(bool(line.strip()) for line in source.lines)
    headings = sum(block.kind == "heading" for block in source.blocks)
    return code >= 0.25 * told and headings <= 4
