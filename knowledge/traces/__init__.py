"""Stack traces: from a pasted error to the entry that explains it, and why.

cleaning → parsing (languages/) → normalising, translating, wordings → signatures → scoring → matching.
A package because each step can be read, tested and changed without the others.
"""
