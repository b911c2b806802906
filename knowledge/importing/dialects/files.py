"""Whole files as entries: one with front matter, or an article with its sections; or one article a top heading."""

from __future__ import annotations

import re

from knowledge.importing.dialects.file_titles import ABOUT_THE_FOLDER, is_answered_below, naming_of, title_of
from knowledge.importing.drafts.marks import Draft, Mark, Reading, Span, Stop, drafts_between
from knowledge.importing.drafts.messages import CODE_NAME, take_messages
from knowledge.importing.drafts.quizzes import in_front_matter
from knowledge.importing.drafts.subjects import is_mostly_code, kind_by_names, offers_options, solves_an_error
from knowledge.importing.text import furniture
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import LINK, Title, plain, read_title

NOT_ARTICLES = re.compile(
    r"^(?:readme|index|contributing|contributors?|licen[cs]e|changelog|code[_-]of[_-]conduct|security|summary|_sidebar|toc|authors?|preface|about|faq|todo|history|release.*|pull_request_template|issue_template)$",
    re.IGNORECASE,
)
BEGINS_WITH_A_LINK = re.compile(
    r"^[\s\W\d]{0,12}(?:<\w{1,6}[^<>]{0,80}>\s*){0,3}[*_]{0,2}(?:\[[^\[\]]{1,200}\]\(|<a\s|https?://)",
    re.IGNORECASE,
)
TARGET = re.compile(r"\]\(([^()\s]{1,500})")
BESIDE = re.compile(
    r"(?!#|[a-z][a-z0-9+.-]{1,20}:|//)", re.IGNORECASE
)  # neither a place in the file nor elsewhere
FEWEST_LINKS = 5
A_BOOK, MOSTLY = 8, 0.8  # articles that make a book of a file; of its top headings so many are articles
MUCH = 150  # words beside links that make a page more than a list of them
ARTICLE_KINDS = ("security", "design")


class WholeFile:
    """Evidence: its neighbours are one entry each, front matter with a title, or the names of an article."""

    name = "whole-file"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        if span != (0, len(source.lines)):
            return reading
        title = title_of(source)
        tops = [block for block in source.tree.children if block.kind == "heading" and block.level == 1]
        kind = kind_of(source)
        if title is not None and not kind and is_a_book(source):
            kind = kind_by_names(source, title)
        if title is None or not kind or (not source.one_per_file and _lists_links(source)):
            return reading
        if _is_one_a_heading(source, title, tops, kind):
            return self._by_top_heading(source, span, tops, kind)
        named = naming_of(source)[1]
        first = next((line for line, text in enumerate(source.lines) if text.strip()), len(source.lines))
        draft = Draft(title, 0 if source.meta else first, len(source.lines), self.name, kind=kind)
        for number in range(first, len(source.lines)):
            if number not in named:
                draft.rows.append(source.lines[number])
                draft.numbers.append(number)
        while draft.rows and not draft.rows[-1].strip():
            draft.rows.pop()
            draft.numbers.pop()
        draft.end = max([1, first, *(line + 1 for line in (*named, *draft.numbers[-1:]))])
        if not draft.text.strip() and not (named and source.one_per_file):
            return reading
        if kind == "debug":
            take_messages(draft)
            if title.raw in source.meta.values():
                draft.values["messages"].insert(0, title.raw)
        if kind == "question" and (choices := in_front_matter(source.meta)):
            draft.values["choices"], draft.form = choices, "choice"
        reading.drafts = [draft]
        reading.score, reading.confidence = (
            1.0,
            0.9 if source.meta.get("title") or source.one_per_file else 0.7,
        )
        return reading

    def _by_top_heading(self, source: Source, span: Span, tops: list[Block], kind: str) -> Reading:
        reading = Reading(self.name)
        reading.marks = [
            Mark(block.line, block.end, read_title(block.text), block, kind=kind)
            for block in tops if _is_article(block, tops, source) and not furniture.heading_is_furniture(block.text)
        ]  # fmt: skip
        reading.stops = [
            Stop(block.line, block.end, 1, "")
            for block in tops
            if furniture.heading_is_furniture(block.text) or not _is_article(block, tops, source)
        ]
        reading.drafts = [
            one
            for one in drafts_between(source, reading.marks, reading.stops, span, self.name)
            if one.text.strip()
        ]
        reading.score, reading.confidence = float(len(reading.drafts)), 0.7
        return reading


