"""Talks in JSON: lists of turns, each with who speaks and what is said, as chats are written down."""

from __future__ import annotations

from typing import Any

from knowledge.importing.text.labels import fold

TURNS = {"messages", "conversations", "conversation", "turns", "dialog", "dialogue", "chat", "history"}
SPEAKERS = ("role", "from", "speaker", "author", "sender")
WORDS = ("content", "value", "text", "message", "utterance")
SILENT = {"system", "tool", "function", "developer"}  # they set up a talk and take no part in it
ASKING = {"user", "human", "question", "questioner", "interviewer", "student", "prompter", "customer"}


def asked_in_turn(value: list[Any]) -> list[dict[str, str]]:
    """Returns what one speaker of a talk between two asks, with the other's reply; nothing for other lists."""
    turns = [_turn(one) for one in value]
    told = [one for one in turns if one is not None and fold(one[0]) not in SILENT]
    if not told or None in turns:
        return []
    speakers = list(dict.fromkeys(who for who, _ in told))
    if len(speakers) != 2:  # one asks, one answers
        return []
    asker = next((who for who in speakers if fold(who) in ASKING), speakers[0])
    asked: list[dict[str, str]] = []
    for who, words in told:
        if who == asker:
            asked.append({"question": words})
        elif asked:
            said = asked[-1].get("answer", "")
            asked[-1]["answer"] = f"{said}\n\n{words}" if said else words
    return [one for one in asked if one.get("answer")]


def _turn(one: Any) -> tuple[str, str] | None:
    """Returns who speaks in an object and what is said; None for an object of another kind."""
    if not isinstance(one, dict):
        return None
    who = next((one[key] for key in SPEAKERS if isinstance(one.get(key), str)), None)
    words = next((one[key] for key in WORDS if isinstance(one.get(key), str)), None)
    return (who, words) if who is not None and words is not None else None
