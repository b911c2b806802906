"""What an entry leads to: other entries, the web, images."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Value
from markdown_it.token import Token
from wagtail.images import get_image_model

from hub.core.rendering import ENTRY_CODE, linked_codes
from knowledge.attributes import Code, Fields, Items, Shape
from knowledge.checking.findings import ERROR, NOTICE, WARNING, Finding, Text, line_of
from knowledge.entrydocs import EntryDocument
from knowledge.entrydocs.merging.parts import ATTRIBUTE, label_of
from knowledge.kinds import get
from knowledge.layouts import look_alike_items
from knowledge.models import EntryPage, RetiredCode

MANY_LINKS = 15  # to other sites; more is rare in an entry and usual in spam
# What names a host in the words of a link; file names look like hosts, so `client.py` alone is none.
HOST = re.compile(r"(?:https?://(?:www\.)?|www\.)([^\s/?#:@]{1,253})", re.IGNORECASE)
IPV4 = re.compile(r"[0-9.]+\Z")


def code_references(document: EntryDocument, texts: list[Text], coming: Collection[str]) -> Iterator[Finding]:
    """Yields codes that lead to no entry; asks the database once.

    Arguments:
        coming: codes of entries that will be there, such as those of the same import.
    """
    named: list[tuple[str, str, str]] = []
    for text in texts:
        codes = linked_codes(text.source)
        if text.section is not None and text.section.layout == "look_alikes":
            codes += [code for code, _ in look_alike_items(text.source)]
        named += [(text.path, text.label, code) for code in dict.fromkeys(codes)]
    path = f"{ATTRIBUTE}related"
    related = document.attributes.get("related", [])
    named += [(path, label_of(get(document.kind), path), code) for code in related]
    for attribute in get(document.kind).attributes:
        path = f"{ATTRIBUTE}{attribute.key}"
        stated = _codes_in(attribute.shape, document.attributes.get(attribute.key))
        named += [(path, attribute.name, code) for code in dict.fromkeys(stated)]
    wanted = {code for *_, code in named} - {document.code, *coming}
    known = _known(wanted) if wanted else {}
    for path, label, code in named:
        if code in wanted and code not in known:
            yield Finding(ERROR, path, label, 0, f"No entry has the code {code}.")
        elif code in wanted and not known[code]:
            yield Finding(WARNING, path, label, 0, f"{code} is not published: readers would not find it.")


def _codes_in(shape: Shape, value: Any) -> Iterator[str]:
    """Yields the codes of entries that an attribute's value names."""
    if not value:
        return
    match shape:
        case Code():
            yield value
        case Items():
            for item in value:
                yield from _codes_in(shape.item, item)
        case Fields():
            for key, one in shape.fields.items():
                yield from _codes_in(one, value.get(key))


def _known(codes: Collection[str]) -> dict[str, bool]:
    """Returns the codes that are known, each with whether it leads readers somewhere."""
    entries = EntryPage.objects.filter(code__in=codes).order_by().values_list("code", "live")
    moved = RetiredCode.objects.filter(code__in=codes).exclude(successor="").order_by()
    return {code: bool(live) for code, live in entries.union(moved.values_list("code", Value(True)))}


def link_findings(texts: list[Text]) -> Iterator[Finding]:
    """Yields what is odd about links to other sites. None is opened."""
    count, last = 0, None
    for text in texts:
        for token in text.tokens():
            for address, words in _links(token):
                if not address.startswith(("http:", "https:")):
                    if not ENTRY_CODE.fullmatch(address) and not address.startswith(("#", "mailto:")):
                        message = f"The link {_short(address)} leads nowhere: use a code or a whole address."
                        yield text.found(WARNING, line_of(token), message)
                    continue
                count, last = count + 1, text
                for problem in _problems(address, words):
                    yield text.found(WARNING, line_of(token), f"The link {_short(address)} {problem}.")
    if last is not None and count > MANY_LINKS:
        yield last.found(WARNING, 0, f"The entry has {count} links to other sites.")


def _links(token: Token) -> Iterator[tuple[str, str]]:
    address, words = None, ""
    for child in token.children or ():
        if child.type == "link_open":
            address, words = str(child.attrGet("href") or ""), ""
        elif child.type == "link_close" and address is not None:
            yield address, words
            address = None
        else:
            words += child.content


def _problems(address: str, words: str) -> Iterator[str]:
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        host = ""
    if not host:
        yield "is no address"
        return
    if parts.username is not None or parts.password is not None:
        yield "holds a user name, which may hide where it leads"
    if IPV4.match(host) or ":" in host:
        yield "leads to a number instead of a name"
    if not host.isascii() or "xn--" in host:
        yield "has a name that may look like another"
    shown = HOST.match(words.strip())
    if shown and shown[1].lower() != host.removeprefix("www."):
        yield f"says it leads to {shown[1][:100]}"


def image_findings(texts: list[Text], coming: Collection[str]) -> Iterator[Finding]:
    """Yields images that are not there, or that nobody could hear about; asks the database once.

    Arguments:
        coming: keys of images that will be there.
    """
    shown = [
        (text, token, str(child.attrGet("src") or ""), child.content)
        for text in texts
        for token in text.tokens()
        for child in token.children or ()
        if child.type == "image"
    ]
    keys = {source.removeprefix("image:") for *_, source, _ in shown if source.startswith("image:")}
    keys -= set(coming)
    stored = get_image_model().objects.filter(key__in=keys).values_list("key", flat=True) if keys else ()
    missing = keys - set(stored)
    for text, token, source, words in shown:
        line = line_of(token)
        if not source.startswith("image:"):
            message = f"The image {_short(source)} is on another site and is not shown."
            yield text.found(WARNING, line, message)
        elif source.removeprefix("image:") in missing:
            yield text.found(ERROR, line, f"There is no image {_short(source.removeprefix('image:'))}.")
        if not words.strip():
            yield text.found(NOTICE, line, f"The image {_short(source)} does not say what it shows.")


def _short(address: str) -> str:
    return address if len(address) <= 80 else f"{address[:79]}…"
