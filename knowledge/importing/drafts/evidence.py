"""What the source says about an entry beside its text: level, difficulty, category, technology, form, licence.

Every value comes with the words it was taken from; what nothing speaks for stays empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from knowledge.importing.drafts.bodies import Body
from knowledge.importing.drafts.licences import licence_of
from knowledge.importing.drafts.marks import Draft
from knowledge.importing.text.labels import fold
from knowledge.importing.text.levels import DIFFICULTIES, GRADED, LEVEL_OF_DIFFICULTY, LEVELS, TAGGED
from knowledge.importing.text.source import Source
from knowledge.importing.text.titles import is_decoration, plain, read_title

FEWEST_FRAMES, NEARLY_ALL = 5, 0.8  # parts of one entry each, and of all parts of a file
WORD = re.compile(r"[a-z]+(?:-level)?")
OUT_OF = re.compile(r"\b(?:difficulty|level|rating)\W{0,12}(\d{1,2})\s*/\s*(10|5)\b", re.IGNORECASE)
STARS = re.compile(r"[★⭐☆✩]{3,10}")
ID = re.compile(r"\bID:\s*#?([A-Z][A-Z0-9]{1,7}(?:-[A-Z]{1,4})?-\d{2,5})\b")
PART_NUMBER = re.compile(
    r"^(?:(?:section|part|chapter|module|unit|topic|category|week|day|level|round)\s*(?:\d{1,3}|[ivxIVX]{1,5})?\s*[-–—:.)]*\s*)",
    re.IGNORECASE,
)
COUNT = re.compile(
    r"\s*[(\[]\s*\d{1,4}\s*(?:questions?|q&as?|mcqs?)?\s*[)\]]\s*$|\s*[-–—]\s*\d{1,4}\s*questions?\s*$",
    re.IGNORECASE,
)
IN_PARENTHESES = re.compile(r"\s*\([^()]{0,80}\)\s*$")
SAYS_NOTHING = {fold(one) for one in ("questions", "question", "interview questions", "answers", "questions and answers", "general", "others",
                                      "misc", "miscellaneous", "other", "table", "list", "readme", "interview", "bonus", "q&a", "quiz", "faq")}  # fmt: skip
# Names of technologies as they stand in names of files and titles; a hub's own names and aliases come first.
TECHNOLOGIES = [
    "javascript",
    "typescript",
    "python",
    "java",
    "kotlin",
    "swift",
    "golang",
    "rust",
    "ruby",
    "php",
    "scala",
    "perl",
    "django",
    "flask",
    "fastapi",
    "spring",
    "react",
    "angular",
    "vue",
    "svelte",
    "nextjs",
    "nodejs",
    "node",
    "express",
    "laravel",
    "symfony",
    "rails",
    "docker",
    "kubernetes",
    "terraform",
    "ansible",
    "jenkins",
    "git",
    "linux",
    "bash",
    "sql",
    "mysql",
    "postgresql",
    "postgres",
    "mongodb",
    "redis",
    "elasticsearch",
    "kafka",
    "rabbitmq",
    "graphql",
    "html",
    "css",
    "android",
    "ios",
    "flutter",
    "dart",
    "csharp",
    "dotnet",
    "aws",
    "azure",
    "gcp",
    "wordpress",
    "webpack",
    "redux",
    "jquery",
    "numpy",
    "pandas",
    "pytorch",
    "tensorflow",
    "hadoop",
    "spark",
    "selenium",
    "cypress",
]
SAME_AS = {
    "js": "javascript", "ts": "typescript", "py": "python", "go": "golang", "c#": "csharp", ".net": "dotnet", "node.js": "nodejs",
    "node": "nodejs", "next.js": "nextjs", "reactjs": "react", "vuejs": "vue", "vue.js": "vue", "react.js": "react", "angularjs": "angular",
    "k8s": "kubernetes", "postgres": "postgresql", "c++": "cpp", "vb.net": "vb-net", "html5": "html", "css3": "css",
}  # fmt: skip
NAME = re.compile(r"[a-z][a-z0-9]*(?:\.js|\.net)?(?:\+\+|#)?|\.net", re.IGNORECASE)


@dataclass
class Facts:
    """Attributes of an entry and, for each, the words they were taken from."""

    attributes: dict[str, Any] = field(default_factory=dict)
    because: dict[str, str] = field(default_factory=dict)
    code: str = ""

    def note(self, key: str, value: Any, because: str) -> None:
        if value and key not in self.attributes:
            self.attributes[key] = value
            self.because[key] = " ".join(because.split())[:120]


class Evidence:
    """What a whole source says, asked for each of its entries.

    Arguments:
        drafts: all of them, by which it is known which parts of it gather any.
    """

    def __init__(
        self, source: Source, find_technology: Callable[[str], str], drafts: Sequence[Draft] = ()
    ) -> None:
        self.source = source
        self.frames = _frames(drafts)
        self.find_technology = find_technology
        first = next((block for block in source.blocks if block.kind == "heading"), None)
        self.title = read_title(first.text).text if first is not None else ""
        self.legend = _legend(source)
        self.technology, self.technology_words = self._technology_of_source()
        self.licence, self.licence_words = licence_of(source)
        self.level, self.level_words = level_in(self._names())

    def _names(self) -> str:
        first = next((block for block in self.source.blocks if block.kind == "heading"), None)
        stem = re.sub(r"[_-]+", " ", self.source.stem)
        return f"{stem} {plain(first.text) if first and not read_title(first.text).asks else ''}"

    def _technology_of_source(self) -> tuple[str, str]:
        for key in ("technology", "language", "framework", "tech"):
            value = self.source.meta.get(key)
            if isinstance(value, str) and value.strip():
                return self.find_technology(value) or slugify(value), f"{key}: {value}"
        folders = [re.sub(r"[_-]+", " ", part) for part in reversed(self.source.path.split("/")[-3:-1])]
        for words in (self._names(), *folders):
            if found := self.technology_in(words):
                return found, words
        return "", ""

    def technology_in(self, words: str) -> str:
        """Returns the slug of the technology some words name: one the hub knows, else one that is well known."""
        names = [name.casefold() for name in NAME.findall(words[:400])]
        for name in names:
            if len(name) > 1 and (slug := self.find_technology(name)):
                return slug
        for name in (SAME_AS.get(name, name) for name in names):
            if name in TECHNOLOGIES or name in SAME_AS.values():
                return self.find_technology(name) or slugify(
                    name.replace("#", "sharp").replace("+", "p").replace(".", "-")
                )
        return ""

    def facts(self, draft: Draft, body: Body) -> Facts:
        """Returns what is known about one entry: of its own words first, then of the parts it stands in."""
        facts = Facts()
        self._from_lines(draft, facts)
        self._from_labels(body, facts)
        self._from_title(draft, facts)
        for name in reversed(draft.parts):
            level, words = level_in(name)
            facts.note("level", level, words)
            if draft.kind == "question":
                if name != self.title and name not in self.frames:
                    facts.note("category", category_of(name), name)
                facts.note("form", _form_of_part(name), name)
        facts.note("level", self.level, self.level_words)
        self._form(draft, body, facts)
        for key in ("level", "difficulty", "category", "tags"):
            self._from_meta(key, facts)
        facts.note("technology", self.technology, self.technology_words)
        facts.note("licence", self.licence, self.licence_words)
        if "level" not in facts.attributes and facts.attributes.get("difficulty") in LEVEL_OF_DIFFICULTY:
            facts.note(
                "level", LEVEL_OF_DIFFICULTY[facts.attributes["difficulty"]], facts.because["difficulty"]
            )
        if draft.kind != "question":
            for key in ("category", "form", "priority", "choices"):
                facts.attributes.pop(key, None)
        return facts

    def _from_lines(self, draft: Draft, facts: Facts) -> None:
        """Reads what the dialect set aside: a line of technology, category and level, and one of code and difficulty."""
        if name := draft.values.get("technology_name"):
            facts.note("technology", self.named_technology(name), name)
        if line := draft.values.get("line_of_facts"):
            level, words = level_in(line.split()[-1])  # words of the category may name levels too
            facts.note("level", level, line)
            match = re.match(r"^([A-Z][\w.+#]*(?: \([^()]{1,40}\))?)\s+(.*?)\s*\S+$", line)
            if match and words:
                facts.note("technology", self.named_technology(match[1]), line)
                facts.note("category", category_of(match[2]), line)
        if line := draft.values.get("line_of_code"):
            code = ID.search(line)
            facts.code = code[1] if code else ""
            facts.note("difficulty", difficulty_in(line), line)

    def named_technology(self, name: str) -> str:
        """Returns the slug of a technology that a field names, known or not."""
        return self.find_technology(name) or slugify(
            name.replace("#", "sharp").replace("+", "p").replace(".", "-")
        )

    def _from_labels(self, body: Body, facts: Facts) -> None:
        for label, value in body.meta:
            said = f"{label}: {value}"
            name, words = fold(label), plain(value)
            if name in {"difficulty", "difficultylevel", "complexity"}:
                facts.note("difficulty", difficulty_in(words), said)
            if name in {"level", "experience", "seniority", "difficulty", "difficultylevel"}:
                facts.note("level", level_in(words)[0], said)
                facts.note("difficulty", difficulty_in(words), said)
            elif name in {"category", "topic", "section"}:
                facts.note("category", category_of(words), said)
            elif name in {"tags", "tag", "keywords", "topics"}:
                facts.note("tags", tags_of(words), said)
            elif name in {"technology", "language"}:
                facts.note("technology", self.technology_in(words), said)
            elif name == "priority" and re.search(r"high|must|🔥", words, re.IGNORECASE):
                facts.note("priority", "high", said)

    def _from_title(self, draft: Draft, facts: Facts) -> None:
        title = draft.title
        if title.priority:
            facts.note("priority", "high", title.raw)
        for sign, word in self.legend.items():
            if sign in title.marks or sign in title.raw:
                facts.note("difficulty", DIFFICULTIES.get(word), f"{sign} {word}")
                facts.note("level", LEVELS.get(word), f"{sign} {word}")
        tagged = TAGGED.search(title.text) or GRADED.match(title.text)
        if tagged:
            word = tagged[1].casefold()
            facts.note("difficulty", DIFFICULTIES.get(word), tagged[0])
            facts.note("level", LEVELS.get(word), tagged[0])
        stars = STARS.search(title.raw)
        if stars:
            facts.note("difficulty", difficulty_in(stars[0]), stars[0])

    def _form(self, draft: Draft, body: Body, facts: Facts) -> None:
        if draft.kind != "question":
            return
        if body.choices:
            facts.attributes["form"], facts.because["form"] = "choice", f"{len(body.choices)} options"
        elif draft.form:
            facts.attributes["form"], facts.because["form"] = draft.form, draft.title.raw
        elif draft.title.commands:
            facts.note("form", "challenge", draft.title.text)
        elif re.match(
            r"(?:imagine|suppose|you are (?:asked|given|working)|your (?:team|company)|a (?:developer|user|client|customer)\b)",
            draft.title.text,
            re.IGNORECASE,
        ):
            facts.note("form", "scenario", draft.title.text)

    def _from_meta(self, key: str, facts: Facts) -> None:
        value = self.source.meta.get(key)
        if value in (None, "", []):
            return
        words = (
            ", ".join(value)
            if isinstance(value, list) and all(isinstance(one, str) for one in value)
            else str(value)
        )
        found: Any = None
        if key == "level":
            found = level_in(words)[0]
        elif key == "difficulty":
            found = difficulty_in(words)
        elif key == "category":
            found = category_of(words)
        elif key == "tags":
            found = tags_of(words)
            facts.note("level", level_in(words)[0], f"tags: {words}")
        facts.note(key, found, f"{key}: {words}")


def level_in(words: str) -> tuple[str, str]:
    """Returns the level some words name, and the word; none where they name two."""
    found = {LEVELS[word]: word for word in WORD.findall(words.casefold()[:400]) if word in LEVELS}
    if len(found) != 1:
        return "", ""
    [(level, word)] = found.items()
    return level, f"“{word}” in “{words.strip()[:80]}”"


def difficulty_in(words: str) -> int | None:
    """Returns a difficulty from 1 to 10 that words, numbers or stars state."""
    stars = STARS.search(words)
    if stars:
        full = sum(sign in "★⭐" for sign in stars[0])
        return max(1, min(10, round(10 * full / max(5, len(stars[0])))))
    out_of = re.search(r"\b(\d{1,2})\s*/\s*(10|5)\b", words)
    if out_of:
        return max(1, min(10, round(int(out_of[1]) * 10 / int(out_of[2]))))
    for word in WORD.findall(words.casefold()[:200]):
        if word in DIFFICULTIES:
            return DIFFICULTIES[word]
    number = re.fullmatch(r"\s*(\d{1,2})\s*", words)
    return int(number[1]) if number and 1 <= int(number[1]) <= 10 else None


def _frames(drafts: Sequence[Draft]) -> set[str]:
    """Returns the names of parts that hold one entry each, as nearly all beside them do: none of them is a category."""
    held = Counter(draft.parts for draft in drafts if draft.parts)
    lone = {parts[-1] for parts, number in held.items() if number == 1}
    return lone if len(lone) >= FEWEST_FRAMES and len(lone) >= NEARLY_ALL * len(held) else set()


def category_of(name: str) -> str:
    """Returns the slug of a category that the name of a part stands for; empty where it says nothing."""
    words = read_title(name).text
    for _ in range(2):
        words = IN_PARENTHESES.sub("", COUNT.sub("", PART_NUMBER.sub("", words))).strip(" :-–—")
    words = re.sub(
        r"\b(?:interview\s+)?questions?(?:\s*(?:and|&)\s*answers?)?\b|\bQ\s?&\s?A\b",
        " ",
        words,
        flags=re.IGNORECASE,
    )
    words = " ".join(words.split())
    if not words or fold(words) in SAYS_NOTHING or not _without_levels(words) or len(words) > 70:
        return ""
    return slugify(words)[:70].strip("-")


def _without_levels(words: str) -> str:
    return " ".join(word for word in words.split() if word.casefold() not in {*LEVELS, "level", "level:"})


def tags_of(words: str) -> list[str]:
    tags = [one.strip(" #\"'[]").casefold() for one in re.split(r"[,;|/]", words)]
    return [tag for tag in dict.fromkeys(tags) if tag and len(tag) <= 60 and '"' not in tag][:20]


def _form_of_part(name: str) -> str:
    words = name.casefold()
    if "scenario" in words or "situational" in words:
        return "scenario"
    return (
        "challenge"
        if re.search(r"\b(?:coding challenges?|challenges|exercises|coding problems|projects)\b", words)
        else ""
    )


def _legend(source: Source) -> dict[str, str]:
    """Returns what signs mean where a line of the file explains them: “👶 easy ⭐ medium 🚀 expert”."""
    legend: dict[str, str] = {}
    for line in source.lines[:400]:
        words = WORD.findall(line.casefold()[:300])
        if len(line) < 300 and sum(word in DIFFICULTIES or word in LEVELS for word in words) >= 2:
            found = re.findall(r"([^\w\s,.;:|()*_-]{1,6})\s*[:=-]?\s*([A-Za-z]{3,12})", line)
            for signs, word in found:
                sign = next((one for one in signs if is_decoration(one) and one not in "\u200d\ufe0f"), "")
                if sign and word.casefold() in {**DIFFICULTIES, **LEVELS}:
                    legend[sign] = word.casefold()
    return legend
