"""The read API, asked as programs ask it."""
