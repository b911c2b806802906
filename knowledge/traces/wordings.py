"""What an error means, whichever wording, version or driver printed it.

Each file in `wordings/` belongs to a runtime. A group `[name]` lists the phrases that a runtime prints for
one mechanism (`{}` is a gap, `=` in front: nothing else may stand in the message), after `types:` and
`codes:` that mean the same without any words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from knowledge.traces.codes import is_specific
from knowledge.traces.phrases import Phrase, PhraseBook, fold

FOLDER = Path(__file__).parent / "wordings"
NOT_WORDINGS = frozenset({"translations"})
TELLING = 22  # letters from which on a phrase says more than a code beside it
TOOLS = "tools"  # a file of many small families: `[npm-eresolve]` belongs to the family npm


@dataclass
class Wordings:
    """The table: phrases, types and codes, each leading to a meaning such as `js/read-undefined`."""

    book: PhraseBook = field(default_factory=PhraseBook)
    types: dict[str, list[str]] = field(default_factory=dict)
    codes: dict[str, list[str]] = field(default_factory=dict)


def family_of(meaning: str) -> str:
    """Returns the runtime a meaning belongs to: `js` for `js/read-undefined`, `npm` for `tools/npm-404`."""
    family, _, name = meaning.partition("/")
    return name.partition("-")[0] if family == TOOLS else family


def _groups(path: Path) -> Iterator[tuple[str, list[str]]]:
    name, lines = "", list[str]()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            if name:
                yield f"{path.stem}/{name}", lines
            name, lines = line[1:-1], []
        elif line and not line.startswith("# "):
            lines.append(line)
    if name:
        yield f"{path.stem}/{name}", lines


@cache
def table() -> Wordings:
    """Returns the table, read once."""
    wordings, phrases = Wordings(), []
    for path in sorted(FOLDER.glob("*.txt")):
        if path.stem in NOT_WORDINGS:
            continue
        for meaning, lines in _groups(path):
            for line in lines:
                if line.startswith("types: "):
                    for name in line.removeprefix("types: ").split():
                        wordings.types.setdefault(name.lower(), []).append(meaning)
                elif line.startswith("codes: "):
                    for code in line.removeprefix("codes: ").split():
                        wordings.codes.setdefault(code, []).append(meaning)
                else:
                    phrases.append(Phrase.read(line, meaning))
    wordings.book = PhraseBook.of(phrases)
    return wordings


def meaning_of(
    message: str, *, error_type: str = "", codes: frozenset[str] = frozenset(), families: frozenset[str]
) -> str:
    """Returns what an error means, e.g. `python/no-module`, or an empty string.

    Arguments:
        message: the words that follow the type.
        error_type: the type's short name.
        codes: specific codes found with it.
        families: the runtimes it may come from; none means any.
    """
    wordings = table()
    found = [one for one in wordings.book.find_all(fold(message)) if _fits(one.phrase.meaning, families)]
    best = max(found, key=lambda one: (one.phrase.weight, one.phrase.meaning), default=None)
    if best and best.phrase.weight >= TELLING:
        return best.phrase.meaning
    by_code = [
        meaning for code in sorted(filter(is_specific, codes)) for meaning in wordings.codes.get(code, ())
    ]
    by_phrase = [best.phrase.meaning] if best else []
    by_type = wordings.types.get(error_type.lower(), [])
    by_symbol = [meaning for code in sorted(codes) for meaning in wordings.codes.get(code, ())]
    every = (*by_code, *by_phrase, *by_type, *by_symbol)
    return next((meaning for meaning in every if _fits(meaning, families)), "")


def _fits(meaning: str, families: frozenset[str]) -> bool:
    return not families or family_of(meaning) in families
