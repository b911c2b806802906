"""Banks of every combination of titles, answers, parts and wordings are read as their author meant them."""

import pytest

from knowledge.importing.dialects import understand
from tests.importing.accounting import texts_of, unaccounted
from tests.importing.combined import FORMS, bank

BANKS = 24  # of each form


@pytest.mark.parametrize(("family", "form"), FORMS, ids=lambda value: value.replace("\n", "⏎"))
def test_titles_of_a_form_are_found_whatever_stands_around_and_below_them(family, form):
    lost, invented, fences = [], [], 0
    for seed in range(BANKS):
        made = bank(family, form, seed)
        found = understand("notes.md", made.text.encode())
        assert unaccounted(found, made.text) == []
        titles = [one.document.title for one in found.entries]
        lost += [(seed, title) for title in made.titles if title not in titles]
        invented += [(seed, title) for title in titles if title not in made.titles]
        fences += made.fences - sum(text.count("```py") for text in texts_of(found))
    assert (lost, invented, fences) == ([], [], 0)
