"""What an editor should know of a path: which modules are incomplete, and which links lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from knowledge import publishing
from knowledge.models import EntryPage
from learning.models import LearningPathPage, ModulePage

ADVISED = {"exercise": "an exercise", "self_check": "questions to test oneself"}


@dataclass
class ReviewedModule:
    """A module as its editor sees it.

    Arguments:
        faults: what keeps readers from something, such as a link to an entry that is gone.
        advice: what a good module has and this one lacks.
    """

    number: int
    module: ModulePage
    faults: list[str] = field(default_factory=list)
    advice: list[str] = field(default_factory=list)


def reviewed(path: LearningPathPage) -> list[ReviewedModule]:
    """Returns the modules of a path as they are being edited; the same few queries at any length."""
    stored = ModulePage.objects.child_of(path).order_by("path").select_related("latest_revision")
    modules = [_newest(module) for module in stored.prefetch_related("tags")]
    known = _linked_entries(modules)
    stages = len(path.stages)
    return [
        ReviewedModule(
            number, module, [*_faults(module, stages), *_link_faults(module, known)], list(_advice(module))
        )
        for number, module in enumerate(modules, start=1)
    ]


def _newest(module: ModulePage) -> ModulePage:
    if not module.has_unpublished_changes or module.latest_revision is None:
        return module
    return module.with_content_json(module.latest_revision.content)


def _faults(module: ModulePage, stages: int) -> Iterator[str]:
    if not module.live:
        yield "Is a draft: learners do not see it."
    elif module.has_unpublished_changes:
        yield "Has changes that are not published."
    for messages in publishing.missing(module).values():
        yield from messages
    if module.stage and module.stage > stages:
        yield f"Names stage {module.stage}; the path has {stages}."


def _advice(module: ModulePage) -> Iterator[str]:
    written = {block.block_type for block in module.body if block.value and str(block.value).strip()}
    lacks = [words for key, words in ADVISED.items() if key not in written]
    if not module.minutes:
        lacks.append("its minutes")
    if not module.entries:
        lacks.append("linked entries")
    if lacks:
        yield f"Lacks {', '.join(lacks)}."


def _linked_entries(modules: list[ModulePage]) -> dict[str, EntryPage]:
    codes = {block.value["code"] for module in modules for block in module.entries}
    rows = EntryPage.objects.filter(code__in=codes).only("code", "title", "live", "review_due")
    return {entry.code: entry for entry in rows} if codes else {}


def _link_faults(module: ModulePage, known: dict[str, EntryPage]) -> Iterator[str]:
    today = timezone.localdate()
    for block in module.entries:
        code = block.value["code"]
        entry = known.get(code)
        if entry is None:
            yield f"No entry has the code {code}."
        elif not entry.live:
            yield f"{code} “{entry.title}” is not published: learners do not see it."
        elif entry.review_due and entry.review_due < today:
            yield f"{code} “{entry.title}” is past its review date."
