"""What submissions hear from the archive: that an entry made of one has become public."""

from wagtail.signals import page_published

from contributions.submissions import services
from contributions.submissions.models import Submission


def follow_publication(sender, instance, revision=None, **kwargs) -> None:
    """Marks accepted submissions published once the publish holds what they became."""
    waiting = Submission.objects.waiting_for_entry(instance.pk).select_related("entry_revision")
    for submission in waiting:
        made = submission.entry_revision
        if made is None or revision is None or revision.created_at >= made.created_at:
            services.publish(submission)


page_published.connect(follow_publication, dispatch_uid="contributions.follow_publication")
