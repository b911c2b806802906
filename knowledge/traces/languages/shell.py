"""Unix shells, Windows shells, and programs that put their name before what went wrong."""

from knowledge.traces.grammar import rules

RULES = (
    *rules(
        "sh",
        ("error", "sh", r"-?(?:/(?:usr/)?(?:local/)?bin/)?(?:ba|z|da|k|a|fi|tc|c)?sh(?:\.exe)?:(?:\s?(?:line |Zeile |ligne |línea |riga |linha |строка )?\d+:)? (?P<message>.+)"),
        ("error", ": ", r"(?P<file>[\w./~-]{1,200}): (?:line |Zeile |ligne |línea |riga |linha |строка |wiersz |satır |行 ?)(?P<line>\d+)\s?: (?P<message>.+)"),
        ("error", ": ", r"(?P<file>(?:\.{0,2}/)?[\w./~-]{0,200}(?:\.sh|entrypoint|/\w[\w-]{0,60})): (?P<line>\d+): (?P<message>.+)"),
        ("error", "env: ", r"(?P<message>(?:/usr/bin/)?env: .+)"),
    ),
    *rules(
        "powershell",
        ("noise", "CategoryInfo", r"\+ CategoryInfo\s{0,12}: ", "category"),
        ("noise", "FullyQualifiedErrorId", r"\+ FullyQualifiedErrorId : ", "identifier"),
        ("noise", "+ ", r"\+ ~{1,200}$|\+ .{1,300}$", "source code"),
        ("noise", "At line:", r"(?:At|In|Au caractère|En) (?:line|Zeile|línea):\d+ ?.{0,40}$", "where it happened"),
    ),
)  # fmt: skip
