"""Words for how hard something is, and for whom."""

from __future__ import annotations

import re

LEVEL_WORDS = {
    "junior": "junior beginner beginners basic basics fresher freshers novice entry-level entry starter fundamentals foundation elementary",
    "mid": "mid mid-level middle intermediate regular",
    "senior": "senior advanced expert experts experienced lead",
    "architect": "architect architects principal staff",
}
LEVELS = {word: level for level, words in LEVEL_WORDS.items() for word in words.split()}
DIFFICULTIES = {
    "easy": 3,
    "simple": 2,
    "medium": 5,
    "med": 5,
    "moderate": 5,
    "hard": 8,
    "difficult": 8,
    "expert": 9,
    "tricky": 7,
}
LEVEL_OF_DIFFICULTY = {2: "junior", 3: "junior", 5: "mid", 7: "senior", 8: "senior", 9: "senior"}
# Behind a title, what only says how hard it is or what it is worth: “[Medium]”, “(4 points)”.
TAGGED = re.compile(
    r"\s{0,3}[(\[](easy|medium|hard|beginner|basic|intermediate|advanced|expert|junior|mid|senior|fresher)[)\]]\W{0,4}$",
    re.IGNORECASE,
)
# Before it, for whom it is: “Senior: …”.
GRADED = re.compile(
    r"^(?P<word>beginner|basic|intermediate|advanced|expert|junior|mid|middle|mid-level|senior)(?:\slevel)?\s?[:：]\s+(?=\w)",
    re.IGNORECASE,
)
WORTH = re.compile(r"\s{0,3}[(\[]\d{1,3}\s?(?:points?|pts?\.?|marks?)[)\]]\W{0,4}$", re.IGNORECASE)
