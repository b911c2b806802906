"""Brings a title into the form in which it is read: without ornament, and one order of words for one thing."""

from __future__ import annotations

import html
import re
import unicodedata

from knowledge.similarity.frames import AT_WORK, PLACE, SETTING
from knowledge.similarity.rewordings import REWORDINGS

LONGEST_TITLE = 600  # characters
NUMBERING = re.compile(
    r"^[\s:-]*(?:#+\s*)?(?:q(?:uestion)?\s*)?\d{1,4}\s*q?\s*\\?[.):]\s+|^\s*q\s*[:.]\s+|^\s*:\s+",
    re.IGNORECASE,
)
# How hard a question is, said behind it: "… | Advanced", "…? Beginner".
LEVEL = re.compile(
    r"(?:\s\||(?<=[?.])) ?(?:basic|beginner|easy|medium|intermediate|advanced|hard|expert|junior|senior)$",
    re.IGNORECASE,
)
EMPHASIZED = re.compile(r"(?<![\w`])_([^\s_](?:[^_`]{0,60}[^\s_])?)_(?![\w`])")
C_LANGUAGE = re.compile(r"\b((?:in|using|with) )C(?= *[?.,;!)]| *$| (?:and|or|language|program\w*)\b)")
HEADING = re.compile(r"^\s*#+\s*\**(?=\s*\d)")
# Capitals that only stress: a conjunction between two names, as in "GET AND POST", and "does NOT work".
STRESSED = re.compile(r"(?<=[A-Z] )(?:AND|OR|VS)(?= [A-Z]{2})|(?<=[a-z] )NOT(?= [a-z])")
ASIDE = re.compile(r"(?<=\s)\(([^()]*)\)|(?<=\s)\[([^\[\]]*)\]")
# What is left of an emoji whose UTF-8 was read as a Western or Turkish code page.
WRONGLY_DECODED = re.compile(r"[ğð]Ÿ\S{0,3}")
ABBREVIATED = re.compile(r"\b([A-Z][A-Za-z]{1,5}s?) \(([A-Za-z][\w -]+)\)")
# "Go" is a language where a capital is no habit of the title, or where nothing else can be meant.
GO = re.compile(r"(?:(?P<before>[^\W\d]\S*) )?(?<![\w.`/-])(?:Go(?![-\w`])|go(?=\W*$))(?P<after> [a-z]+\b)?")
GONE_TO = frozenset(
    [
        "about",
        "ahead",
        "away",
        "back",
        "beyond",
        "deeper",
        "down",
        "into",
        "live",
        "over",
        "through",
        "to",
        "up",
        "wrong",
    ]
)
IN_LANGUAGE = frozenset(["in", "with", "using"])
GOING = frozenset(["I", "It", "Things", "They", "To", "We", "You"])
OR_NOT = re.compile(r"\bor not\b", re.IGNORECASE)


def prepared(title: str) -> tuple[str, list[str]]:
    """Returns the text of a title without numbering, and what it only mentions: brackets, "in my app"."""
    text = title[:LONGEST_TITLE].replace("â€™", "'").replace("â€“", "-").replace("â€”", " - ")
    text = unicodedata.normalize("NFKC", html.unescape(WRONGLY_DECODED.sub(" ", text)))[: LONGEST_TITLE * 2]
    text = text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    text = re.sub(r"\s*[—–]\s*", " - ", re.sub(r"(\w)[‐‑–](\w)", r"\1-\2", text))
    text = re.sub(r"(?<=\w)\((?:s|es)\)", "s", text)
    text = re.sub(r"\*\*(?=[^*]*\w\*\*)|(?<=\w)\*\*", " ", text)
    text = HEADING.sub("", EMPHASIZED.sub(r"\1", text))
    text = LEVEL.sub("", NUMBERING.sub("", " ".join(text.split()))).lstrip("#-• ")
    text = text.lstrip("* ") if not text.startswith("**") else text
    text = re.sub(r"(?<=[\w)`])[?.]*\?[?.]*(?=\s|$)", "?", text)
    text = STRESSED.sub(lambda found: found[0].lower(), text)
    text = re.sub(r"(?i)\bcannot\b|\bcan't\b", "can not", text)
    text = re.sub(r"(?i)(?<=[a-z])n't\b", " not", text)
    text = C_LANGUAGE.sub(r"\1Clang", GO.sub(_language, text))
    for pattern, said in REWORDINGS:
        text = pattern.sub(said, text)
    text = ABBREVIATED.sub(_spelt_out, re.sub(r"(?<=\w) ?/ (?=\w)", "/", OR_NOT.sub(" ", text)))
    asides = [one or other for one, other in ASIDE.findall(text)]
    text = SETTING.sub("", ASIDE.sub(" ", text).strip())
    text, at_work = AT_WORK.subn(" ", text)
    asides += ["at work"] * bool(at_work)
    place = PLACE.search(text)
    return (text[: place.start()], [*asides, place[0]]) if place else (text, asides)


def _language(found: re.Match[str]) -> str:
    """Says "Golang" for the language "Go", and leaves the verb."""
    before, after = found["before"] or "", (found["after"] or "").strip()
    word = found[0][len(before) :].lstrip()
    meant = (
        before in IN_LANGUAGE
        if word.startswith("go")
        else before not in GOING and not (after in GONE_TO and not before[:1].islower())
    )
    return f"{before} Golang {after}".strip() if meant else found[0]


def _spelt_out(found: re.Match[str]) -> str:
    """Leaves "Perfect Forward Secrecy" of "PFS (Perfect Forward Secrecy)"."""
    letters = "".join(word[:1] for word in re.split(r"[ -]+", found[2])).lower()
    return found[2] if letters == found[1].lower() else found[0]


def plain(title: str) -> str:
    """Returns a title without case and punctuation, but with the signs that are words of code."""
    said = "".join(c if c.isalnum() or c in "+#=*&|<>!%$@_." else " " for c in title.casefold())
    return " ".join(said.split()) or title.strip()
