"""Numbers of titles: what counts through a file, and what only counts the steps of an answer."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from knowledge.importing.structure.outline import PART_NAME, Heading, tells

BARELY, MOSTLY = (
    0.6,
    0.8,
)  # of a class that begins anew and anew must ask for all of it to be titles: in a bank, and elsewhere


def told_in_steps(members: list[Heading], *, named: bool) -> Iterator[Heading]:
    """Yields numbered headings that begin anew and of which none asks, where the class barely asks: they are steps.

    Arguments:
        named: whether the file calls itself a bank.
    """
    needed = BARELY if named else MOSTLY
    if sum(tells(one) or one.title.commands for one in members) >= needed * len(members):
        return
    if counts_through(members):
        return
    run: list[Heading] = []
    for one, behind in zip(members, [*members[1:], None], strict=True):
        run.append(one)
        if behind is None or _number(behind) <= _number(one):
            if not any(tells(step) or step.title.commands for step in run):
                yield from run
            run = []


def counts_through(members: list[Heading]) -> bool:
    """Says whether the numbers of a class never begin anew."""
    return all(_number(one) < _number(behind) for one, behind in itertools.pairwise(members))


def continued(headings: list[Heading]) -> list[Heading]:
    """Returns headings of whatever level that go on with the count of the titles, and leave the next title its number.

    All titles must be counted, in the same way.
    """
    titles = [one for one in headings if one.role == "entry"]
    if not titles or any(not one.title.number.isdecimal() for one in titles):
        return []
    called = titles[0].title.labelled
    if any(one.title.labelled is not called for one in titles):
        return []
    ahead = iter([*(int(one.title.number) for one in titles), 0])
    following, last = next(ahead), 0
    found = []
    for one in headings:
        number = int(one.title.number) if one.title.number.isdecimal() else 0
        if one.role == "entry":
            following, last = next(ahead), number
            continue
        goes_on = last and number == last + 1 and (not following or number < following)
        if goes_on and one.title.labelled is called and not (one.role or PART_NAME.search(one.title.text)):
            found.append(one)
            last = number
    return found


def _number(one: Heading) -> tuple[int, ...]:
    """Returns the number of a heading as numbers are compared: 2.10 is behind 2.9."""
    parts = one.title.number.split(".")
    return tuple(int(part) for part in parts) if all(part.isdecimal() for part in parts) else (0,)


def counted_on(members: list[Heading]) -> Iterator[Heading]:
    """Yields headings of a class that name no part, and whose number goes on where those around them end and begin."""
    for before, one, behind in zip([None, *members], members, [*members[1:], None], strict=False):
        if len(members) < 2 or not one.title.number:
            continue
        goes_on = before is None or _goes_on(before, one)
        leads_on = behind is None or _goes_on(one, behind)
        if goes_on and leads_on and one.leaf and not PART_NAME.search(one.title.text):
            yield one


def _goes_on(before: Heading, one: Heading) -> bool:
    """Says whether a number is the same as one before or the next: 8 and 9, 8 and 8.1, 8.2 and 9."""
    told, number = _number(before), _number(one)
    return number in {told, (*told, 1), *((*told[:at], told[at] + 1) for at in range(len(told)))}
