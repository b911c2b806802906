"""The pages of the search, `/fix`, and what editors see of it."""
