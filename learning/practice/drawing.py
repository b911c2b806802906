"""Sets and orders that a seed decides: the same seed over the same codes gives the same, everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from hashlib import sha256

SEED = re.compile(r"[\w.-]{1,40}\Z")


def read_seed(text: str, otherwise: str) -> str:
    """Returns a seed as it may stand in an address, another one for anything else."""
    return text if SEED.match(text) else otherwise


def shuffled(seed: str, codes: Iterable[str]) -> list[str]:
    """Returns the codes in the order of a seed.

    Each code has a place of its own in that order, so that one more entry or one less moves no other.
    """
    return sorted(codes, key=lambda code: (sha256(f"{seed}\0{code}".encode()).digest(), code))


def draw(seed: str, codes: Iterable[str], number: int) -> list[str]:
    """Returns at most so many of the codes, chosen and ordered by a seed."""
    return shuffled(seed, codes)[:number]
