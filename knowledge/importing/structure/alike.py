"""Titles alike in form: an author repeats himself, so what most lines of a class are, the others are too."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from knowledge.importing.drafts.marks import Mark
from knowledge.importing.text import furniture
from knowledge.importing.text.labels import fold, is_label
from knowledge.importing.text.titles import Title

COLON, SET_OFF, ANSWERED, ALONE = "colon", "set off", "answered", "alone"
FOLLOWED = "followed"  # by a text of its own, and not by the next line of its kind
ALWAYS, NEVER = 0.9, 0.1
HALF, QUARTER, FEW = 0.5, 0.25, 3  # of a class, or so many of at least a quarter, ask for it to hold titles
A_CLUSTER, A_SENTENCE = 3, 5  # names of few words one behind the other tell apart what one answer is made of
MOST = 0.6  # of the parts of a file begin with a label
OFTEN = 3  # times a label is said
SENTENCE_ENDS = (".", "!", "。")  # of what tells something and names nothing
FEWEST_ALIKE = 4  # titles that have a trait in common before others need it
ALIKE_ANSWERED = 0.75


@dataclass(frozen=True)
class Line:
    """A line that may be a title.

    Arguments:
        form: how it is written: the lines of a file that share it, and the next two, are a class.
        counted: whether it carries a number, or a label such as `Q`.
        signed: whether a sign such as an emoji adorns it.
        traits: what can be seen of it and around it, such as `ANSWERED`.
    """

    mark: Mark
    form: str
    counted: bool
    signed: bool
    traits: frozenset[str]

    @property
    def title(self) -> Title:
        return self.mark.title

    @property
    def told(self) -> bool:
        return self.title.asks or self.title.labelled

    @property
    def put(self) -> bool:
        """Whether it is put as a question or a task."""
        return self.told or self.title.sets_a_task


def labels_among(titles: Sequence[Title]) -> set[str]:
    """Returns, folded, what is said below title after title: “**Why?**” asks nothing of its own there.

    What is asked again and again of other code is said in more words, or twice with no other title between.
    """
    said = Counter(fold(one.text) for one in titles if not one.numbered)
    often = {words for words, times in said.items() if times >= OFTEN and len(words.split()) < A_SENTENCE}
    since: set[str] = set()  # the last other title
    others = 0
    for one in titles:
        words = fold(one.text)
        if one.numbered or words not in often:
            since.clear()
            others += 1
        elif words in since:
            often.discard(words)
        since.add(words)
    return {words for words in often if said[words] <= others}


def begin_with_labels(lines: Sequence[Line], labels: Collection[str], parts: Sequence[int]) -> bool:
    """Says whether in most parts of a file the first line is a label: titles stand before theirs, so there is none.

    Arguments:
        parts: the lines of headings, in their order.
    """
    first: dict[int, bool] = {}
    for one in lines:
        first.setdefault(bisect_right(parts, one.mark.line), fold(one.title.text) in labels)
    return sum(first.values()) >= max(OFTEN, MOST * len(first))


def asked(members: Sequence[Line]) -> list[Line]:
    """Returns the titles of a class in which many ask: those, and the others unless something tells them apart."""
    told = [one for one in members if one.told]
    many = len(told) >= FEW and len(told) >= QUARTER * len(members)
    if members[0].counted:
        put = [one for one in members if one.put]
        mostly = many or (told and len(put) >= HALF * len(members))
        return [one for one in members if one.told or not is_label(one.title.text)] if mostly else []
    said = Counter(fold(one.title.text) for one in members)
    open_ones = [one for one in members if one.told or (said[fold(one.title.text)] == 1 and _names(one))]
    put = [one for one in open_ones if one.put]
    if not told or len(put) < HALF * len(open_ones):
        return told if many else []
    return _alike(open_ones, told if len(told) >= HALF * len(open_ones) else put, _usual(told))


def answered(members: Sequence[Line]) -> list[Line]:
    """Returns the titles of a class in which hardly any asks, where nearly all have what is marked as an answer."""
    titles = [one for one in members if not is_label(one.title.text)]
    marked = [one for one in titles if ANSWERED in one.traits]
    return titles if len(marked) >= max(FEW, ALIKE_ANSWERED * len(titles)) else []


def _usual(told: Sequence[Line]) -> dict[str, float]:
    """Returns how many of the titles of a class have each trait."""
    counts = Counter(trait for one in told for trait in one.traits)
    if len(told) < FEWEST_ALIKE:
        return {COLON: counts[COLON] / len(told), FOLLOWED: counts[FOLLOWED] / len(told)}
    return {trait: counts[trait] / len(told) for trait in (COLON, SET_OFF, ANSWERED, ALONE, FOLLOWED)}


def _agrees(line: Line, usual: dict[str, float]) -> bool:
    """Says whether a line has what all titles of its class have, and lacks what none has."""
    needed = {trait for trait, share in usual.items() if share >= ALWAYS} - (
        {ANSWERED} if line.put else set()
    )
    return needed <= line.traits and (usual[COLON] > NEVER or COLON not in line.traits)


def _names(line: Line) -> bool:
    """Says whether a line that does not ask may be the title of an entry."""
    words = line.title.text
    is_part = is_label(words) or furniture.heading_is_furniture(words)
    return not is_part and (line.put or not words.endswith(SENTENCE_ENDS))


def _alike(members: Sequence[Line], sure: Sequence[Line], usual: dict[str, float]) -> list[Line]:
    """Returns the sure titles of a class, and of the others those that are built as they are, one by one."""
    set_apart = sure[0].signed or usual.get(ANSWERED, 0) >= ALWAYS
    known = {id(one) for one in sure}
    titles: list[Line] = []
    for is_sure, run in groupby(members, key=lambda one: id(one) in known):
        lines = list(run)
        short = sum(len(one.title.text.split()) < A_SENTENCE for one in lines)
        if is_sure:
            titles += lines
        elif short < A_CLUSTER or set_apart:
            titles += [one for one in lines if _agrees(one, usual)]
    return titles
