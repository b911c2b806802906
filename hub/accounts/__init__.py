"""Accounts: signing in, and `/me/`, where a person sees, exports and deletes what the hub knows of them."""
