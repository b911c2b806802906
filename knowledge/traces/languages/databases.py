"""MySQL, MariaDB, PostgreSQL and SQLite, as their clients and drivers print them."""

from knowledge.traces.grammar import rules

_SEVERE = r"(?:ERROR|FATAL|PANIC|FEHLER|ERREUR|ERRO|ERRORE|FATALE|FATAL ERROR|BŁĄD|HATA|ОШИБКА|ВАЖНО|错误|錯誤|エラー|오류)"
_SUPPORT = (
    r"(?:DETAIL|HINT|CONTEXT|STATEMENT|QUERY|LOCATION|LOG|DÉTAIL|DETALLE|DETTAGLI|DETALHE|TIPP|HINWEIS|ASTUCE|SUGERENCIA"
    r"|SUGGERIMENTO|DICA|ZUSAMMENHANG|CONTEXTE|CONTEXTO|CONTESTO|ANWEISUNG|INSTRUCTION|SENTENCIA|ПОДРОБНОСТИ|ПОДСКАЗКА"
    r"|КОНТЕКСТ|ОПЕРАТОР|详情|詳細|提示|Detail|Hint|Where|Position)"
)

RULES = (
    *rules(
        "mysql",
        ("error", "(", r"(?:.{0,120}?)\bERROR (?P<code>\d{4}) \((?P<state>\w{5})\)(?: at line \d+(?: in file: '.{0,200}?')?)?: (?P<message>.+)"),
        ("error", "ERROR ", r"ERROR (?P<code>\d{4}):? (?P<message>.+)"),
        ("error", "#", r"#(?P<code>\d{4}) ?[-:–] ?(?P<message>.+)"),
        ("error", "Error Code", r"(?:\d{1,4}\s\d\d:\d\d:\d\d\s.{0,200})?Error Code: (?P<code>\d{4})\.? (?P<message>.+)"),
        ("error", "Error ", r"(?:.{0,80}: )?Error (?P<code>\d{4})(?: \(\w{5}\))?: (?P<message>.+)"),
        ("error", "ER_", r"(?:.{0,80}?)(?P<code>ER_[A-Z0-9_]{3,60}): (?P<message>.+)"),
    ),
    *rules(
        "",
        ("error", "SQLSTATE", r"(?P<lead>.{0,300}?)(?P<message>SQLSTATE\[(?P<state>\w{5})\].+)"),
    ),
    *rules(
        "postgresql",
        ("error", ":  ", rf"(?:.{{0,80}}\s)?(?:psql:\S{{1,200}}:\d+: )?{_SEVERE}\s?:  (?:(?P<code>[0-9A-Z]{{5}}): )?(?P<message>.+)"),
        ("noise", ":", rf"(?:.{{0,80}}\s)?{_SUPPORT}\s?: ", "detail of the database's message"),
        ("noise", "LINE ", r"LINE \d+: ", "the statement that failed"),
        ("noise", "LIGNE", r"(?:ZEILE|LIGNE|LÍNEA|RIGA|LINHA|СТРОКА) \d+\s?: ", "the statement that failed"),
        ("noise", "blocked by process", r"Process \d+ waits for ", "detail of the database's message"),
        ("error", "pq: ", r"(?:.{0,80}\s)?pq: (?P<message>.+)"),
        ("error", "SQLSTATE ", r"(?:.{0,80}?)(?:ERROR: )?(?P<message>.{5,500}) \(SQLSTATE (?P<code>[0-9A-Z]{5})\)"),
        ("error", "psql: ", r"psql: (?:error: |FATAL: |error: FATAL: )?(?P<message>.+)"),
    ),
    *rules(
        "sqlite",
        ("error", "SQLITE_", r"(?:.{0,120}?)(?P<code>SQLITE_[A-Z_]{3,40})(?:: (?P<message>.+))?$"),
        ("error", "near line", r"(?:Runtime |Parse )?(?:E|e)rror:? near line \d+: (?P<message>.+)"),
        ("error", "stepping, ", r"Error: stepping, (?P<message>.+)"),
        ("error", "in prepare, ", r"Error: in prepare, (?P<message>.+)"),
    ),
)  # fmt: skip
