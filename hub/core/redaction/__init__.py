"""Finds what people paste without meaning to share it: keys, passwords, addresses, names of people and hosts.

`rules` declares what is looked for, `judging` tells a secret from what only stands where one could,
`finding` applies both and gives each find a stand-in that keeps the text useful.
"""

from hub.core.redaction.finding import Finding, find_secrets, marked, redact

__all__ = ["Finding", "find_secrets", "marked", "redact"]
