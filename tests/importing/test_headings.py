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
