"""Signing in, second factors, and what a person can do with their data."""
