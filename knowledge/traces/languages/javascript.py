"""Node.js, the browsers, TypeScript's compiler and bundlers."""

from knowledge.traces.grammar import rules

TYPESCRIPT = rules(
    "js ts",
    ("error", "TS", r"(?:(?P<file>[^\s(:]{1,300})(?:\((?P<line>\d+),\d+\)|:\d+:\d+)\s?[:-]\s)?(?:error |ERROR in .{0,80})?(?P<code>TS\d{4,5}): (?P<message>.+)"),
    ("error", "ts(", r"(?P<message>.{5,600}?)[ .]?ts\((?P<code>\d{4,5})\)"),
    ("error", "(TS", r"(?P<message>.{5,600}?) ?\((?P<code>TS\d{4,5})\)$"),
)  # fmt: skip
RULES = TYPESCRIPT + rules(
    "js",
    ("frame", "at ", r"at (?:async )?(?:(?P<function>[^\s(][^(]{0,200}?) \()?(?P<file>(?:file:|https?:|node:|webpack[\w-]*:|app:|ng:|eval at )?[^\s()]{0,300}?(?:\([\w-]{1,60}\)[^\s()]{0,200})?):(?P<line>\d+)(?::\d+)?\)?,?$"),
    ("frame", "at ", r"at (?:async )?(?P<function>[\w$.<>\[\] ]{1,150}) \((?P<file><anonymous>|native|index \d+)\)"),
    ("frame", "at ", r"at (?P<function>[A-Za-z][\w.$-]{0,60})(?: \((?:created by .{1,80}|\S{1,300})\))?$"),
    ("frame", "@", r"(?P<function>[\w$.<>/*\[\] -]{0,150})@(?P<file>(?:https?|file|app|webpack\S{0,10})://?\S{1,300}?):(?P<line>\d+)(?::\d+)?$"),
    ("frame", ":", r"(?P<function>[\w$.]{1,80})\s{1,60}(?P<file>[\w./@-]{1,120}\.[cm]?[jt]sx?):(?P<line>\d+)(?::\d+)?$"),
    ("frame", "http", r"(?P<file>https?://[^\s:]{1,200}(?::\d{2,5})?/\S{0,200}?):(?P<line>\d+):\d+$"),
    ("frame", "node:internal", r"(?P<file>node:[\w/]{1,100}):(?P<line>\d+)$"),
    ("frame", ":", r"(?P<file>(?:file://)?(?:/|[A-Za-z]:\\)[^\s:]{1,250}\.[cm]?[jt]sx?):(?P<line>\d+)(?::\d+)?$"),
    ("noise", "node:", r"node:[\w/]{1,80}:\d+$", "where Node.js threw it"),
    ("noise", "hrow ", r"throw (?:new )?[\w.$]{1,60}", "source code"),
    ("noise", "Node.js v", r"Node\.js v\d", "version"),
    ("noise", "Emitted 'error' event", r"Emitted 'error' event", "where it was emitted"),
    ("noise", "digest", r"digest: [\"'\d]", "digest of the page"),
    ("noise", "Require stack", r"Require stack:$", "heading"),
    ("noise", "@", r"[⨯✘×]? ?\S{1,200}\.[jt]sx? \(\d{1,6}:\d{1,6}\)(?: @ .{0,80})?$", "where it happened"),
    ("cause", "cause", r"\[?cause\]?: (?P<type>(?:[A-Za-z_$][\w$]*\.){0,4}[A-Z][\w$]*Error)(?: \[(?P<code>\w+)\])?: (?P<message>.*?)\s?\{?$"),
    ("error", "Uncaught", r"(?:\S{1,120}:\d+(?::\d+)? )?(?:Uncaught|\[?UnhandledPromiseRejection(?:Warning)?:?)(?: \(in promise\)| runtime errors?:)?:? ?(?P<type>[A-Za-z_$][\w$]*(?:Error|Exception|Rejection))(?: \[(?P<code>\w+)\])?: (?P<message>.*)$"),
    ("error", "Uncaught", r"Uncaught (?:\(in promise\) )?(?P<message>\S.*)$"),
    ("error", "[ERR_", r"(?:[⨯✘×] )?(?P<type>[A-Z]\w*) \[(?P<code>ERR_\w+)\]: (?P<message>.*?)(?: \{)?$"),
    ("error", "EADDRINUSE", r"(?:.{0,80}?)(?P<type>Error): (?P<message>listen (?P<code>EADDRINUSE).*)"),
    ("error", "heap", r"FATAL ERROR: (?P<message>.*heap.*)"),
    ("error", "FATAL ERROR", r"FATAL ERROR: (?P<message>.*Allocation failed.*)"),
    ("property", ":", r"(?:(?P<key>code|errno|syscall|errorCode|sqlState|sqlMessage|routine|severity|address|port|path|dest|hostname|url|length|detail|hint|schema|table|constraint|file|line|requireStack|digest|sql|statusCode|status|cause)): ?(?P<value>.{0,400}?),?$"),
    ("noise", "<---", r"<--- ", "garbage collector's report"),
    ("noise", "Mark-sweep", r"\[\d+:0x[0-9a-f]+\]", "garbage collector's report"),
    ("noise", "Mark-Compact", r"\[\d+:0x[0-9a-f]+\]", "garbage collector's report"),
    ("noise", "node::", r"\d{1,3}: 0x[0-9a-f]+ ", "native stack"),
    ("noise", "0x", r"\d{1,3}: 0x[0-9a-f]+ ", "native stack"),
    ("noise", "VM", r"VM\d+:\d+$", "where it happened"),
)  # fmt: skip
