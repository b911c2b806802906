"""Banks made of every combination of a form of titles, a form of answers, parts and wordings, with what a reader finds.

Somebody who writes a bank repeats himself: its titles are alike, and so are its answers. What they look
like is free, so that no bank in the wild is foreseen; a combination of what is common stands for it.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

THINGS = [
    "keel",
    "rudder",
    "mast",
    "sail",
    "anchor",
    "hull",
    "deck",
    "tiller",
    "compass",
    "rope",
    "lantern",
    "ballast",
]
WORK = ["splice", "paint", "mend", "store", "weigh", "dry", "test", "carry", "replace", "measure", "balance"]
PLACES = [
    "in a storm",
    "on a river",
    "at night",
    "in winter",
    "under load",
    "with two hands",
    "before a race",
]

TITLES = {
    "headings": ["# {q}", "## {q}", "### {n}. {q}", "### {n}) {q}", "## Q{n}: {q}", "### Q{n}. {q}", "## Question {n}: {q}", "### **{n}. {q}**",
                 "### 🔹 {q}", '### <a name="q{n}"></a>{n}. {q}', "### {n}\\. {q}", "### {n}. {q} ###", "## Question {n}\n\n**{q}**", "### {n}. {q} (4 points)",
                 "### {n}. {q} [Medium]", "## [{n}] {q}", "#### {n}.{q}", "{n}. {q}\n---------------", "<h3>{n}. {q}</h3>"],
    "bold": ["**{q}**", "**{n}. {q}**", "{n}. **{q}**", "**Q{n}: {q}**", "**Q{n}:** {q}", "__{q}__", "***{q}***", "<b>{n}. {q}</b>"],
    "labels": ["Q: {q}", "Q{n}. {q}", "Question {n}: {q}", "**Question {n}:** {q}", "- Q: {q}", "- **Q:** {q}"],
    "items": ["{n}. {q}", "- {q}", "* {q}", "- **{q}**", "- 🟩 {q}", "- [{q}](https://example.org/{n})", "- ### {q}", "{n}. ### {q}", "- [ ] **{q}**"],
    "details": ["<details>\n<summary>{q}</summary>\n", "<details>\n<summary><b>{n}. {q}</b></summary>\n", "<details>\n<summary><h3>{q}</h3></summary>\n"],
    "leads": ["🔸 {q}", "▶ {q}", "{n}- {q}", "#{n}: {q}", "{n}: {q}", "*{n}. {q}*", "> **{q}**"],
}  # fmt: skip
FORMS = [(family, form) for family, forms in TITLES.items() for form in forms]
ANSWERS = [
    "{a}", "{a}\n\n{b}", "{a}\n\n- {b}\n- {c}", "{a}\n\n1. {b}\n2. {c}", "**Answer:** {a}", "**Answer:**\n\n{a}\n\n- {b}\n- {c}", "Answer: {a}\n\n{b}",
    "> {a}", "<details>\n<summary>Answer</summary>\n\n{a}\n\n{code}\n\n</details>", "{code}", "{a}\n\n{code}\n\n{b}", "{a}\n\n**Example:**\n\n{code}\n\n**Common mistakes:**\n\n- {b}",
    "{a}\n\nDeep Dive: {b}\n\nCommon Mistakes: {c}", "{a}\n\n| part | use |\n|---|---|\n| one | {b} |\n| two | {c} |", "{a} Why is that so? {b}",
]  # fmt: skip
PARTS = ["", "", "# {part}", "## {part}", "**{part}**"]
NAMES = ["Basics", "Under sail", "In harbour", "For captains"]


@dataclass(frozen=True)
class Bank:
    """A text, the titles of its entries, and how many fences stand in them."""

    text: str
    titles: list[str]
    fences: int


def bank(family: str, form: str, seed: int) -> Bank:
    """Returns a bank of a form of titles; the same for the same seed."""
    chance = random.Random(f"{form} {seed}")
    answer, part = chance.choice(ANSWERS), chance.choice(PARTS)
    if part and form.startswith(part.split("{")[0]):
        part = ""  # nobody could tell its parts from its titles
    titles = _titles(chance, chance.choice([5, 8, 12]))
    out = ["# Questions about boats" if not form.startswith("# ") else ""]
    size = -(-len(titles) // len(NAMES))
    for number, title in enumerate(titles, start=1):
        if part and (number - 1) % max(3, size) == 0:
            out.append(part.format(part=NAMES[(number - 1) // max(3, size)]))
        text = answer.format(
            a=_told(chance), b=_told(chance), c=_told(chance), code=f"```py\nmend({number})\n```"
        )
        out.append(_entry(family, form.format(n=number, q=title), text))
    text = "\n\n".join(one for one in out if one) + "\n"
    return Bank(text, titles, len(re.findall("```py", text)))


def mixed(families: tuple[str, ...], seed: int) -> Bank:
    """Returns a bank whose parts are written each in a form of their own: titles of one of the families, and answers."""
    chance = random.Random(f"{families} {seed}")
    out, titles, fences = ["# Questions about boats"], [], 0
    for name, family in zip(NAMES, families, strict=False):
        forms = [one for one in TITLES[family] if not one.startswith(("# ", "## ", "- ["))]
        form, answer = chance.choice(forms), chance.choice(ANSWERS)
        mine = [one for one in _titles(chance, 9) if one not in titles][:6]
        out.append(f"## {name}")
        for number, title in enumerate(mine, start=1):
            code = f"```py\nmend({number})\n```"
            text = answer.format(a=_told(chance), b=_told(chance), c=_told(chance), code=code)
            out.append(_entry(family, form.format(n=number, q=title), text))
            fences += "```py" in text
        titles += mine
    return Bank("\n\n".join(out) + "\n", titles, fences)


def irregular(family: str, form: str, slip: str, seed: int) -> Bank:
    """Returns a bank of a form of titles, one of which is written in another."""
    chance = random.Random(f"{form} {slip} {seed}")
    answer, titles = chance.choice(ANSWERS), _titles(chance, 8)
    other = chance.choice([at for at, title in enumerate(titles) if at and title.endswith("?")])
    out, fences = ["# Questions about boats" if not form.startswith("# ") else ""], 0
    for number, title in enumerate(titles, start=1):
        code = f"```py\nmend({number})\n```"
        text = answer.format(a=_told(chance), b=_told(chance), c=_told(chance), code=code)
        written = (slip if number == other + 1 else form).format(n=number, q=title)
        out.append(_entry(family, written, text))
        fences += "```py" in text
    return Bank("\n\n".join(one for one in out if one) + "\n", titles, fences)


def slips_of(form: str) -> list[str]:
    """Returns how a title of a form is written by somebody who slips once."""
    counted = re.search(r"\{n\}[.:)] ", form)
    if counted is None or (form[0] in "#*{" and form[1] in "{n") or "](" in form:
        return [form.replace("###", "####", 1)] if "### " in form and counted else []
    slips = [
        form.replace(counted[0], f"{{n}}{counted[0][-2] * 2} "),
        form.replace(counted[0], f"{counted[0][:-1]}"),
    ]
    if form.startswith("### "):
        slips.append(f"#{form}")
    if "Q" not in form and "Question" not in form:
        slips.append(form.replace(counted[0], ""))
    return slips


def _entry(family: str, title: str, text: str) -> str:
    if family == "details":
        return f"{title}\n{text}\n\n</details>"
    if family == "items" or title.startswith("- "):
        indent = " " * (3 if title[0].isdecimal() else 2)
        text = "\n".join(indent + line if line else "" for line in text.split("\n"))
    return f"{title}\n\n{text}"


def _titles(chance: random.Random, count: int) -> list[str]:
    """Returns different titles, most of which ask."""
    found: list[str] = []
    while len(found) < count:
        thing, other, work, place = (
            chance.choice(THINGS), chance.choice(THINGS), chance.choice(WORK), chance.choice(PLACES)
        )  # fmt: skip
        title = chance.choice(
            [f"What is a {thing} {place}?", f"How do you {work} a {thing} {place}?", f"Why does a {thing} need a {other}?",
             f"Which {thing} do you {work} {place}?", f"Explain the {thing} {place}", f"{thing.capitalize()} against {other} {place}"]
        )  # fmt: skip
        if title not in found:
            found.append(title)
    asking = sum(title.endswith("?") for title in found)
    return found if asking >= 0.6 * count else _titles(chance, count)


def _told(chance: random.Random) -> str:
    thing, other, work, place = (
        chance.choice(THINGS), chance.choice(THINGS), chance.choice(WORK), chance.choice(PLACES)
    )  # fmt: skip
    return f"The {thing} and the {other} {work} each other {place}, and the crew sees to the rest of it."
