"""What search keeps beside entries: the index, its vocabulary, editors' promotions, counts of searches.

The full-text part of the index is the database's own (`knowledge.search.postgres`, `knowledge.search.sqlite`)
and is no field of these models.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

MAX_WORD = 60
MAX_QUERY = 120


class SearchDocument(models.Model):
    """A published entry as search reads it; made again when `version` is not that of the analysis."""

    entry = models.OneToOneField(
        "knowledge.EntryPage", on_delete=models.CASCADE, primary_key=True, related_name="search_document"
    )
    version = models.PositiveIntegerField(db_index=True)
    title = models.TextField(help_text="Lexemes of the title and the code.")
    wordings = models.TextField(
        default="", db_default="", help_text="Lexemes of messages and other wordings, a line each."
    )
    keywords = models.TextField(help_text="Lexemes of tags, technology and the like.")
    summary = models.TextField(help_text="Lexemes of the summary and of what tells when one needs the entry.")
    body = models.TextField(
        default="", db_default="", help_text="Lexemes of the sections, each as often as it is there."
    )
    text = models.TextField(help_text="Plain text, from which passages are shown.")

    def __str__(self) -> str:
        return f"Search document of {self.entry_id}"


class TitleStart(models.Model):
    """A title from one of its words on, so that a prefix of any word is found by an index."""

    entry = models.ForeignKey("knowledge.EntryPage", on_delete=models.CASCADE, related_name="title_starts")
    key = models.CharField(max_length=MAX_WORD, db_index=True)
    place = models.PositiveSmallIntegerField(help_text="Which word of the title it begins with, from 0.")

    def __str__(self) -> str:
        return self.key


class SearchWord(models.Model):
    """A word of the archive, and in how many entries it occurs."""

    word = models.CharField(max_length=MAX_WORD, unique=True)
    stem = models.CharField(max_length=MAX_WORD, db_index=True)
    shown = models.CharField(max_length=MAX_WORD, help_text="As somebody wrote it: useEffect.")
    is_name = models.BooleanField(default=False, help_text="A name from code, which is never corrected.")
    entries = models.IntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.word} ({self.entries})"


class WordDeletion(models.Model):
    """A word with up to two letters left out; two words a typing error apart share one of these."""

    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="deletions")
    letters = models.CharField(max_length=MAX_WORD, db_index=True)

    def __str__(self) -> str:
        return self.letters


class Promotion(models.Model):
    """An entry that editors put above the results of a query."""

    query = models.CharField(
        max_length=MAX_QUERY, help_text="The words people type; case and little words do not matter."
    )
    entry = models.ForeignKey("knowledge.EntryPage", on_delete=models.CASCADE, related_name="promotions")
    position = models.PositiveSmallIntegerField(default=1, help_text="1 stands on top.")
    normalised = models.CharField(max_length=MAX_QUERY, editable=False, db_index=True)

    class Meta:
        ordering = ["normalised", "position"]
        constraints = [
            models.UniqueConstraint(fields=("normalised", "entry"), name="knowledge_promotion_once")
        ]
        verbose_name = "promoted result"

    def __str__(self) -> str:
        return f"{self.query}: {self.entry_id}"

    def clean(self) -> None:
        super().clean()
        self.normalised = self._normalised()
        if not self.normalised:
            raise ValidationError({"query": "There is no word in it."})
        same = Promotion.objects.filter(normalised=self.normalised, entry=self.entry_id).exclude(pk=self.pk)
        if same.exists():
            raise ValidationError({"entry": "It is promoted for this query already."})

    def save(self, *args, **kwargs) -> None:
        self.normalised = self._normalised()
        super().save(*args, **kwargs)

    def _normalised(self) -> str:
        from knowledge.search.terms import promotion_key  # noqa: PLC0415 - search reads models

        return promotion_key(self.query)[:MAX_QUERY]


class SearchCount(models.Model):
    """How often a query was searched on a day: words alone, nothing about who asked."""

    query = models.CharField(max_length=MAX_QUERY)
    day = models.DateField(db_index=True)
    found = models.BooleanField(help_text="Whether there were results for all of its words.")
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("query", "day", "found"), name="knowledge_search_count_unique")
        ]

    def __str__(self) -> str:
        return f"{self.query} {self.day}: {self.number}"
