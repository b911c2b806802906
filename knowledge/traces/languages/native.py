"""Go, Rust, Ruby, C and C++."""

from knowledge.traces.grammar import rules

RULES = (
    *rules(
        "go",
        ("error", "panic serving", r".{0,80}panic serving [^\s]{1,60}: (?P<message>.+)"),
        ("error", "panic: ", r"(?:\S{1,60} )?panic: (?P<message>.+?)(?: \[recovered\])?$"),
        ("error", "goroutines are asleep", r"fatal error: (?P<message>.+)"),
        ("error", "fatal error: ", r"fatal error: (?P<message>(?:concurrent map|all goroutines|runtime|stack|sync|unexpected signal|out of memory).*)"),
        ("header", "goroutine ", r"goroutine \d{1,8} (?:gp=\S+ m=\S+ )?\[(?P<state>[^\]]{1,80})\]:?$"),
        ("error", "[signal ", r"\[signal (?P<message>.+)\]$"),
        ("error", ".go:", r"(?:\./)?(?P<file>\S{1,250}\.go):(?P<line>\d+):\d+: (?P<message>.+)"),
        ("frame", ".go:", r"(?P<file>\S{1,300}\.go):(?P<line>\d+)(?: \+0x[0-9a-f]+)?$"),
        ("frame", "(", r"(?:created by )?(?P<function>[\w./-]{1,200}\.(?:\(\*?\w+(?:\[\.{3}\])?\)\.)?[\w.]{1,100})\((?:[^)]{0,300}|\.\.\.)\)(?: in goroutine \d+)?$"),
        ("noise", "exit status", r"exit status \d+$", "that it failed, not why"),
    ),
    *rules(
        "rust",
        ("error", "error[", r"error\[(?P<code>E\d{4})\]: (?P<message>.+)"),
        ("error", "warning[", r"warning\[(?P<code>E\d{4})\]: (?P<message>.+)"),
        ("error", "panicked at '", r"thread '[^']{0,80}' (?:\(\d+\) )?panicked at '(?P<message>.*?)',? (?P<file>\S{1,300}?):(?P<line>\d+):\d+$"),
        ("error", "panicked at '", r"thread '[^']{0,80}' (?:\(\d+\) )?panicked at '(?P<message>.*)"),
        ("header", "panicked at ", r"thread '[^']{0,80}' (?:\(\d+\) )?panicked at (?P<file>\S{1,300}?):(?P<line>\d+):\d+:$"),
        ("frame", "-->", r"-{2}> (?P<file>\S{1,300}?):(?P<line>\d+):\d+$"),
        ("frame", ".rs:", r"at (?P<file>\S{1,300}\.rs):(?P<line>\d+)(?::\d+)?$"),
        ("frame", "::", r"\d{1,3}: (?:0x[0-9a-f]+ - )?(?P<function>[\w:<>&{}$#\[\] ]{1,250})$"),
        ("noise", "note: run with", r"note: run with `RUST_BACKTRACE", "advice, not the error"),
        ("noise", "could not compile", r"error: could not compile", "that the build failed, not why"),
        ("noise", "aborting due to", r"error: aborting due to", "that the build failed, not why"),
        ("noise", "For more information", r"For more information about this error", "advice, not the error"),
        ("noise", "=", r"= (?:note|help): ", "advice, not the error"),
        ("noise", "help: ", r"help: ", "advice, not the error"),
        ("noise", "Process finished", r"Process finished with exit code", "that it failed, not why"),
    ),
    *rules(
        "ruby",
        ("error", "Error)", r"(?:(?P<file><internal:[^>]{1,200}>|[^\s:]{1,300}):(?P<line>\d+):in [`'][^']{1,200}': )?(?P<message>.{1,600}) \((?P<type>(?:\w+::){0,6}\w*(?:Error|Exception|NotFound|Invalid|NotUnique))\)$"),
        ("error", "::", r"(?P<type>(?:[A-Z]\w*::){1,6}\w+)(?: \((?P<message>.{1,600})\):?|: (?P<message2>.{1,600}))$"),
        ("error", "Error (", r"(?P<type>[A-Z]\w*Error) \((?P<message>.{1,600})\):?$"),
        ("frame", "in ", r"(?:from )?(?P<file>[^\s:]{1,300}):(?P<line>\d+):in [`'](?P<function>[^']{1,200})'"),
    ),
    *rules(
        "c",
        ("error", "undefined reference", r"(?:\S{1,200}: )?(?:\S{1,200}: )?(?P<message>undefined reference to .+)"),
        ("error", ": error: ", r"(?P<file>[^\s:]{1,250}\.(?:c|cc|cpp|cxx|h|hpp)):(?P<line>\d+):(?:\d+:)? (?:fatal )?error: (?P<message>.+)"),
        ("error", ": fatal error: ", r"(?P<file>[^\s:]{1,250}):(?P<line>\d+):(?:\d+:)? (?P<message>fatal error: .+)"),
        ("noise", "collect2", r"collect2: error: ld returned", "that the build failed, not why"),
    ),
)  # fmt: skip
