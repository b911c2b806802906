"""What submissions hear from others, and who hears of them: publication, and the contributor's mail."""

from wagtail.signals import page_published

from contributions.submissions import notifications, services
from contributions.submissions.models import Submission
from contributions.submissions.signals import decided, said


def follow_publication(sender, instance, revision=None, **kwargs) -> None:
    """Marks accepted submissions published once the publish holds what they became."""
    waiting = Submission.objects.waiting_for_entry(instance.pk).select_related("entry_revision")
    for submission in waiting:
        made = submission.entry_revision
        if made is None or revision is None or revision.created_at >= made.created_at:
            services.publish(submission)


page_published.connect(follow_publication, dispatch_uid="contributions.follow_publication")
decided.connect(notifications.tell_decision, dispatch_uid="contributions.tell_decision")
said.connect(notifications.tell_message, dispatch_uid="contributions.tell_message")
