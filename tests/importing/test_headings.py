"""Headings as titles: which of a class are entries, whatever they say, and which are not, though they ask."""

import pytest

from tests.importing.test_general_shapes import ASKED, TOLD, names

NAMED = ["Knots that hold", "Paint for hulls", "Sails in a storm", "Wind at night", "Tides of the bay"]


def bank(titles, pattern, answer=TOLD, name="# Sailing interview questions\n\n"):
    """Returns a bank of titles written like `pattern`, each with the same answer."""
    return name + "".join(
        f"{pattern.format(n=number, q=title)}\n\n{answer}\n\n" for number, title in enumerate(titles, start=1)
    )


@pytest.mark.parametrize("row", ["-------", "======"])
def test_numbered_titles_may_be_underlined(row):
    assert names(bank(ASKED, f"{{n}}. {{q}}\n{row}", name="")) == ASKED


@pytest.mark.parametrize("remark", ["(4 points)", "[hard]", "*(easy)*"])
def test_a_heading_that_counts_and_adds_a_remark_is_named_by_what_stands_below(remark):
    assert names(bank(ASKED, f"### Question {{n}} {remark}\n{{q}}")) == ASKED


@pytest.mark.parametrize(
    "answer",
    [f"{TOLD}\n\n- Who reads it?\n- Who writes it?\n\n{TOLD}", f"{TOLD}\n\n**Follow-up questions:**\n\n- Who reads it?\n- What if it sinks?"],
)  # fmt: skip
def test_what_a_text_goes_on_to_ask_is_no_entry(answer):
    assert names(bank(NAMED, "### {n}. {q}", answer)) == NAMED
    listed = "- Who reads it?\n- Who writes it?"
    assert len(names(bank(NAMED, "### {q}", listed))) == 2 * len(NAMED)
