"""Texts as people paste them, from files: what stands in «…» there must not be left, `{a36}` is drawn anew.

Kept as shapes so that no file of the project holds what looks like somebody's key.
"""

import random
import re
import string
from pathlib import Path

FOLDER = Path(__file__).parent / "texts"
LETTERS = {
    "a": string.ascii_letters + string.digits,
    "b": string.ascii_letters + string.digits + "+/",
    "d": "123456789",
    "h": "0123456789abcdef",
    "l": "bcdfghjklmnprstvwz",
    "u": string.ascii_uppercase + "234567",
    "w": string.ascii_letters + string.digits + "-_",
}
DRAWN = re.compile(r"\{([abdhluw])(\d{1,3})\}")
SECRET = re.compile("«([^»]+)»")


SETS = ("first", "second", "third")


def with_secrets(name: str, seed: int = 1) -> list[tuple[str, list[str]]]:
    """Returns the texts of a file, each with what must be gone from it."""
    rng = random.Random(f"{name}{seed}")

    def drawn(match: re.Match[str]) -> str:
        letters, number = LETTERS[match[1]], int(match[2])
        # Of one place the letters differ, as they do in life: no `aaaa` that reads like a placeholder.
        return "".join(rng.choice(letters) for _ in range(number))

    rows = []
    for shape in _parts(name):
        text = DRAWN.sub(drawn, shape)
        rows.append((SECRET.sub(r"\1", text), SECRET.findall(text)))
    return rows


def harmless(name: str) -> list[str]:
    """Returns the lines of a file, of which nothing may be touched."""
    return (FOLDER / name).read_text().rstrip("\n").split("\n")


def left(secrets: list[str], text: str) -> list[str]:
    """Returns the secrets of which the whole or half is still in a text."""
    return [one for one in secrets for half in _halves(one) if half in text]


def _halves(secret: str) -> list[str]:
    if len(secret) < 16:
        return [secret]
    middle = len(secret) // 2
    return [secret[:middle], secret[middle:]]


def _parts(name: str) -> list[str]:
    return (FOLDER / name).read_text().rstrip("\n").split("\n%%\n")
