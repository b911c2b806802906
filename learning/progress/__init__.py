"""What a learner did: an append-only log of events, folded into what is shown, the same in browser and account."""
