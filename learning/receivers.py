"""What happens beside a path when it changes; each receiver is named for what it does."""

from django.dispatch import receiver
from wagtail.signals import page_unpublished

from learning.models import LearningPathPage, ModulePage


@receiver(page_unpublished)
def take_modules_down(sender, instance, **kwargs) -> None:
    """Nobody reaches a module whose path is gone: it goes with it, and stays as a draft."""
    if isinstance(instance, LearningPathPage):
        for module in ModulePage.objects.child_of(instance).live():
            module.unpublish()
