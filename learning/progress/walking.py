"""The roads of several paths at once, and where somebody stands on each of theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from learning.models import LearningPathPage, ModulePage
from learning.progress.entries import successors
from learning.progress.fold import DONE, SKIPPED, UNTOUCHED, Mark, Standing
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
    found: dict[str, list[ModulePage]] = {path.code: [] for path in by_place.values()}
    rows = ModulePage.objects.published().filter(below).order_by("path").defer(*HEAVY)
    for module in rows:
        found[by_place[module.path[:-STEP]].code].append(module)
    for path in by_place.values():
        last = len(path.stages)
        found[path.code].sort(key=lambda module, last=last: _stage(module, last))
    return found


def roads(codes: Iterable[str]) -> dict[str, list[dict[str, str]]]:
    """Returns code, title and address of the modules of published paths, by code of the path; two queries."""
    paths = LearningPathPage.objects.published().filter(code__in=set(codes))
    return {
        code: [{"code": one.code, "title": one.title, "url": one.permanent_url} for one in modules]
        for code, modules in modules_of(paths).items()
    }


def _stage(module: ModulePage, last: int) -> int:
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

    @property
    def is_finished(self) -> bool:
        return bool(self.total) and self.done + self.skipped == self.total


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
    return sorted(_walks(marks, set(standing.rounds)), key=lambda walk: walk.latest, reverse=True)


def _walks(marks: dict[str, Mark], walked_before: set[str]) -> Iterable[Walk]:
    places = ModulePage.objects.published().filter(code__in=marks).values_list("path", flat=True)
    named = walked_before | {mark.path for mark in marks.values() if mark.path}
    paths = list(
        LearningPathPage.objects.published().filter(
            Q(code__in=named) | Q(path__in={place[:-STEP] for place in places})
        )
    )
    for code, modules in modules_of(paths).items():
        [path] = [path for path in paths if path.code == code]
        mine = {module.code: marks[module.code] for module in modules if module.code in marks}
        met = [mark.at for mark in marks.values() if mark.path == code] + [mark.at for mark in mine.values()]
        if not met:
            continue
        state = {module.code: mine[module.code].state if module.code in mine else "" for module in modules}
        begun = [module for module in modules if state[module.code] == "doing"]
        left = [module for module in modules if state[module.code] not in (DONE, SKIPPED)]
        begun.sort(key=lambda module: mine[module.code].at, reverse=True)
        states = list(state.values())
        yield Walk(
            path,
            states.count(DONE),
            states.count(SKIPPED),
            len(modules),
            next(iter(begun or left), None),
            max(met),
        )
