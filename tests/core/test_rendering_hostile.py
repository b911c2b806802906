"""What could keep a careless renderer busy for ever comes to an end here."""

import signal

import pytest

from hub.core import rendering
from hub.core.rendering import highlight, plain_text, render_inline, render_markdown
from hub.core.rendering.highlighting import _LANGUAGES, MAX_CODE
from tests.core.markup import check

pytestmark = pytest.mark.usefixtures("without_images")

GIVE_UP = 120  # seconds; a thousand times what any of these needs


@pytest.fixture(autouse=True)
def end():
    """Breaks off what does not end, so that it fails instead of hanging."""
    signal.alarm(GIVE_UP)
    yield
    signal.alarm(0)


N = 10_000
LINE = 65_536


HOSTILE = [
    *(
        unit * N
        for unit in (">", "> ", "[", "![", "[](", "[a](", "<", "- ", "1. ", "*", "* ", "`", "`a``", "_a")
    ),
    *(
        unit * N
        for unit in ("**a ", "*a _b ", "~~a", "&", "&#", "\\", "[^", "^[", "https://", "http://a.", "a@")
    ),
    *(unit * N for unit in ("[a]: b\n", "# a\n", "```\n", "mailto:", "<a ", "<!--", "[x]\n\n", "a: //b ")),
    *(
        unit * 1_900
        for unit in ("[", "![", "[^", "^[", "[](", "![](", "[a](PY-007) ", "![a](image:b)", "[[]")
    ),
    *("http://a." * 480, "http://a." * 480 + "b.c" * LINE, "https://example.com/" + "(" * LINE),
    *("a" * LINE, "a " * (LINE // 2), "`" + "a" * LINE, "(" * LINE, "\n" * LINE, "\t" * LINE),
    *("[^1]" * N + "\n\n[^1]: x", "|" * N + "\n" + "|-" * N + "\n" + "|" * N, "|a\n|-\n" + "|a\n" * N),
    *("https://" + "a." * (LINE // 2), "```python\n1\n```\n" * 1_500, "x" * (rendering.MAX_TEXT + 1)),
    "".join("  " * i + "- a\n" for i in range(400)),
    "".join(f"[^{i}]" for i in range(1_900)) + "\n\n" + "".join(f"[^{i}]: x\n\n" for i in range(1_900)),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_ends(text):
    html = render_markdown(text)
    render_inline(text)
    plain_text(text, 160)
    check(html)


@pytest.mark.parametrize("language", sorted(_LANGUAGES))
def test_hostile_code_ends(language):
    for unit in (
        "(",
        "<",
        '"',
        "'",
        "/*",
        "\\",
        "${",
        "{{",
        "<?php ",
        "a ",
        "#",
        "`",
        "=",
        "\t",
        "-- ",
        "b.",
        "@a(",
    ):
        line = (unit * 900)[:900]
        code = "\n".join([line] * 60)[:MAX_CODE]
        assert highlight(code, language)
