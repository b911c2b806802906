"""Reads rendered HTML as strictly as a browser is lenient: balanced, and nothing that could run."""

import re
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr", "circle", "rect", "use"}
FORBIDDEN = {"script", "style", "iframe", "object", "embed", "form", "base", "link", "meta", "foreignobject"}


class Checker(HTMLParser):
    """Fails on an unbalanced tag, a forbidden element or an attribute that can run or load anything."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs, *, closed=False):
        assert tag not in FORBIDDEN, tag
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in ("style", "srcdoc", "formaction", "background", "xlink:href"), name
            if name in ("href", "src"):
                bare = re.sub(r"[\x00-\x20]", "", value or "").lower()
                assert not re.match(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", bare), value
            if name == "src":
                assert value.startswith("/"), value
            if name == "id":
                self.ids.append(value)
        if tag not in VOID and not closed:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs, closed=True)

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.open, f"</{tag}> closes nothing"
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def check(html: str) -> Checker:
    checker = Checker()
    checker.feed(html)
    checker.close()
    assert checker.open == []
    assert len(checker.ids) == len(set(checker.ids)), "an id is given twice"
    return checker
