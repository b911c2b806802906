"""Brings a title into the form in which it is read: without ornament, and one order of words for one thing."""

from __future__ import annotations

import html
import re
import unicodedata

from knowledge.similarity.frames import AT_WORK, PLACE, SETTING

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
# Verbs that stand around what they are done to: "make the query faster".
AROUND = [
    (re.compile(rf"\b{start} ((?:[\w.-]+ ){{1,5}}?){end}\b", re.IGNORECASE), said)
    for start, end, said in (
        ("(?:make|making|made|speed|speeding)", "(?:faster|quicker|up)", r"improve \1"),
        ("(?:make|making|made|bring|bringing|keep|keeping)", "(?:smaller|small|down)", r"reduce \1"),
        ("(?:turn|turning)", "into", r"convert \1 to"),
        ("(?:keep|keeping|stop|stopping)", r"from(?= \w+ing\b)", r"prevent \1"),
    )
]
# Steps everybody takes, and orders of words in which one thing is said.
SAID_OTHERWISE = [
    (re.compile(pattern, re.IGNORECASE), said)
    for pattern, said in (
        (r"\bvs\.", "vs"),
        (r"(?<=\w) & (?=\w)", " and "),
        (r"^\W*compare (?=[^.?!]{1,80} (?:vs|versus) )", ""),
        (
            r",? and (?:then )?(?:press|hit|click|push)(?:ing)? (?:on )?(?:the )?(?:enter|return|go)\b(?: key| button)?",
            "",
        ),
        (
            r"\b(?:keep|make sure|ensure)(?: that)? ((?:[\w-]+ ){1,4}?)(?:(?:is|are|stays?) )?(?:secure|safe)\b",
            r"secure \1",
        ),
        (
            r"\b(?:biggest|greatest|proudest) (?=(?:professional )?(?:strength|weakness|achievement|accomplishment|failure|"
            r"challenge|mistake|success))",
            "",
        ),
        (
            r"\b(?:catch|rescue|recover from)(?=(?: (?:an?|the|all|custom|multiple))? (?:exception|error|panic)s?\b)",
            "handle",
        ),
        (r"\b(?:write|create|add) (?:unit |automated )*tests? for\b", "test"),
        (r"\b((?:you|we|i|to) )unit[- ]test\b", r"\1test"),
        (r"\b(?:tell|see|know) (?=(?:if|whether) )", "check "),
        (
            r"\b(?:make|making) ((?:[\w.-]+ ){1,5}?)(?:accessible|available|visible|viewable) (?:only )?(?:to|for)\b",
            r"restrict \1to",
        ),
        (r"\b(?:restrict|limit) access to ((?:[\w.-]+ ){1,5}?)to\b", r"restrict \1to"),
        (
            r"\b(?:allow|permit|let) only ((?:[\w-]+ ){1,3}?)(?:to )?(?:access|visit|view|open|reach|see) ((?:[\w.-]+ ?){1,4})",
            r"restrict \2 to \1",
        ),
        (
            r"\b(check|find out|determine|tell|see|detect|know) (?:if|whether) (?:an? |the )?((?:[\w-]+ ){1,3}?)"
            r"(?:has|have|contains?|includes?) ((?:an? |any )?[\w-]+)",
            r"\1 \3 in \2",
        ),
        (
            r"\b(?:get|find|extract|keep) (?:only )?(?:all )?(?:the )?(?:unique|distinct) (?:elements|values|items|entries) (?:of|from|in)\b",
            "remove duplicates from",
        ),
        (r"\bkeep an eye on\b", "monitor"),
        (r"\b(?:force|cause) ((?:an?|the|your) (?:[\w-]+ ){1,3}?)to (?!be\b)([\w-]+)", r"\2 \1"),
        (r"\b(?:between|among|across) (?:several|multiple|many|different|various) ", "between "),
        (r"\b(sign|log) ((?:an? |the )?(?:user|visitor|customer)s? )(in|out)\b", r"\1 \3 \2"),
        (
            r"\b(?:convert|turn|change|transform) ((?:[\w-]+ ){1,4}?)(?:in)?to (lower|upper)[- ]?case\b",
            r"\2case \1",
        ),
        (
            r"\b(?:find|get|count|determine|check) how (?:often|many times) ((?:[\w-]+ ){1,4}?)(?:appears?|occurs?)\b",
            r"count \1",
        ),
        (r"\bcount (?:the )?(?:number of )?(?:occurrences|frequency) of\b", "count"),
        (r"\b(stop|kill|pause|restart|remove) (an? |the |all )?running\b", r"\1 \2"),
        (
            r"\b(?:open|establish|make|create|set up) (?:an? |the )?((?:[\w.-]+ ){0,2}?)connection(?: (?:to|with))?\b",
            r"connect to \1",
        ),
        (
            r"\bsend ((?:(?:an? |the )?\w+ ){1,2}?)to (?:another|a different|a new) (?:page|url|site)\b",
            r"redirect \1",
        ),
        (r"\b(?:write|build|create|make|define|implement) your own\b", "create a custom"),
        (r"\bload ((?:[\w-]+ ){1,3}?)lazily\b", r"lazy load \1"),
        (r"\bfind (?:and fix )?(?:the )?bugs? in\b", "debug"),
        (
            r"\bmake ((?:[\w.-]+ ){1,5}?)(?:reachable|accessible|available) from (?:the )?outside\b",
            r"expose \1to the outside",
        ),
        (r"\b(?:allow|enable|give) public access to ((?:[\w.-]+ ?){1,4})", r"make \1 public"),
        (
            r"\b(?:check|verify|determine|test) (?:if|whether|that) ((?:[\w-]+ ){1,4}?)is (?:an? )?valid\b",
            r"validate \1",
        ),
        (
            r"\b(?:put|arrange|place|order|sort) ((?:[\w-]+ ){1,6}?)(?:in|into) (?:a )?random order\b",
            r"shuffle \1",
        ),
        (r",?(?: (?:at|in|on|from)(?: an?)?)? high[- ]level(?: terms| overview| view)?\W*$", ""),
        (r"(?<=\d)[, ](?=000\b)", ""),
        (r"\b(\d+) ?k\b(?= )", r"\g<1>000"),
    )
]


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
    for pattern, said in SAID_OTHERWISE + AROUND:
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
