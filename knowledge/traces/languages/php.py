"""PHP's own lines and those of WordPress, Laravel and Composer."""

from knowledge.traces.grammar import rules

_LEVEL = r"(?:Fatal error|Parse error|Warning|Notice|Deprecated|Catchable fatal error|Recoverable fatal error|Strict Standards)"
# What follows the last " in ", if it is a place: messages have that word as well.
_PLACE = r"(?:\s{1,2}in (?:(?! in )[^\n]){1,300}?(?::\d+|\(\d+\)| on line \d+.{0,80})|\s{1,2}in [^\s/\\]{0,80}[/\\]\S{1,300})?$"

RULES = rules(
    "php",
    ("error", "Uncaught ", rf"(?:.{{0,200}}PHP message: )?(?:PHP )?(?P<level>{_LEVEL})\s?:\s{{1,3}}Uncaught (?P<type>[\w\\]{{1,200}})(?:: | with message ')(?P<message>.*?){_PLACE}"),
    ("error", "Uncaught PHP Exception", r"(?:.{0,200}\s)?Uncaught PHP Exception (?P<type>[\w\\]{1,200}): \"(?P<message>.*?)\" at \S{1,300} line \d+.{0,2000}$"),
    ("error", "PHP message: ", rf".{{0,200}}PHP message: (?:PHP )?(?P<level>{_LEVEL})\s?:\s{{1,3}}(?P<message>.*?){_PLACE}"),
    ("error", "PHP ", rf"PHP (?P<level>{_LEVEL})\s?:\s{{1,3}}(?P<message>.*?){_PLACE}"),
    ("error", " on line ", rf"(?P<level>{_LEVEL})\s?:\s{{1,3}}(?P<message>.*?){_PLACE}"),
    ("error", ".php", rf"(?P<level>{_LEVEL})\s?:\s{{1,3}}(?P<message>.*?){_PLACE}"),
    ("error", " at /", r"(?P<type>(?:\w+\\){0,8}\w*(?:Exception|Error))\s?: (?P<message>.*?) at /\S{1,300}(?::| line )\d+\)?.{0,40}$"),
    ("error", ".ERROR: ", r"(?:\S{1,60} )?(?:\w{1,30}\.)(?:ERROR|CRITICAL|EMERGENCY|ALERT): (?P<message>.*?)(?: \{\".{1,2000})?$"),
    ("error", "In ", r"In \w+\.php line \d+:\s{0,4}(?P<message>\S.*)?$"),
    ("frame", "#", r"#\d{1,3} (?P<file>[^(]{1,300})\((?P<line>\d+)\): (?P<function>.{0,300})$"),
    ("noise", "#", r"#\d{1,3} (?:\{main\}|\[internal function\].{0,300})$", "end of the stack"),
    ("noise", "thrown in ", r"thrown in .{1,300} on line \d+$", "where it was thrown"),
    ("noise", "Stack trace:", r"(?:PHP )?Stack trace:$", "heading"),
    ("noise", "stacktrace", r"\[stacktrace\]$", "heading"),
)  # fmt: skip
