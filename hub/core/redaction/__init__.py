"""Finds what people paste without meaning to share it: keys, passwords, addresses, names of people and hosts.

`rules` declares what is looked for, with `formats` and `words` as its tables; `judging`, `names` and `places`
tell a secret from what only stands where one could; `finding` applies them, `redacting` puts stand-ins that
keep the text useful. `declaration` gives the same rules to the browser.
"""

from hub.core.redaction.redacting import Finding, Redactor, find_secrets, marked, redact, redact_all

__all__ = ["Finding", "Redactor", "find_secrets", "marked", "redact", "redact_all"]
