"""Questions of an import that ask what others ask, in the same file, in other files and in the hub.

Two that are certainly one are joined or skipped. What is merely alike is created, and says what it is like:
a draft too many is seen and thrown away, a question left out is missed by nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from knowledge.entrydocs import DocumentError, EntryDocument
from knowledge.importing.archive import Archive, Duplicate
from knowledge.importing.identity import as_question, fold_title, identity, is_answered, say_the_same
from knowledge.importing.text.titles import read_title
from knowledge.similarity import SAME, Apart, Question, group_indexes, similarity, told_apart, usual_words
from knowledge.similarity.choices import share_code

if TYPE_CHECKING:
    from knowledge.importing.planned import PlannedEntry, PlannedSource

CREATE, MERGE, SKIP = "create", "merge", "skip"
MOST_COMPARED = 24  # questions of a group with which another of it is compared
LIKE = "Reads like “{}” ({}): it is created all the same, for they may ask different things."
RESTATED, SHARE = (
    5,
    0.5,
)  # certain answers elsewhere of a list, and their share of all that seem so, that restate it
Placed = tuple["PlannedSource", "PlannedEntry"]


def mark_duplicates(placed: Sequence[Placed], archive: Archive, on_duplicate: str) -> None:
    """Says of each question without a code which one asks the same, and what becomes of it.

    Of several in the import the fullest answer stays. A question without an answer is merged with the one
    that has it: its wording is kept there. What the hub has already gets the action that was asked for.
    """
    mine = [(source, entry) for source, entry in placed if _is_compared(entry)]
    if not mine:
        return
    stored = archive.questions
    asked = [as_question(entry.document) for _, entry in mine]
    groups = group_indexes([*asked, *(Question(one.title) for one in stored)])
    usual = _usual(mine)
    alike: list[tuple[Placed, Placed, Apart]] = []
    for group in _with_the_identical(groups, mine):
        members = [mine[at] for at in group if at < len(mine)]
        known = [stored[at - len(mine)] for at in group if at >= len(mine)]
        for certain in _sorted_out(members, usual, alike):
            _settle(certain, known, on_duplicate)
    _tell_alike(alike)


def _usual(mine: Sequence[Placed]) -> dict[str, frozenset[str]]:
    """Returns for each source the words that most of its titles share, under no name those of all together."""
    titles: dict[str, list[str]] = defaultdict(list)
    for source, entry in mine:
        titles[source.path].append(entry.title)
    usual = {path: usual_words(own) for path, own in titles.items()}
    return {**usual, "": usual_words(entry.title for _, entry in mine)}


def _sorted_out(
    members: list[Placed], usual: dict[str, frozenset[str]], alike: list[tuple[Placed, Placed, Apart]]
) -> list[list[Placed]]:
    """Returns the questions of a group by what is certainly one question, the fullest of each first.

    What is only alike goes into the list of that, with the one it is most like.
    """
    found: list[list[Placed]] = []
    for one in sorted(members, key=lambda one: _fullness(one[1]), reverse=True):
        nearest: tuple[Placed, Apart] | None = None
        for home in found[:MOST_COMPARED]:
            apart = _apart(one, home[0], usual)
            if apart is None:
                home.append(one)
                break
            if nearest is None or (apart.slight and not nearest[1].slight):
                nearest = home[0], apart
        else:
            found.append([one])
            if nearest is not None:
                alike.append((one, *nearest))
    return found


def _apart(one: Placed, other: Placed, usual: dict[str, frozenset[str]]) -> Apart | None:
    if _bear_one_name(one, other):
        return Apart("they answer different things under one name", slight=True)
    mine, theirs = (as_question(entry.document) for _, entry in (one, other))
    if share_code(mine.code, theirs.code):
        return None
    within = one[0].path if one[0] is other[0] else ""
    return told_apart(mine.title, theirs.title, usual[within])


def _is_compared(entry: PlannedEntry) -> bool:
    return entry.kind == "question" and not entry.code and not entry.is_canonical


def _is_stored(entry: PlannedEntry) -> bool:
    return entry.duplicate_of is not None and entry.duplicate_of.pk is not None


def _with_the_identical(groups: list[list[int]], mine: list[Placed]) -> list[list[int]]:
    """Adds what has the very same title, code and options to the groups, whatever else was found."""
    home: dict[int, list[int]] = {at: group for group in groups for at in group}
    first: dict[object, int] = {}
    for at, (_, entry) in enumerate(mine):
        before = first.setdefault(identity(entry.document), at)
        if before != at and home.get(at) is None:
            group = home.setdefault(before, [before])
            group.append(at)
            home[at] = group
        elif before == at and _is_stored(entry):
            home.setdefault(at, [at])
    return list({id(group): sorted(group) for group in home.values()}.values())


def _bear_one_name(one: Placed, other: Placed) -> bool:
    """Tells whether two entries only bear one name: "Scenario:", or what a deck asks of each of its pictures.

    An author who asks a question again, as in a list for each week, says the same below it; another author
    answers the same question in words of his own, but what asks nothing is only a name with him too.
    """
    (source, entry), (other_source, fuller) = one, other
    if fold_title(entry.title) != fold_title(fuller.title) or say_the_same(entry.document, fuller.document):
        return False
    return source is other_source or not read_title(entry.title).asks


def _settle(members: list[Placed], stored: Sequence[Duplicate], on_duplicate: str) -> None:
    """Says what becomes of questions that are certainly one; the first is the fullest."""
    source, keeper = members[0]
    known = next((entry.duplicate_of for _, entry in members if _is_stored(entry)), None)
    like = None
    for one in stored if known is None else ():
        apart = told_apart(keeper.title, one.title)
        if apart is None:
            known = one
            break
        like = one if apart.slight and like is None else like
    keeper.duplicate_of, keeper.action = None, CREATE
    if known is not None:
        keeper.duplicate_of = replace(known, score=_score(keeper, known.title))
        keeper.action = on_duplicate
    elif like is not None:
        _flag(keeper, replace(like, score=_score(keeper, like.title)))
    for home, entry in members[1:]:
        found = similarity(as_question(entry.document), as_question(keeper.document))
        entry.duplicate_of = Duplicate(keeper.title, _where(home, source, keeper), round(found.score, 2))
        entry.action = SKIP if is_answered(entry.document) else MERGE
        if entry.action == MERGE:
            _keep_wording(keeper, entry.title)


def _score(entry: PlannedEntry, title: str) -> float:
    return round(max(similarity(Question(entry.title), Question(title)).score, SAME), 2)


def _where(home: PlannedSource, source: PlannedSource, entry: PlannedEntry) -> str:
    return f"line {entry.line}" if home is source else f"{source.path}, line {entry.line}"


def _flag(entry: PlannedEntry, like: Duplicate) -> None:
    entry.duplicate_of = like
    entry.warnings.append(LIKE.format(like.title, like.where))


def _tell_alike(alike: Sequence[tuple[Placed, Placed, Apart]]) -> None:
    """Says of questions that are created which other one they are like.

    Where a list asks again what is answered elsewhere, every likeness counts.
    """
    restating = _restating(alike)
    for (home, entry), (source, other), apart in alike:
        if entry.duplicate_of is None and (apart.slight or id(home) in restating):
            score = similarity(as_question(entry.document), as_question(other.document)).score
            _flag(entry, Duplicate(other.title, _where(home, source, other), round(max(score, SAME), 2)))


def _restating(alike: Iterable[tuple[Placed, Placed, Apart]]) -> set[int]:
    """Returns the sources that hold a list and most of its answers elsewhere."""
    open_ones = Counter(id(home) for (home, entry), _, _ in alike if not is_answered(entry.document))
    homes = {id(home): home for (home, _), _, _ in alike}
    certain = {at: sum(entry.action == MERGE for entry in homes[at].entries) for at in open_ones}
    return {at for at, merged in certain.items() if merged >= max(RESTATED, SHARE * (merged + open_ones[at]))}


def _fullness(entry: PlannedEntry) -> tuple[bool, int]:
    return is_answered(entry.document), _size(entry.document)


def _size(document: EntryDocument) -> int:
    return len(document.summary) + sum(len(section.text) for section in document.sections)


def _keep_wording(keeper: PlannedEntry, title: str) -> None:
    document = keeper.document
    wordings = list(document.attributes.get("also_asked", []))
    if fold_title(title) in {fold_title(one) for one in (document.title, *wordings)} or len(wordings) >= 50:
        return
    try:
        keeper.document = replace(
            document, attributes={**document.attributes, "also_asked": [*wordings, title]}
        )
    except DocumentError:
        return
