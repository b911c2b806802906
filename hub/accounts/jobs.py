"""The recurring jobs of accounts."""

from datetime import timedelta

from hub.core.scheduler import Job

JOBS = (
    Job("forget-places", "hub.accounts.forgetting.forget_places", every=timedelta(days=1)),
    Job("forget-last-mails", "hub.accounts.deletion.forget_last_mails", every=timedelta(hours=1)),
    Job("forget-unconfirmed", "hub.accounts.forgetting.forget_unconfirmed", every=timedelta(days=1)),
)
