"""Models of learning: a file per subject."""

from learning.models.index import LearningIndexPage
from learning.models.modules import ModulePage
from learning.models.paths import LearningPathPage
from learning.progress.models import LearnerEvent, LearnerLog

__all__ = ["LearnerEvent", "LearnerLog", "LearningIndexPage", "LearningPathPage", "ModulePage"]
