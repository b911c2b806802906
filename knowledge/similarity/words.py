"""English word forms: which spellings are one word, and which words grow from one root."""

from __future__ import annotations

import re
from functools import lru_cache

IRREGULAR = {
    "analyses": "analysis", "axes": "axis", "bases": "base", "built": "build", "caught": "catch",
    "children": "child", "chosen": "choose", "chose": "choose", "criteria": "criterion", "did": "do",
    "done": "do", "found": "find", "gave": "give", "given": "give", "got": "get", "gotten": "get",
    "cookies": "cookie", "movies": "movie", "zombies": "zombie", "held": "hold", "hidden": "hide", "hypotheses": "hypothesis", "indices": "index", "kept": "keep",
    "leaves": "leaf", "made": "make", "matrices": "matrix", "people": "person", "ran": "run",
    "schemata": "schema", "sent": "send", "shown": "show", "thrown": "throw", "threw": "throw",
    "vertices": "vertex", "written": "write", "wrote": "write", "tries": "try", "dying": "die",
    "vertically": "vertical", "centred": "center", "centring": "center", "added": "add", "adding": "add", "biggest": "big", "slower": "slow", "slowest": "slow", "faster": "fast", "fastest": "fast",
    "undone": "undo", "begun": "begin", "taken": "take", "broken": "break", "drawn": "draw", "driven": "drive",
    "known": "know", "grown": "grow", "frozen": "freeze", "bound": "bind", "lost": "lose", "told": "tell",
    "brought": "bring", "led": "lead", "overwritten": "overwrite", "overridden": "override", "spent": "spend",
    "conversion": "convert", "conversions": "convert", "comparison": "compare", "comparisons": "compare",
    "division": "divide", "submission": "submit", "expansion": "expand", "failure": "fail", "failures": "fail",
}  # fmt: skip
# Words whose ending only looks like an inflection; "bagging" must not become the "bag" of words.
UNINFLECTED = frozenset(
    [
        "series",
        "alias",
        "canvas",
        "kubernetes",
        "pandas",
        "redis",
        "https",
        "cors",
        "ios",
        "css",
        "js",
        "aws",
        "sass",
        "less",
        "gas",
        "bus",
        "status",
        "corpus",
        "class",
        "process",
        "access",
        "address",
        "express",
        "always",
        "this",
        "does",
        "has",
        "is",
        "was",
        "its",
        "as",
        "analysis",
        "basis",
        "axis",
        "nginx",
        "lens",
        "species",
        "news",
        "mathematics",
        "statistics",
        "always",
        "perhaps",
        "whereas",
        "towards",
        "versus",
        "atlas",
        "string",
        "thing",
        "nothing",
        "something",
        "anything",
        "everything",
        "king",
        "ring",
        "spring",
        "during",
        "bias",
        "bagging",
        "boosting",
        "pooling",
        "padding",
        "sibling",
        "ceiling",
        "morning",
        "evening",
        "scaffolding",
        "need",
        "feed",
        "speed",
        "seed",
        "exceed",
        "embed",
        "proceed",
        "indeed",
        "red",
        "bed",
        "shed",
        "hundred",
        "only",
        "apply",
        "reply",
        "supply",
        "family",
        "assembly",
        "multiply",
        "early",
        "anomaly",
        "imply",
        "rely",
        "fly",
        "supposed",
        "unless",
        "previous",
        "continuous",
        "asynchronous",
        "synchronous",
        "anonymous",
        "various",
    ]
)
VOWEL = re.compile(r"[aeiouy]")
# Suffixes that make one word from another, by what the new word names. Longest first.
DERIVATIONS = sorted(
    [("ization", "act"), ("isation", "act"), ("ication", "act"), ("ation", "act"), ("ition", "act"),
     ("ion", "act"), ("ency", "quality"), ("ancy", "quality"), ("ent", "quality"), ("ant", "quality"), ("ment", "act"), ("ship", "quality"), ("ance", "act"), ("ence", "act"), ("iz", "act"), ("icat", "act"), ("at", "act"),
     ("if", "act"), ("ify", "act"), ("al", "quality"), ("ive", "quality"), ("iv", "quality"),
     ("ity", "quality"), ("ness", "quality"), ("ous", "quality"), ("ator", "agent"), ("izer", "agent"),
     ("ier", "agent"), ("er", "agent"), ("or", "agent"), ("ability", "able"), ("ibility", "able"),
     ("abl", "able"), ("ibl", "able"), ("izabl", "able")],
    key=lambda pair: -len(pair[0]),
)  # fmt: skip
# Words whose ending only looks like a derivation: a portal is nothing of a port.
UNDERIVED = frozenset(["header", "partition", "portal", "router", "station"])
NEGATIONS = ("un", "in", "im", "ir", "il", "non", "de", "dis", "a", "anti", "mis")


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    """Returns the form that plurals, tenses, adverbs and both spellings of English share.

    The result is a key, not always a word: `routes`, `routing` and `route` all give `rout`.
    """
    word = IRREGULAR.get(word, word)
    if len(word) < 4 or not word.isascii() or not word.isalpha() or word in UNINFLECTED:
        return word
    word = _american(_singular(word))
    if word in UNINFLECTED:
        return word
    word = _without_tense(_without_adverb(word))
    return word[:-1] if word.endswith("e") and len(word) > 4 else word


