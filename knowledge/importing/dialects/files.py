"""Whole files as entries: one with front matter, or an article with its sections; or one article a top heading."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from knowledge.importing.drafts.marks import Draft, Mark, Reading, Span, Stop, drafts_between
from knowledge.importing.drafts.messages import CODE_NAME, take_messages
from knowledge.importing.drafts.quizzes import in_front_matter
from knowledge.importing.drafts.subjects import is_mostly_code, kind_by_names, offers_options
from knowledge.importing.structure.naming import only_counts, title_below
from knowledge.importing.text import furniture
from knowledge.importing.text.labels import ANSWER, fold, is_label, label_words, role_of
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import LINK, Title, plain, read_title

NOT_ARTICLES = re.compile(
    r"^(?:readme|index|contributing|contributors?|licen[cs]e|changelog|code[_-]of[_-]conduct|security|summary|_sidebar|toc|authors?|preface|about|faq|todo|history|release.*|pull_request_template|issue_template)$",
    re.IGNORECASE,
)
ABOUT_THE_FOLDER = {"readme", "index", "_index", "summary", "_sidebar", "toc"}
TITLE_KEYS = ("title", "name", "question")
GRADES = {"difficulty", "level"}
NO_TITLES = {"author", "authors", "date", "category", "categories", "tags", "layout", "permalink", "slug", "path", "url", "license", "licence",
             "updated", "created", "version", "type", "status", "source", "template", "section", "cover", "image"}  # fmt: skip
BEGINS_WITH_A_LINK = re.compile(
    r"^[\s\W\d]{0,12}(?:<\w{1,6}[^<>]{0,80}>\s*){0,3}[*_]{0,2}(?:\[[^\[\]]{1,200}\]\(|<a\s|https?://)",
    re.IGNORECASE,
)
TARGET = re.compile(r"\]\(([^()\s]{1,500})")
BESIDE = re.compile(
    r"(?!#|[a-z][a-z0-9+.-]{1,20}:|//)", re.IGNORECASE
)  # neither a place in the file nor elsewhere
FEWEST_LINKS = 5
TURNS = {"?", "？", "??"}  # between the sides of a card
A_SENTENCE = 4  # words before a heading, which then opens a part
SENTENCE = re.compile(r"(?!\S{0,300}://)\S{1,80}(?:\s+\S{1,80}){1,60}\Z")
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
        named = _naming(source)[1]
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


def title_of(source: Source) -> Title | None:
    """Returns the title of the one entry a file may be: of its front matter, or the heading above all others.

    A heading that its neighbours share names none of them: then the one below it does. A file among neighbours
    that are one entry each is called by its own name where it says no other.
    """
    return _naming(source)[0]


def _naming(source: Source) -> tuple[Title | None, list[int]]:  # noqa: PLR0911 - one a source of titles
    """Returns the title of the one entry a file may be, and the lines that say it."""
    head = _head(source)
    lines = list(range(head.line, head.end)) if head else []
    for key in TITLE_KEYS:
        value = source.meta.get(key)
        if isinstance(value, str) and value.strip():
            title = read_title(value)
            repeated = head is not None and read_title(head.text).text == title.text
            return title if title.text else None, lines if repeated else []
    if asked := asked_once(source):
        return asked
    if head is not None and (title := read_title(head.text)).text:
        return _below(source, head, title) if _only_places(source, head, title) else (title, lines)
    if value := _told(source):
        return read_title(value), []
    if source.one_per_file and (asked := _asked_first(source)):
        return asked
    if CODE_NAME.match(source.stem):
        return Title(source.stem, raw=source.stem), []
    return named_after(source.stem) if source.one_per_file else None, []


def describes_a_question(source: Source) -> bool:
    """Says whether front matter is that of a question: a title that asks, or names it beside how hard it is."""
    told = next((value for key in TITLE_KEYS if isinstance(value := source.meta.get(key), str)), "")
    return bool(told.strip()) and (read_title(told).asks or bool(GRADES & source.meta.keys()))


def asked_once(source: Source) -> tuple[Title, list[int]] | None:
    """Returns what a file asks that is one question below `Question` and all else below `Answer`, and its lines.

    Where its neighbours are one entry each, the answer needs no name.
    """
    headings = [block for block in source.tree.children if block.kind == "heading"]
    if len(headings) < 2 or not only_counts(headings[0].text):
        return None
    if role_of(headings[1].text) != ANSWER and not source.one_per_file:
        return None
    if any(only_counts(one.text) or role_of(one.text) == ANSWER for one in headings[2:]):
        return None
    below = title_below(headings[0], headings[0].text)
    return (below[0], list(range(headings[0].line, below[1]))) if below else None


def _only_places(source: Source, head: Block, title: Title) -> bool:
    """Says whether a heading only places a file among others: the name of a part, with or without a number.

    It does where it has nothing but what several neighbours begin with, and where it counts questions and the
    next heading asks one.
    """
    following = _after(source, head)
    if title.labelled and not title.asks and following is not None and read_title(following.text).asks:
        return True
    parts = [title.text, *re.split(r"\s+[-–—:|]\s+", title.text)]
    if not any(fold(one) in source.shared for one in parts):
        return False
    return fold(title.text) in source.shared or all(
        fold(one) in source.shared or is_label(one) or furniture.heading_is_furniture(one)
        for one in parts[1:]
    )


def _after(source: Source, head: Block) -> Block | None:
    return next((one for one in source.tree.children if one.kind == "heading" and one.line > head.line), None)


def _below(source: Source, head: Block, place: Title) -> tuple[Title, list[int]]:
    """Returns the title below a heading that names none: the next heading, else its number, else the file."""
    lines = list(range(head.line, head.end))
    following = _after(source, head)
    title = read_title(following.text) if following else None
    if following and title and title.text and not is_label(title.text):
        return title, [*lines, *range(following.line, following.end)]
    return Title(plain(head.text), raw=head.text) if place.number else named_after(source.stem), lines


def _asked_first(source: Source) -> tuple[Title, list[int]] | None:
    """Returns what the first line of a file asks, and that line with a mark of its own line below it, as cards have."""
    first = next((block for block in source.tree.children if block.kind != "html"), None)
    if first is None or first.kind != "paragraph":
        return None
    rows = first.text.split("\n")
    title = read_title(rows[0])
    turned = len(rows) > 1 and rows[1].strip() in TURNS
    ends = title.raw.rstrip(" *_`")[-1:]
    if not (title.asks and (turned or ends in {"?", "？"})) and not (title.labelled and ends == "."):
        return None
    return title, [first.line, first.line + 1] if turned else [first.line]


def _told(source: Source) -> str:
    """Returns the only words that the front matter of a file without headings has."""
    if any(block.kind == "heading" for block in source.blocks):
        return ""
    told = [
        value for key, value in source.meta.items()
        if isinstance(value, str) and key.casefold() not in NO_TITLES and SENTENCE.match(value)
    ]  # fmt: skip
    return told[0] if len(told) == 1 else ""


def named_by_file(source: Source) -> Title:
    """Returns the title that a file's name stands for; that of its folder for one called as the first page is."""
    folder = PurePosixPath(source.path).parent.name
    return named_after(folder if folder and source.stem.casefold() in ABOUT_THE_FOLDER else source.stem)


def named_after(name: str) -> Title:
    """Returns the title that the name of a file or folder stands for."""
    words = re.sub(r"^\d{1,4}[._\s-]+", "", name)
    words = re.sub(r"[_\s-]+", " ", words).strip() or "Untitled"
    return Title(words[0].upper() + words[1:], raw=name)


def _head(source: Source) -> Block | None:
    """Returns the first heading, if it stands above all others that are no furniture."""
    headings = [block for block in source.tree.children if block.kind == "heading" and block.text.strip()]
    if not headings:
        return None
    beside = [
        block for block in headings[1:]
        if block.level <= headings[0].level
        and not furniture.heading_is_furniture(block.text)
        and not is_label(label_words(block.text))
    ]  # fmt: skip
    told_before = any(
        block.kind == "paragraph" and len(plain(block.text).split()) >= A_SENTENCE
        for block in source.tree.children[: headings[0].place]
    )
    return None if (beside or told_before) and headings[0].level > 1 else headings[0]


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
    headings = sum(block.kind == "heading" for block in source.tree.children)
    return kind_by_names(source, title) if headings >= 3 or source.meta.get("title") else ""


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
