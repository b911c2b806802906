"""How the text of a section is laid out, by the name its kind of entry declares for it.

Each layout takes Markdown and gives safe HTML. None refuses a text: what does not have the shape a
layout is for is rendered as prose.
"""

import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Protocol

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from hub.core.rendering import (
    COPY_BUTTON,
    ENTRY_CODE,
    Block,
    Fence,
    code_panel,
    highlight_lines,
    read_blocks,
    region_name,
    render_blocks,
    render_inline,
    render_markdown,
    trailing_code,
)

Piece = Block | SafeString

# Comparing takes time square to the number of lines.
_MAX_COMPARED = 400
_LOOK_ALIKE = re.compile(rf"({ENTRY_CODE.pattern}):\s+(.*)", re.DOTALL)


class Layout(Protocol):
    def __call__(self, text: str, *, id_prefix: str) -> SafeString: ...


def prose(text: str, *, id_prefix: str) -> SafeString:
    return render_markdown(text, id_prefix=id_prefix)


def panel(text: str, *, id_prefix: str) -> SafeString:
    return format_html('<div class="panel flow">{}</div>', render_markdown(text, id_prefix=id_prefix))


def comparison(text: str, *, id_prefix: str) -> SafeString:
    """`### Before` and `### After`, their code side by side with the changed lines marked."""
    pieces: list[Piece] = []
    before: list[Block] | None = None
    for name, blocks in _sides(read_blocks(text)):
        if name == "after" and before is not None:
            pieces += _compared(before, blocks)
            before = None
            continue
        if before is not None:
            pieces += before  # a Before without its After
        before = blocks if name == "before" else None
        if name != "before":
            pieces += blocks
    return render_blocks([*pieces, *(before or [])], id_prefix=id_prefix)


def _sides(blocks: list[Block]) -> Iterator[tuple[str, list[Block]]]:
    """The text cut at its headings, each piece with `before`, `after` or nothing as its name."""
    name, piece = "", list[Block]()
    for block in blocks:
        if (block.heading is not None and block.level == 3) or block.kind == "footnote_block_open":
            yield name, piece
            heading = (block.heading or "").strip().rstrip(":").lower()
            name, piece = heading if heading in ("before", "after") else "", []
        piece.append(block)
    yield name, piece


def _compared(before: list[Block], after: list[Block]) -> list[Piece]:
    """Both sides without their headings, their prose around what changed."""
    old, new = ([block for block in side if _is_code(block)] for side in (before, after))
    pieces: list[Piece] = [block for block in before[1:] if not _is_code(block)]
    for left, right in _pairs(old, new):
        if left and right and left.fence and right.fence and _comparable(left.fence, right.fence):
            pieces.append(_difference(left.fence, right.fence))
        else:
            pieces += [block for block in (left, right) if block]
    return pieces + [block for block in after[1:] if not _is_code(block)]


def _is_code(block: Block) -> bool:
    return block.fence is not None and block.fence.language != "diagram"


def _pairs(old: list[Block], new: list[Block]) -> list[tuple[Block | None, Block | None]]:
    """By path where both sides name one, the rest in order, in the order of the second side."""
    partner: dict[int, Block] = {}
    free = list(old)
    for match_path in (True, False):
        for index, right in enumerate(new):
            if index in partner:
                continue
            for left in free:
                paths = (left.fence.path if left.fence else "", right.fence.path if right.fence else "")
                if (paths[0] == paths[1] != "") if match_path else not all(paths):
                    partner[index] = left
                    free.remove(left)
                    break
    paired = [(partner.get(index), right) for index, right in enumerate(new)]
    return [*((left, None) for left in free), *paired]


def _comparable(old: Fence, new: Fence) -> bool:
    return max(old.code.count("\n"), new.code.count("\n")) < _MAX_COMPARED


def _difference(old: Fence, new: Fence) -> SafeString:
    old_lines, new_lines = old.code.split("\n"), new.code.split("\n")
    matcher = SequenceMatcher(None, old_lines, new_lines, autojunk=False)
    kept_old = {i for block in matcher.get_matching_blocks() for i in range(block.a, block.a + block.size)}
    kept_new = {i for block in matcher.get_matching_blocks() for i in range(block.b, block.b + block.size)}
    return format_html(
        '<div class="diff">{}{}</div>',
        _side("before", "Before", old, kept_old, "del"),
        _side("after", "After", new, kept_new, "ins"),
    )


