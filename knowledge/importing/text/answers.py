"""Answer labels: `**Answer:**`, `A:`, `Ans.`, `*How to answer:*`, at the beginning of a line."""

from __future__ import annotations

import re

from knowledge.importing.text.labels import ANSWER, CORRECT, label_words, role_of
from knowledge.importing.text.languages import RIGHT_ANSWER_WORDS, any_of

# A few words, perhaps emphasised, up to a colon; the colon inside or outside of the emphasis.
RUN_IN = re.compile(
    r"^\s{0,9}(?:[-*+•]\s+)?(?P<lead>[^\w\s*_\[(<`]{0,4}\s?)(?P<mark>\*\*\*|\*\*|__|\*|_|<b>|<strong>|<u>|)\s?"
    r"(?P<label>[^*_:：<>`\n]{1,60}?)\s?(?P<end>[:：]\s?(?:\*\*\*|\*\*|__|\*|_|</b>|</strong>|</u>)|(?:\*\*\*|\*\*|__|\*|_|</b>|</strong>|</u>)\s?[:：]|[:：])"
    r"(?P<text>\s.*|(?<=：).*|(?<=：\*\*).*|)$",  # a full-width colon holds its space
    re.DOTALL,
)
ABBREVIATED = re.compile(
    r"^\s{0,9}(?:\*\*|__|)(?:(?:A|Ans|ANS)\s{0,1}(?:\d{1,3})?\s?[.)：:-]|\[(?:A|Ans|ANS)\])(?:\*\*|__|)\s+(?P<text>\S.*)$",
    re.DOTALL,
)
DECORATED = re.compile(
    r"^\s{0,9}(?:💡|✅|👉|➡️?|📝|🅰️?)\s*(?:\*\*|)Answer(?:\*\*|)\s*[:：-]?\s*(?P<text>.*)$", re.DOTALL
)
# The letter of the right option in a sentence: “The correct answer is C.”
STATED = re.compile(
    r"^\s{0,9}[^\w\s]{0,4}\s?(?:[^\W\d_]{1,3}\s)?(?P<label>(?i:(?:correct|right)\s(?:answer|option|choice)"
    rf"|{any_of(RIGHT_ANSWER_WORDS)}))"
    r"\s(?:is|es|est|ist|é|è)\s(?:option\s)?(?P<text>[*_(]{0,3}(?:[A-H](?!\w)|[a-h](?:[).:*_]|\s*$)))"
)


def run_in(line: str) -> tuple[str, str, bool] | None:
    """Reads a line that begins with a label and a colon.

    Returns the label, the text behind it, and whether the label is set off by emphasis or signs;
    None for any other line.
    """
    if stated := STATED.match(line[:2000]):
        return label_words(stated["label"]), line[stated.start("text") :].strip(), False
    if ":" not in line[:120] and "：" not in line[:120]:
        return None
    match = RUN_IN.match(line[:2000])
    if not match:
        return None
    text = line[match.start("text") :] if match.start("text") >= 0 else ""
    opened, end = match["mark"], match["end"].strip(":： ")
    if not opened and end and match["end"].startswith("："):
        text, end = line[match.start("end") + 1 :], ""  # it is what follows that is emphasised
    if opened and not end and text.rstrip().endswith(opened):  # “**Answer: B**”, all of it set off
        label = label_words(match["label"])
        text = text.rstrip().removesuffix(opened).strip()
        return (label, text, True) if opened not in text and role_of(label) in {ANSWER, CORRECT} else None
    if bool(opened) != bool(end):
        return None
    return label_words(match["label"]), text.strip(), bool(opened or match["lead"].strip())


def answer_label(line: str) -> bool:
    """Says whether a line begins with what marks an answer."""
    found = run_in(line)
    if found and role_of(found[0]) == ANSWER:
        return True
    return bool(ABBREVIATED.match(line[:200]) and not line.lstrip().startswith("A ")) or bool(
        DECORATED.match(line[:200])
    )


def states_the_answer(line: str) -> bool:
    """Says whether a line begins with what marks an answer, or tells which option is right."""
    found = run_in(line)
    return answer_label(line) or (found is not None and role_of(found[0]) == CORRECT)
