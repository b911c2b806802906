"""Containers, package managers, version control, web servers."""

from knowledge.traces.grammar import rules

RULES = (
    *rules(
        "npm",
        ("error", "npm ", r"npm (?:ERR!|error) code (?P<code>[A-Z]\w+)$"),
        ("noise", "npm ", r"npm (?:ERR!|error) (?:A complete log|errno|path|dest|\s{0,4}/|This is probably not|There is likely additional|command|Exit status|Failed at the|Lifecycle script)", "that it failed, not why"),
        ("noise", "npm ", r"npm (?:WARN|warn|notice|info|verb) ", "warning beside the error"),
        ("error", "npm ", r"npm (?:ERR!|error) (?:\d{3} )?(?P<message>\S.*)"),
        ("noise", "npm ", r"npm (?:ERR!|error)\s*$", "empty"),
    ),
    *rules(
        "docker sh",
        ("error", "unable to start container process", r".{0,400}: exec: (?P<message>\"[^\"]{1,200}\": .{1,200}?)(?:: unknown\.?)?$"),
    ),
    *rules(
        "docker",
        ("error", "Error response from daemon", r"(?:docker: )?(?:ERROR: .{0,80}?)?Error response from daemon: (?P<message>.+)"),
        ("noise", "did not complete successfully", r"(?:ERROR: )?(?:failed to solve: )?process .{1,400} did not complete successfully", "that a step failed, not why"),
        ("noise", "returned a non-zero code", r"The command .{1,400} returned a non-zero code", "that a step failed, not why"),
        ("error", "failed to solve", r"(?:ERROR: )?failed to solve: (?P<message>.+)"),
        ("noise", "RUN ", r"(?:#\d+ \[|=> |Step \d+|\[\d+/\d+\] |> \[).{0,300}", "build step"),
    ),
    *rules(
        "git",
        ("error", "fatal: ", r"fatal: (?P<message>.+)"),
        ("noise", "hint: ", r"hint: ", "advice, not the error"),
        ("error", "rejected]", r"! \[(?:remote )?rejected\]\s{1,10}(?P<message>.+)"),
        ("error", "CONFLICT", r"(?P<message>CONFLICT \(.+)"),
    ),
    *rules(
        "nginx",
        ("error", "nginx: ", r"nginx: \[(?:emerg|alert|crit|error)\] (?P<message>.+)"),
        ("error", "#", r"\d{1,8}#\d{1,8}: (?:\*\d+ )?(?P<message>.+)"),
    ),
    *rules(
        "pip",
        ("error", "satisfies the requirement", r"ERROR: (?P<message>Could not find a version .+)"),
        ("error", "No matching distribution", r"ERROR: (?P<message>No matching distribution .+)"),
        ("error", "Could not install packages", r"ERROR: (?P<message>Could not install packages .+)"),
        ("error", "error: ", r"error: (?P<message>(?:externally-managed-environment|subprocess-exited-with-error|metadata-generation-failed).*)"),
    ),
    *rules(
        "",
        ("noise", "exit code", r"(?:##\[error\]|Error: |error )?(?:.{0,40}\s)?[Pp]rocess (?:completed|exited|finished) with exit code \d+\.?$", "that it failed, not why"),
        ("noise", "exit", r"(?:error )?Command failed with exit code \d+\.?$", "that it failed, not why"),
        ("noise", "make", r"make(?:\[\d+\])?: \*\*\* \[.{1,200}\] Error \d+$", "that it failed, not why"),
        ("noise", "ELIFECYCLE", r".{0,10}ELIFECYCLE.{0,80}", "that it failed, not why"),
        ("noise", "core dumped", r"Aborted \(core dumped\)", "that it failed, not why"),
        ("error", ": error: ", r"(?P<file>[^\s:]{1,200}\.\w{1,5}):(?P<line>\d+):(?:\d+:)? (?:fatal )?error: (?P<message>.+)"),
        ("noise", "://", r"https?://(?!\S{0,300}/(?:e|err|errors?)/)\S+$", "an address"),
    ),
)  # fmt: skip
