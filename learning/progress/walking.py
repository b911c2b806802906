"""The roads of several paths at once, and where somebody stands on each of theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from operator import itemgetter

from django.db.models import Q

from learning.models import LearningPathPage, ModulePage
from learning.progress.entries import successors
from learning.progress.fold import DOING, DONE, SKIPPED, UNTOUCHED, Mark, Standing
from learning.roads import HEAVY

STEP = 4  # characters of a page's path for each level of the tree


def modules_of(paths: Iterable[LearningPathPage]) -> dict[str, list[ModulePage]]:
    """Returns the published modules of paths in the order they are walked, by code of the path; one query."""
    by_place = {path.path: path for path in paths}
    if not by_place:
        return {}
    below = Q()
    for place in by_place:
        below |= Q(path__startswith=place)
    found: dict[str, list[ModulePage]] = {place: [] for place in by_place}
    for module in ModulePage.objects.published().filter(below).order_by("path").defer(*HEAVY):
        found[module.path[:-STEP]].append(module)
    return {
        path.code or "": sorted(found[place], key=partial(_stage, last=len(path.stages)))
        for place, path in by_place.items()
    }


def roads(codes: Iterable[str]) -> dict[str, list[dict[str, str]]]:
    """Returns code, title and address of the modules of published paths, by code of the path; two queries."""
    paths = LearningPathPage.objects.published().filter(code__in=set(codes))
    return {
        code: [{"code": one.code or "", "title": one.title, "url": one.permanent_url} for one in modules]
        for code, modules in modules_of(paths).items()
    }


def _stage(module: ModulePage, *, last: int) -> int:
    """Returns the number of a module's stage; those that name none of the path's come after all others."""
    return module.stage if module.stage and module.stage <= last else last + 1


@dataclass(frozen=True)
class Walk:
    """Where somebody stands on a path.

    Arguments:
        done, skipped, total: modules there are now.
        following: the next one to do; None when nothing is left.
    """

    path: LearningPathPage
    done: int
    skipped: int
    total: int
    following: ModulePage | None
    latest: datetime


def walks(standing: Standing) -> list[Walk]:
    """Returns the paths somebody has begun and that are still there, the latest first; three queries and those
    of `successors`."""
    marks = {code: mark for code, mark in standing.marks.items() if mark.state != UNTOUCHED}
    if not marks and not standing.rounds:
        return []
    leads_to, _ = successors(set(marks))
    for old, new in sorted(leads_to.items(), key=lambda pair: marks[pair[0]].at, reverse=True):
        if new not in standing.marks:
            marks.setdefault(new, marks[old])
    before = {code: rounds[-1].at for code, rounds in standing.rounds.items()}
    return sorted(_walks(marks, before), key=lambda walk: walk.latest, reverse=True)


def _walks(marks: dict[str, Mark], before: dict[str, datetime]) -> Iterable[Walk]:
    """Yields the walks of these marks; `before` says when paths were last started again."""
    places = ModulePage.objects.published().filter(code__in=marks).values_list("path", flat=True)
    named = set(before) | {mark.path for mark in marks.values() if mark.path}
    standing_there = Q(code__in=named) | Q(path__in={place[:-STEP] for place in places})
    paths = list(LearningPathPage.objects.published().filter(standing_there))
    roads_of = modules_of(paths)
    for path in paths:
        modules = [(module, marks.get(module.code or "")) for module in roads_of[path.code or ""]]
        met = [mark.at for mark in marks.values() if mark.path == path.code]
        met += [mark.at for _, mark in modules if mark]
        met += [before[code] for code in before if code == path.code]
        states = [mark.state if mark else UNTOUCHED for _, mark in modules]
        begun = [(mark.at, module) for module, mark in modules if mark and mark.state == DOING]
        left = [module for module, mark in modules if not mark]
        following = max(begun, key=itemgetter(0))[1] if begun else next(iter(left), None)
        yield Walk(path, states.count(DONE), states.count(SKIPPED), len(modules), following, max(met))
