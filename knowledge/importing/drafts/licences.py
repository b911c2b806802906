"""The licence a source states for itself, by its SPDX name."""

from __future__ import annotations

import re

from knowledge.importing.text.source import Source

LICENCES = (
    (re.compile(r"\bCC[- ]?0\b|creative commons zero", re.IGNORECASE), "CC0-1.0"),
    (re.compile(r"\bCC[- ]BY[- ]NC[- ]SA[- ]?(\d\.\d)?", re.IGNORECASE), "CC-BY-NC-SA-{}"),
    (re.compile(r"\bCC[- ]BY[- ]NC[- ]ND[- ]?(\d\.\d)?", re.IGNORECASE), "CC-BY-NC-ND-{}"),
    (re.compile(r"\bCC[- ]BY[- ]SA[- ]?(\d\.\d)?", re.IGNORECASE), "CC-BY-SA-{}"),
    (re.compile(r"\bCC[- ]BY[- ]NC[- ]?(\d\.\d)?", re.IGNORECASE), "CC-BY-NC-{}"),
    (
        re.compile(r"\bCC[- ]BY[- ]?(\d\.\d)?|creative commons attribution (\d\.\d)", re.IGNORECASE),
        "CC-BY-{}",
    ),
    (re.compile(r"\bapache(?: license)?,?\s*(?:version )?2(?:\.0)?\b", re.IGNORECASE), "Apache-2.0"),
    (re.compile(r"\bA?GPL[- ]?v?(\d)(?:\.0)?\b"), "GPL-{}.0"),
    (re.compile(r"\bMIT(?:[- ]licen[sc]e)?\b"), "MIT"),
    (re.compile(r"\bBSD[- ](\d)", re.IGNORECASE), "BSD-{}-Clause"),
    (re.compile(r"\bunlicen[sc]e\b", re.IGNORECASE), "Unlicense"),
)
LICENCE_WORD = re.compile(r"\blicen[sc]ed?\b|creative commons|\bCC[- ]BY", re.IGNORECASE)


def licence_of(source: Source) -> tuple[str, str]:
    """Returns the licence and the words it was taken from; empty where nothing is stated."""
    value = source.meta.get("licence") or source.meta.get("license")
    if isinstance(value, str) and value:
        return value[:80], f"front matter: {value}"
    for at, line in enumerate(source.lines):
        if at in source.verbatim or not LICENCE_WORD.search(line[:400]):
            continue
        context = " ".join(source.lines[at : at + 4])[:600]
        for pattern, name in LICENCES:
            if match := pattern.search(context):
                version = next((one for one in match.groups() if one), "4.0") if match.re.groups else ""
                return name.format(version), context[:100]
    return "", ""
