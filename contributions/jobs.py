"""The recurring jobs of what readers send."""

from datetime import timedelta

from hub.core.scheduler import Job

JOBS = (Job("expire-claims", "contributions.submissions.services.expire_claims", every=timedelta(minutes=5)),)
