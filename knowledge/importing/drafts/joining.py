"""A list of questions and its answered version in the same file become one set."""

from __future__ import annotations

from dataclasses import replace

from knowledge.entrydocs import DocumentError
from knowledge.importing.drafts.entries import Found
from knowledge.importing.identity import fold_title, is_answered
from knowledge.similarity import group_indexes, similarity

SMALLEST = 3  # entries of a list
SHARE = 0.8  # of a list that must be answered elsewhere for it to be the list of those answers
FILLED_FROM_LIST = ("level", "category", "difficulty", "priority", "technology", "tags")


def join_lists(entries: list[Found]) -> list[Found]:
    """Returns the entries with each list that is answered further down, or above, joined to its answers.

    A list joins only as a whole: what of it has no answer stays, and a list that merely shares some
    questions with the answers is left as it is, for the duplicates to tell.
    """
    answered = [at for at, one in enumerate(entries) if is_answered(one.document)]
    runs: dict[int, list[int]] = {}
    for at, one in enumerate(entries):
        if one.document.kind == "question" and not is_answered(one.document):
            runs.setdefault(one.run, []).append(at)
    joined: dict[int, int] = {}
    for members in runs.values():
        if len(members) >= SMALLEST and len(answered) >= SMALLEST:
            pairs = _pairs(entries, members, [at for at in answered if at not in joined.values()])
            if len(pairs) >= SHARE * len(members):
                joined |= pairs
    for at, home in joined.items():
        _merge(entries[at], entries[home])
    return [one for at, one in enumerate(entries) if at not in joined]


def _pairs(entries: list[Found], members: list[int], answered: list[int]) -> dict[int, int]:
    """Returns the answered entry of each entry of a list: by title, by number and likeness, by likeness."""
    by_title = {fold_title(entries[at].document.title): at for at in reversed(answered)}
    by_number = {entries[at].number: at for at in reversed(answered) if entries[at].number}
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for at in members:
        title = entries[at].document.title
        home = by_title.get(fold_title(title))
        same = by_number.get(entries[at].number)
        if home is None and same is not None and similarity(title, entries[same].document.title).score >= 0.5:
            home = same
        if home is not None and home not in used:
            pairs[at] = home
            used.add(home)
    left = [at for at in members if at not in pairs]
    free = [at for at in answered if at not in used]
    if left and free and len(pairs) + len(left) >= SHARE * len(members):
        both = [*left, *free]
        for group in group_indexes([entries[at].document.title for at in both]):
            lists = [both[place] for place in group if place < len(left)]
            homes = [both[place] for place in group if place >= len(left)]
            pairs |= dict(zip(lists, homes, strict=False))
    return pairs


def _merge(listed: Found, home: Found) -> None:
    """Keeps what the list says and the answer does not: another wording, a level, a mark of priority."""
    document, other = home.document, listed.document
    attributes = dict(document.attributes)
    for key in FILLED_FROM_LIST:
        if key not in attributes and key in other.attributes:
            attributes[key] = other.attributes[key]
            home.because[key] = listed.because.get(key, f"line {listed.line}")
    if fold_title(document.title) != fold_title(other.title):
        attributes["also_asked"] = [*attributes.get("also_asked", []), other.title][:50]
    try:
        home.document = replace(document, attributes=attributes)
    except DocumentError:
        return
    home.also_at.append((listed.line, listed.end_line))
