"""What a file's build tells: which headings gather, which ask, what its lists and columns hold."""
