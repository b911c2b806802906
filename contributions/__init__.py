"""Submissions, corrections, voices and letters. The room is kept; its first model brings the app."""
