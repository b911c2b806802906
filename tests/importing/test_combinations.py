"""Banks of every combination of titles, answers, parts and wordings are read as their author meant them."""

import itertools

import pytest

from knowledge.importing.dialects import understand
from tests.importing.accounting import texts_of, unaccounted
from tests.importing.combined import FORMS, TITLES, Bank, bank, irregular, mixed, slips_of

BANKS = 24  # of each form
MIXED, SLIPPED = 6, 6  # banks of each order of families, and of each slip
ORDERS = list(itertools.permutations(TITLES, 3))
SLIPS = [(family, form, slip) for family, form in FORMS for slip in slips_of(form)]


@pytest.mark.parametrize(("family", "form"), FORMS, ids=lambda value: value.replace("\n", "⏎"))
def test_titles_of_a_form_are_found_whatever_stands_around_and_below_them(family, form):
    assert _read([bank(family, form, seed) for seed in range(BANKS)]) == ([], [], 0)


@pytest.mark.parametrize("families", ORDERS, ids="-".join)
def test_titles_are_found_in_files_whose_parts_are_each_written_in_a_form_of_their_own(families):
    assert _read([mixed(families, seed) for seed in range(MIXED)]) == ([], [], 0)


@pytest.mark.parametrize(("family", "form", "slip"), SLIPS, ids=lambda value: value.replace("\n", "⏎"))
def test_a_title_that_is_written_with_a_slip_is_found_among_the_others(family, form, slip):
    assert _read([irregular(family, form, slip, seed) for seed in range(SLIPPED)]) == ([], [], 0)


def _read(banks: list[Bank]) -> tuple[list, list, int]:
    """Returns the titles that were lost and those invented, each with the place of its bank, and how many fences were lost."""
    lost, invented, fences = [], [], 0
    for place, made in enumerate(banks):
        found = understand("notes.md", made.text.encode())
        assert unaccounted(found, made.text) == []
        titles = [one.document.title for one in found.entries]
        lost += [(place, title) for title in made.titles if title not in titles]
        invented += [(place, title) for title in titles if title not in made.titles]
        fences += made.fences - sum(text.count("```py") for text in texts_of(found))
    return lost, invented, fences
