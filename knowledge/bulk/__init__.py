"""Entries written many at a time, below Wagtail's page API: what imports and made-up archives share.

`rows` writes tables, `pages` gives pages their codes and places, `creation` makes entries as the page API
would. A package, because each is a subject of its own.
"""