@lru_cache(maxsize=50_000)
def root(key: str) -> tuple[str, str]:
    """Returns what a lemma is derived from and what its ending makes of it.

    The second value is `base`, `act` (validation), `agent` (validator), `able` or `quality`.
    """
    if key.isascii() and key.isalpha() and key not in UNDERIVED:
        for ending, sense in DERIVATIONS:
            if key.endswith(ending) and len(key) - len(ending) >= 4:
                return _undoubled(key[: -len(ending)], ending), sense
    return key, "base"


def _undoubled(stem: str, ending: str) -> str:
    """Returns `control` for what is left of `controller`."""
    doubled = ending[0] in "aeiou" and stem[-1] == stem[-2] and stem[-1] not in "sz"
    return stem[:-1] if doubled else stem


def are_related(one: str, other: str) -> bool:
    """Tells whether two lemmas name one matter: `validator` and `validation`, but not `iterable`."""
    (stem, sense), (other_stem, other_sense) = root(one), root(other)
    if stem != other_stem or len(stem) < 4:
        return False
    return sense == other_sense or not {sense, other_sense}.isdisjoint({"base", "act"})


def fused(one: str, other: str) -> str:
    """Returns the lemma of two words written as one: `time` and `zone` give that of `timezone`."""
    return lemma(one + other)


def is_misspelling(one: str, other: str) -> bool:
    """Tells whether two long words differ by one slip of the keyboard, and not by a negation or a number."""
    if min(len(one), len(other)) < 6 or not (one.isalpha() and other.isalpha()) or one[0] != other[0]:
        return False
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    if len(longer) - len(shorter) > 1 or any(longer == prefix + shorter for prefix in NEGATIONS):
        return False
    start = next(
        (i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), len(shorter)
    )
    rest, other_rest = longer[start:], shorter[start:]
    if len(longer) > len(shorter):
        return rest[1:] == other_rest
    swapped = rest[:2] == other_rest[1::-1] if len(rest) > 1 else False
    return swapped and rest[2:] == other_rest[2:]


def _singular(word: str) -> str:
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses", "zzes")):
        return word[:-2]
    return word[:-1]


def _american(word: str) -> str:
    """Returns the American spelling, for whose sake the British one need not be in any table."""
    word = re.sub(r"is(ation|ed|er|ing|e)$", r"iz\1", word) if len(word) > 6 else word
    word = re.sub(r"(?<=[a-z]{3})our$", "or", word)
    return re.sub(r"(?<=[a-z]{3})(t)re$", r"\1er", word).replace("logue", "log")


def _without_adverb(word: str) -> str:
    if not word.endswith("ly") or len(word) < 6:
        return word
    return word[:-4] if word.endswith("ically") else word[:-2]


def _without_tense(word: str) -> str:
    for ending in ("ing", "ied", "ed"):
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) > 2 and VOWEL.search(stem):
            if ending == "ied":
                return stem + "y"
            doubled = stem[-1] == stem[-2] and stem[-1] not in "lsz"
            return stem[:-1] if doubled else stem
    return word
