"""How runtimes print errors, one file a family of runtimes; a package because the list is meant to grow.

The order matters: a line belongs to the first rule that fits, so the particular come before the general.
"""

from knowledge.traces.languages import databases, dotnet, javascript, jvm, native, php, python, shell, tools

RULES = (
    *python.RULES,
    *jvm.RULES,
    *dotnet.RULES,
    *php.RULES,
    *javascript.RULES,
    *native.RULES,
    *databases.RULES,
    *tools.RULES,
    *shell.RULES,
)
