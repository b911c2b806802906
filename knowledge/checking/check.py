"""All checks of one entry."""

from __future__ import annotations

from collections.abc import Collection

from knowledge.checking.code import code_findings
from knowledge.checking.findings import ERROR, NOTICE, WARNING, Finding, texts_of
from knowledge.checking.references import code_references, image_findings, link_findings
from knowledge.checking.wording import (
    comparison_findings,
    missing_findings,
    placeholder_findings,
    title_findings,
)
from knowledge.entrydocs import EntryDocument

MAX_FINDINGS = 100  # more than anybody goes through
_RANKS = (ERROR, WARNING, NOTICE)


def check(
    document: EntryDocument, *, coming_codes: Collection[str] = (), coming_images: Collection[str] = ()
) -> list[Finding]:
    """Returns what reviewers should know about a document, the gravest first; nothing is fetched or changed.

    Asks the database at most twice: for the codes it names and for its images.

    Arguments:
        coming_codes: codes of entries that will be there, such as those of the same import.
        coming_images: keys of images that come with it.
    """
    texts = texts_of(document)
    found = [
        *missing_findings(document),
        *title_findings(document),
        *placeholder_findings(texts),
        *comparison_findings(texts),
        *code_findings(texts),
        *code_references(document, texts, coming_codes),
        *link_findings(texts),
        *image_findings(texts, coming_images),
    ]
    return sorted(found, key=lambda finding: _RANKS.index(finding.severity))[:MAX_FINDINGS]
