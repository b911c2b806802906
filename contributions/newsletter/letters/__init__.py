"""Letters: what editors write to those who want to read it, from the first draft to the report of its sending."""
