"""Figures for code, machine output and diagrams. Code on paper, the machine's words on ink."""

import re

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from hub.core.diagrams import DiagramError, diagram_figure
from hub.core.rendering.highlighting import canonical_language, highlight, language_label
from hub.core.rendering.parser import Fence

COPY_BUTTON = mark_safe(
    '<button class="copy" type="button" hidden>'
    '<svg class="icon" aria-hidden="true"><use href="#icon-copy"/></svg><span>Copy</span></button>'
)
_MACHINE = {"console", "pycon", "log"}
# The line of a trace that names the error, as `TypeError: …`, `fatal: …` or `ERROR 1064 (42000): …`.
_VERDICT = re.compile(r"(?:[\w.]*(?:Error|Exception|Fault)|fatal|error|ERROR|FATAL|panic)\b[^:\n]{0,40}:")


def is_machine_output(fence: Fence) -> bool:
    """Sessions and bare text; text with a path is a file that somebody writes."""
    language = canonical_language(fence.language)
    return not fence.path and (language in _MACHINE or language == "text")


def name_of(fence: Fence) -> str:
    if fence.path:
        return fence.path
    return "Output" if canonical_language(fence.language) == "text" else language_label(fence.language)


def region_name(fence: Fence, context: str = "") -> str:
    """What a screen reader calls the scrolling code; the context tells equal names apart."""
    name = fence.path or f"{language_label(fence.language)} code"
    if is_machine_output(fence):
        name = name_of(fence)
    return f"{name}, {context}" if context else name


def code_panel(fence: Fence, label: str = "") -> SafeString:
    name = name_of(fence)
    label = label or region_name(fence)
    if is_machine_output(fence):
        return format_html(
            '<figure class="terminal ink"><figcaption><span class="file">{}</span>{}</figcaption>'
            '<pre tabindex="0" role="region" aria-label="{}"><samp class="highlight">{}</samp></pre>'
            "</figure>",
            name,
            COPY_BUTTON,
            label,
            _machine_words(fence),
        )
    language = language_label(fence.language)
    return format_html(
        '<figure class="code-panel"><figcaption><span class="file">{}</span>{}{}</figcaption>'
        '<pre tabindex="0" role="region" aria-label="{}"><code class="highlight">{}</code></pre></figure>',
        name,
        format_html("<small>{}</small>", language) if language != name else "",
        COPY_BUTTON,
        label,
        highlight(fence.code, fence.language),
    )


def _machine_words(fence: Fence) -> SafeString:
    if canonical_language(fence.language) not in ("text", "log"):
        return highlight(fence.code, fence.language)
    lines = (
        format_html("<b>{}</b>", line) if _VERDICT.match(line) else escape(line)
        for line in fence.code.split("\n")
    )
    return mark_safe("\n".join(lines))


def diagram_panel(fence: Fence, *, label: str, salt: str) -> SafeString:
    """The drawing; of a text that cannot be drawn a notice for its editor, and the text."""
    try:
        return diagram_figure(fence.code, salt=salt)
    except DiagramError as problem:
        notice = format_html(
            '<div class="notice bad"><p><strong>This diagram cannot be drawn.</strong> '
            "Line {} of the diagram: {}</p></div>",
            problem.line,
            _quoted(problem.message),
        )
        return notice + code_panel(fence, label)


def _quoted(message: str) -> SafeString:
    """The message with what it quotes in backticks as code."""
    return mark_safe(re.sub("`([^`]*)`", r"<code>\1</code>", escape(message)))


def fence_panel(fence: Fence, *, label: str, salt: str) -> SafeString:
    if fence.language == "diagram":
        return diagram_panel(fence, label=label, salt=salt)
    return code_panel(fence, label)
