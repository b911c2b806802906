"""The mail of the site."""
