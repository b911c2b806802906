"""Classes of headings: those of one level and style, whether they are titles, and what tells that they are not.

A class that asks is one of parts where its headings only gather others, link, or stand within answers.
"""

from __future__ import annotations

import re

from knowledge.importing.structure.numbering import counts_through
from knowledge.importing.structure.outline import (
    CALLED,
    PART_NAME,
    Heading,
    Style,
    gather_links,
    hold_what_is_answered,
    tells,
)
from knowledge.importing.text import furniture
from knowledge.importing.text.labels import fold

MOSTLY_PUT, SOME_TOLD = 0.75, 0.25  # of a class are questions or tasks, and told as such
LISTED, BARE = 3, 0.8  # headings without any text, one below the other: so many of so great a class
MANY_CARDS, A_CARD, NEARLY_ALL = (
    10,
    60,
    0.9,
)  # terms of a file, words that tell one, and of how many they must
FEW_WITH_CODE, SOME_ASK = 0.4, 0.1
DIGITS = re.compile(r"\d{1,4}")


def begins_entries(
    style: Style,
    classes: dict[Style, list[Heading]],
    chosen: set[Style],
    headings: list[Heading],
) -> bool:
    """Says whether headings of a class are titles: they ask, and they do not stand inside of entries."""
    members = _with_texts(classes[style])
    asking = sum(tells(one) for one in members)
    tasks = sum(one.title.commands for one in members)
    if (
        asking < 0.5 * len(members)
        and not (
            (style[1] or len(classes) == 1) and asking + tasks >= 0.4 * len(members) and len(members) > 2
        )
        and not _are_put(members)
    ):
        return False
    if not asking + tasks or _only_link(members) or hold_what_is_answered(members, headings):
        return False
    if mostly_inside(members, chosen, headings) and not _are_listed(members):
        return False
    if _rank_with_labels(style, classes, headings):
        return False
    return not _only_gathers(members, classes, headings)


def _with_texts(members: list[Heading]) -> list[Heading]:
    """Leaves out the headings of a class that only gather, where those that ask are answered below."""
    told = [one for one in members if one.direct or one.labelled]
    empty = [one for one in members if not (one.direct or one.labelled)]
    return members if len(told) < LISTED or any(tells(one) for one in empty) else told


def _are_put(members: list[Heading]) -> bool:
    """Says whether nearly all headings of a class are questions or tasks, and some are told as such."""
    told = sum(tells(one) for one in members)
    put = sum(tells(one) or one.title.sets_a_task for one in members)
    return put >= MOSTLY_PUT * len(members) and told >= max(LISTED, SOME_TOLD * len(members))


def _only_link(members: list[Heading]) -> bool:
    """Says whether most headings of a class lead to another page and have nothing below them."""
    linked = sum(
        bool(one.title.linked) and one.title.linked[0] != "#" and not (one.direct or one.labelled)
        for one in members
    )
    return linked > 0.5 * len(members)


def _rank_with_labels(style: Style, classes: dict[Style, list[Heading]], headings: list[Heading]) -> bool:
    """Says whether headings that ask are parts of answers: of the rank of labels, where more titles ask below that rank."""
    labels = sum(one.role == "label" and one.level == style[0] for one in headings)
    deeper = sum(tells(one) for other, members in classes.items() if other[0] > style[0] for one in members)
    return not style[1] and labels > 2 * len(classes[style]) and deeper > 2 * len(classes[style])


def mostly_inside(members: list[Heading], chosen: set[Style], headings: list[Heading]) -> bool:
    """Says whether most headings of a class stand below, and deeper than, titles found before."""
    if not chosen:
        return False
    inside, opened = set(), False
    current: Heading | None = None
    for one in headings:
        if one.style in chosen and not one.role:
            # One without a text of its own that asks nothing only gathers what is below.
            current, opened = one if _holds_a_text(one) else None, False
        elif one.role == "furniture":
            current = None
        elif current is not None:
            if one.level > current.level or one.role == "label" or (opened and one.level == current.level):
                inside.add(id(one))
                opened = opened or (one.role == "label" and one.level == current.level)
            elif one.level <= current.level and not one.role:
                current = None
    return sum(id(one) in inside for one in members) >= 0.6 * len(members)


def _holds_a_text(one: Heading) -> bool:
    return bool(one.direct) or one.parted or tells(one) or one.title.sets_a_task


def _are_listed(members: list[Heading]) -> bool:
    """Says whether headings called questions are a list of what nobody answered yet, and no parts of an answer."""
    bare = sum(one.direct == 0 for one in members)
    return members[0].style[1] == CALLED and len(members) >= LISTED and bare >= BARE * len(members)


def _only_gathers(members: list[Heading], classes: dict, headings: list[Heading]) -> bool:
    """Says whether headings that ask name only parts: nothing is below them but headings that ask too."""
    places = {id(one): at for at, one in enumerate(headings)}
    empty = followed = 0
    for one in members:
        after = headings[places[id(one)] + 1 : places[id(one)] + 2]
        if one.direct == 0:
            empty += 1
            if after and after[0].level > one.level and after[0].title.asks and not after[0].role:
                followed += 1
    return followed > 0.6 * len(members)


def are_topics(members: list[Heading], headings: list[Heading]) -> bool:
    """Says whether headings that do not ask may be titles: many, each with a text and nothing below it."""
    places = {id(one): at for at, one in enumerate(headings)}
    leaves = 0
    for one in members:
        following = headings[places[id(one)] + 1 : places[id(one)] + 2]
        deeper = bool(following) and following[0].level > one.level
        leaves += one.labelled or (one.direct > 0 and not deeper)
    return not gather_links(members) and len(members) >= 5 and leaves >= 0.8 * len(members)


def are_cards(members: list[Heading], headings: list[Heading]) -> bool:
    """Says whether headings are terms, each with what it means: many, alike, short, and nothing else in the file.

    An article introduces itself or counts its chapters, and they differ in length; a list of versions repeats one name.
    """
    beside = [one for one in headings if one.style != members[0].style]
    if (
        members[0].style[1]
        or len(members) < MANY_CARDS
        or any(one is not headings[0] or one.direct for one in beside)
    ):
        return False
    names = {fold(DIGITS.sub("", one.title.text)) for one in members}
    short = sum(0 < one.words <= A_CARD for one in members)
    return (
        len(names) == len(members)
        and short >= NEARLY_ALL * len(members)
        and sum(one.code for one in members) <= FEW_WITH_CODE * len(members)
        and not any(furniture.is_of_a_manual(one.title.text) for one in headings)
    )


def begin_with_the_count(members: list[Heading], headings: list[Heading]) -> bool:
    """Says whether a file is nothing but what it counts, from one on, some of which asks: it has neither title nor introduction."""
    first = members[0]
    names = [one.title.text for one in members]
    return (
        len(members) >= MANY_CARDS
        and first is headings[0]
        and first.title.number == "1"
        and counts_through(members)
        and all(one.style == first.style or one.level > first.level for one in headings)
        and sum(one.title.asks for one in members) >= SOME_ASK * len(members)
        and not any(furniture.heading_is_furniture(name) or PART_NAME.search(name) for name in names)
    )


def without_steps(counted: dict[Style, int], classes: dict[Style, list[Heading]]) -> dict[Style, int]:
    """Leaves out the steps: numbered classes that begin anew below the titles of one that is numbered through."""
    through = [style[0] for style in counted if counts_through(classes[style])]
    return {style: many for style, many in counted.items() if style[0] <= min(through, default=style[0])}
