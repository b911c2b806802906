"""A match with what readers see of its entry: title, address, summary and fix."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.models import DebugEntryPage
from knowledge.traces.matching import Match, MatchResult


@dataclass(frozen=True)
class Shown:
    """An entry beside the match that led to it; `summary` and `fix` are Markdown."""

    match: Match
    title: str
    url: str
    summary: str
    fix: str


def shown_matches(result: MatchResult, *, site_url: str = "") -> list[Shown]:
    """Returns a result's matches with their published entries, in one query.

    Arguments:
        site_url: put before addresses, without a slash at its end.
    """
    pages = {
        page.code: page
        for page in DebugEntryPage.objects.published().filter(code__in=[one.code for one in result.matches])
    }
    return [
        Shown(one, page.title, f"{site_url}{page.permanent_url}", page.summary, _section(page, "fix"))
        for one in result.matches
        if (page := pages.get(one.code))
    ]


def _section(page: DebugEntryPage, key: str) -> str:
    return next((block.value for block in page.body if block.block_type == key), "")
