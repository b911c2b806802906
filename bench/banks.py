"""A bank of made-up questions in one file, as editors bring them in: headings, prose, code, lists."""

from __future__ import annotations

import random
from itertools import product
from pathlib import Path

PATTERNS = (
    "What is a {} {} in {}?",
    "How do you create a {} {} in {}?",
    "Why does a {} {} fail in {}?",
    "When would you use a {} {} in {}?",
)
SORTS = (
    "composite partial nested distributed lazy eager remote local shared private static dynamic virtual abstract "
    "concurrent serial durable ephemeral signed opaque binary recursive weak soft"
)
THINGS = (
    "index transaction session thread cache queue router signal migration decorator generator closure promise stream "
    "socket container cluster shard replica token cookie template schema cursor trigger lock buffer pipeline branch "
    "hook middleware fixture proxy gateway policy role secret volume"
)
PLACES = "Django Flask PostgreSQL Redis Kubernetes React Rust Go Java Kafka nginx Git TypeScript MySQL"
WORDS = (
    "the of a to in is that it for as with on by be this are from at or an have not which when each may only same "
    "other into then value key page time order name case work call part type state data user node list table test"
)


def write_bank(path: Path, questions: int, *, seed: int = 1) -> None:
    """Writes a Markdown file of questions with short answers, each title once."""
    chance = random.Random(seed)
    titles = [
        pattern.format(sort, thing, place)
        for pattern, sort, thing, place in product(PATTERNS, SORTS.split(), THINGS.split(), PLACES.split())
    ]
    parts = ["# Question bank\n"]
    for number, title in enumerate(chance.sample(titles, questions), start=1):
        parts.append(f"## {number}. {title}\n")
        rows = (chance.choices(WORDS.split(), k=chance.randint(20, 60)) for _ in range(chance.randint(1, 3)))
        parts += [f"{' '.join(words).capitalize()}.\n" for words in rows]
        if number % 3 == 0:
            parts.append(f"```python\ndef answer(value):\n    return value + {number}\n```\n")
        if number % 4 == 0:
            parts.append("- one thing\n- another thing\n")
    path.write_text("\n".join(parts), encoding="utf-8")
