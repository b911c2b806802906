"""Submissions: what a reader sends to become an entry, or to correct one, until it has its answer.

`states` is the one table of what may happen to a submission and by whom, `services` the only code that
makes it happen. Everything else asks or shows.
"""
