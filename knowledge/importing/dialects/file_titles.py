"""What a file is called that is one entry: by its front matter, its headings, what stands below them, or its name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from knowledge.importing.drafts.messages import CODE_NAME
from knowledge.importing.drafts.options import offers
from knowledge.importing.structure.naming import Below, only_counts, title_below
from knowledge.importing.text import furniture
from knowledge.importing.text.labels import ANSWER, fold, is_label, label_words, role_of
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import LINK, Title, plain, read_title

ABOUT_THE_FOLDER = {"readme", "index", "_index", "summary", "_sidebar", "toc"}
TITLE_KEYS = ("title", "name", "question")
GRADES = {"difficulty", "level"}
NO_TITLES = {"author", "authors", "date", "category", "categories", "tags", "layout", "permalink", "slug", "path", "url", "license", "licence",
             "updated", "created", "version", "type", "status", "source", "template", "section", "cover", "image"}  # fmt: skip  # fmt: skip
TURNS = {"?", "？", "??"}  # between the sides of a card
COUNTED_NAME = re.compile(r"[^\W\d]{2,20}\s?#?\d{1,3}$")
A_SENTENCE = 4  # words before a heading, which then opens a part
SENTENCE = re.compile(r"(?!\S{0,300}://)\S{1,80}(?:\s+\S{1,80}){1,60}\Z")


def title_of(source: Source) -> Title | None:
    """Returns the title of the one entry a file may be: of its front matter, or the heading above all others.

    A heading that its neighbours share names none of them: then the one below it does. A file among neighbours
    that are one entry each is called by its own name where it says no other.
    """
    return naming_of(source)[0]


def naming_of(source: Source) -> tuple[Title | None, list[int]]:  # noqa: PLR0911 - one a source of titles
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
        below = _offering(head) if _is_an_id(source, head) else _told_below(source, head)
        if below is not None:
            return below.title, _lines_of(head, below)
        return _below(source, head, title) if _only_places(source, head, title) else (title, lines)
    if value := _told(source):
        return read_title(value), []
    if source.one_per_file and (asked := _asked_first(source)):
        return asked
    if CODE_NAME.match(source.stem):
        return Title(source.stem, raw=source.stem), []
    return named_by_file(source) if source.one_per_file else None, []


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
    return (below.title, _lines_of(headings[0], below)) if below else None


def _lines_of(head: Block, below: Below) -> list[int]:
    """Returns the lines that a heading and the title below it take."""
    return [line for line in range(head.line, below.end) if line not in below.beside]


def _is_an_id(source: Source, head: Block) -> bool:
    """Says whether a heading is the name of its file with a number, and no words of its own."""
    words = plain(head.text)
    return bool(re.search(r"\d", words)) and " " not in words and fold(words) == fold(source.stem)


def _offering(head: Block) -> Below | None:
    """Returns what is asked below a heading before lettered options; a line that only leads elsewhere asks nothing."""
    above, below = head, head.following
    if below is not None and below.kind == "paragraph" and _leads_elsewhere(below):
        above, below = below, below.following
    found = title_below(above, "")
    if found is None or not offers(_texts_until_a_heading(below)):
        return None
    return replace(found, beside=range(head.end, max(head.end, below.line if below else 0)))


def _told_below(source: Source, head: Block) -> Below | None:
    """Returns what stands below a heading of a name and a number, such as “Case 3”, in a file that answers it."""
    headings = [block for block in source.tree.children if block.kind == "heading"]
    counts = COUNTED_NAME.match(plain(head.text)) and is_answered_below(headings)
    return title_below(head, "") if counts else None


def is_answered_below(headings: list[Block]) -> bool:
    """Says whether a file is a text below the heading above all others, and below the only next one its answer."""
    if len(headings) < 2 or role_of(headings[1].text) != ANSWER:
        return False
    head, answer = headings[:2]
    text = head.following
    deeper = all(one.level > answer.level for one in headings[2:])
    return deeper and answer.level > head.level and text is not None and text.kind == "paragraph"


def _leads_elsewhere(block: Block) -> bool:
    title = read_title(block.text)
    return "\n" not in block.text and bool(LINK.search(block.text)) and not title.asks


def _texts_until_a_heading(block: Block | None) -> Iterator[str]:
    while block is not None and block.kind != "heading":
        yield from (one.text for one in (block, *block.walk()) if one.kind == "paragraph")
        block = block.following


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
    while len(headings) > 1 and headings[0].level == headings[1].level == 1 and _holds_a_picture(headings[0]):
        headings = headings[1:]
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


def _holds_a_picture(head: Block) -> bool:
    """Says whether nothing but a picture stands between a heading and the next one."""
    picture = head.following
    behind = picture.following if picture is not None else None
    return (
        picture is not None
        and picture.kind == "paragraph"
        and not plain(picture.text)
        and behind is not None
        and behind.kind == "heading"
    )
