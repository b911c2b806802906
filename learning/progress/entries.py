"""What entries are now, by code: where they are, what replaced them, or that they are gone.

Progress and bookmarks know codes only. An answer holds nothing that an anonymous visitor may not read.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from knowledge.models import EntryPage, RetiredCode

MOST_CODES = 100  # in one question
MOST_SUCCESSORS = 10  # one after another; a longer chain is followed by nobody


def describe(codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Returns what each code is now; the number of queries does not grow with them.

    `is` says it: `here` (with title, kind and address), `moved` (the same of what replaced it, and its code as
    `to`), `gone` (with the title it had), or `away`: not to be read at the moment, or never there.
    """
    wanted = set(codes)
    leads_to, titles = successors(wanted)
    here = _here(wanted | set(leads_to.values()))
    found: dict[str, dict[str, Any]] = {}
    for code in sorted(wanted):
        if code in here:
            found[code] = {"is": "here", **here[code]}
        elif leads_to.get(code) in here:
            found[code] = {"is": "moved", "to": leads_to[code], **here[leads_to[code]]}
        elif code in titles:
            found[code] = {"is": "gone", "title": titles[code]}
        else:
            found[code] = {"is": "away"}
    return found


def _here(codes: set[str]) -> dict[str, dict[str, Any]]:
    rows = EntryPage.objects.published().filter(code__in=codes).select_related("content_type")
    return {
        entry.code: {
            "title": entry.title,
            "kind": entry.specific_class.kind.label if entry.specific_class else "Entry",
            "url": entry.permanent_url,
        }
        for entry in rows.only("code", "title", "content_type")
    }


def successors(codes: set[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Returns where retired codes lead in the end, and what was called what."""
    titles: dict[str, str] = {}
    steps: dict[str, str] = {}
    asked = set(codes)
    for _ in range(MOST_SUCCESSORS):
        rows = RetiredCode.objects.filter(code__in=asked).values_list("code", "title", "successor")
        found = {code: (title, successor) for code, title, successor in rows}
        titles |= {code: title for code, (title, _) in found.items()}
        steps |= {code: successor for code, (_, successor) in found.items() if successor}
        asked = {successor for _, successor in found.values() if successor} - set(steps)
        if not asked:
            break
    ends = {}
    for code in codes & set(steps):
        end = code
        for _ in range(MOST_SUCCESSORS):
            end = steps.get(end, end)
        ends[code] = end
    return ends, titles
