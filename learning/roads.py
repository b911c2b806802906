"""A road: the modules of a path in order, by stage, as its pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import or_

from django.db.models import Q

from knowledge.models import EntryPage
from learning.models import LearningPathPage, ModulePage

HEAVY = ("body", "resources", "entries", "related", "credit", "verified_with", "search_description")


@dataclass(frozen=True)
class Step:
    """A module on its road.

    Arguments:
        number: its place among the modules readers see, from 1.
    """

    number: int
    module: ModulePage


@dataclass
class Stage:
    """A part of the road; number 0 holds the modules that name no stage."""

    number: int
    title: str
    intro: str = ""
    steps: list[Step] = field(default_factory=list)


@dataclass(frozen=True)
class LinkedEntry:
    """An entry a module leads to, and why."""

    entry: EntryPage
    note: str


class Road:
    """The published modules of a path; each thing here is at most one query.

    Arguments:
        path: whose; None for a module that stands nowhere yet.
        here: the module that is shown, where one is.
        drafts: whether modules nobody can read yet are on it too, as an editor sees it.
    """

    def __init__(
        self, path: LearningPathPage | None, *, here: ModulePage | None = None, drafts: bool = False
    ) -> None:
        self.path = path
        self.here = here
        self.drafts = drafts

    @cached_property
    def steps(self) -> list[Step]:
        """The modules in order."""
        if self.path is None or not self.path.path:
            return []
        modules = ModulePage.objects.child_of(self.path)
        if not self.drafts:
            # Of a path for some readers only, its modules are for the same readers.
            is_private = getattr(self.path, "is_private", False)
            modules = modules.live() if is_private else modules.published()
        return _steps(modules.order_by("path").defer(*HEAVY))

    @cached_property
    def stages(self) -> list[Stage]:
        """The stages that have modules, in the path's order; those that name no stage come last."""
        declared = [block.value for block in self.path.stages] if self.path else []
        stages = {
            number: Stage(number, one["title"], one.get("intro") or "")
            for number, one in enumerate(declared, start=1)
        }
        rest = Stage(0, "Further modules" if declared else "Modules")
        for step in self.steps:
            stages.get(step.module.stage or 0, rest).steps.append(step)
        return [stage for stage in (*stages.values(), rest) if stage.steps]

    @property
    def in_order(self) -> list[Step]:
        """The modules in the order they are walked: stage by stage."""
        return [step for stage in self.stages for step in stage.steps]

    @property
    def minutes(self) -> int:
        return sum(step.module.minutes or 0 for step in self.steps)

    @property
    def milestones(self) -> int:
        return sum(step.module.milestone for step in self.steps)

    @property
    def codes(self) -> str:
        """The codes of its modules, in order, between spaces."""
        return " ".join(step.module.code for step in self.in_order if step.module.code)

    # --- Around one module ------------------------------------------------------------------------------

    @property
    def step(self) -> Step | None:
        """The module that is shown, as a step."""
        return next((one for one in self.steps if self.here and one.module.pk == self.here.pk), None)

    @property
    def stage(self) -> Stage | None:
        """The stage of the module that is shown."""
        return next((one for one in self.stages if self.step in one.steps), None) if self.step else None

    @property
    def previous(self) -> Step | None:
        return self._beside(-1)

    @property
    def next(self) -> Step | None:
        return self._beside(1)

    def _beside(self, way: int) -> Step | None:
        order = self.in_order
        place = order.index(self.step) + way if self.step else -1
        return order[place] if 0 <= place < len(order) else None

    @cached_property
    def linked(self) -> list[LinkedEntry]:
        """The published entries the module leads to, in its own order."""
        rows = [block.value for block in self.here.entries] if self.here else []
        found = _by_code(row["code"] for row in rows)
        return [
            LinkedEntry(found[row["code"]], row.get("note") or "") for row in rows if row["code"] in found
        ]

    @cached_property
    def prerequisites(self) -> list[EntryPage]:
        """The published paths to walk before."""
        codes = [block.value for block in self.path.prerequisites] if self.path else []
        found = _by_code(codes)
        return [found[code] for code in codes if code in found]


def roads_of(paths: Sequence[LearningPathPage]) -> list[Road]:
    """Returns the roads of published paths, in their order, with one query for the modules of all."""
    below = reduce(or_, (Q(path__startswith=path.path) for path in paths), Q(pk=None))
    modules = ModulePage.objects.published().filter(below).order_by("path").defer(*HEAVY)
    found: dict[str, list[ModulePage]] = {path.path: [] for path in paths}
    for module in modules if paths else ():
        found[module.path[: -ModulePage.steplen]].append(module)
    roads = [Road(path) for path in paths]
    for road in roads:
        road.steps = _steps(found[road.path.path])
    return roads


def _steps(modules: Iterable[ModulePage]) -> list[Step]:
    return [Step(number, module) for number, module in enumerate(modules, start=1)]


def _by_code(codes: Iterable[str]) -> dict[str, EntryPage]:
    wanted = set(codes)
    if not wanted:
        return {}
    rows = EntryPage.objects.published().filter(code__in=wanted).select_related("technology")
    return {entry.code: entry for entry in rows.defer("summary", "related", "credit", "verified_with")}
