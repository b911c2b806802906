"""Imports that are recorded: brought in by an editor, read, corrected, decided in parts, and undone.

`services` is what may be done with one, `reading` and `deciding` do the slow parts in the background,
`forms`, `views` and `viewsets` are its pages in the admin.
"""
