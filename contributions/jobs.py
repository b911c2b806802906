"""The recurring jobs of what readers send."""

from datetime import timedelta

from hub.core.scheduler import Job

JOBS = (
    Job("forget-senders", "contributions.gate.forgetting.forget", every=timedelta(days=1)),
    Job("expire-claims", "contributions.submissions.services.expire_claims", every=timedelta(minutes=5)),
    Job("desk-digest", "contributions.submissions.desk.digests.send_digests", every=timedelta(hours=1)),
    Job("testimonials-lifetime", "contributions.testimonials.lifetime.pass_time", every=timedelta(days=1)),
    Job("letters", "contributions.newsletter.letters.sending.send_due", every=timedelta(minutes=1)),
    Job("digests", "contributions.newsletter.digests.send_soon", every=timedelta(minutes=5)),
    Job("sign-up-spike", "contributions.newsletter.watch.alert", every=timedelta(minutes=10)),
    Job("forget-left", "contributions.newsletter.services.forget_left", every=timedelta(days=1)),
)
