"""Codes: an entry's identity, assigned once by the database and never used again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

MAX_EXPLICIT_NUMBER = 999_999  # a code from outside may not use up the numbers of its sequence
LOOK_AHEAD = 20  # codes that are asked for at once, where those that come next turn out to be taken
PARTS = re.compile(r"(?P<stem>[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*)-(?P<number>[0-9]{2,9})\Z")


class CodeSequence(models.Model):
    """The last number given out for a stem such as `FLSK-MID`."""

    stem = models.CharField(max_length=24, primary_key=True)
    last_number = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.stem}-{self.last_number}"


class RetiredCode(models.Model):
    """The code of an entry that is gone; it answers 410 or leads to its successor."""

    code = models.CharField(max_length=32, primary_key=True)
    title = models.CharField(max_length=255)
    successor = models.CharField(
        max_length=32, blank=True, help_text="The code of the entry that replaces it, where there is one."
    )
    retired_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-retired_at"]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        super().clean()
        self.successor = self.successor.strip().upper()
        if not self.successor:
            return
        if not PARTS.match(self.successor):
            raise ValidationError({"successor": f"{self.successor} is no code; one looks like PY-007."})
        successors = dict(RetiredCode.objects.exclude(pk=self.pk).values_list("code", "successor"))
        entries = self._meta.apps.get_model("knowledge", "EntryPage").objects
        known = self.successor in successors or self.successor == self.code
        if not known and not entries.filter(code=self.successor).exists():
            raise ValidationError({"successor": f"No entry has the code {self.successor}."})
        follower = self.successor
        while follower and follower != self.code:
            follower = successors.pop(follower, "")
        if follower:
            raise ValidationError({"successor": f"{self.successor} leads back to {self.code}."})


@dataclass(frozen=True)
class Wish:
    """What a new entry wants for a code.

    Arguments:
        stem: everything before the number, e.g. `FLSK-MID`.
        digits: how many digits the number has at least.
        code: the one it asks for; empty for the next.
    """

    stem: str
    digits: int
    code: str = ""


class Codes:
    """Codes for new entries, whose sequences are held until the transaction ends.

    Everything is asked for all of them together, so that many entries cost as many queries as one.
    """

    def __init__(self, wishes: Sequence[Wish]) -> None:
        self._sequences = _locked({wish.stem for wish in wishes})
        asked = {wish.code for wish in wishes if wish.code}
        retired = RetiredCode.objects.filter(code__in=asked) if asked else RetiredCode.objects.none()
        self._retired = set(retired.values_list("code", flat=True))
        self._looked_at: dict[str, int] = {}
        self._taken: set[str] = set()
        ahead = Counter((wish.stem, wish.digits) for wish in wishes if not wish.code)
        self._look_at(asked.union(*(self._next(stem, digits, n) for (stem, digits), n in ahead.items())))

    def take(self, wish: Wish) -> str:
        """Returns the code of an entry.

        Raises:
            ValidationError: when the code asked for belongs to another stem or entry, was retired, or has a
                number nobody needs.
        """
        sequence = self._sequences[wish.stem]
        if wish.code:
            number = self._checked(wish.code, wish.stem)
            sequence.last_number = max(sequence.last_number, number)
            code = wish.code
        else:
            code = self._following(sequence, wish.digits)
        self._taken.add(code)
        return code

    def save(self) -> None:
        """Writes down which numbers were taken."""
        CodeSequence.objects.bulk_update(self._sequences.values(), ["last_number"])

    def _checked(self, code: str, stem: str) -> int:
        match = PARTS.match(code)
        if not match or match["stem"] != stem:
            raise ValidationError({"code": f"{code} does not fit; codes of this entry look like {stem}-001."})
        if int(match["number"]) > MAX_EXPLICIT_NUMBER:
            raise ValidationError(
                {"code": f"{code} is too high; numbers up to {MAX_EXPLICIT_NUMBER:,} are taken."}
            )
        if code in self._retired:
            raise ValidationError({"code": f"{code} was retired; a code is never used again."})
        if code in self._taken:
            raise ValidationError({"code": f"{code} belongs to another entry."})
        return int(match["number"])

    def _following(self, sequence: CodeSequence, digits: int) -> str:
        while True:
            if sequence.last_number >= self._looked_at.get(sequence.stem, 0):
                self._look_at(self._next(sequence.stem, digits, LOOK_AHEAD))
            sequence.last_number += 1
            code = _code(sequence.stem, sequence.last_number, digits)
            if code not in self._taken:
                return code

    def _next(self, stem: str, digits: int, number: int) -> set[str]:
        """Returns the codes that come next in a sequence, whether somebody has them or not."""
        last = self._sequences[stem].last_number
        self._looked_at[stem] = last + number
        return {_code(stem, one, digits) for one in range(last + 1, last + number + 1)}

    def _look_at(self, codes: set[str]) -> None:
        entries = apps.get_model("knowledge", "EntryPage").objects
        self._taken.update(entries.filter(code__in=codes).values_list("code", flat=True))


def _code(stem: str, number: int, digits: int) -> str:
    return f"{stem}-{number:0{digits}d}"


def _locked(stems: set[str]) -> dict[str, CodeSequence]:
    """Returns the sequences of stems, made where they are missing; the same order for all keeps them apart."""
    sequences = CodeSequence.objects.filter(stem__in=stems)
    missing = stems - set(sequences.values_list("stem", flat=True))
    # Another transaction may make one at the same moment.
    CodeSequence.objects.bulk_create([CodeSequence(stem=stem) for stem in missing], ignore_conflicts=True)
    return {one.stem: one for one in sequences.select_for_update().order_by("stem")}
