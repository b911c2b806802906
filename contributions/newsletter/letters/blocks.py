"""What a letter is made of. Each block turns into Markdown, from which text and HTML are made alike."""

from __future__ import annotations

from wagtail import blocks

from hub.core.blocks import MarkdownBlock

MOST_NEWS = 30


def published_testimonials() -> list[tuple[str, str]]:
    """Returns the testimonials an editor may choose."""
    from contributions.testimonials.models import Testimonial  # noqa: PLC0415 - models load later

    shown = Testimonial.objects.published().values_list("pk", "name", "text")[:200]
    return [(str(pk), f"{name or 'A reader'}: {text[:60]}") for pk, name, text in shown]


class ChosenEntryBlock(blocks.StructBlock):
    """An entry, and why it is worth reading."""

    entry = blocks.PageChooserBlock(page_type="knowledge.EntryPage")
    note = blocks.CharBlock(required=False, max_length=255, help_text="Why it is worth reading, in a line.")

    class Meta:
        icon = "doc-full"


class EntriesBlock(blocks.StructBlock):
    """Entries an editor chose."""

    heading = blocks.CharBlock(required=False, max_length=120)
    entries = blocks.ListBlock(ChosenEntryBlock())

    class Meta:
        icon = "list-ul"
        label = "Chosen entries"


class NewsBlock(blocks.StructBlock):
    """What is new since the letter before, filled in when the letter is sent."""

    heading = blocks.CharBlock(default="New since the last letter", max_length=120)
    most = blocks.IntegerBlock(default=10, min_value=1, max_value=MOST_NEWS, help_text="Entries at most.")

    class Meta:
        icon = "history"
        label = "New since last time"


class TestimonialBlock(blocks.StructBlock):
    """What a reader said; left out if they have taken it back since."""

    testimonial = blocks.ChoiceBlock(choices=published_testimonials)

    class Meta:
        icon = "openquote"
        label = "A reader's words"


def letter_blocks() -> list[tuple[str, blocks.Block]]:
    return [
        ("text", MarkdownBlock(label="Text")),
        ("entries", EntriesBlock()),
        ("news", NewsBlock()),
        ("testimonial", TestimonialBlock()),
    ]
