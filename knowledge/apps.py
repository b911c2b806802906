"""Entries: the archive and everything that understands its content."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = "Knowledge"

    def ready(self) -> None:
        from hub.core.kept import forget_on_change_of  # noqa: PLC0415
        from knowledge import kinds, models, signals  # noqa: F401, PLC0415
        from knowledge.credit import receivers as credit_receivers  # noqa: F401, PLC0415
        from knowledge.traces import receivers as trace_receivers  # noqa: F401, PLC0415

        kinds.register(models.QuestionPage)
        kinds.register(models.DebugEntryPage)
        kinds.register(models.CodeSnippetPage)
        kinds.register(models.DesignNotePage)
        kinds.register(models.SecurityTopicPage)
        from knowledge.search import receivers  # noqa: F401, PLC0415 - they read models and kinds

        forget_on_change_of(models.Technology, models.Category, models.DomainPage, models.Promotion)
