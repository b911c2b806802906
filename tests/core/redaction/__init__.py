"""Secrets are found before anything is kept."""
