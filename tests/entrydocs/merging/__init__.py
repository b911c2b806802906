"""Corrections of entries: comparing and merging entry documents."""
