"""Collections of snippets: headings or items that say what is done, each with the code or the commands that do it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass

from knowledge.importing.drafts.marks import Mark, Reading, Span, Stop, drafts_between
from knowledge.importing.structure.banks import is_of_snippets
from knowledge.importing.structure.item import read_item
from knowledge.importing.structure.naming import only_counts
from knowledge.importing.structure.outline import Heading, headings_of
from knowledge.importing.structure.parts import part_stops
from knowledge.importing.text import furniture
from knowledge.importing.text.emphasis import bold_line
from knowledge.importing.text.labels import fold, is_label
from knowledge.importing.text.source import Block, Source
from knowledge.importing.text.titles import read_title

FEWEST, FEWEST_UNNAMED = 3, 8  # snippets of a file that calls itself a collection of them, and of another
MANY = 15  # headings of such a file that hold code among words
HALF, MOST, NEARLY_ALL = 0.5, 0.7, 0.8  # of the headings with a text of their own hold code
FEW_WORDS = 25  # beside the code of a heading that is nothing but its title
WORDS_OF_A_TITLE = 3  # most headings of a file say what is done, and do not only name it


COMMAND = re.compile(
    r"\s*(?:[-*+]\s+|\|\s*)?`[^`]{2,}`"
)  # what a line, or a row of a table, begins with that shows a command

CODE = {"fence", "code"}
DIGITS = re.compile(r"\d{1,4}")


@dataclass
class Snippet:
    """A heading with a text of its own, and what that text is: lines of code or commands, words beside them."""

    heading: Heading
    code: int = 0
    words: int = 0
    rows: int = 0

    @property
    def is_bare(self) -> bool:
        return self.heading.code and self.words <= FEW_WORDS


class Snippets:
    """Evidence: headings most of which hold code, in a file that is called a collection, or where they hold little else.

    Only a whole file is one: beside questions, parts with code are what an author tells of them.
    """

    name = "snippets"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        if span != (0, len(source.lines)):
            return reading
        headings = headings_of(source, span)
        found = _with_text(headings, source)
        if not _are_snippets(found, headings, source):
            return reading
        chosen = {one.heading.line for one in found}
        reading.marks = [
            Mark(one.heading.line, one.heading.end, one.heading.title, one.heading.block, kind="snippet")
            for one in found
        ]
        reading.stops = [
            Stop(one.line, one.block.end, one.level, one.title.text)
            for one in headings
            if one.line not in chosen
        ]
        reading.drafts = drafts_between(source, reading.marks, reading.stops, span, self.name)
        reading.score, reading.confidence = float(len(reading.drafts)), 0.6
        return reading


class ListedSnippets:
    """Evidence: nearly all items of a file, or its lines in bold, are a title with code below it, and most of what it tells."""

    name = "listed-snippets"

    def read(self, source: Source, span: Span) -> Reading:
        reading = Reading(self.name)
        items = [
            item for block in source.blocks
            if block.kind == "item" and span[0] <= block.line < span[1] and not block.inside("item")
            and (item := read_item(block, source)) is not None
        ]  # fmt: skip
        coded = [item for item in items if _shows_code(item.block)]
        fewest = FEWEST if is_of_snippets(source) else FEWEST_UNNAMED
        counted = sum(item.block.number is not None for item in coded) >= HALF * max(1, len(coded))
        covered = sum(item.block.end - item.block.line for item in coded)
        told = sum(bool(source.lines[line].strip()) for line in range(*span))
        if not items:
            return self._of_bold_lines(source, span)
        if (
            len(coded) < max(fewest, NEARLY_ALL * len(items)) or covered < HALF * told
            or (counted and not is_of_snippets(source))  # then they may be steps
            or len({item.title.text for item in coded}) < NEARLY_ALL * len(coded)
            or any(item.title.asks for item in coded)
        ):  # fmt: skip
            return reading
        reading.marks = [
            Mark(
                item.block.line, item.title_end, item.title, item.block, until=item.block.end, indent=item.block.indent,
                indented_until=item.block.end, rest=item.rest, kind="snippet",
            )
            for item in coded
        ]  # fmt: skip
        reading.stops = part_stops(source, reading.marks, span)
        reading.drafts = drafts_between(source, reading.marks, reading.stops, span, self.name)
        reading.score, reading.confidence = float(len(reading.drafts)), 0.6
        return reading

    def _of_bold_lines(self, source: Source, span: Span) -> Reading:
        """Returns the lines in bold with code right below, in a file that calls itself a collection."""
        reading = Reading(self.name)
        lines = [
            (block, read_title(words)) for block in source.tree.children
            if block.kind == "paragraph" and span[0] <= block.line < span[1]
            and (words := bold_line(block.text)) and not is_label(words)
        ]  # fmt: skip
        starts = [block.line for block, _ in lines]
        code = [block.line for block in source.tree.children if block.kind in CODE]
        coded = [
            one for one, end in zip(lines, [*starts[1:], span[1]], strict=False)
            if bisect_left(code, one[0].line) < bisect_left(code, end)
        ]  # fmt: skip
        alone = len({title.text for _, title in coded})
        if (
            is_of_snippets(source) and len(coded) >= max(FEWEST, NEARLY_ALL * len(lines)) and alone == len(coded)
            and not any(title.asks for _, title in coded)
        ):  # fmt: skip
            reading.marks = [Mark(one.line, one.end, title, one, kind="snippet") for one, title in coded]
            reading.stops = part_stops(source, reading.marks, span)
            reading.drafts = drafts_between(source, reading.marks, reading.stops, span, self.name)
            reading.score, reading.confidence = float(len(reading.drafts)), 0.6
        return reading


def _shows_code(block: Block) -> bool:
    return any(child.kind in CODE for child in block.children)


def _with_text(headings: list[Heading], source: Source) -> list[Snippet]:
    """Returns the headings that have more than links right below them, but for those about the file."""
    found = []
    for one, following in itertools.zip_longest(headings, headings[1:]):
        if not one.told or _is_furniture(one) or _names_the_file(one, headings):
            continue
        snippet = Snippet(one)
        for line in range(one.block.end, following.line if following else len(source.lines)):
            row = source.lines[line]
            is_code = line in source.verbatim or bool(COMMAND.match(row))
            snippet.rows += bool(row.strip())
            snippet.code += is_code
            snippet.words += 0 if is_code else len(row.split())
        if snippet.code or one.leaf:
            found.append(snippet)
    return found


def _is_furniture(one: Heading) -> bool:
    return furniture.heading_is_furniture(one.title.text)


def _names_the_file(one: Heading, headings: list[Heading]) -> bool:
    """Says whether a heading stands first and above all others."""
    return one is headings[0] and all(other.level > one.level for other in headings[1:])


def _says_what(one: Heading) -> bool:
    """Says whether a heading is more than a count, or than the name of a part."""
    return not (only_counts(one.title.text) or is_label(one.title.text))


def _are_notes(found: list[Snippet], headings: list[Heading], source: Source) -> bool:
    """Says whether many headings of one level are all there is from the first line on, and mostly show code: notes of what was learnt."""
    begins = not any(line.strip() for line in source.lines[: headings[0].line]) if headings else False
    coded = sum(bool(one.code) for one in found)
    saying = sum(len(one.heading.title.text.split()) >= WORDS_OF_A_TITLE for one in found)
    return (
        begins
        and len(found) >= MANY
        and len({one.level for one in headings}) == 1
        and coded >= HALF * len(found)
        and saying >= HALF * len(found)
    )


def _are_snippets(found: list[Snippet], headings: list[Heading], source: Source) -> bool:
    """Says whether headings are snippets: called so, or hardly more than code, and no steps of a manual."""
    coded = [one for one in found if one.code]
    told = [one.heading.title.text for one in found if _says_what(one.heading)]
    names = {fold(DIGITS.sub("", text)) for text in told}  # “Part 1”, “Part 2” are one name
    if len(names) < NEARLY_ALL * len(found):
        return False
    if is_of_snippets(source):
        return len(coded) >= max(FEWEST, HALF * len(found))
    if sum(one.heading.title.numbered for one in found) >= HALF * max(1, len(found)):
        return False
    bare = [one for one in found if one.is_bare]
    saying = sum(len(one.heading.title.text.split()) >= WORDS_OF_A_TITLE for one in bare)
    are_bare = len(bare) >= max(FEWEST_UNNAMED, MOST * len(found)) and saying >= HALF * len(bare)
    code, rows = sum(one.code for one in found), sum(one.rows for one in found)
    are_code = len(coded) >= max(MANY, NEARLY_ALL * len(found)) and code >= HALF * rows
    return (are_bare or are_code or _are_notes(found, headings, source)) and not any(
        furniture.is_of_a_manual(one.title.text) for one in headings
    )
