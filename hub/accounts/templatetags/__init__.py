"""Template tags of account pages."""
