"""Practising in a browser."""
