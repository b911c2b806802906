"""Notations of questions and answers met in the wild: each is read with its titles clean and nothing lost."""

import pytest

from knowledge.importing.dialects import understand
from tests.importing.accounting import unaccounted

ASKED = [
    "What is a keel?", "Why does a hull float?", "How is a sail set?", "When do you reef a sail?", "Where is port?",
    "Which rope is the sheet?", "What does an anchor do?", "Who steers the boat?",
]  # fmt: skip
ANSWER = "It is a part of the boat, as every sailor knows."
ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"]
FORMS = {
    "a label behind an item": "- {q} **Answer:** {a}\n",
    "a label behind a counted item": "{n}. {q} **Answer:** {a}\n\n",
    "a label behind bold words": "**{q}** *Answer:* {a}\n\n",
    "a label behind a heading": "### {q} **Answer:** {a}\n\n",
    "both labels in a line": "Q: {q} A: {a}\n\n",
    "an answer behind a dash": "{n}. {q} - {a}\n",
    "an answer behind an arrow": "- {q} → {a}\n",
    "an answer behind bold words": "- **{q}** {a}\n",
    "a line break behind an item": "{n}. {q}<br>{a}\n",
    "a line break behind bold words": "**{n}. {q}**<br/>{a}\n\n",
    "paragraphs of HTML": "<p><b>{n}. {q}</b></p>\n<p>{a}</p>\n",
    "headings of HTML": "<h3>{n}. {q}</h3>\n<p>{a}</p>\n",
    "bold items of HTML": "- <b>{q}</b><br/>{a}\n",
    "definitions of HTML": "<dt>{q}</dt>\n<dd>{a}</dd>\n",
    "definitions": "{q}\n: {a}\n\n",
    "quoted answers": "#### {q}\n> {a}\n\n",
    "quoted questions": "> **{q}**\n\n{a}\n\n",
    "callouts": "> [!question] {q}\n> {a}\n\n",
    "admonitions": '??? question "{q}"\n    {a}\n\n',
    "containers": ":::details {q}\n{a}\n:::\n\n",
    "components": '<Accordion title="{q}">\n{a}\n</Accordion>\n\n',
    "folded questions": "<details><summary><b>{q}</b></summary><p>\n\n{a}\n\n</p></details>\n\n",
    "dotted labels": "Q. {q}\nAns. {a}\n\n",
    "small numbers": "{r}. {q}\n\n{a}\n\n",
    "letters": "{l}) {q}\n\n{a}\n\n",
    "counted labels in brackets": "(Q{n}) {q}\n{a}\n\n",
    "numbers called so": "No. {n} {q}\n{a}\n\n",
    "numbers in brackets": "[{n}] {q}\n{a}\n\n",
    "numbers and a slash": "{n}/ {q}\n{a}\n\n",
    "titles over a rule of dashes": "{q}\n---\n{a}\n\n",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("head", ["# Interview questions\n\n", ""])
def test_a_bank_in_one_notation(form, head):
    text = head + "".join(
        form.format(q=q, a=ANSWER, n=n + 1, r=ROMAN[n], l="abcdefgh"[n]) for n, q in enumerate(ASKED)
    )
    found = understand("boats.md", text.encode())
    assert [one.document.title for one in found.entries] == ASKED
    assert all("as every sailor knows" in str(one.document) for one in found.entries)
    assert unaccounted(found, text) == []


def test_boxes_that_ask_nothing_stay_what_they_are():
    notes = "".join(f'??? note "About part {n}"\n    It is so.\n\n' for n in range(4))
    asked = "".join(f"## {one}\n\n{ANSWER}\n\n" for one in ASKED)
    found = understand("boats.md", f"# Boats\n\n{notes}{asked}".encode())
    assert [one.document.title for one in found.entries] == ASKED


def test_code_in_what_unfolds_stays_as_it_is():
    code = "```py\nif wind > 7:\n    reef()  # **Answer:** now<br>\n```"
    held = "\n".join(f"    {line}" for line in code.split("\n"))
    text = "# Boats\n\n" + "".join(f'??? question "{one}"\n{held}\n\n' for one in ASKED)
    found = understand("boats.md", text.encode())
    assert [one.document.title for one in found.entries] == ASKED
    assert all(code in str(one.document).replace("\\n", "\n") for one in found.entries)
