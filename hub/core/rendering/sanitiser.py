"""The allow-list of HTML that may come out of an author's text.

The parser refuses raw HTML already; this second wall holds when it, or one of our rules, is wrong.
"""

import nh3

_TAGS = {
    "a", "blockquote", "br", "code", "del", "div", "em", "h3", "h4", "h5", "h6", "hr", "input", "li",
    "ol", "p", "s", "section", "span", "strong", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_HEADINGS = {name: {"id"} for name in ("h3", "h4", "h5", "h6")}

_cleaner = nh3.Cleaner(
    tags=_TAGS,
    attributes={
        **_HEADINGS,
        "a": {"href", "id", "title", "aria-label"},
        "div": {"aria-label"},
        "li": {"id"},
        "ol": {"start"},
        "input": {"checked", "disabled", "aria-label"},
        "section": {"aria-label"},
    },
    # Here the value counts as well: an author's text cannot set any of these by other means.
    tag_attribute_values={
        "a": {"rel": {"noopener nofollow ugc"}},
        "div": {"role": {"region"}, "tabindex": {"0"}},
        "input": {"type": {"checkbox"}},
        "th": {"scope": {"col"}},
    },
    allowed_classes={
        "a": {"entry-link", "footnote-back"},
        "div": {"table-scroll"},
        "input": {"task-list-item-checkbox"},
        "li": {"footnote-item", "task-list-item"},
        "ol": {"contains-task-list", "footnotes-list"},
        "section": {"footnotes"},
        "span": {"missing-image"},
        "sup": {"footnote-ref"},
        "td": {"align-right", "align-center"},
        "th": {"align-right", "align-center"},
        "ul": {"contains-task-list"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,  # set by us, on links to other sites only
    strip_comments=True,
)


def clean(html: str) -> str:
    return _cleaner.clean(html)
