"""Tells by the name of a variable, field or option whether its value is to be kept secret, and how surely."""

from __future__ import annotations

import re

from hub.core.redaction.words import ABOUT, FETCHING, GLUED, KEYED, LAST, OTHER, PASSWORDS, SECRETS, SESSIONS

WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
LAST_NAME = re.compile(r"[A-Za-z0-9_\-.]*$")
PASSWORD, KEY = "password", "key"


def meaning(name: str) -> str:
    """Returns what a name says of its value: `password`, `key`, or nothing.

    A password may be any word; a key is random.
    """
    plain = name.lower().strip("-_.")
    if plain in SESSIONS or any(plain.endswith(f".{one}") for one in SESSIONS):
        return KEY
    words = [one.lower() for one in WORD.findall(name)]
    while words and words[-1].isdigit():
        words.pop()
    for at in range(len(words) - 1, -1, -1):
        word, before = words[at], words[at - 1] if at else ""
        said = _meaning(word, before)
        if said and word in LAST and at < len(words) - 1:
            continue
        if said:
            return "" if before in OTHER and word not in {"password", "key"} else said
        if word in ABOUT:
            return ""
    return ""


def _meaning(word: str, before: str) -> str:
    if word in PASSWORDS or (word == "key" and before == "pass"):
        return PASSWORD
    if (
        word in SECRETS
        or (word == "key" and before in KEYED)
        or (word in {"keys", "id"} and before == "access")
    ):
        return KEY
    for glued in GLUED:
        if len(word) > len(glued) and word.endswith(glued):
            return PASSWORD if glued.startswith("pass") else KEY
    if len(word) > 3 and word.endswith(("passwd", "pwd", "pw")):
        return PASSWORD
    return KEY if word in GLUED else ""


def fetches(name: str) -> bool:
    """Whether a function's name says that it gets or asks for something, and does not set it."""
    words = [one.lower() for one in WORD.findall(name.rpartition(".")[2])]
    return bool(words) and words[0] in FETCHING