def _is_one_a_heading(source: Source, title: Title, tops: list[Block], kind: str) -> bool:
    """Says whether a file is several articles, one below each of its top headings."""
    return (
        len(tops) > 1
        and not title.asks
        and not source.one_per_file
        and not source.meta.get("title")
        and kind in ARTICLE_KINDS
        and sum(_is_article(block, tops, source) for block in tops) >= MOSTLY * len(tops)
    )


def is_a_book(source: Source) -> bool:
    """Says whether a file holds many top headings with parts below them, few of which ask something."""
    levels = [block.level for block in source.tree.children if block.kind == "heading"]
    parts = [block for block in source.tree.children if block.kind == "heading" and block.level == 2]
    asking = sum(read_title(one.text).asks for one in parts)
    return levels.count(1) >= A_BOOK and len(parts) >= levels.count(1) and asking <= 0.25 * len(parts)


def _is_article(block: Block, tops: list[Block], source: Source) -> bool:
    following = next((one.line for one in tops if one.line > block.line), len(source.lines))
    words = sum(len(source.lines[line].split()) for line in range(block.end, following))
    return words >= 60 or furniture.heading_is_furniture(block.text)


def _lists_links(source: Source) -> bool:
    """Says whether most lines of a file begin with a link, be it Markdown, HTML or an address."""
    heads = {block.line for block in source.blocks if block.kind == "heading"}
    told = [line for at, line in enumerate(source.lines) if at not in heads and at not in source.verbatim
            and plain(line[:400]).strip("-*_=|. ")]  # fmt: skip
    linked = sum(bool(BEGINS_WITH_A_LINK.match(line)) for line in told)
    return linked >= FEWEST_LINKS and linked > 0.6 * len(told)


def kind_of(source: Source) -> str:
    """Returns the kind a whole file is an entry of: the one asked for, else what its folder and names speak for."""
    title = title_of(source)
    if title is None:
        return ""
    if source.one_per_file:
        about_others = source.stem.casefold() in ABOUT_THE_FOLDER or _leads_beside(source)
        leads_on = about_others and _only_leads_on(source)
        return "" if leads_on else _asked_for(source) or source.folder_kind
    if NOT_ARTICLES.match(source.stem):
        return ""
    if kind := _asked_for(source) or ("debug" if CODE_NAME.match(source.stem) else ""):
        return kind
    asks = title.asks or source.kind == "question" or offers_options(source)
    if source.meta.get("title") and (asks or is_mostly_code(source)):
        return "question" if asks else "snippet"
    headings = [block for block in source.tree.children if block.kind == "heading"]
    if len(headings) >= 3 or source.meta.get("title"):
        kind = kind_by_names(source, title) or ("debug" if solves_an_error(headings) else "")
    else:
        kind = ""
    return kind or ("question" if is_answered_below(headings) else "")


def _asked_for(source: Source) -> str:
    return source.kind if source.kind in {"security", "design", "snippet", "debug"} else ""


def _leads_beside(source: Source) -> bool:
    """Says whether most links of a file lead to files beside it, as those of a table of contents do."""
    targets = [match[1] for line in source.lines for match in TARGET.finditer(line[:2000])]
    return sum(bool(BESIDE.match(one)) for one in targets) >= max(FEWEST_LINKS - 1, MOSTLY * len(targets))


def _only_leads_on(source: Source) -> bool:
    """Says whether a file is a list of links with little else, as the first page of a folder is."""
    if any(block.kind in {"fence", "code", "table"} for block in source.blocks):
        return False
    texts = [block.text for block in source.blocks if block.kind == "paragraph" and block.text.strip()]
    told = sum(len(plain(LINK.sub("", text)).split()) for text in texts)
    return not texts or (told < MUCH and furniture.is_link_list(texts))
