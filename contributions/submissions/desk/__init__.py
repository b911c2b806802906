"""The moderators' desk in the admin: the queue, the review page, and what is decided there.

Everything that changes a submission goes through `contributions.submissions.services`; what stands here
shows, asks and reports.
"""
