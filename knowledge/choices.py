"""The answers a multiple-choice question offers, with the verdict on each behind a disclosure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from hub.core.rendering import render_markdown

# How `choice_list` writes a list and its items. Markdown never gives an item that is a bare `div`.
_LISTS = re.compile(
    r'<ol class="choices[^"]*"><li><div>(.*?)</div></li></ol>(?=\n<details|</details>)', re.DOTALL
)
_BETWEEN = "</div></li>\n<li><div>"
_VERDICT = re.compile(r'<p class="verdict (right|wrong)">.*?</p>', re.DOTALL)


@dataclass(frozen=True)
class Choice:
    """One answer to choose, as it is shown; `words` say why it is right or wrong."""

    text: SafeString
    is_right: bool
    words: SafeString


def choice_list(choices: Iterable) -> SafeString:
    """Returns the choices as a lettered list, and after it the same list with what is right and why.

    Arguments:
        choices: stream blocks whose values have `text`, `correct` and `explanation`.
    """
    offered = list(enumerate((block.value for block in choices), start=1))
    return format_html(
        '<ol class="choices">{}</ol>\n<details class="disclosure"><summary><span>Show the answer</span>'
        '<svg class="icon" aria-hidden="true"><use href="#icon-down"/></svg></summary>'
        '<ol class="choices disclosed">{}</ol></details>',
        format_html_join("\n", "<li><div>{}</div></li>", ((_text(*one),) for one in offered)),
        format_html_join("\n", "<li><div>{}{}</div></li>", (_judged(*one) for one in offered)),
    )


def read_choices(html: str) -> list[Choice]:
    """Returns the answers of what `choice_list` wrote; none for anything else."""
    lists = [one.split(_BETWEEN) for one in _LISTS.findall(html)]
    if len(lists) != 2:
        return []
    offered, judged = lists
    return [
        Choice(
            text=mark_safe(text),
            is_right=(found := _VERDICT.match(verdict)) is not None and found[1] == "right",
            words=mark_safe(_VERDICT.sub("", verdict, count=1)),
        )
        for text, verdict in zip(offered, judged, strict=True)
    ]


def _text(number: int, choice) -> SafeString:
    return render_markdown(choice["text"], id_prefix=f"choice-{number}")


def _judged(number: int, choice) -> tuple[SafeString, SafeString]:
    right = bool(choice["correct"])
    verdict = format_html(
        '<p class="verdict {}"><svg class="icon" aria-hidden="true"><use href="#icon-{}"/></svg>{}</p>',
        "right" if right else "wrong",
        "check" if right else "cross",
        "Right" if right else "Wrong",
    )
    words = choice.get("explanation") or choice["text"]
    return verdict, render_markdown(words, id_prefix=f"answer-{number}")
