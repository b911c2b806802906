"""Tracebacks, warnings and the interpreter's own messages."""

from knowledge.traces.grammar import rules

RULES = rules(
    "python",
    ("header", "Traceback", r"(?:.{0,80}\s)?Traceback \((?:most recent call|innermost) last\):?"),
    ("frame", 'File "', r'(?:[|+\s-]{0,8})File "(?P<file>[^"]{1,500})", line (?P<line>\d+)(?:, in (?P<function>.{1,200}))?$'),
    ("frame", "in ", r"(?P<file>\S{1,300}\.py):(?P<line>\d+):? in (?P<function>[\w<>.]{1,100})$"),
    ("chain", "exception", r"The above exception was the direct cause of the following exception:"),
    ("chain", "exception", r"During handling of the above exception, another exception occurred:"),
    ("error", "Warning: ", r"(?P<file>\S{1,300}):(?P<line>\d+): (?P<type>(?:\w+\.){0,6}\w*Warning): (?P<message>.+)"),
    ("error", ".py:", r"(?P<file>\S{1,300}\.py):(?P<line>\d+): (?P<type>(?:\w+\.){0,6}\w*(?:Error|Exception))(?:: (?P<message>.+))?$"),
    ("error", "No module named", r"\S{0,200}python[\d.]{0,6}(?:\.exe)?: (?P<message>No module named .+)"),
    ("error", "can't open file", r"\S{0,200}python[\d.]{0,6}(?:\.exe)?: (?P<message>can't open file .+)"),
    ("error", "E   ", r"E\s{3,}(?P<type>(?:\w+\.){0,8}\w*(?:Error|Exception|Warning))(?:: (?P<message>.+))?$"),
    ("error", "Exception Value", r"Exception Value:\s{0,4}(?P<message>.+)"),
    ("error", "Exception Type", r"Exception Type:\s{0,4}(?P<type>[A-Z]\w+)(?: at .{1,200})?$"),
    ("error", " at /", r"(?P<type>[A-Z][a-z]\w{4,60}) at /\S{0,200}$"),
    ("noise", "Exception in thread Thread-", r"Exception in thread Thread-.{1,80}:$", "which thread"),
    ("noise", "tracemalloc", r"RuntimeWarning: Enable tracemalloc", "advice, not the error"),
    ("noise", "Background on this error", r"\(Background on this error at", "link to documentation"),
    ("noise", "[SQL: ", r"\[SQL: ", "the statement that failed"),
    ("noise", "[parameters: ", r"\[parameters: ", "the statement that failed"),
)  # fmt: skip
