"""A mock interview as somebody asked for it: how many questions, how long for each, which set."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from learning.practice.cards import Card, cards_by_code
from learning.practice.drawing import draw, read_seed
from learning.practice.faces import ASKED
from learning.practice.filters import Filter
from learning.practice.pins import MAX_QUESTIONS

FEWEST, USUAL = 3, 8
MINUTES = (0, 2, 3, 4, 5, 8, 10, 15)
MOST_DRAWN_FROM = 20_000


def read_number(params: QueryDict, name: str, low: int, high: int, otherwise: int) -> int:
    """Returns a whole number of a query string, pulled into its range; another one for anything else."""
    try:
        return min(max(int(params.get(name, "")[:6]), low), high)
    except ValueError:
        return otherwise


def seed_of_the_day() -> str:
    """The set of those who name none: the same for everybody, another one tomorrow."""
    return timezone.localdate().isoformat()


@dataclass
class Interview:
    """What an address asks for.

    Arguments:
        filter: which entries it draws from.
        seed: decides the set.
        number: of questions.
        minutes: for each question, 0 for no clock.
    """

    filter: Filter
    seed: str
    number: int
    minutes: int

    @classmethod
    def read(cls, params: QueryDict) -> Interview:
        """Returns the interview a query string asks for; what makes no sense is as usual."""
        minutes = read_number(params, "minutes", 0, 60, 4)
        return cls(
            filter=Filter(params, ASKED),
            seed=read_seed(params.get("seed", ""), seed_of_the_day()),
            number=read_number(params, "n", 1, MAX_QUESTIONS, USUAL),
            minutes=minutes,
        )

    @cached_property
    def codes(self) -> list[str]:
        return draw(self.seed, self.filter.codes(MOST_DRAWN_FROM), self.number)

    @cached_property
    def cards(self) -> list[Card]:
        return cards_by_code(self.filter.entries, self.codes)

    @property
    def query(self) -> str:
        """The query string of the same set."""
        own = [("seed", self.seed), ("n", str(self.number)), ("minutes", str(self.minutes))]
        return urlencode([*self.filter.pairs, *own])
