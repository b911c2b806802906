"""Importing: files from anywhere become entries, one source file at a time, with a report of everything.

`sources` finds and reads files, `dialects` turns their text into entry documents, `taxonomy` finds or makes
what they are about, `plan` says what would happen, `apply` does it, `report` tells it, `export` goes back.
"""
