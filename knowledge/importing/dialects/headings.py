"""Headings as titles: numbered or plain, at any level, also those that list items hold.

Levels alone decide nothing, because parts of a file may rank beside or below its questions and parts of
an answer above them. What a heading is follows from what it says, from its numbers, from what is repeated
and from where headings of its class stand.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable

from knowledge.importing.drafts.marks import BUILT, Mark, Reading, Span, Stop, drafts_between
from knowledge.importing.structure.banks import is_bank, is_collection
from knowledge.importing.structure.beside import bare_items, leave_to_items
from knowledge.importing.structure.classes import (
    are_cards,
    are_topics,
    begin_with_the_count,
    begins_entries,
    mostly_inside,
    without_steps,
)
from knowledge.importing.structure.contents import leave_out_unlisted, listed
from knowledge.importing.structure.numbering import continued, counted_on, told_in_steps
from knowledge.importing.structure.outline import (
    NUMBERED,
    PART_NAME,
    Heading,
    Style,
    asks_throughout,
    built_alike,
    gather_links,
    headings_of,
    tells,
)
from knowledge.importing.structure.ranks import (
    asked_together,
    gathering_levels,
    interspersed_levels,
    leave_out_advice,
    leave_to_answers,
    leave_within,
    listed_together,
    stand_beside,
)
from knowledge.importing.text import furniture
from knowledge.importing.text.labels import ANSWER, fold, is_label, role_of
from knowledge.importing.text.source import Source

FEWEST_LISTED, MOST_LISTED, SOME_ASK = 5, 0.75, 0.4  # headings of a class, and of them those in the contents
SEVERAL = 3  # questions among headings that are none, though no class of them asks
ASKED_OF_A_FILE = 2  # questions below “Contributing” and the like, at most, that are about the file


class Headings:
    """Evidence: headings that ask, or that are numbered through the file."""

    name = "headings"

    def read(self, source: Source, span: Span) -> Reading:
        headings = headings_of(source, span)
        _sort(headings, source)
        marks = [_mark(one) for one in headings if one.role == "entry"]
        marks = sorted([*marks, *bare_items(headings, source, span)], key=lambda mark: mark.line)
        stops = [_stop(one) for one in headings if one.role in {"part", "furniture"}]
        reading = Reading(self.name, marks=marks, stops=stops)
        reading.drafts = drafts_between(source, marks, stops, span, self.name)
        asking = sum(one.title.asks for one in marks)
        reading.score = sum(one.weight for one in marks)
        reading.confidence = (
            round((0.5 + 0.5 * asking / len(marks)) * (1 if len(marks) > 2 else 0.8), 2) if marks else 0.0
        )
        return reading


def _sort(headings: list[Heading], source: Source) -> None:
    """Gives each heading its role."""
    _silence(headings)
    leave_to_items(headings)
    _name_parts_of_entries(headings)
    for one, following in itertools.pairwise(headings):
        one.labelled = following.role == "label" and (
            following.level != one.level or role_of(following.title.text) == ANSWER
        )
    open_ones = [one for one in headings if not one.role]
    classes: dict[Style, list[Heading]] = defaultdict(list)
    for one in open_ones:
        classes[one.style].append(one)
    chosen: set[Style] = set()
    for style in sorted(classes, key=lambda style: (style[0], -style[1])):
        if begins_entries(style, classes, chosen, headings):
            chosen.add(style)
    begins = bool(open_ones) and open_ones[0].style in chosen  # with what is asked: the rest is its answer
    left = {style: members for style, members in classes.items() if style not in chosen}
    contents = listed(headings, source)
    topics = set() if begins or source.one_per_file else _topics(left, headings, contents, source)
    if sum(len(classes[style]) for style in chosen) * 5 < sum(len(classes[style]) for style in topics):
        chosen = topics
    elif any(stand_beside(classes[style], chosen, headings) for style in topics):
        chosen |= topics
    alike = {} if source.one_per_file else _alike(classes, headings, source)
    alike = {} if begins and _are_inside(alike, classes, chosen, headings) else alike
    if sum(len(classes[style]) for style in chosen) < sum(len(classes[style]) for style in alike):
        chosen = set(alike)
        for one in headings:
            one.alike = one.line in alike.get(one.style, ())
            one.role = "" if one.alike else one.role  # what it holds tells more than its name
        open_ones = [one for one in headings if not one.role]
        open_ones = [one for one in open_ones if one.alike or one.style not in chosen]
    others = [members for style, members in classes.items() if style not in chosen and style[1]]
    outside = [members for members in others if not mostly_inside(members, chosen, headings)]
    together, bare = asked_together(outside, headings), listed_together(outside, headings)
    numbered_only = bool(chosen) and all(style[1] for style in chosen)
    steps = [told_in_steps(classes[style], named=is_bank(source)) for style in chosen if style[1] == NUMBERED]
    aside = {id(one) for told in steps for one in told} if chosen != topics else set()
    counted = contents | {one.line for style in chosen for one in counted_on(classes[style])}
    for one in open_ones:
        is_title = one.style in chosen and id(one) not in aside and (_fits(one) or one.line in counted)
        if is_title or (one.line in together and _fits(one)) or one.line in bare:
            one.role = "entry"
    for one in continued(open_ones) if chosen != topics else []:
        one.role = "entry"
    _leave_out_frames([one for one in open_ones if len(classes[one.style]) == 1], headings)
    leave_out_advice(headings)
    leave_out_unlisted(headings, contents)
    _settle_the_rest(headings, numbered_only)


def _leave_out_frames(alone: list[Heading], headings: list[Heading]) -> None:
    """Makes parts of titles, each the only one of its class, that ask of the file."""
    for one in alone:
        if one.role == "entry" and _frames(one, headings):
            one.role = "part"


def _silence(headings: list[Heading]) -> None:
    """Leaves out links of contents, and what stands below headings about people and terms, but not the questions of an FAQ."""
    quiet = contents = 0
    below: list[Heading] = []
    for one in headings:
        if not contents or one.level <= contents:
            contents = one.level if fold(one.title.text) in furniture.CONTENTS_NAMES else 0
        elif one.title.linked.startswith("#"):
            one.role = "furniture"
        if not quiet or one.level <= quiet:
            quiet = one.level if furniture.is_about_people(one.title.text) and not one.title.numbered else 0
        elif quiet:
            below.append(one)
    if sum(one.title.asks for one in below) <= ASKED_OF_A_FILE:
        for one in below:
            one.role = "furniture"


def _name_parts_of_entries(headings: list[Heading]) -> None:
    """Finds labels: by their name, or because an unnumbered heading comes again and again."""
    said = Counter(fold(one.title.text) for one in headings if not (one.title.numbered or one.title.labelled))
    others = sum(
        one.title.numbered or one.title.labelled or said[fold(one.title.text)] < 3 for one in headings
    )
    alone = Counter(
        one.level
        for one in headings
        if one.title.asks
        and said[fold(one.title.text)] < 3
        and not (one.title.numbered or one.title.labelled)
    )
    for one in headings:
        if one.role:
            continue
        times = said[fold(one.title.text)]
        if one.answered and times == 1:
            continue  # asked and answered, be it called “Tags”
        about_the_file = furniture.heading_is_furniture(one.title.text) and not one.title.numbered
        asked = alone[one.level] >= (3 if len(one.title.text.split()) >= 5 else 3 * times)
        if one.title.asks and asked and not about_the_file:
            continue  # asked again of other code
        if about_the_file:
            one.role = "label" if said[fold(one.title.text)] >= 3 else "furniture"
        elif (
            is_label(one.title.text) or (said[fold(one.title.text)] >= 3 and others >= 2)
        ) and not one.title.numbered:
            one.role = "label"


def _are_inside(
    styles: Iterable[Style], classes: dict[Style, list[Heading]], chosen: set[Style], headings: list[Heading]
) -> bool:
    return any(mostly_inside(classes[style], chosen, headings) for style in styles)


def _topics(classes: dict, headings: list[Heading], contents: set[int], source: Source) -> set[Style]:
    """Returns the class of titles where few ask or none: in a file that calls itself a bank, or asks in most parts."""
    named = is_collection(source)
    counted = {
        style: len(members)
        for style, members in classes.items()
        if style[1] and len(members) >= 3 and not gather_links(members)
        and (
            (named and sum(one.direct > 0 or one.labelled for one in members) >= 0.7 * len(members))
            or begin_with_the_count(members, headings)
        )
    }  # fmt: skip
    plain = {
        style: len(members)
        for style, members in classes.items()
        if (named or asks_throughout(members, headings) or are_cards(members, headings))
        and are_topics(members, headings)
    }
    if in_contents := _in_contents(classes, contents, named=named):
        return in_contents
    counted = without_steps(counted, classes)
    many = max(counted.values(), default=0) * 5 >= max(plain.values(), default=1)
    found = counted if many else plain
    return {max(found, key=lambda style: (found[style], style[0]))} if found else set()


def _in_contents(classes: dict[Style, list[Heading]], lines: set[int], *, named: bool) -> set[Style]:
    """Returns the class with most headings that contents list, where it is that of a bank, or many of it ask."""
    found = {
        style: len(members)
        for style, members in classes.items()
        if len(members) >= FEWEST_LISTED
        and sum(one.line in lines for one in members) >= MOST_LISTED * len(members)
        and sum(one.told > 0 or one.parted for one in members) >= MOST_LISTED * len(members)
        and (named or sum(one.title.asks for one in members) >= SOME_ASK * len(members))
    }
    return {max(found, key=lambda style: found[style])} if found else set()


def _alike(
    classes: dict[Style, list[Heading]], headings: list[Heading], source: Source
) -> dict[Style, set[int]]:
    """Returns the lines of headings built alike, whatever they say, by class: those of the level with most of them."""
    named = [one for one in headings if one.role == "furniture"]
    found = {
        style: built_alike(
            _with_those(members, [one for one in named if one.style == style]), headings, source
        )
        for style, members in classes.items()
    }
    level = max(found, key=lambda style: len(found[style]), default=(0, 0))[0]
    lines = {line for style, told in found.items() if style[0] == level for line in told}
    alike: dict[Style, set[int]] = defaultdict(set)
    for one in headings:
        if one.line in lines and one.role in {"", "furniture"}:
            alike[one.style].add(one.line)
    return alike


def _with_those(members: list[Heading], others: list[Heading]) -> list[Heading]:
    return sorted([*members, *others], key=lambda one: one.line)


def _fits(one: Heading) -> bool:
    """Says whether a heading of a class of titles is one itself: names of parts are not."""
    if tells(one):
        return True
    if PART_NAME.search(one.title.text):
        return False
    if one.title.sets_a_task:
        return True
    return one.told > 0 or one.labelled or one.parted or (one.title.numbered and one.direct > 0)


def _settle_the_rest(headings: list[Heading], numbered_only: bool) -> None:
    """Decides about what is neither title nor label: parts of the file, or of an answer."""
    entries = sum(one.role == "entry" for one in headings)
    several = entries > 0 or sum(one.title.asks for one in headings if not one.role) >= SEVERAL
    interspersed, gathering = interspersed_levels(headings, entries), gathering_levels(headings)
    leave_to_answers(headings)
    leave_within(headings)
    current: Heading | None = None
    for at, one in enumerate(headings):
        if one.role == "entry":
            current = one
        elif one.role == "label":
            if current is None:
                one.role = "part"
        elif one.role == "furniture":
            if current is not None and one.level > current.level:
                one.role = "label"
            elif _holds_entries(at, headings):
                one.role, current = "part", None
            else:
                current = None
        elif one.role != "below":
            one.role = _role_of_other(
                one,
                at,
                headings,
                current,
                left_over=several and not numbered_only,
                interspersed=interspersed,
                gathering=gathering,
            )
            if one.role == "entry":
                current = one
            elif one.role == "part":
                current = None


def _holds_entries(at: int, headings: list[Heading]) -> bool:
    """Says whether titles stand below a heading that by its name should have none, such as “Overview”."""
    for one in headings[at + 1 :]:
        if one.level <= headings[at].level:
            return False
        if one.role == "entry":
            return fold(headings[at].title.text) not in furniture.CONTENTS_NAMES
    return False


def _role_of_other(
    one: Heading,
    at: int,
    headings: list[Heading],
    current: Heading | None,
    *,
    left_over: bool,
    interspersed: set[int],
    gathering: set[int],
) -> str:
    following = headings[at + 1] if at + 1 < len(headings) else None
    labelled_below = following is not None and following.role == "label" and following.level >= one.level
    above = current is None or one.level <= current.level
    asks = one.title.asks and (one.direct or one.labelled) and not PART_NAME.search(one.title.text)
    if asks and not labelled_below and _frames(one, headings):
        return "part"
    if above and asks and (labelled_below or left_over):
        return "entry"
    if (
        one.level in gathering
        and one.leaf
        and one.code
        and one.told >= 3
        and not PART_NAME.search(one.title.text)
    ):
        return "entry"
    if current is not None and one.level > current.level:
        gathers = following is not None and following.role == "entry" and one.direct <= 2
        return "part" if gathers and (PART_NAME.search(one.title.text) or one.direct == 0) else "below"
    if current is not None and _divides(one, current, following):
        return "below"
    is_part = PART_NAME.search(one.title.text) or one.direct == 0 or one.level not in interspersed
    is_told = current is not None and (current.title.numbered or current.title.labelled)
    return "below" if is_told and not is_part else "part"


def _divides(one: Heading, current: Heading, following: Heading | None) -> bool:
    """Says whether a heading without a number, beside numbered titles, has text as only a part of an answer has."""
    numbered = current.title.numbered and not one.title.numbered and one.level == current.level
    goes_on = following is None or following.role != "entry" or following.level == current.level
    return numbered and goes_on and (one.code or one.direct >= 3) and not PART_NAME.search(one.title.text)


def _frames(one: Heading, headings: list[Heading]) -> bool:
    """Says whether a heading outranks titles and stands before or behind all of them: it asks of the file."""
    titles = [other for other in headings if other.role == "entry" and other.style != one.style]
    before = sum(other.line < one.line for other in titles)
    return len(titles) > 2 and before in {0, len(titles)} and one.level < min(other.level for other in titles)


def _mark(one: Heading) -> Mark:
    item = one.block.inside("item")
    is_task = one.title.numbered and one.title.commands
    weight = (
        1.0
        if one.title.asks or one.title.labelled or one.answered or is_task
        else BUILT
        if one.alike
        else 0.6
    )
    mark = Mark(one.line, one.end, one.title, one.block, beside=one.beside, weight=weight)
    if item is not None:
        mark.indent, mark.indented_until = item.indent, item.end
    return mark


def _stop(one: Heading) -> Stop:
    return Stop(one.line, one.block.end, one.level, one.title.text)
