"""An entry's Markdown becomes HTML here, section by section, in the layout its kind declares."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypedDict

from hub.core.rendering import RENDERER_VERSION, plain_text, render_markdown
from knowledge.blocks import OTHER
from knowledge.choices import choice_list
from knowledge.kinds import fold_heading
from knowledge.layouts import LAYOUTS
from knowledge.models.renderings import EntryRendering
from knowledge.previews import preview_line

if TYPE_CHECKING:
    from knowledge.models import EntryPage

WORDS_A_MINUTE = 220
SUMMARY, PROMPT, CHOICES = "summary", "prompt", "choices"


class Part(TypedDict):
    """One rendered section; the summary is the part with the key `summary`."""

    key: str
    heading: str
    id: str
    html: str


def render_parts(entry: EntryPage) -> list[Part]:
    """Returns an entry's summary and sections as HTML, in the order the page shows them.

    Sections come in the order the kind declares; those with headings of their own follow.
    """
    parts: list[Part] = []
    if entry.summary.strip():
        parts.append(
            {
                "key": SUMMARY,
                "heading": entry.kind.summary_label,
                "id": SUMMARY,
                "html": render_markdown(entry.summary, id_prefix=SUMMARY),
            }
        )
    if choices := getattr(entry, "choices", None):
        parts.append({"key": CHOICES, "heading": "Choose", "id": CHOICES, "html": choice_list(choices)})
    order = {section.key: rank for rank, section in enumerate(entry.kind.sections)}
    blocks = sorted(entry.body, key=lambda block: order.get(block.block_type, len(order)))
    used: dict[str, int] = {}
    for block in blocks:
        if block.block_type == OTHER:
            heading, text, layout = block.value["heading"], block.value["text"], "prose"
            anchor = fold_heading(heading)[:40] or OTHER
        else:
            section = entry.kind.section(block.block_type)
            heading, text, layout = section.heading, block.value, section.layout
            anchor = section.key.replace("_", "-")
        if not text.strip():
            continue
        used[anchor] = used.get(anchor, 0) + 1
        if used[anchor] > 1:
            anchor = f"{anchor}-{used[anchor]}"
        parts.append(
            {
                "key": block.block_type,
                "heading": heading,
                "id": anchor,
                "html": LAYOUTS[layout](text, id_prefix=anchor),
            }
        )
    return parts


def store_renderings(entries: Iterable[EntryPage]) -> None:
    """Renders live entries and keeps the results; run again, they replace what was there."""
    EntryRendering.objects.bulk_create(
        map(rendering_of, entries),
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["parts", "summary_text", "preview", "words", "renderer_version"],
    )


def rendering_of(entry: EntryPage) -> EntryRendering:
    """Returns what is kept of an entry beside it, unsaved."""
    return EntryRendering(
        entry_id=entry.pk,
        parts=render_parts(entry),
        summary_text=plain_text(entry.summary, limit=300),
        preview=preview_line(entry),
        words=sum(len(block_text(block).split()) for block in entry.body) + len(entry.summary.split()),
        renderer_version=RENDERER_VERSION,
    )


def block_text(block) -> str:
    """Returns the Markdown of a body block, whichever type it has."""
    return block.value["text"] if block.block_type == OTHER else block.value


def reading_minutes(words: int) -> int:
    """Returns how many minutes somebody reads, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))
