"""Templates hold nothing the content policy would refuse, and load nothing from elsewhere."""

import re

import pytest

from tests.architecture.source import ROOT, named, templates

STATIC = sorted(path for suffix in ("css", "js") for path in (ROOT / "static").rglob(f"*.{suffix}"))
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
LOADS = re.compile(
    r"""<(?:script|link|img|iframe|source|video|audio)\b[^>]*\b(?:src|href|srcset)\s*=\s*["']?(?:https?:)?//"""
)


@pytest.mark.parametrize("path", templates(), ids=named)
def test_no_style_and_no_handler_stands_in_an_attribute(path):
    markup = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", path.read_text(), flags=re.DOTALL)
    assert not re.search(r"<style\b", markup, re.IGNORECASE)
    assert not re.search(r"<[^>]*\s(?:style|on[a-z]+)\s*=", markup, re.IGNORECASE)
    assert "javascript:" not in markup.lower()


@pytest.mark.parametrize("path", templates(), ids=named)
def test_a_script_is_a_file_or_data(path):
    for attributes in SCRIPT.findall(path.read_text()):
        assert "src=" in attributes or "application/ld+json" in attributes or "application/json" in attributes


@pytest.mark.parametrize("path", templates(), ids=named)
def test_a_page_loads_nothing_from_elsewhere(path):
    assert not LOADS.search(path.read_text())


@pytest.mark.parametrize("path", STATIC, ids=named)
def test_styles_and_scripts_load_nothing_from_elsewhere(path):
    text = path.read_text()
    assert not re.search(
        r"""(?:url\(\s*["']?|@import\s+["']|import\s+["']|fetch\(\s*["'])(?:https?:)?//""", text
    )
    assert not re.search(r"\b(?:eval|document\.write)\(", text)


@pytest.mark.parametrize("path", templates(), ids=named)
def test_nothing_is_marked_safe_by_a_template(path):
    text = path.read_text()
    assert not re.search(r"\|\s*safe\b|{%\s*autoescape off", text)
