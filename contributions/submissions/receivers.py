"""What submissions hear from others, and who hears of them: publication, and the contributor's mail."""

from contributions.submissions import notifications, services
from contributions.submissions.models import Submission
from contributions.submissions.signals import decided, said
from knowledge.publishing import entries_published


def follow_publication(sender, published, **kwargs) -> None:
    """Marks accepted submissions published once the publish holds what they became."""
    revisions = {entry.pk: revision for entry, revision in published}
    waiting = Submission.objects.waiting_for_entries(revisions).select_related("entry_revision")
    for submission in waiting:
        made, revision = submission.entry_revision, revisions[submission.entry_id]
        if made is None or revision is None or revision.created_at >= made.created_at:
            services.publish(submission)


entries_published.connect(follow_publication, dispatch_uid="contributions.follow_publication")
decided.connect(notifications.tell_decision, dispatch_uid="contributions.tell_decision")
said.connect(notifications.tell_message, dispatch_uid="contributions.tell_message")
