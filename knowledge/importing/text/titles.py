"""Titles: what a line asks once numbers, emphasis, links and decoration are taken off it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from knowledge.importing.text.languages import (
    ASKED_AT_THE_END,
    ASKED_WITHOUT_SPACES,
    INTERROGATIVE_PAIRS,
    INTERROGATIVE_WORDS,
    QUESTION_WORDS,
    REQUEST_WORDS,
    TASK_VERBS,
    TASK_WORDS,
    any_of,
)

REMEMBERED = 200  # characters of a line that is read once for all dialects
MAX_READ = 2000  # characters of a line that are looked at; a title is far shorter

ANCHOR = re.compile(r"<a\s[^<>]{0,300}>(?:\s{0,9}</a>)?|</a>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]{0,15}(?:\s[^<>]{0,300})?/?>")
INLINE_TAGS = {
    "a", "b", "big", "br", "center", "code", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i",
    "ins", "kbd", "li", "mark", "p", "small", "span", "strong", "sub", "summary", "sup", "u",
}  # fmt: skip
COMMENT = re.compile(r"<!--.{0,300}?-->")
IMAGE = re.compile(r"!\[[^\[\]]{0,200}\](?:\([^()]{0,400}\)|\[[^\[\]]{0,80}\])?")
LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]{0,80}\]){0,300})\]\((?:[^()\s]|\([^()]{0,80}\)){0,500}(?:\s+\"[^\"]{0,200}\")?\)"
)
CODE_SPAN = re.compile(r"(`{1,3})(?!`)(.{1,400}?)(?<!`)\1(?!`)")
ADDRESS = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)
HASHES = re.compile(r"^#{1,6}\s+|\s+#{1,6}$")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
ATTRIBUTES = re.compile(r"\s*\{\s{0,3}[#.][\w#. -]{1,80}\}\s*$")
# Behind what is asked, where it comes from: `[[src](address)]`, `([source](address))`.
CITED = re.compile(
    r"(?<=[^\s\[(])\s{0,3}(?:(?:\[\[[^\[\]]{1,30}\](?:\]\([^()\s]{1,500}\)|\([^()\s]{1,500}\)\])"
    r"|(?<=[?？.!] )\(\[[^\[\]]{1,30}\]\([^()\s]{1,500}\)\))[\s,;]{0,3}){1,9}$"
)
CARD_TAG = re.compile(
    r"\s{1,9}#(?:flash)?cards?(?:/[\w/-]{1,80})?$", re.IGNORECASE
)  # of programs that learn notes by heart
EMOJI_NAME = re.compile(r":[a-z0-9_+-]{2,40}:")

# A number before a title: "1.", "12)", "Q3:", "Question 4 -", "Q·001", "#5", "1.2.3", "(7)", a keycap.
NUMBER = re.compile(
    rf"^(?:(?P<word>q|que|qn|ques|{any_of(QUESTION_WORDS)})[\s.·#:_-]{{0,3}}(?=\d))?"
    r"(?P<hash>#)?[(\[]?(?P<number>\d{1,4}(?:\.\d{1,3}){0,3}(?:[a-z](?=[.):]))?)(?:\ufe0f?\u20e3)?"
    r"(?P<mark>\s?[.)\]:、．](?:[.):](?=\s))?|\s?[-–—|]+(?=\s)|(?=\s)|(?=\ufe0f))(?P<space>\s*)",
    re.IGNORECASE,
)
UNIT = re.compile(r"(?:[KMGTP]i?B|[KMGTP]bps|[KMG]?Hz|VMs|USD|EUR)\b")  # of what digits measure
SET_BEHIND_NUMBERS = {"、", "．"}  # without a space, and behind nothing else
KEYCAP = re.compile(r"^(?:(?P<digits>(?:\d\ufe0f?\u20e3?){1,3})\u20e3?|(?P<ten>\U0001f51f))\s*")
KEYCAP_SIGN = "\u20e3"
Q_LABEL = re.compile(
    rf"^\(?(?:q|que|ques|no(?=\.\s?\d)|{any_of(QUESTION_WORDS)})\s{{0,2}}"
    r"(?P<number>[#·.№-]?\s?\d{0,4}(?:\.\d{1,3}(?!\d)){0,2}(?:(?<=\d)[a-z](?![a-z]))?)\s{0,2}(?:[:：.．)](?:[.):](?=\s))?|[-–—](?=\s)|(?<=\d)(?=\s))\s*(?=\S)",
    re.IGNORECASE,
)

# What is set, by name and number: “Scenario 2: …”.
NAMED_LABEL = re.compile(
    rf"^(?:scenario|case study|challenge|exercise|problem|task|{any_of(TASK_WORDS)})\s{{0,2}}#?(?P<number>\d{{1,3}})\s{{0,2}}(?:[:：.)]|[-–—](?=\s))\s*(?=\S)",
    re.IGNORECASE,
)

# The part before a question that is called so and numbered: “Sails - Question 04 - …”.
PLACED = re.compile(
    r"^[A-Za-z][\w.+# ]{0,30}?\s{0,2}[-–—:|]\s{0,2}(?=(?:question|ques|q)[ #.]{0,2}\d{1,4}\s{0,2}(?:[:：.)]|[-–—](?=\s))\s*\S)",
    re.IGNORECASE,
)

INTERROGATIVES = frozenset([
    "what", "what's", "whats", "why", "how", "how's", "when", "where", "which", "who", "who's", "whom",
    "whose", "can", "could", "do", "does", "did", "is", "are", "was", "were", "should", "would", "will",
    "shall", "may", "might", "has", "have", "isn't", "aren't", "don't", "doesn't", "can't",
    *INTERROGATIVE_WORDS,
])  # fmt: skip
REQUESTS = frozenset([
    "explain", "describe", "define", "contrast", "differentiate", "distinguish", "discuss", "tell",
    "mention", "enumerate", "elaborate", "summarize", "suppose", "imagine", "difference", "differences",
    "illustrate", "demonstrate", "justify", "clarify", *REQUEST_WORDS,
])  # fmt: skip
# These are nouns as well: they ask only before words such as "the" ("list the …", but not "list view").
DOUBTFUL_REQUESTS = frozenset(["name", "list", "state", "give", "compare", "outline", "consider"])
AFTER_A_REQUEST = frozenset([
    "the", "some", "any", "all", "few", "a", "an", "at", "three", "two", "four", "five", "different",
    "various", "main", "and", "me", "us", "how",
])  # fmt: skip
COMMANDS = frozenset([
    "write", "implement", "design", "create", "build", "find", "show", "convert", "check", "print",
    "reverse", "calculate", "count", "remove", "merge", "sort", "predict", "identify", "swap", "detect",
    "determine", "solve", "generate", "given", "walk", "develop", "refactor", "optimize", "debug", "guess",
    *TASK_VERBS,
])  # fmt: skip
FILLERS = frozenset([
    "and", "so", "then", "please", "in", "if", "you", "your", "for", "with", "on", "as", "to", "from",
    "at", "a", "an", "the", "but", "or", "suppose",
])  # fmt: skip
ASKED_WITHIN = re.compile(r"[^\W_][^\w\s]{0,4}[?？] ")
SENTENCE_END = re.compile(r"(?<=[^\s.][.!:]) (?=[A-Z])")
QUESTION_END = re.compile(r"[?？؟¿]['\"”’)\]*_`.!\s]*$")

PRIORITY = "\U0001f525"  # fire
STARS = "\u2b50\u2605\u2606\u2729\u272f"
WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True)
class Title:
    """A line read as a title.

    Arguments:
        text: plain, without number, emphasis and decoration.
        number: the number before it, `""` for none.
        labelled: whether a word such as `Q` or `Question` says that it is a question.
        asks: whether it is put as a question, or as a request such as “Explain …”.
        commands: whether it is put as a task, such as “Write …”.
        marks: the signs taken off its ends: emoji, stars and the like.
        linked: the address it links to where the whole title is a link.
        raw: the source of it.
    """

    text: str
    number: str = ""
    labelled: bool = False
    asks: bool = False
    commands: bool = False
    marks: str = ""
    linked: str = ""
    raw: str = ""

    @property
    def numbered(self) -> bool:
        return bool(self.number)

    @property
    def priority(self) -> bool:
        return PRIORITY in self.marks

    @property
    def sets_a_task(self) -> bool:
        """Whether it commands, or begins with a word that does so among other titles: “Compare …” may name elsewhere."""
        first = WORDS.match(self.text)
        return self.commands or (first is not None and first[0].casefold() in DOUBTFUL_REQUESTS)


def read_title(raw: str) -> Title:
    """Reads a line of Markdown as a title; never fails, and takes time in proportion to the line."""
    return _remembered(raw) if len(raw) <= REMEMBERED else _read(raw)


@lru_cache(maxsize=32_768)
def _remembered(raw: str) -> Title:
    """Reads a short line as a title: each dialect asks for the same lines again."""
    return _read(raw)


def _read(raw: str) -> Title:
    text = raw[:MAX_READ].strip()
    text = COMMENT.sub(" ", HASHES.sub("", text))
    text = CITED.sub("", ATTRIBUTES.sub("", CARD_TAG.sub("", text)))
    linked = _whole_link(text)
    text = plain(text)
    marks = ""
    if not KEYCAP.match(text):  # which is a number, though its sign would pass for decoration
        text, marks = _stripped(text)
    number, labelled, text = _number(PLACED.sub("", text))
    if number or labelled:
        text, more = _stripped(text)
        marks += more
        if labelled and not number:
            number, _, text = _number(text)
        elif number and (again := Q_LABEL.match(text)):
            labelled, text = True, text[again.end() :]
    text = text.strip().rstrip("\\").strip()
    asks, commands = _asks(text)
    linked = linked or (text if ADDRESS.match(text) else "")
    return Title(text, number, labelled, asks, commands, marks, linked, raw)


def plain(text: str) -> str:
    """Returns inline Markdown without its marks; code keeps every sign."""
    kept: list[str] = []

    def keep(match: re.Match) -> str:
        kept.append(match[2].strip() or match[2])
        return f"\ue000{len(kept) - 1}\ue001"

    text = text.replace("\ue000", "").replace("\ue001", "")
    text = CODE_SPAN.sub(keep, text)
    text = ANCHOR.sub("", text)
    text = TAG.sub(lambda match: " " if _tag_name(match[0]) in INLINE_TAGS else match[0], text)
    text = IMAGE.sub(" ", text)
    for _ in range(2):
        text = LINK.sub(lambda match: match[1], text)
    text = _without_emphasis(text)
    text = ESCAPED.sub(r"\1", text)
    text = (
        text.replace("&nbsp;", " ")
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
    )
    text = re.sub("\ue000(\\d+)\ue001", lambda match: kept[int(match[1])], text)
    return " ".join(text.split())


def _tag_name(tag: str) -> str:
    match = re.match(r"</?([a-zA-Z0-9-]+)", tag)
    return match[1].lower() if match else ""


# A star between brackets or quotes is one: “count(*)”.
EMPHASIS = re.compile(r"(?<!\\)(?!(?<=[(\[“‘«\"'])\*[)\]”’»\"'])(\*{1,3}|~~)")
UNDERSCORES = re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])((?:(?!\1(?!\w)).){1,400}?)(?<=\S)\1(?!\w)")


def _without_emphasis(text: str) -> str:
    """Takes off stars that can be emphasis: beside a word, not between spaces as in `2 * 3`."""
    out, at = [], 0
    for match in EMPHASIS.finditer(text):
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end()] if match.end() < len(text) else " "
        out.append(text[at : match.start()])
        if before.isspace() and after.isspace() and match.start() and match.end() < len(text):
            out.append(match[0])
        at = match.end()
    out.append(text[at:])
    return UNDERSCORES.sub(r"\2", "".join(out))


def _whole_link(text: str) -> str:
    bare = re.sub(r"^[\s*_\d.()]{0,12}", "", text).rstrip("*_ ")
    match = re.match(r"\[[^\[\]]{0,300}\]\(([^()\s]{0,500}(?:\([^()]{0,80}\))?)\)", bare)
    if match is None:
        return ""
    # Behind it nothing stands but other links: “[Problem](…), [Solution](…)”.
    behind = bare[match.end() :]
    return match[1] if not any(sign.isalnum() for sign in LINK.sub("", behind)) else ""


def is_decoration(sign: str) -> bool:
    """Says whether a sign only adorns: emoji, stars, ticks, and what is left of undecodable ones."""
    if (
        sign
        in "\ufffd\ufe0f\ufe0e\u200d\u20e3\u2022\u00b7\u25cf\u25a0\u25aa\u25ba\u27a1\u27a4\u2192\u00bb\u2714\u2705"
    ):
        return True
    return unicodedata.category(sign) in {"So", "Sk", "Cf", "Mn", "Co"} and sign not in "^`´¨©®°"


def _stripped(text: str) -> tuple[str, str]:
    """Returns a text without decoration at its ends, and the decoration."""
    start, end = 0, len(text)
    marks: list[str] = []
    named = EMOJI_NAME.match(text)
    if named:
        start = named.end()
        marks.append(named[0])
    while start < end and (text[start].isspace() or is_decoration(text[start])):
        marks.append(text[start])
        start += 1
    while end > start and (text[end - 1].isspace() or is_decoration(text[end - 1])):
        # A keycap or a joined sign ends on a mark; its base goes only when it is decoration itself.
        marks.append(text[end - 1])
        end -= 1
    text = text[start:end]
    for match in list(EMOJI_NAME.finditer(text)):
        if match.end() == len(text) and match.start():
            marks.append(match[0])
            text = text[: match.start()].rstrip()
    return text.strip(), "".join(marks)


def _number(text: str) -> tuple[str, bool, str]:
    keycap = KEYCAP.match(text)
    if keycap and (KEYCAP_SIGN in keycap[0] or keycap["ten"]):
        digits = "10" if keycap["ten"] else re.sub(r"\D", "", keycap["digits"])
        rest = text[keycap.end() :].lstrip(".):- ")
        return digits, False, rest
    label = Q_LABEL.match(text) or NAMED_LABEL.match(text)
    if label and len(text) > label.end():
        digits = re.sub(r"[^\d.]", "", label["number"]).strip(".")
        return digits, True, text[label.end() :]
    match = NUMBER.match(text)
    rest = text[match.end() :] if match else ""
    if not match or not rest or not _is_a_number(match, rest):
        return "", False, text
    return match["number"], bool(match["word"]), rest


def _is_a_number(match: re.Match, rest: str) -> bool:
    """Says whether digits before a text number it: not those of “3 ways to …”, 3.11, 1:30 or 2-phase.

    A nought before it says that it counts, as in “01 Threads”.
    """
    if match["word"]:
        return True
    if "." in match["number"] and match["space"] and (rest[0].isupper() or _is_wide(rest[0])):
        return True  # “1.2 Threads”
    if not match["mark"].strip():
        if UNIT.match(rest):
            return False
        padded = match["number"].startswith("0") and len(match["number"]) > 1 and rest[:1].isupper()
        adorned = bool(match["space"]) and is_decoration(rest[0])
        asks = rest[:1].isupper() and match["space"] and _asks(rest)[0]
        return padded or adorned or bool(match["hash"] or asks)
    touches = match["mark"].strip() in SET_BEHIND_NUMBERS or _is_wide(rest[0])
    return bool(
        match["space"] or touches or rest[:1].isupper() or rest[:1] in "`'\"“‘¿*_[" or is_decoration(rest[0])
    )


def _is_wide(sign: str) -> bool:
    """Says whether a sign is of a script that parts no words with spaces."""
    return unicodedata.east_asian_width(sign) in {"W", "F"}


def _asks(text: str) -> tuple[bool, bool]:
    """Says whether a text is put as a question or request, and whether as a task."""
    if QUESTION_END.search(text[-30:]) or ASKED_AT_THE_END.search(text[-30:]) or ASKED_WITHIN.search(text):
        return True, False
    if ASKED_WITHOUT_SPACES.search(text[:200]):
        return not text.endswith(("。", "：", ":")), False
    words = [word.casefold().replace("’", "'") for word in WORDS.findall(text[:200])[:8]]
    if len(words) < 2:
        return False, False
    first = next((word for word in words[:4] if word not in FILLERS), "")
    doubtful = words[0] in DOUBTFUL_REQUESTS and (words[1] in AFTER_A_REQUEST or words[1].isdecimal())
    if words[0] in REQUESTS or first in REQUESTS or doubtful or _ends_in_a_request(text):
        return True, False
    forbids = words[0] == "don't" or words[:2] == ["do", "not"]
    if not forbids and (words[0] in INTERROGATIVES or tuple(words[:2]) in INTERROGATIVE_PAIRS):
        return not text.endswith((".", ":", ";")), False
    return False, words[0] in COMMANDS


def _ends_in_a_request(text: str) -> bool:
    """Says whether the sentences of a case end in one that says what is wanted: “… is lost. Explain how you …”."""
    *told, last = SENTENCE_END.split(text)
    words = last.split()
    return bool(told) and len(words) > 2 and words[0].casefold() in REQUESTS
