"""C#, Visual Basic and F#: exceptions in several languages, dialogs, compilers."""

from knowledge.traces.grammar import rules

_TYPE = r"(?:[A-Z]\w*\.){0,10}[A-Z]\w*(?:Exception|Error)"

RULES = rules(
    "dotnet",
    ("frame", "(", r"(?:at|bei|à|en|in|a|em|в|w|场所|在|場所) (?P<function>(?:[\w`<>$+\[\],.&*-]{1,300}\.)?[\w`<>$.|]{1,200}\([^)]{0,300}\))(?: (?:in|dans|en|em|w|в) (?P<file>.{1,300}?):(?:line|Zeile|ligne|línea|linea|linha|строка|wiersz|satır|行) (?P<line>\d+)\.?)?$"),
    ("frame", "[0x", r"at (?P<function>.{1,300}?) \(.{0,300}\) \[0x[0-9a-f]{1,8}\] in (?P<file>.{1,300}):(?P<line>\d+)"),
    ("noise", "---", r"-{3} .{3,80} -{3}$", "end of an inner stack"),
    ("noise", "**", r"\*{4,}", "dialog heading"),
    ("noise", "Object name", r"(?:Object name|Objektname|Nom d'objet|Nombre del objeto)\s?: ", "which object"),
    ("cause", "--->", rf"-{{2,3}}> (?:\(Inner Exception #\d+\) )?(?P<type>{_TYPE})(?: \(0x[0-9A-Fa-f]+\))?(?:: (?P<message>.*))?$"),
    ("cause", "nner", rf"(?:Inner ?[Ee]xception(?: \d+)?|InnerException):? ?(?P<type>{_TYPE}):? (?P<message>.*)$"),
    ("error", "nhandled exception", rf"(?:Unhandled exception[.:]|An unhandled exception of type) '?(?P<type>{_TYPE})'?(?: \(0x[0-9A-Fa-f]+\))?(?: occurred in [^:]{{1,80}})?(?:: (?P<message>.*))?$"),
    ("error", "Exception", r"(?:Unhandled Exception: |Exception thrown: |Exceção sem tratamento[.:] |Unbehandelte Ausnahme: |Exception non gérée : |Excepción no controlada: |\[ERROR\] FATAL UNHANDLED EXCEPTION: )?'?(?P<type>(?:System|Microsoft|Npgsql|MySql|Newtonsoft|Azure|AutoMapper)(?:\.\w+){0,8}\.?\w*(?:Exception|Error))'?(?: \(0x[0-9A-Fa-f]+\))?(?: in \S{1,80})?\s?(?:: (?P<message>.*))?$"),
    ("error", "rror ", r"(?:(?P<file>[^()\n]{0,300})(?:\((?P<line>\d+)(?:,\d+){0,3}\))?\s?: )?(?:fatal )?(?:error|warning|Fehler|erreur) (?P<code>(?:CS|BC|MSB|NU|NETSDK|FS|CA|IDE|RZ|BL|XLS|MC)\d{4,5})\s?: (?P<message>.+?)(?: \[[^\]]{1,300}proj\])?$"),
    ("error", "arning ", r"(?:(?P<file>[^()\n]{0,300})(?:\((?P<line>\d+)(?:,\d+){0,3}\))?\s?: )?(?:error|warning) (?P<code>(?:CS|BC|MSB|NU|NETSDK|FS|CA|IDE|RZ|BL)\d{4,5})\s?: (?P<message>.+?)(?: \[[^\]]{1,300}proj\])?$"),
    ("error", "", r"(?P<code>(?:CS|BC|MSB|NU|NETSDK)\d{4,5})\s?[:\t] ?(?P<message>.+?)$"),
    ("noise", "fail: ", r"fail: [\w.]+\[\d+\]$", "where it was logged"),
)  # fmt: skip
