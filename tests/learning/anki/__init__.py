"""Decks for Anki, opened by Anki itself."""
