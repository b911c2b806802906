"""What somebody wants to be told, as it travels through forms and signed links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import models

MOST = 50  # of technologies or entries one link carries


class Rhythm(models.TextChoices):
    """How often somebody gets a mail about what changed."""

    AT_ONCE = "at-once", "At once"
    WEEKLY = "weekly", "Once a week"
    MONTHLY = "monthly", "Once a month"


@dataclass(frozen=True)
class Wishes:
    """What to tell somebody, and how often.

    Arguments:
        rhythm: of mails about changes; a letter comes when its editor sends it.
        letters: the editor's letter.
        news: new and corrected entries, of `technologies` and `kinds` where any are named, else of all.
        technologies: slugs.
        kinds: keys.
        entries: codes of single entries to be told of each change of.
    """

    rhythm: str = Rhythm.WEEKLY
    letters: bool = False
    news: bool = False
    technologies: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is wished for at all."""
        return bool(self.letters or self.news or self.entries)

    def packed(self) -> dict[str, Any]:
        """Returns what a signed link holds; the less, the shorter it is."""
        found = {"r": str(self.rhythm), "l": self.letters, "n": self.news}
        found |= {"t": self.technologies[:MOST], "k": self.kinds, "e": self.entries[:MOST]}
        return {key: value for key, value in found.items() if value}

    @classmethod
    def unpacked(cls, packed: dict[str, Any]) -> Wishes:
        return cls(
            rhythm=packed.get("r", Rhythm.WEEKLY),
            letters=bool(packed.get("l")),
            news=bool(packed.get("n")),
            technologies=tuple(packed.get("t", ())),
            kinds=tuple(packed.get("k", ())),
            entries=tuple(packed.get("e", ())),
        )

    def joined(self, other: Wishes) -> Wishes:
        """Returns the wishes of both; the rhythm is the other's, since it was chosen later.

        News without a technology or kind are news of all, so a narrower wish does not narrow them.
        """
        return replace(
            other,
            letters=self.letters or other.letters,
            news=self.news or other.news,
            technologies=self._wider(other, "technologies"),
            kinds=self._wider(other, "kinds"),
            entries=_union(self.entries, other.entries),
        )

    def _wider(self, other: Wishes, name: str) -> tuple[str, ...]:
        mine, theirs = getattr(self, name), getattr(other, name)
        if self.news and other.news:
            return _union(mine, theirs) if mine and theirs else ()
        return mine if self.news else theirs


def _union(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*first, *second]))
