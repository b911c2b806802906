"""Model fields of our own."""

from django.db import models

from hub.core.blocks import MarkdownField


class MarkdownTextField(models.TextField):
    """Markdown on a model, edited and tidied like the Markdown of blocks."""

    def formfield(self, **kwargs):
        kwargs.pop("widget", None)
        return models.Field.formfield(self, form_class=MarkdownField, **kwargs)
