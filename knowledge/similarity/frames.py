"""What a question wants to know: the frames around its subject, and the clauses it consists of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from knowledge.similarity import tables
from knowledge.similarity.statements import message, requests

STAND_INS = {
    "{you}": r"(?:you|we|i|one|u|they|developers?|someone)",
    "{modal}": r"(?:do|does|can|could|would|should|will|to|did|might|must)",
    "{be}": r"(?:is|are|was|were|'s|s)",
}


def _frames() -> list[tuple[str, re.Pattern[str]]]:
    frames = []
    for line in tables.lines("frames"):
        want, pattern = line.split(None, 1)
        for name, words in STAND_INS.items():
            pattern = pattern.replace(name, words)
        frames.append((want.replace("-", " "), re.compile(pattern, re.IGNORECASE)))
    return frames


FRAMES = _frames()
# Requests that say only that something is to be told; what follows decides.
REQUEST = re.compile(
    r"(?:^\W*(?:in short )?|(?<!how )\b(?:can|could|would|will) you )(?:please |briefly )*"
    r"(?:explain|describe|discuss|define|tell (?:me|us)|"
    r"(?:name|list)(?= (?:the|some|all|any|a few|few|different)\b)|talk about|elaborate on|give an overview of|walk (?:me|us) through|demonstrate|mention)\b"
    r"(?: (?:to me|what(?! happens)|about|in detail|the concept of|the idea of))*",
    re.IGNORECASE,
)
FAMILIAR = re.compile(
    r"^\W*(?:are you (?:familiar with|aware (?:of|about))|have you (?:ever )?(?:heard (?:of|about)|used|worked with)|do you know (?:about|of)|"
    r"what (?:do|can) you (?:know|tell (?:me|us)|say) about|what do you know of|"
    r"what(?: i|')s your understanding of|what comes to your mind when)\b",
    re.IGNORECASE,
)
ASKED_AGAIN = (
    r"(?:what|how|why|when|where(?!\W*(?:clauses?|conditions?|statements?)?\W*$)|which|who|explain|describe|give|mention|can|could|does|do|is it|is that|"
    r"are they|in what|in which|for what|if so|provide)\b"
)
ITS_SIDES = (
    r"(?:(?:its|their|the|key|main) )?(?:main |key )?(?:benefits?|advantages?|importance|uses?(?! (?:an?|the|it|them|your)\b)|purpose|types|"
    r"features|characteristics|impact|effects?|components|parts|structure|syntax|use[- ]cases|drawbacks|limitations|disadvantages|significance|role)\b"
    r"(?! (?:of|between))"
)
# What else is asked of the same: "… and its applications", "… and the motivation behind using it".
ITS_OTHERS = (
    r"(?:its|their) (?:[\w-]+ )?[\w-]+(?=\W*$|[?.;,])|"
    r"(?:its|their|all its|some of its) (?:[\w-]+ )?(?:applications|examples?|internals|layers|lifecycle|methods|motivation|phases|pillars|"
    r"principles|properties|pros|reasons?|relation\w*|stages|steps|variants|workings?)\b|"
    r"(?:the )?(?:[\w-]+ )?(?:components|elements|layers|parts|pieces|steps) (?:that |which )?(?:it|they) \w+|"
    r"(?:the )?(?:idea|intuition|motivation|need|rationale|reasons?|reasoning|thinking) (?:behind|for) (?:using |having |choosing )?(?:it|them|this|that)\b"
)
CLAUSE_END = re.compile(
    rf"[?!]+(?=\s|$)|(?<=[\w\x22'`)][\w\x22'`)])\.\s+|;\s|\s-\s|:\s(?=(?-i:[A-Z])|{ASKED_AGAIN})|,?\s(?:and|&|but|also|or)\s+(?={ASKED_AGAIN})|"
    rf",\s(?={ASKED_AGAIN})|,?\s(?:and|&)\s+(?={ITS_SIDES}|{ITS_OTHERS})|"
    rf"(?:,|,? (?:and|&)) (?=(?:also|briefly|then) (?:explain|describe|discuss|define|list|name|mention|compare)\b)",
    re.IGNORECASE,
)
EMPHASIS = re.compile(
    r"\b(?:(?:main|key|major|important|possible|basic|best|biggest|common|core|different|fundamental|most|new|notable|"
    r"primary|salient|several|some|top|various) )+"
    r"(?=differences?|features?|characteristics|advantages?|benefits?|disadvantages?|types|kinds|ways|purpose)",
    re.IGNORECASE,
)
# Where an exercise says from which table or list to take its data.
SETTING = re.compile(
    r"\b(?:from|in) (?:the|an?|your) (?!linked|nested|sorted|skip|adjacency|c#|go|golang|java|javascript|js|kotlin|php|python|ruby|scala|swift)\w+ (?:table|list|database)\b\W*$",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"\b(?:in|of|for|within|inside|on) (?:an?|the|your|our|my|a large|a real) ?(?:(?:[\w.#+-]+ )?"
    r"(?:application|app|project|program|codebase|web app|web application|website|environment|ecosystem|setting)s?|"
    r"(?-i:[A-Z][\w.]+) (?:view|route|component|script))\W*$|\bin (?:your )?(?:unit )?tests\W*$|"
    r"\b(?:in|within|inside) (?:an?|the|your|our|my) (?:[\w.#+-]+ ){0,3}?(?:rest |web )?(?:api|back ?end|service)s?\W*$",
    re.IGNORECASE,
)
AT_WORK = re.compile(
    r"\b(?:at (?:the |your )?(?:work|workplace|job)|in (?:the workplace|(?:your|a) (?:(?:previous|current|last|past|daily) )?"
    r"(?:work|job|role|career|position))|on the job)\b",
    re.IGNORECASE,
)
SUCH_AS = re.compile(
    r",?\s(?:such as|like(?! to\b)|similar to|e\.g\.?|for example|for instance)\s[^?]*$", re.IGNORECASE
)
EXPLAINING = re.compile(r"\b(?:explain|describe|present|communicate)\b", re.IGNORECASE)
LISTENER = re.compile(
    r"(?:how (?:would|do|can|could|will|should) you (?=(?:explain|describe)\b))|\bto (?:a|an|your|someone) (?:[\w-]+ ){0,3}?"
    r"(?:person|audience|child|layman|beginner|stakeholders?|year old|manager|colleague|friend|developer|programmer|"
    r"engineer|student|candidate|newcomer)\b",
    re.IGNORECASE,
)
VERSUS = re.compile(
    r"^(?:vs|versus)\.?$|(?:differs?|different) (?:from|than|to)$|^compares? (?:it |them )?(?:to|with|against)$",
    re.IGNORECASE,
)
LISTING = re.compile(r"^\W*(?:name|list|enumerate|mention) (?=[\w\d])(?!comprehension)", re.IGNORECASE)
EXAMPLE_ONLY = re.compile(
    r"\b(?:give|show|provide|with|using)?\s*(?:an?|some)?\s*(?:\w+ )?examples?\b", re.IGNORECASE
)
PRONOUN = re.compile(r"\b(?:it|its|it's|they|them|their|these|those|this|that|one)\b", re.IGNORECASE)
# What acts where nobody else is named: "How should a Node application store passwords?".
ACTOR = re.compile(
    r"\b(how (?:can|should|could|would|do|does)) (?:an?|the|your|my) (?:[\w.+#-]+ )?"
    r"(?:application|app|program|project|website|site|architect|developer|engineer|lead|organization|programmer|team)s? "
    r"(?!be )(?=[a-z]+ )",
    re.IGNORECASE,
)
IN_FRONT = re.compile(r"^\s*(in|with|for) ((?:an? )?[\w.+#-]+(?: [\w.+#-]+)?),\s*", re.IGNORECASE)

KINDRED = {
    frozenset(pair.split(" / ")): float(share) for share, pairs in tables.pairs("kinship") for pair in pairs
}
STRANGERS = 0.5
HOW = frozenset(["how", "making", "using", "implementing"])
DONE_BY_NOBODY = re.compile(r"how (?:can|could|should|would|may|must|might)$", re.IGNORECASE)
BY_US = re.compile(r"\b(?:we|you|i|one)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """One request of a question: what it wants, and the words left when the frame is taken away.

    `acts` tells that the first word left is a verb, `passive` that the verb comes after "be"; `refers` that a pronoun stands for the subject;
    `states` that the words are a message or a name, in which nothing is asked.
    """

    want: str
    words: str
    acts: bool = False
    passive: bool = False
    refers: bool = False
    states: bool = False


def clauses(text: str) -> list[Clause]:
    """Returns the requests of a question in their order; never empty unless nothing is asked about."""
    opening = IN_FRONT.match(text)
    if opening:
        text = f"{text[opening.end() :]} {opening[1]} {opening[2]}"
        text = re.sub(r"\?\s*(?=\w+ \S+$)", " ", text)
    text = ACTOR.sub(r"\1 you ", text)
    read = _clauses(text)
    if all(clause.want == "bare" for clause in read):
        if not requests(text):
            return _stated(text)
        read = _clauses(f"how to {text}")
    return [clause for clause in read if clause.words.strip() or clause.want not in {"bare", "told"}]


def _clauses(text: str) -> list[Clause]:
    return [_clause(part) for part in CLAUSE_END.split(text) if part and part.strip(" .?!,:;-")]


def _stated(text: str) -> list[Clause]:
    """Returns a title that asks nothing: what it says before all, then where and as what."""
    return [Clause("bare", part, states=True) for part in message(text) if part.strip()]


def kinship(one: str, other: str) -> float:
    """Returns how far two wants are met by one answer, from 0 to 1."""
    if one == other:
        return 1.0
    if "definitions" in {one, other} and frozenset((one, other)) not in KINDRED:
        return kinship(*("definition" if want == "definitions" else want for want in (one, other)))
    if "bare" in {one, other}:
        return (
            0.95
            if {one, other}
            & {"definition", "told", "how", "making", "mechanism", "list", "purpose", "reason", "cause"}
            else 0.7
        )
    return KINDRED.get(frozenset((one, other)), STRANGERS)


def _clause(part: str) -> Clause:
    part = FAMILIAR.sub("explain", SUCH_AS.sub(" ", part))
    part = EMPHASIS.sub(" ", EXAMPLE_ONLY.sub(" ", part)).strip()
    if EXPLAINING.search(part):
        part = LISTENER.sub(" ", part).strip()
    refers = bool(PRONOUN.search(part))
    plain, requests = REQUEST.subn(" ", part)
    found = None
    want, rest = ("told" if requests else "bare"), plain
    for name, frame in FRAMES:
        found = frame.search(plain)
        if found:
            want = name
            between = "vs" if VERSUS.search(found[0]) else ""  # joins two sorts: "left vs right join"
            rest = f"{LISTING.sub(' ', plain[: found.start()])} {between} {plain[found.end() :]}"
            break
    else:
        if not requests and re.match(
            r"\s*(?:is|are|can|does|do|should|would|will|has|have)\b", plain, re.IGNORECASE
        ):
            want = "yes or no"
    acts = passive = False
    if found:
        passive = want == "mechanism" or DONE_BY_NOBODY.search(found[0]) is not None
        done = (
            want in HOW
            or want == "episode"
            or (want in {"reason", "cause"} and BY_US.search(found[0]) is not None)
        )
        acts = done and not (passive or plain[: found.start()].strip())
    return Clause(want, rest, acts=acts, passive=passive, refers=refers)