def _side(css_class: str, title: str, fence: Fence, kept: set[int], mark: str) -> SafeString:
    lines = "".join(
        f"<span>{line}</span>" if index in kept else f"<{mark}>{line}</{mark}>"
        for index, line in enumerate(highlight_lines(fence.code, fence.language))
    )
    return format_html(
        '<figure class="code-panel {}"><figcaption><strong>{}</strong><span class="file">{}</span>{}'
        '</figcaption><pre tabindex="0" role="region" aria-label="{}"><code class="highlight">{}</code></pre>'
        "</figure>",
        css_class,
        title,
        fence.path,
        COPY_BUTTON if mark == "ins" else "",
        f"{title}: {region_name(fence)}",
        mark_safe(lines),
    )


def files(text: str, *, id_prefix: str) -> SafeString:
    """All files of a snippet as tabs, where the first stands; the prose around them is kept."""
    blocks = read_blocks(text)
    found = [block.fence for block in blocks if block.fence and _is_code(block)]
    if len(found) < 2:
        return render_blocks(blocks, id_prefix=id_prefix)
    tabs = format_html(
        '<div class="code-tabs flow" id="{}" data-label="Files">{}</div>',
        f"{id_prefix}-files" if id_prefix else "files",
        mark_safe("".join(code_panel(fence) for fence in found)),
    )
    first = next(index for index, block in enumerate(blocks) if _is_code(block))
    rest = [block for block in blocks[first:] if not _is_code(block)]
    return render_blocks([*blocks[:first], tabs, *rest], id_prefix=id_prefix)


def follow_ups(text: str, *, id_prefix: str) -> SafeString:
    return _ledger(text, id_prefix, _follow_up)


def look_alikes(text: str, *, id_prefix: str) -> SafeString:
    return _ledger(text, id_prefix, _look_alike)


def follow_up_items(text: str) -> list[tuple[str, str | None]]:
    """Each top-level list item as its first line of Markdown and the code it leads to."""
    return [_follow_up(item) for block in read_blocks(text) for item in _lines(block)]


def look_alike_items(text: str) -> list[tuple[str, str]]:
    """The items that name a code, as code and what tells that entry apart."""
    found = (_look_alike(item) for block in read_blocks(text) for item in _lines(block))
    return [(code, words) for words, code in found if code]


def _follow_up(item: list) -> tuple[str, str | None]:
    return trailing_code(item[1])


def _look_alike(item: list) -> tuple[str, str | None]:
    found = _LOOK_ALIKE.fullmatch(item[1].content)
    return (found.group(2), found.group(1)) if found else (item[1].content, None)


def _is_list(block: Block) -> bool:
    return block.kind in ("bullet_list_open", "ordered_list_open")


def _lines(block: Block) -> Iterator[list]:
    """The items of a list that start with a line of text."""
    if _is_list(block):
        yield from (item for item in block.items() if len(item) > 1 and item[1].type == "inline")


def _ledger(text: str, id_prefix: str, read: Callable[[list], tuple[str, str | None]]) -> SafeString:
    """Lists of single lines as a ledger with codes in the margin; anything else as prose."""
    pieces: list[Piece] = []
    for block in read_blocks(text):
        items = block.items() if _is_list(block) else []
        if items and all(len(item) == 3 and item[1].type == "inline" for item in items):
            rows = format_html_join("\n", "{}", ((_row(*read(item)),) for item in items))
            pieces.append(format_html('<ul class="follow-ups ruled quiet">\n{}\n</ul>', rows))
        else:
            pieces.append(block)
    return render_blocks(pieces, id_prefix=id_prefix)


def _row(words: str, code: str | None) -> SafeString:
    # The words are one element: loose text and code spans would each take a cell of the grid.
    if code is None:
        return format_html('<li class="uncoded"><span></span><span>{}</span></li>', render_inline(words))
    return format_html(
        '<li><a href="/e/{}/"><span class="code">{}</span><span>{}</span></a></li>',
        code,
        code,
        render_inline(words, links=False),
    )


LAYOUTS: dict[str, Layout] = {
    "prose": prose,
    "panel": panel,
    "comparison": comparison,
    "files": files,
    "follow_ups": follow_ups,
    "look_alikes": look_alikes,
}
