"""The list of learning paths."""

from typing import ClassVar

from knowledge.models import DomainPage
from learning.models.paths import LEARNING_PATH


class LearningIndexPage(DomainPage):
    """All learning paths."""

    entry_kind = LEARNING_PATH
    max_count = 1
    template = "knowledge/domain.html"
    subpage_types: ClassVar[list[str]] = ["learning.LearningPathPage"]

    class Meta:
        verbose_name = "learning path index"
