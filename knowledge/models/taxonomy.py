"""What entries are about: technologies, which give codes their prefix, and question categories."""

import re
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from wagtail.search import index

from knowledge.kinds import RESERVED_PREFIXES

prefix_validator = RegexValidator(
    r"\A[A-Z][A-Z0-9]{1,7}\Z", "Two to eight capital letters or digits, a letter first."
)


class Technology(index.Indexed, models.Model):
    """A language, framework or tool. Its prefix is part of codes and never changes once used."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    prefix = models.CharField(
        max_length=8,
        unique=True,
        validators=[prefix_validator],
        help_text="Starts the codes of its entries, e.g. FLSK in FLSK-MID-004.",
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        help_text="What it belongs to, e.g. Python for Flask.",
    )
    aliases = models.CharField(
        max_length=255,
        blank=True,
        help_text="Other names people type, separated by commas: py, python3, c++.",
    )

    search_fields: ClassVar = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("aliases"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "technologies"

    def __str__(self) -> str:
        return self.name

    @property
    def alias_list(self) -> list[str]:
        return [alias.strip() for alias in self.aliases.split(",") if alias.strip()]

    def clean_fields(self, exclude=None) -> None:
        self.prefix = (self.prefix or "").upper()  # before the validator asks for capitals
        super().clean_fields(exclude=exclude)

    def clean(self) -> None:
        super().clean()
        if self.prefix in RESERVED_PREFIXES:
            raise ValidationError({"prefix": f"{self.prefix} is reserved; choose another prefix."})
        if self.pk:
            old = Technology.objects.filter(pk=self.pk).first()
            if old and old.prefix != self.prefix and self.entries.exists():
                raise ValidationError(
                    {"prefix": "Entries carry this prefix in their codes; it cannot change."}
                )
            ancestor, seen = self.parent, set()
            while ancestor and ancestor.pk not in seen:
                if ancestor.pk == self.pk:
                    raise ValidationError({"parent": "A technology cannot belong to itself."})
                seen.add(ancestor.pk)
                ancestor = ancestor.parent
        self._check_aliases()

    def _check_aliases(self) -> None:
        mine = {alias.casefold() for alias in (*self.alias_list, self.slug, self.name)}
        for other in Technology.objects.exclude(pk=self.pk).only("name", "slug", "aliases"):
            shared = mine & {name.casefold() for name in (*other.alias_list, other.slug, other.name)}
            if shared:
                raise ValidationError({"aliases": f"{min(shared)} already means {other.name}."})


class Category(index.Indexed, models.Model):
    """What a question examines, e.g. Performance and optimization."""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    description = models.CharField(max_length=255, blank=True)

    search_fields: ClassVar = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "categories"

    def __str__(self) -> str:
        return self.name


def derive_prefix(name: str, taken: set[str]) -> str:
    """Returns a free prefix for a technology's name.

    Arguments:
        name: e.g. `Ruby on Rails`.
        taken: prefixes in use; reserved ones are avoided in any case.
    """
    letters = re.sub(r"[^A-Z0-9]", "", name.upper()).lstrip("0123456789") or "TECH"
    consonants = letters[0] + re.sub(r"[AEIOU]", "", letters[1:])
    candidates = [(consonants if len(consonants) > 1 else letters)[:4], letters[:4], letters[:8]]
    candidates += [f"{letters[:5]}{number}" for number in range(2, 1000)]
    blocked = taken | RESERVED_PREFIXES
    return next(candidate for candidate in candidates if len(candidate) > 1 and candidate not in blocked)
