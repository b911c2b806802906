"""What errors an entry explains, in the form pasted traces are looked up by; made on publish, never shown."""

from django.db import models


class EntrySignature(models.Model):
    """One message of a live entry without what varies; the fields are those of `traces.signatures.Print`.

    `context` holds telling words of the entry, `look_alikes` pairs of a code and the phrases that speak for it.
    """

    entry = models.ForeignKey("knowledge.EntryPage", on_delete=models.CASCADE, related_name="signatures")
    ordinal = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(db_index=True)
    families = models.JSONField(default=list)
    error_type = models.CharField(max_length=200, blank=True)
    codes = models.JSONField(default=list)
    meaning = models.CharField(max_length=80, blank=True)
    template = models.TextField(blank=True)
    values = models.JSONField(default=list)
    role = models.CharField(max_length=8)
    context = models.JSONField(default=list)
    look_alikes = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("entry", "ordinal"), name="knowledge_signature_once")]

    def __str__(self) -> str:
        return f"{self.error_type}: {self.template}" if self.error_type else self.template


class SignatureTerm(models.Model):
    """A term that leads to a signature: 64 bits of its digest, so that one narrow index answers."""

    term = models.BigIntegerField()
    signature = models.ForeignKey(EntrySignature, on_delete=models.CASCADE, related_name="terms")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("term", "signature"), name="knowledge_term_once")]

    def __str__(self) -> str:
        return f"{self.term}: {self.signature_id}"
