"""The hub's own format: one entry document a file."""

from __future__ import annotations

import re

from knowledge.entrydocs import DocumentError, read
from knowledge.importing.dialects import Understood

# A `kind:` line between the opening `---` and the next one.
EVIDENCE = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?:(?!---[ \t]*\r?\n).*\r?\n){0,400}?[\"']?kind[\"']?[ \t]*:")


class Canonical:
    """Front matter that names a kind is the evidence."""

    name = "canonical"

    def recognises(self, text: str) -> bool:
        return EVIDENCE.match(text) is not None

    def understand(self, text: str) -> Understood:
        try:
            return Understood(self.name, entries=[(read(text), 1)])
        except DocumentError as error:
            return Understood(self.name, problems=error.problems)
