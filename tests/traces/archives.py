"""Archives to match against, made of the starter entries and of the judged pastes."""

import json
import os
import re
from functools import cache
from pathlib import Path

from django.conf import settings

from knowledge.entrydocs import read
from knowledge.traces.indexing import look_alikes_in
from knowledge.traces.matching import MatchResult, match_in
from knowledge.traces.memory import MemoryArchive
from knowledge.traces.signatures import ArchiveEntry, context_words

HERE = Path(__file__).parent


@cache
def starter_entries() -> tuple[ArchiveEntry, ...]:
    """Returns the debug entries of the starter content."""
    documents = [
        read(path.read_text("utf-8"))
        for path in sorted(Path(settings.BASE_DIR, "content/debug").glob("*.md"))
    ]
    return tuple(_entry(document) for document in documents)


def _entry(document) -> ArchiveEntry:
    values = document.attributes
    similar = next((one.text for one in document.sections if one.heading == "Look-alikes"), "")
    return ArchiveEntry(
        code=document.code,
        title=document.title,
        technology=values["technology"],
        messages=tuple(values["messages"]),
        look_alikes=look_alikes_in(similar),
        context=context_words(document.title, " ".join(values.get("tags", [])), values["technology"]),
    )


@cache
def starter_archive() -> MemoryArchive:
    return MemoryArchive(starter_entries())


def explain(text, *, limit: int = 5) -> MatchResult:
    return match_in(starter_archive(), text, limit=limit)


def judged(name: str) -> list[dict]:
    return json.loads((HERE / f"{name}.json").read_text("utf-8"))["cases"]


def written(name: str) -> list[dict]:
    """Returns the pastes of a file in `data`, each with the entry it belongs to, or None for a stranger."""
    cases = []
    for part in re.split(r"^=== ", _data(name), flags=re.M)[1:]:
        head, _, text = part.partition("\n")
        expect = head.partition(" | ")[0]
        cases.append({"expect": None if expect == "-" else expect, "text": text.rstrip("\n")})
    return cases


def written_archive(name: str) -> MemoryArchive:
    """Returns the archive that stands in a file of `data` before its pastes."""
    documents = re.split(r"^=== ", _data(name), maxsplit=1, flags=re.M)[0]
    entries = []
    for part in re.split(r"^--- ", documents, flags=re.M)[1:]:
        head, *messages = part.rstrip("\n").split("\n")
        code, technology, title = head.split(" | ")
        context = context_words(title, technology)
        entries.append(ArchiveEntry(code, title, technology, tuple(messages), context=context))
    return MemoryArchive(entries)


def _data(name: str) -> str:
    return (HERE / "data" / f"{name}.txt").read_text("utf-8")


def shared_sample() -> dict | None:
    """Returns the sample of errors named by ERRORS_SAMPLE, or None where there is none."""
    path = os.environ.get("ERRORS_SAMPLE")
    return json.loads(Path(path).read_text("utf-8")) if path else None


def simple_archive(entries: list[dict]) -> MemoryArchive:
    """Returns an archive of entries with one message each."""
    return MemoryArchive(
        ArchiveEntry(
            code=one["id"],
            title=one["title"],
            technology=one["language"],
            messages=(one["message"],),
            context=context_words(one["title"], one["language"]),
        )
        for one in entries
    )


def figures(archive, cases: list[dict]) -> dict:
    """Returns how often the right entry came first or among three, and how many strangers were believed."""
    first = three = known = strangers = 0
    believed, missed = [], []
    for case in cases:
        result = match_in(archive, case["text"])
        codes = [one.code for one in result.matches]
        if case["expect"] is None:
            strangers += 1
            if result.confident:
                believed.append((codes[0], case["text"][:120]))
            continue
        known += 1
        first += codes[:1] == [case["expect"]]
        three += case["expect"] in codes[:3]
        if codes[:1] != [case["expect"]]:
            missed.append((case["expect"], codes[:3], case["text"][:120]))
    return {
        "known": known,
        "first": first / max(known, 1),
        "three": three / max(known, 1),
        "strangers": strangers,
        "believed": believed,
        "missed": missed,
    }
