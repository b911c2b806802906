"""Mail people asked for: subscriptions, the consent they rest on, letters and digests.

An address is stored only once its owner has confirmed it; until then the wish travels in the signed link
of the one mail we send.
"""
