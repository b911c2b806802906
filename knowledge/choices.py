"""The answers a multiple-choice question offers, with the verdict on each behind a disclosure."""

from collections.abc import Iterable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hub.core.rendering import render_markdown


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


def _text(number: int, choice) -> SafeString:
    return render_markdown(choice["text"], id_prefix=f"choice-{number}")


def _judged(number: int, choice) -> tuple[SafeString, SafeString]:
    right = bool(choice["correct"])
    verdict = format_html(
        '<p class="verdict {}"><svg class="icon" aria-hidden="true"><use href="#{}"/></svg>{}</p>',
        "right" if right else "wrong",
        "check" if right else "cross",
        "Right" if right else "Wrong",
    )
    words = choice.get("explanation") or choice["text"]
    return verdict, render_markdown(words, id_prefix=f"answer-{number}")
