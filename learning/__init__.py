"""Learning: paths and their modules, what a learner did, and practice over entries."""
