"""Codes: an entry's identity, assigned once by the database and never used again."""

import re

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

MAX_EXPLICIT_NUMBER = 999_999  # a code from outside may not use up the numbers of its sequence
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


def next_code(stem: str, digits: int) -> str:
    """Returns a new code for a stem, holding the stem's row until the transaction ends.

    Arguments:
        stem: everything before the number, e.g. `FLSK-MID`.
        digits: how many digits the number has at least.
    """
    sequence = _locked(stem)
    sequence.last_number += 1
    sequence.save(update_fields=["last_number"])
    return f"{stem}-{sequence.last_number:0{digits}d}"


def claim_code(code: str, stem: str) -> None:
    """Takes a code given from outside out of the sequence's reach.

    Arguments:
        code: the explicit code of a new entry.
        stem: the stem the entry would have got one for.
    Raises:
        ValidationError: when the code belongs to another stem, was retired, or has a number nobody needs.
    """
    match = PARTS.match(code)
    if not match or match["stem"] != stem:
        raise ValidationError({"code": f"{code} does not fit; codes of this entry look like {stem}-001."})
    if int(match["number"]) > MAX_EXPLICIT_NUMBER:
        raise ValidationError(
            {"code": f"{code} is too high; numbers up to {MAX_EXPLICIT_NUMBER:,} are taken."}
        )
    if RetiredCode.objects.filter(code=code).exists():
        raise ValidationError({"code": f"{code} was retired; a code is never used again."})
    sequence = _locked(stem)
    if sequence.last_number < int(match["number"]):
        sequence.last_number = int(match["number"])
        sequence.save(update_fields=["last_number"])


def _locked(stem: str) -> CodeSequence:
    try:
        with transaction.atomic():
            CodeSequence.objects.get_or_create(stem=stem)
    except IntegrityError:  # another transaction made the row at the same moment
        pass
    return CodeSequence.objects.select_for_update().get(stem=stem)
