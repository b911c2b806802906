"""Each hostile string by itself, wherever it may stand in a text, through the renderer of the site."""

import pytest

from hub.core.rendering import render_inline, render_markdown
from tests.contributions.hostile import ALL, together
from tests.core.markup import check

pytestmark = pytest.mark.django_db


def test_there_are_many_and_none_twice():
    assert len(ALL) == len(set(ALL)) >= 150


@pytest.mark.parametrize("text", ALL, ids=range(len(ALL)))
def test_nothing_that_runs_is_left(text):
    quoted = "\n".join(f"> {line}" for line in text.splitlines())
    for shown in (
        text,
        f"Before\n{text}",
        f"Before.\n\n{text}\n\nAfter.",
        f"- {text}",
        quoted,
        f"**{text}**",
    ):
        check(render_markdown(shown))
    check(render_inline(text))


def test_none_swallows_the_next():
    html = render_markdown(together([one for text in ALL for one in (text, "The next.")]))
    assert html.count("<p>The next.</p>") == len(ALL)
