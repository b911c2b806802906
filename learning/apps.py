"""Learning paths and practice."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "learning"
    verbose_name = "Learning"

    def ready(self) -> None:
        from hub.core import personal  # noqa: PLC0415
        from knowledge import kinds  # noqa: PLC0415 - the registry reads models
        from learning import models, receivers  # noqa: F401, PLC0415
        from learning.progress import personal as progress  # noqa: PLC0415

        kinds.register(models.LearningPathPage)
        kinds.register(models.ModulePage)
        personal.register(progress.DATA)
