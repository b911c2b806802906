"""Learning paths, modules and progress over entries. The room is kept; its first model brings the app."""
