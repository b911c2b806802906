"""Entry documents for property tests, drawn from the declarations of the kinds themselves."""

import datetime as dt

from hypothesis import strategies as st

from knowledge import kinds
from knowledge.attributes import (
    Choice,
    Code,
    Date,
    Fields,
    Flag,
    Integer,
    Items,
    Mark,
    Slug,
    Tags,
    Text,
    Url,
)
from knowledge.entrydocs import DocumentError, EntryDocument, Section

AWKWARD = [
    "no", "3.10", "1:30", "on", "~", "null", "=", "<<", "-", "- a", "? a", "a: b", "a:", ":a", "a #b", "#a",
    "'a'", '"a"', "it's", 'say "hi"', "back\\slash", "`code`", "[a]", "{a}", "a, b", "a?", "&a", "*a", "!a",
    "%a", "@a", "|", ">", "---", "...", "𝔘nicode 🐍", "a\u2028b", "a\u2029b", "a\ufeffb", "\ufeff", "a\xa0",
    "a\ufffeb", "🏳️‍🌈", "e\u0301", "a  b", "a ##", "# a", "## a #", "\\#", "#", "http://a.b", "a://b",
    "1_000", "0x1F", "2026-11-20", "é", "漢字", "\u200b", "a\t b", "<b>", "&amp;", "!!str a", "a\\",
    "%YAML 1.2",
]  # fmt: skip
CHUNKS = [
    "Prose.", "    indented", "\tindented by a tab", "two  \nspaces", "- a\n- b", "1. a\n   b",
    "> quoted\n> ## not a heading", "- ## in a list", "```python app.py\nx = 1\n```",
    "~~~\n## in a fence\n~~~", "````\n```\n## deep\n```\n````", "```\n---\nkind: x\n---\n```",
    "| a | b |\n|---|---|\n| 1 | 2 |", "<div>\n## in HTML\n</div>", "<!-- a\n\n## b\n-->",
    "<script>\n\n## x\n</script>", "### Before", "#### deeper", "---", "***", "[a]: http://b.c",
    "[^1]: note", "![a](image:b)", "[a](PY-007)", "a\u2028b", "\ufeffa", "`x` **y**", "\\## a",
    "    ## in code", "##", "##no space", "a\n\n\n\nb", "&copy;", "![", "[", "<", "<a", "a\n    lazily",
    "* * *", "+ a\n\n  b", "1) a", "<?php\n\n## x\n?>", "<![CDATA[\n## x\n]]>", "# one", "one\n===",
    "two\n---", "```\nopen", "<!-- open", "## section", "[a\n## b", "[a]: <b\n## c",
]  # fmt: skip

characters = st.characters(exclude_categories=("Cs", "Cc"))
words = st.one_of(st.sampled_from(AWKWARD), st.text(characters, max_size=12))
single_lines = st.lists(words, max_size=3).map(" ".join)
several_lines = st.lists(st.one_of(st.sampled_from(AWKWARD), words, st.just("")), max_size=5).map("\n".join)
markdown = st.lists(st.one_of(st.sampled_from(CHUNKS), words), max_size=4).flatmap(
    lambda parts: st.sampled_from(["\n\n", "\n"]).map(lambda joint: joint.join(parts))
)
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
codes = st.from_regex(r"[A-Z][A-Z0-9]{0,5}(-(JUN|MID|SEN|ARC|S))?-[0-9]{3}", fullmatch=True)
urls = st.sampled_from(
    [
        "https://example.com/",
        "http://example.com/a?b=c#d",
        "HTTPS://example.com?",
        "https://example.com/a,b[1]",
    ]
)


def values_of(shape) -> st.SearchStrategy:  # noqa: PLR0911 - one line a shape
    """Returns a strategy for what a document may hold where the shape is asked for."""
    match shape:
        case Tags():
            return st.lists(single_lines.filter(lambda text: not set(text) & set(',"')), max_size=4)
        case Text():
            text = several_lines if shape.multiline else single_lines
            return text.map(lambda value: value[: shape.max_length])
        case Choice():
            return st.sampled_from(shape.values)
        case Slug():
            return slugs
        case Code():
            return codes
        case Integer():
            return st.integers(shape.minimum, shape.maximum)
        case Mark():
            return st.sampled_from([True, None])
        case Flag():
            return st.booleans()
        case Date():
            return st.dates(min_value=dt.date(1900, 1, 1))
        case Url():
            return urls
        case Fields():
            return st.fixed_dictionaries(
                {}, optional={key: values_of(one) for key, one in shape.fields.items()}
            )
        case Items():
            return st.lists(values_of(shape.item), max_size=3)
    raise AssertionError(f"no strategy for {shape}")


def headings(kind: kinds.Kind) -> st.SearchStrategy:
    """Returns a strategy for section headings: canonical, aliases, and ones nobody declared."""
    known = [name for section in kind.sections for name in (section.heading, *section.aliases)]
    return st.one_of(st.sampled_from(known), st.sampled_from(known).map(str.upper), single_lines)


@st.composite
def candidates(draw, kind: str | None = None) -> dict:
    """Draws the parts of a document, which the document may still refuse."""
    declared = kinds.get(kind or draw(st.sampled_from([one.key for one in kinds.all_kinds()])))
    attributes = {
        attribute.key: values_of(
            Choice(tuple(declared.levels)) if attribute.key == "level" else attribute.shape
        )
        for attribute in declared.all_attributes
    }
    return {
        "kind": declared.key,
        "title": draw(single_lines),
        "code": draw(st.one_of(st.just(""), codes)),
        "attributes": draw(st.fixed_dictionaries({}, optional=attributes)),
        "summary": draw(markdown),
        "sections": tuple(
            Section(heading, text)
            for heading, text in draw(st.lists(st.tuples(headings(declared), markdown), max_size=4))
        ),
    }


def _made(parts: dict) -> EntryDocument | None:
    """Returns the document, without the parts it refuses, so that few draws are thrown away."""
    sections, attributes = [], {}
    for section in parts["sections"]:
        try:
            EntryDocument(kind=parts["kind"], title="t", sections=(section,))
        except DocumentError:
            continue
        sections.append(section)
    for key, value in parts["attributes"].items():
        try:
            EntryDocument(kind=parts["kind"], title="t", attributes={key: value})
        except DocumentError:
            continue
        attributes[key] = value
    try:
        summary = EntryDocument(kind=parts["kind"], title="t", summary=parts["summary"]).summary
    except DocumentError:
        summary = ""
    try:
        return EntryDocument(
            **{**parts, "sections": tuple(sections), "attributes": attributes, "summary": summary}
        )
    except DocumentError:
        return None


def documents(kind: str | None = None) -> st.SearchStrategy[EntryDocument]:
    """Returns a strategy for documents of a kind, or of any."""
    return candidates(kind).map(_made).filter(lambda document: document is not None)
