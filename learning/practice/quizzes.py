"""A quiz: multiple-choice questions of a filter, drawn by a seed."""

from __future__ import annotations

from functools import cached_property

from django.http import QueryDict
from django.utils.http import urlencode

from knowledge.models import QuestionPage
from learning.practice.cards import Card, cards_by_code
from learning.practice.drawing import read_seed, shuffled
from learning.practice.faces import QUIZZED
from learning.practice.filters import Filter
from learning.practice.interviews import MOST_DRAWN_FROM, read_number, seed_of_the_day

USUAL, MOST = 10, 30


class Quiz:
    """What an address asks for: the same seed over the same archive asks the same.

    Arguments:
        params: a query string with a filter, `seed` and `n`.
    """

    def __init__(self, params: QueryDict) -> None:
        self.filter = Filter(params, QUIZZED)
        self.seed = read_seed(params.get("seed", ""), seed_of_the_day())
        self.number = read_number(params, "n", 1, MOST, USUAL)

    @cached_property
    def _entries(self):
        offered = QuestionPage.objects.exclude(choices="[]").exclude(choices="").filter(form="choice")
        return self.filter.entries.filter(pk__in=offered.order_by().values("pk"))

    @cached_property
    def cards(self) -> list[Card]:
        """The questions in their order. One that has no right answer is none, and the next takes its place."""
        order = shuffled(self.seed, self._codes)
        found: list[Card] = []
        for start in range(0, len(order), MOST):
            drawn = cards_by_code(self._entries, order[start : start + MOST])
            found += [card for card in drawn if card.right]
            if len(found) >= self.number:
                break
        return found[: self.number]

    @cached_property
    def _codes(self) -> list[str]:
        return list(self._entries.order_by("code").values_list("code", flat=True)[:MOST_DRAWN_FROM])

    @property
    def total(self) -> int:
        """How many questions there are to draw from."""
        return len(self._codes)

    @property
    def query(self) -> str:
        """The query string of the same quiz."""
        return urlencode([*self.filter.pairs, ("seed", self.seed), ("n", self.number)])
