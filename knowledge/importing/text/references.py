"""Links whose targets stand elsewhere in a file: `[text][1]` and, often at its end, `[1]: address`.

Each is given its target where it stands, since an entry cut out of the file would lose it.
"""

from __future__ import annotations

import re

from knowledge.importing.text.source import Source

TARGET = re.compile(
    r"^\s{0,3}\[(?P<label>[^\[\]^]{1,80})\]:\s{1,9}<?(?P<address>[^\s<>()]{1,500})>?(?:\s{1,9}[\"'(].{0,200}[\"')])?\s*$"
)
REFERRING = re.compile(r"(?<!\\)\[(?P<text>[^\[\]]{1,300})\]\[(?P<label>[^\[\]]{0,80})\]")


def link_references(source: Source) -> None:
    """Writes links that refer to a target of the file with its address."""
    plain = [at for at in range(len(source.lines)) if at not in source.verbatim]
    found = [match for at in plain if (match := TARGET.match(source.lines[at]))]
    targets = {match["label"].strip().casefold(): match["address"] for match in found}

    def linked(match: re.Match) -> str:
        address = targets.get((match["label"] or match["text"]).strip().casefold())
        return f"[{match['text']}]({address})" if address else match[0]

    for at in plain if targets else []:
        if "][" in source.lines[at]:
            source.lines[at] = REFERRING.sub(linked, source.lines[at])
