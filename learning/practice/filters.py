"""Which entries somebody practises with: a query string, read once and used by every kind of practice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from knowledge import kinds
from knowledge.kinds import LEVELS
from knowledge.models import Category, EntryKeyword, EntryPage, EntryTag, Technology
from knowledge.querysets import EntryQuerySet
from learning.models import LearningPathPage, ModulePage
from learning.progress.events import is_code

KEYS = ("path", "module", "technology", "level", "kind", "category", "tag", "code")
MAX_VALUES = 40  # of one key
MAX_CODES = 200  # that a browser may name
SLUG = re.compile(r"[\w-]{1,80}\Z")


@dataclass(frozen=True)
class Chosen:
    """One value of a filter as people read it, and the query string without it."""

    key: str
    value: str
    label: str
    rest: str


class Filter:
    """A choice of published entries.

    Arguments:
        params: a query string. Keys it does not know and values that cannot be are ignored; one that no
            entry has narrows the choice to nothing.
        kinds: keys of the kinds that take part, in the order people see them.
    """

    def __init__(self, params: QueryDict, kinds: Iterable[str]) -> None:
        self.kinds = tuple(kinds)
        self.values = {key: values for key in KEYS if (values := self._read(key, params.getlist(key)))}
        mine = params.get("mine", "")
        self.mine = mine if mine in ("bookmarks", "wrong", "due") else ""

    def _read(self, key: str, given: list[str]) -> tuple[str, ...]:
        if key in ("path", "module", "code"):
            found = [one.upper() for one in given if is_code(one.upper())]
            return tuple(dict.fromkeys(found))[: MAX_CODES if key == "code" else MAX_VALUES]
        known = {"level": LEVELS, "kind": self.kinds}.get(key)
        found = [one for one in given if (one in known if known is not None else SLUG.match(one))]
        return tuple(dict.fromkeys(found))[:MAX_VALUES]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(key, value) for key, values in self.values.items() for value in values]

    @property
    def query(self) -> str:
        """The choice as a query string, always written the same way."""
        return urlencode(self.pairs)

    @property
    def first(self) -> dict[str, str]:
        """The value of each key that has one value alone, for a form that offers one."""
        return {key: values[0] for key, values in self.values.items() if len(values) == 1}

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a form that offers one value of some keys has to carry along."""
        offered = self.first.keys() & {"path", "technology", "level", "kind"}
        return [(key, value) for key, value in self.pairs if key not in offered]

    # --- Entries --------------------------------------------------------------------------------------

    @cached_property
    def entries(self) -> EntryQuerySet:
        """The published entries, unordered."""
        wanted = self.values.get("kind", self.kinds)
        found = EntryPage.objects.published().type(*(kinds.page_model(key) for key in wanted))
        if slugs := self.values.get("technology"):
            found = found.filter(technology__slug__in=slugs)
        if levels := self.values.get("level"):
            found = found.filter(level__in=levels)
        if slugs := self.values.get("category"):
            found = found.filter(questionpage__category__slug__in=slugs)
        if slugs := self.values.get("tag"):
            tagged = EntryTag.objects.filter(tag__slug__in=slugs).values("content_object_id")
            found = found.filter(pk__in=tagged)
        if codes := self.values.get("code"):
            found = found.filter(code__in=codes)
        if self._on_roads is not None:
            found = found.filter(code__in=self._on_roads)
        return found

    def codes(self, limit: int) -> list[str]:
        """The codes of the entries: along a road or as they were named, else by code."""
        found = self.entries.order_by("code").values_list("code", flat=True)
        order = self._on_roads if self._on_roads is not None else self.values.get("code")
        if not order:
            return list(found[:limit])
        rank = {code: place for place, code in enumerate(order)}
        return sorted(found, key=lambda code: rank.get(code, len(rank)))[:limit]

    @property
    def is_ordered(self) -> bool:
        """Whether the order of the codes is somebody's intention."""
        return self._on_roads is not None or "code" in self.values

    @cached_property
    def _on_roads(self) -> list[str] | None:
        """The codes that the chosen modules lead to, in their order; None where none was chosen."""
        if "path" not in self.values and "module" not in self.values:
            return None
        modules = ModulePage.objects.published().filter(self._modules)
        rows = modules.only("entries", "stage", "path", "depth", "title")
        in_order = sorted(
            rows, key=lambda module: (module.path[: -module.steplen], module.stage or 99, module.path)
        )
        return list(dict.fromkeys(block.value["code"] for module in in_order for block in module.entries))

    @property
    def _modules(self) -> Q:
        chosen = []
        if codes := self.values.get("path"):
            roads = LearningPathPage.objects.published().filter(code__in=codes).values_list("path", flat=True)
            below = [Q(path__startswith=path) for path in roads]
            chosen.append(reduce(or_, below) if below else Q(pk__in=[]))
        if codes := self.values.get("module"):
            chosen.append(Q(code__in=codes))
        return reduce(lambda one, other: one & other, chosen)

    # --- In words -------------------------------------------------------------------------------------

    @cached_property
    def chosen(self) -> list[Chosen]:
        """Every value in words; at most a query a key, whatever their number. Codes count as one."""
        labels = {key: self._labels(key, values) for key, values in self.values.items() if key != "code"}
        found = [
            Chosen(key, value, labels[key].get(value, value), self._without(key, value))
            for key, value in self.pairs
            if key != "code"
        ]
        if codes := self.values.get("code"):
            label = codes[0] if len(codes) == 1 else f"{len(codes)} chosen entries"
            found.append(Chosen("code", "", label, self._without("code")))
        return found

    @property
    def words(self) -> str:
        """What is practised, e.g. `Python (Flask), Mid-level`."""
        return ", ".join(one.label for one in self.chosen) or "Everything"

    def _labels(self, key: str, values: tuple[str, ...]) -> dict[str, str]:
        if key == "level":
            return LEVELS
        if key == "kind":
            return {one: kinds.get(one).plural for one in values}
        if key in ("path", "module"):
            pages = EntryPage.objects.published().filter(code__in=values)
            return dict(pages.values_list("code", "title"))
        named: dict[str, QuerySet] = {
            "technology": Technology.objects.all(),
            "category": Category.objects.all(),
            "tag": EntryKeyword.objects.all(),
        }
        return dict(named[key].filter(slug__in=values).values_list("slug", "name"))

    def _without(self, key: str, value: str = "") -> str:
        return urlencode([pair for pair in self.pairs if pair[0] != key or (value and pair[1] != value)])


class Options:
    """What a form offers to choose from: only what some published entry has."""

    def __init__(self, kind_keys: Iterable[str]) -> None:
        self.kind_keys = tuple(kind_keys)

    @cached_property
    def technologies(self) -> list[tuple[str, str]]:
        used = EntryPage.objects.published().order_by().values("technology_id")
        return list(Technology.objects.filter(pk__in=used).order_by("name").values_list("slug", "name"))

    @cached_property
    def paths(self) -> list[tuple[str, str]]:
        return list(LearningPathPage.objects.published().order_by("title").values_list("code", "title"))

    @property
    def levels(self) -> list[tuple[str, str]]:
        return list(LEVELS.items())

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(key, kinds.get(key).plural) for key in self.kind_keys]
