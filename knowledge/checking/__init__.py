"""What a machine can say about an entry before people read it: `check` and what it found."""

from knowledge.checking.check import check
from knowledge.checking.findings import ERROR, NOTICE, WARNING, Finding

__all__ = ["ERROR", "NOTICE", "WARNING", "Finding", "check"]
