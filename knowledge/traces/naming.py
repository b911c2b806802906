"""Which of the names in an entry's message the entry is about, so that another name is another error.

Most entries write some name where every reader has another one: `No module named 'requests'`. An entry is
about the name where its title has it too, but not because the title quotes the whole message; or where
another entry has the same message with another name, and neither title tells them apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.traces.signatures import Print, Signature

SHORTEST = 3  # letters of a name that a title can be about
_PART = re.compile(r"[^\W_]+")


def told_apart(known: Iterable[Signature]) -> list[Signature]:
    """Returns signatures with what each is about: what its title names, or what alone tells it from others."""
    groups: dict[tuple[str, ...], list[Signature]] = defaultdict(list)
    for one in known:
        groups[one.print.words].append(_about(one, _in_title(one)))
    return [one for words, group in groups.items() for one in (_apart(group) if words else group)]


def unnamed(seen: Print, known: Print) -> str:
    """Returns a name that an entry is about and an error that was seen does not have, or nothing."""
    there = [_parts(value) for value in seen.values] + [list(seen.words)]
    missing = (name for name in known.named if not any(_stands_in(name.split(), parts) for parts in there))
    return next(missing, "")


def _in_title(one: Signature) -> tuple[str, ...]:
    """What a title takes up of the names in its message: whole names, or how qualified ones begin."""
    if not one.print.values:
        return ()
    said = _parts(one.title)
    if one.print.words and set(one.print.words) <= set(said):
        return ()  # it quotes the message, whatever name that has
    found = (_taken_up(_parts(value), said) for value in one.print.values)
    return tuple(dict.fromkeys(" ".join(run) for run in found if len("".join(run)) >= SHORTEST))


def _apart(group: list[Signature]) -> list[Signature]:
    """One entry whose title names nothing is about any name; of several nobody knows which would be."""
    general = [one for one in group if one.print.values and not one.print.named]
    if len({one.code for one in general}) < 2:
        return group
    common = set.intersection(*(set(one.print.values) for one in general))
    return [
        _about(one, [" ".join(_parts(value)) for value in one.print.values if value not in common])
        if one in general
        else one
        for one in group
    ]


def _about(one: Signature, names: Iterable[str]) -> Signature:
    named = tuple(filter(None, names))
    return replace(one, print=replace(one.print, named=named)) if named else one


def _parts(text: str) -> list[str]:
    return _PART.findall(text.lower())


def _taken_up(name: list[str], said: Sequence[str]) -> list[str]:
    """As much of the beginning of a name as stands in a title: all of it, or two parts at least."""
    for length in range(len(name), min(1, len(name) - 1), -1):
        if _stands_in(name[:length], said):
            return name[:length]
    return []


def _stands_in(run: Sequence[str], parts: Sequence[str]) -> bool:
    size = len(run)
    return any(list(parts[at : at + size]) == list(run) for at in range(len(parts) - size + 1))
