"""Public pages as a visitor without a script gets them."""
