"""StreamField blocks made from a kind's declaration."""

from wagtail import blocks
from wagtail.fields import StreamField

from hub.core.blocks import LineBlock, MarkdownBlock, VerbatimBlock
from knowledge.attributes import Choice, Fields, Flag, Items, Shape, Text, Url
from knowledge.kinds import Kind, Section
from knowledge.layouts import LAYOUTS

OTHER = "other"

# What the block picker shows of a layout.
EXAMPLES = {
    "prose": "Prose with `code`, **weight** and [links by code](PY-007).\n\n```python app.py\nprint(1)\n```",
    "panel": "Two to four sentences that stand out from the text around them.",
    "comparison": "### Before\n\n```python\ntotal = 1\n```\n\n### After\n\n```python\ntotal = 2\n```",
    "files": "```python client.py\nprint(1)\n```\n\n```toml pyproject.toml\n[project]\n```",
    "follow_ups": "- How is a migration rolled back? → FLSK-MID-011\n- And without a maintenance window?",
    "look_alikes": "- PY-019: `partially initialized module` in the message: a circular import",
}


class OtherSectionBlock(blocks.StructBlock):
    """A section whose heading the kind does not know; kept under its own heading."""

    heading = LineBlock(max_length=200)
    text = MarkdownBlock(required=False)

    class Meta:
        icon = "title"
        label = "Section with its own heading"
        form_classname = "other-section struct-block"


def section_stream(kind: Kind) -> StreamField:
    """Returns the body field of a kind: one block type a section, and one for headings of one's own."""
    children = [(section.key, _section_block(section)) for section in kind.sections]
    return StreamField([*children, (OTHER, OtherSectionBlock())], blank=True, verbose_name="sections")


def _section_block(section: Section) -> MarkdownBlock:
    block = MarkdownBlock(label=section.heading, help_text=section.help, required=False, group="Sections")
    block.present_as(
        layout=section.layout,
        lay_out=LAYOUTS[section.layout],
        example=EXAMPLES.get(section.layout, EXAMPLES["prose"]),
        description=section.help,
    )
    return block


def item_stream(shape: Shape, *, label: str, help_text: str = "") -> StreamField:
    """Returns the field that keeps a list attribute, one block an item.

    Raises:
        TypeError: when the attribute is no list.
    """
    if not isinstance(shape, Items):
        raise TypeError(f"{label} is no list")
    return StreamField(
        [("item", _item_block(shape.item))],
        blank=True,
        verbose_name=label.lower(),
        help_text=help_text,
        max_num=shape.max_items,
    )


def _item_block(shape: Shape) -> blocks.Block:
    if isinstance(shape, Fields):
        return blocks.StructBlock(
            [(key, _field_block(one, required=key in shape.required)) for key, one in shape.fields.items()],
            label="Item",
        )
    return _field_block(shape, required=True)


def _field_block(shape: Shape, *, required: bool) -> blocks.Block:
    if isinstance(shape, Text) and shape.multiline:
        return VerbatimBlock(required=required, max_length=shape.max_length)
    if isinstance(shape, Choice):
        return blocks.ChoiceBlock(
            choices=[(value, value.capitalize()) for value in shape.values], required=required
        )
    if isinstance(shape, Flag):
        return blocks.BooleanBlock(required=False)
    if isinstance(shape, Url):
        return blocks.URLBlock(required=required, max_length=shape.max_length)
    return LineBlock(required=required, max_length=getattr(shape, "max_length", 255))


__all__ = ["OTHER", "item_stream", "section_stream"]
