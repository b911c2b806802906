"""The renderer: what it makes of Markdown, what it never lets through, and how long it takes."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hub.core import rendering
from hub.core.rendering import (
    ENTRY_CODE,
    fences,
    headings,
    highlight,
    highlight_lines,
    language_label,
    linked_codes,
    plain_text,
    register_image_resolver,
    render_inline,
    render_markdown,
)
from hub.core.rendering.highlighting import _LANGUAGES
from tests.core.markup import check

pytestmark = pytest.mark.usefixtures("without_images")


# Headings, links, images


def test_headings_start_at_the_third_level_and_have_unique_prefixed_ids():
    html = render_markdown("# Set up\n\n## Set up\n\n#### Set up", id_prefix="deep dive")
    assert '<h3 id="deep-dive-set-up">' in html
    assert '<h3 id="deep-dive-set-up-2">' in html
    assert '<h4 id="deep-dive-set-up-3">' in html


def test_headings_read_are_those_rendered():
    text = "# Löschen `x`\n\n### !!!\n\n### Section\n"
    html = render_markdown(text, id_prefix="p")
    assert [h.level for h in headings(text, id_prefix="p")] == [3, 3, 3]
    assert all(f'<h3 id="{h.id}">' in html for h in headings(text, id_prefix="p"))
    assert headings(text)[0].text == "Löschen x"


def test_a_heading_cannot_take_an_id_of_the_page():
    assert '<h3 id="h-main">' in render_markdown("# main")


@pytest.mark.parametrize(
    "code", ["FLSK-MID-004", "PY-007", "PY-S-001", "LP-03", "LP-03-12", "SD-001", "SEC-1000"]
)
def test_a_link_to_a_code_leads_to_the_entry(code):
    assert ENTRY_CODE.fullmatch(code)
    assert f'<a href="/e/{code}/" class="entry-link">x</a>' in render_markdown(f"[x]({code})")


@pytest.mark.parametrize("code", ["flsk-mid-004", "FLSK", "FLSK-04", "FLSK-MID-004x", "LP-3", "-001"])
def test_what_is_no_code_is_no_entry_link(code):
    assert "entry-link" not in render_markdown(f"[x]({code})")


def test_only_links_to_other_sites_are_marked():
    html = render_markdown("[a](https://example.com) [b](//example.com) [c](/q/) [d](#x) [e](other)")
    assert html.count('rel="noopener nofollow ugc"') == 2


def test_a_link_to_a_heading_of_the_same_text_keeps_working():
    assert '<a href="#p-set-up">' in render_markdown("[x](#set-up)\n\n### Set up", id_prefix="p")


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#115;cript:x", "&#x6A;avascript:x",
     "data:text/html,x", "data:image/png;base64,x", "vbscript:x", "file:///etc/passwd", "blob:x"],
)  # fmt: skip
def test_other_schemes_are_no_links(target):
    for text in (f"[x]({target})", f"<{target}>", f"![x]({target})", f"[x]\n\n[x]: {target}"):
        checker = check(render_markdown(text))
        assert "<a" not in render_markdown(text)
        assert "<img" not in render_markdown(text)
        assert checker.words


def test_file_names_are_not_taken_for_domains():
    assert "<a" not in render_markdown("client.py and order.id, www.example.com, me@example.com")
    assert '<a href="https://example.com/x"' in render_markdown("see https://example.com/x.")


def test_raw_html_is_text():
    html = render_markdown('<script>alert(1)</script>\n\n<b onclick="x">y</b>')
    assert "&lt;script&gt;" in html
    assert "<b" not in html


def test_remote_and_unknown_images_are_their_words():
    html = render_markdown("![a *cat*](https://example.com/c.png) ![dog](image:dog) ![](image:x)")
    assert "<img" not in html
    assert "example.com" not in html
    assert '<span class="missing-image">a cat</span>' in html
    assert '<span class="missing-image">Image not available</span>' in html


def test_own_images_come_from_the_resolver():
    register_image_resolver(lambda key, alt: f'<img src="/i/{key}.png" alt="{alt}">' if key == "k1" else None)
    html = render_markdown("![cat](image:k1) ![cat](image:k2)")
    assert '<img src="/i/k1.png" alt="cat">' in html
    assert html.count("missing-image") == 1


# Blocks


def test_tables_scroll_and_are_named_after_their_heading():
    html = render_markdown("### Costs\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n")
    assert '<div class="table-scroll" tabindex="0" role="region" aria-label="Table: Costs">' in html
    assert '<th scope="col"' in html
    assert '<td class="align-right">2</td>' in html


def test_task_lists_and_footnotes():
    html = render_markdown("- [x] done\n- [ ] open\n\nText.[^n]\n\n[^n]: Note.", id_prefix="p")
    assert html.count('type="checkbox"') == 2
    assert 'checked=""' in html
    assert 'href="#fn-p-1"' in html
    assert 'id="fn-p-1"' in html
    assert 'id="fnref-p-1"' in html
    assert 'href="#fnref-p-1"' in html


def test_footnotes_of_two_sections_do_not_meet():
    text = "x[^1]\n\n[^1]: y\n"
    check(render_markdown(text, id_prefix="a") + render_markdown(text, id_prefix="b"))


def test_a_code_panel():
    html = render_markdown("```python app/models.py\nx = '<b>'\n```")
    assert html.strip().startswith('<figure class="code-panel"><figcaption><span class="file">app/models.py')
    assert "<small>Python</small>" in html
    assert '<button class="copy" type="button" hidden>' in html
    assert '<pre tabindex="0" role="region" aria-label="app/models.py"><code class="highlight">' in html
    assert "&lt;b&gt;" in html


def test_the_machine_speaks_on_ink():
    for language in ("console", "pycon", "text", "log"):
        assert '<figure class="terminal ink">' in render_markdown(f"```{language}\nx\n```"), language
    assert 'class="code-panel"' in render_markdown("```text requirements.txt\nx\n```")
    assert "<b>TypeError: x</b>" in render_markdown("```text\n  File\nTypeError: x\n```")


def test_unknown_language_is_plain():
    html = render_markdown("```cobol<x>\nMOVE <A>\n```")
    assert '<code class="highlight">MOVE &lt;A&gt;</code>' in html
    assert "cobol&lt;x&gt;" in html


def test_regions_of_one_text_have_different_names():
    html = render_markdown("```python\n1\n```\n\n```python\n2\n```", id_prefix="deep-dive")
    assert 'aria-label="Python code, deep dive"' in html
    assert 'aria-label="Python code, deep dive 2"' in html


def test_a_diagram_and_a_wrong_one():
    html = render_markdown("```diagram\ntitle: T\na: A\n```\n\n```diagram\ntitle: T\na -> <b>\n```")
    assert html.count('<figure class="diagram">') == 1
    assert "This diagram cannot be drawn.</strong> Line 2" in html
    check(html)


def test_the_same_diagram_twice_has_different_ids():
    check(render_markdown("```diagram\ntitle: T\na: A\n```\n\n" * 2))


def test_code_inside_lists_is_rendered_there():
    html = render_markdown("- a\n\n  ```python\n  x\n  ```\n- b")
    assert html.index("<li>") < html.index("<figure") < html.index("</li>")


# Placeholders cannot be foreseen


def test_text_cannot_stand_in_for_a_figure(monkeypatch):
    monkeypatch.setattr("hub.core.rendering.markdown.secrets.token_hex", lambda size: "ab" * size)
    guess = "kh" + "ab" * 16 + "x0x"
    html = render_markdown(f"```python\n{guess}\n```\n\n![{guess}](image:x)")
    assert html.count("<figure") <= 2  # even a right guess only repeats what is safe anyway
    monkeypatch.undo()
    for text in (guess, f"`{guess}`", f"[{guess}](/{guess})", f"```python\n{guess}\n```"):
        html = render_markdown(text + "\n\n```python\nx\n```")
        assert guess in html
        assert html.count("<figure") == 1 + ("```" in text)
        check(html)


def test_placeholders_differ_between_calls_and_never_remain():
    seen = set()
    original = rendering.markdown.clean

    def spy(html):
        seen.update(re.findall(r"kh[0-9a-f]{32}", html))
        return original(html)

    rendering.markdown.clean = spy
    try:
        pages = {render_markdown("```python\nx\n```") for _ in range(3)}
    finally:
        rendering.markdown.clean = original
    assert len(seen) == 3
    assert len(pages) == 1
    assert not re.search(r"kh[0-9a-f]{32}", pages.pop())


# Lines and reading


def test_inline_has_no_blocks():
    assert render_inline("a `b` *c*\n# d") == "a <code>b</code> <em>c</em> # d"
    assert render_inline("[x](PY-007)", links=False) == "x"
    assert "<a" in render_inline("[x](PY-007)")


def test_plain_text():
    text = "# Head\n\nA *b* `c` [d](PY-007).\n\n```python\nx = 1\n```\n\n- one\n- two"
    assert plain_text(text) == "Head\nA b c d.\nx = 1\none\ntwo"
    assert plain_text(text, 12) == "Head A b c…"
    assert plain_text("x" * 50, 10) == "x" * 9 + "…"
    assert plain_text("```diagram\ntitle: T\na: A\nb: B\na -> b: asks\n```") == "A calls B: asks."


def test_fences_with_their_lines():
    text = "a\n\n```python app/x.py\n1\n```\n\n- b\n\n  ~~~JS\n  2\n\n  ~~~\n"
    first, second = fences(text)
    assert (first.language, first.path, first.code, first.line) == ("python", "app/x.py", "1", 3)
    assert (second.language, second.path, second.code, second.line) == ("js", "", "2\n", 9)


def test_linked_codes():
    text = (
        "[a](PY-007) `[b](PY-008)` [c](PY-007)\n\n- d → SD-001\n- `e → SD-002`\n\n```text\n[f](PY-009)\n```"
    )
    assert linked_codes(text) == ["PY-007", "SD-001"]


def test_language_labels():
    assert language_label("js") == "JavaScript"
    assert language_label("cobol") == "cobol"
    assert language_label("") == "Code"


def test_tokens_over_several_lines_keep_their_class_on_each():
    lines = highlight_lines('x = """a\nb\n"""', "python")
    assert len(lines) == 3
    assert all(line.count("<span") == line.count("</span>") for line in lines)
    assert "<span" in lines[1]


@pytest.mark.parametrize("language", sorted(_LANGUAGES))
def test_every_language_has_a_grammar(language):
    highlight("x = 1", language)
    lexer = _LANGUAGES[language].lexer
    assert not lexer or rendering.highlighting._lexer(lexer) is not None


# Whatever anybody writes

TROUBLE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "<a href='",
    "\">", "```", "````", "~~~", "```diagram\n", "title: T\n", "a: A (store)\n", "a -> a: x\n",
    "```python x\"y.py\n", "\n", "\n\n", "- ", "1. ", "> ", "# ", "## ", "| a | b |\n|--|:-:|\n", "|",
    "[^1]", "[^1]: ", "^[", "]", "[", "![", "](", ")", "<", ">", "&", "&#x6A;", "*", "**", "_", "~~", "`",
    "``", "\\", "    ", "\t", "- [x] ", "https://example.com/", "image:k", "PY-007", " → PY-007", "\x00",
    "\u202e", "é", "\ud7ff", "</code>", "</pre>", "<!--", "-->", "<svg onload=x>", "'", '"', "style=",
    "href=", "{{", "{%", "\r", "\r\n", "--", "===", "word ",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(TROUBLE), st.text(max_size=6)), max_size=40).map("".join)


@given(texts, st.text(max_size=8))
@settings(max_examples=400)
@example("[x](<javascript:alert(1)>)", "")
@example("![a](image:k)\n\n[^1]\n\n[^1]: [^1]", 'a"b')
def test_whatever_the_text_the_html_is_safe_and_balanced(text, prefix):
    check(render_markdown(text, id_prefix=prefix))
    check(render_inline(text))
    check(render_inline(text, links=False))
    for line in plain_text(text).split("\n"):
        assert isinstance(line, str)
    assert len(plain_text(text, 20)) <= 20
    assert len(headings(text)) == len({h.id for h in headings(text)})
    fences(text)
    linked_codes(text)


@given(texts, st.sampled_from([*sorted(_LANGUAGES), "", "nonsense"]))
@settings(max_examples=400)
def test_highlighting_changes_no_character(code, language):
    html = highlight(code, language)
    checker = check(f"<code>{html.replace(chr(0), '')}</code>")
    wanted = code.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    assert "".join(checker.words) == wanted
