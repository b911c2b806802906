"""Section layouts: their markup when the text has the shape they expect, prose when it has not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.core.rendering import render_markdown
from knowledge.layouts import LAYOUTS, follow_up_items, look_alike_items
from tests.core.test_rendering import check, texts

FIX = """Intro.

### Before

```python a.py
def f():
    \"\"\"one
    two\"\"\"
    return 1
```

```console
$ old
```

### After

Say why.

```console
$ new
```

```python a.py
def f():
    \"\"\"one
    two\"\"\"
    return 2
```

```python b.py
x = 1
```

### Also

Done.
"""


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_every_layout_renders_plain_prose_as_prose(name):
    html = LAYOUTS[name]("One *two*.", id_prefix="p")
    assert "<p>One <em>two</em>.</p>" in html


def test_panel():
    assert LAYOUTS["panel"]("x", id_prefix="p").startswith('<div class="panel flow">')


def test_comparison_pairs_by_path_then_by_order():
    html = LAYOUTS["comparison"](FIX, id_prefix="fix")
    assert html.count('<div class="diff">') == 2
    assert html.count('class="code-panel before"') == html.count('class="code-panel after"') == 2
    assert 'aria-label="Before: a.py"' in html
    assert html.count("<del>") == html.count("<ins>") == 2
    assert 'class="code-panel"><figcaption><span class="file">b.py' in html
    assert ">Before</h3>" not in html
    assert html.index("Intro") < html.index("diff") < html.index("Say why") < html.index("Also")
    check(html)


def test_compared_lines_each_keep_the_class_of_a_long_token():
    html = LAYOUTS["comparison"](FIX, id_prefix="fix")
    assert '<span><span class="sd">    two"""</span></span>' in html


def test_files_without_a_partner_of_the_same_path_stay_apart():
    text = "### Before\n\n```python a.py\n1\n```\n\n### After\n\n```python b.py\n1\n```"
    html = LAYOUTS["comparison"](text, id_prefix="p")
    assert 'class="diff"' not in html
    assert html.count("<figure") == 2


@pytest.mark.parametrize("text", ["### Before\n\n```python\n1\n```", "### After\n\n```python\n1\n```"])
def test_half_a_comparison_is_prose(text):
    assert LAYOUTS["comparison"](text, id_prefix="p") == render_markdown(text, id_prefix="p")


def test_footnotes_and_references_reach_over_both_sides():
    before, after = "### Before\n\n```python\n1\n```\n\n", "### After\n\nb[^1]\n\n```python\n2\n```\n\n"
    text = f"a[^1] [x][r]\n\n{before}{after}[^1]: n\n\n[r]: /q/"
    html = LAYOUTS["comparison"](text, id_prefix="p")
    assert html.count('class="footnote-ref"') == 2
    assert html.count('class="footnotes"') == 1
    assert '<a href="/q/">x</a>' in html


def test_files_become_tabs():
    text = "Intro.\n\n```python a.py\n1\n```\n\nMiddle.\n\n```sql b.sql\nSELECT 1\n```\n"
    html = LAYOUTS["files"](text, id_prefix="files")
    assert '<div class="code-tabs flow" id="files-files" data-label="Files"><figure' in html
    assert html.index("Intro") < html.index("a.py") < html.index("b.sql") < html.index("Middle")
    check(html)


def test_one_file_is_a_panel():
    html = LAYOUTS["files"]("```python a.py\n1\n```", id_prefix="p")
    assert "code-tabs" not in html
    assert html.count("<figure") == 1


def test_follow_ups():
    text = "- How do you roll `x` [back](/q/)? → FLSK-MID-011\n- And *locks*?\n"
    html = LAYOUTS["follow_ups"](text, id_prefix="p")
    assert '<ul class="follow-ups ruled quiet">' in html
    assert (
        '<li><a href="/e/FLSK-MID-011/"><span class="code">FLSK-MID-011</span>'
        "<span>How do you roll <code>x</code> back?</span></a></li>" in html
    )
    assert '<li class="uncoded"><span></span><span>And <em>locks</em>?</span></li>' in html
    assert follow_up_items(text) == [
        ("How do you roll `x` [back](/q/)?", "FLSK-MID-011"),
        ("And *locks*?", None),
    ]


def test_a_list_with_more_than_lines_is_prose():
    text = "- one → PY-001\n\n  ```python\n  1\n  ```\n"
    assert "follow-ups" not in LAYOUTS["follow_ups"](text, id_prefix="p")
    assert follow_up_items(text) == [("one", "PY-001")]


def test_look_alikes():
    text = "- JS-045: `null`, not undefined\n- no code\n"
    html = LAYOUTS["look_alikes"](text, id_prefix="p")
    assert '<a href="/e/JS-045/"><span class="code">JS-045</span><span><code>null</code>' in html
    assert look_alike_items(text) == [("JS-045", "`null`, not undefined")]


pieces = st.lists(
    st.one_of(texts, st.sampled_from(["\n\n### Before\n\n", "\n\n### After\n\n", FIX])), max_size=5
)


@given(pieces.map("".join), st.sampled_from(sorted(LAYOUTS)))
@settings(max_examples=400)
def test_whatever_the_text_every_layout_is_safe_and_balanced(text, name):
    check(LAYOUTS[name](text, id_prefix="p"))
    follow_up_items(text)
    look_alike_items(text)
