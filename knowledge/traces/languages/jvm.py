"""Java, Kotlin, Scala, Android: stack traces and compilers."""

from knowledge.traces.grammar import rules

_CLASS = r"(?:[a-z_][\w$]*\.){1,12}[A-Z$][\w$]*"

RULES = rules(
    "jvm",
    ("frame", "at ", r"at (?:[\w.@-]{1,80}//?)?(?:[\w.-]{1,60}/)?(?P<function>[\w$.<>/-]{1,300})\((?P<file>[\w$.-]{1,120}\.(?:java|kt|scala|groovy|clj)|Unknown Source|Native Method|<generated>|Proxy)(?::(?P<line>\d+))?\)"),
    ("noise", "more", r"\.\.\. \d+ (?:more|common frames omitted)$", "frames left out"),
    ("cause", "Caused by: ", rf"(?:Wrapped by: |Caused by: )(?P<type>{_CLASS})(?:: (?P<message>.*))?$"),
    ("cause", "Suppressed: ", rf"Suppressed: (?P<type>{_CLASS})(?:: (?P<message>.*))?$"),
    ("error", "Exception in thread", rf"Exception in thread \"[^\"]{{0,120}}\" (?P<type>{_CLASS}|[A-Z]\w+(?:Exception|Error))(?:: (?P<message>.*))?$"),
    ("error", "main class", r"Error: (?P<message>Could not find or load main class .+)"),
    ("error", "main manifest", r"(?P<message>no main manifest attribute.*)"),
    ("error", "FATAL EXCEPTION", r"FATAL EXCEPTION: .{1,80}?(?P<type>java\.\S+)(?:: (?P<message>.*))?$"),
    ("noise", "FATAL EXCEPTION", r"FATAL EXCEPTION: ", "which thread"),
    ("noise", "PID: ", r"Process: \S+, PID: \d+", "which process"),
    ("error", ".java:", r"(?:\[ERROR\] )?(?P<file>\S{1,300}\.java):(?P<line>\d+): error: (?P<message>.+)"),
    ("error", ".java:[", r"(?:\[ERROR\] )?(?P<file>\S{1,300}\.java):\[(?P<line>\d+),\d+\] (?:error: )?(?P<message>.+)"),
    ("error", ".kt:", r"e: (?:file://)?(?P<file>\S{1,300}\.kts?):(?:\()?(?P<line>\d+)[:,]\s?\d+\)?:? (?:error: )?(?P<message>.+)"),
    ("noise", "BUILD FAILED", r"BUILD FAILED", "that the build failed, not why"),
    ("noise", "BUILD FAILURE", r"(?:\[ERROR\] )?BUILD FAILURE", "that the build failed, not why"),
    ("error", "error occurred in the", r"(?P<message>(?:Description|Action):.+)"),
)  # fmt: skip
