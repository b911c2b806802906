"""What is looked for: one table, a row a rule, earlier rows first where two would take the same text.

The browser works by the same table (`declaration`). So patterns keep to what both engines understand alike:
ASCII, no `^`, `$` or `.`, no flags but `i`. Every pattern takes time linear in the text: repetitions are
bounded or cannot overlap. What a rule keeps secret is its group `secret`, that of the quotes, or the whole match.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from hub.core.redaction import assigning, judging, places
from hub.core.redaction.candidates import Candidate
from hub.core.redaction.formats import FORMATS

Judge = Callable[[Candidate], bool]
JUDGES: dict[str, Judge] = {
    name: found
    for module in (judging, assigning, places)
    for name, found in vars(module).items()
    if name == "always" or name.startswith("is_")
}


@dataclass(frozen=True)
class Rule:
    """Something to be found.

    Arguments:
        kind: a name for programs.
        label: what a person is told it is.
        source: a regular expression.
        stand_in: takes its place; `{n}` becomes empty, 2, 3 … for further values, `{n1}` 1, 2, 3 …
        judged: the name of the judge asked about each match; what it refuses is left alone.
        hints: letters, small, of which one must be in the text for the pattern to be worth trying.
        ignores_case: whether capitals and small letters are one.
    """

    kind: str
    label: str
    source: str
    stand_in: str
    judged: str = "always"
    hints: tuple[str, ...] = ()
    ignores_case: bool = False

    def __post_init__(self) -> None:
        flags = re.ASCII | (re.IGNORECASE if self.ignores_case else 0)
        object.__setattr__(self, "pattern", re.compile(self.source, flags))
        object.__setattr__(self, "judge", JUDGES[self.judged])

    pattern: re.Pattern[str] = None  # type: ignore[assignment]
    judge: Judge = None  # type: ignore[assignment]


def _password(source: str, judged: str, *hints: str, label: str = "a password") -> Rule:
    return Rule("password", label, source, "REDACTED{n}", judged, hints, ignores_case=True)


def _host(source: str, judged: str, *hints: str, ignores_case: bool = True) -> Rule:
    return Rule("host", "the name of a machine", source, "host{n}.example", judged, hints, ignores_case)


LINE_START, LINE_END = r"(?<![^\n])", r"(?=\r?\n|(?![^\n]))"
NAME = r"(?<![A-Za-z0-9_.\-])(?P<name>[A-Za-z0-9_.\-]{2,80})"
DOUBLE, SINGLE = r'"(?P<double>(?:[^"\\\n]|\\[^\n]){1,4000})"', r"'(?P<single>(?:[^'\\\n]|\\[^\n]){1,4000})'"
QUOTED = rf"(?:{DOUBLE}|{SINGLE}|`(?P<tick>[^`\n]{{1,4000}})`)"
ESCAPED = r'\\"(?P<escaped>[^"\\\n]{1,4000})\\"'
# No more than a few `=`, so that a chain of assignments is not read to its end from each of its links.
BARE = r"""(?P<bare>[^\s"'`,;<>(){}\[\]&|=]{1,4000}(?:=[^\s"'`,;<>(){}\[\]&|=]{0,400}){0,6})"""
NAMED = r"(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[\w.]{0,40}(?:user|user_?name|e?mail|login|account))"
FIRST = r"(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[A-Za-z_][\w.]{0,60})"
USER = r"[A-Za-z0-9_][\w.\-]{0,31}"
TOOLS = "docker|podman|twine|helm|oc|az|mongo|mongosh|mongodump|mongorestore|nerdctl|buildah|skopeo|vault|rabbitmqadmin|clickhouse-client|sqlcmd|bcp|wp|svn|zip|unzip|7z|cf|argocd"
SAYS = "password|passwd|passphrase|passcode|pwd|pin|token|api[ -]key|secret(?: key)?|access key|credentials?|otp|one-time code"

RULES: tuple[Rule, ...] = (
    *(Rule(kind, label, source, f"REDACTED-{kind.upper()}{{n}}", "is_token", hints) for kind, label, source, hints in FORMATS),
    # --- Where secrets stand -------------------------------------------------------------------------
    _password(r"\b[a-z][a-z0-9+.\-]{1,20}://[^\s:/@'\"<>]{0,100}:(?P<secret>[^\s/'\"<>]{1,200})@(?=[^\s/@])", "is_password", "://", label="a password in an address"),
    Rule("credentials", "what signs a request in", r"\b[a-z][a-z0-9+.\-]{1,20}://(?P<secret>[\w\-]{16,200})@", "REDACTED{n}", "is_random", ("://",), True),
    Rule("credentials", "what signs a request in", r"\bauthorization[\"']?\s{0,3}[:=,]\s{0,3}[\"']?(?:bearer|basic|token|digest|apikey|key|negotiate|ntlm|splunk|genie[kK]ey)[ \t]{1,3}(?P<secret>[^\s\"'\\,;]{6,4000})", "REDACTED{n}", "is_password", ("authorization",), True),
    _password(r"(?<![\w.\-:/])[\w.\-]{1,60}:(?P<secret>[^\s@:/\"']{1,200})@(?:tcp|udp|unix)\(", "is_password", "@tcp(", "@udp(", "@unix("),
    Rule("credentials", "what signs a request in", r"\bauthorization[\"']?\s{0,3}[:=,]\s{0,3}[\"']?(?P<secret>[^\s\"'\\,;]{16,4000})", "REDACTED{n}", "is_random", ("authorization",), True),
    Rule("credentials", "what signs a request in", r"\b(?:bearer|basic|genie[kK]ey)[ \t]{1,3}(?P<secret>[A-Za-z0-9._~+/\-]{8,4000}={0,2})", "REDACTED{n}", "is_random", ("bearer", "basic", "geniekey"), True),
    Rule("credentials", "what signs a request in", r"\b(?:bearer|basic|token)\s{0,2}[\"'`]\s{0,3}[+.,&]{1,2}\s{0,3}[\"'`](?P<secret>[^\"'`\n]{8,4000})[\"'`]", "REDACTED{n}", "is_random", ("bearer", "basic", "token"), True),
    Rule("credentials", "what signs a request in", r"[?&#;,\s](?:amp;)?(?:x-amz-signature|x-amz-security-token|x-goog-signature|x-ms-signature|signature|sig|[a-z_\-]{0,24}(?:token|secret|key|jwt|auth|code|session|sid|hmac|otp|ticket|apikey|password|pwd))=(?P<secret>[^\s&\"'<>#,;]{12,4000})", "REDACTED{n}", "is_random", ("=",), True),
    Rule("cookie", "a cookie", r"(?<![\w])(?:set-)?cookie[\"']?\s{0,2}[:=]\s{0,2}[\"']?(?P<secret>[^\n'\"]{6,8000})", "REDACTED{n}", "is_cookie", ("cookie",), True),
    Rule("cookie", "a cookie", r"\bcurl\b[^\n|]{0,400}?\s(?:-b|--cookie)[ =]{0,2}[\"']?(?P<secret>[^\n'\"]{6,4000})", "REDACTED{n}", "is_cookie", ("curl",), True),
    _password(r"\b(?:mysql|mysqldump|mysqladmin|mysqlimport|mariadb|mariadb-dump|mariadb-admin|mycli)\b[^\n|;]{0,200}?\s-p(?P<secret>[^\s'\"\-][^\s'\"]{2,100})", "is_password", "-p"),
    _password(r"\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\b[^\n|;]{0,200}?\s-p(?:\"(?P<double>[^\"\n]{3,100})\"|'(?P<single>[^'\n]{3,100})')", "is_password", "-p"),
    _password(r"\b(?:curl|wget|http|https|httpie|xh|smbclient|mount\.cifs)\b[^\n|;]{0,300}?\s(?:-u|--user|-U|--proxy-user|-a|--auth)[ =]?[\"']?[^\s:%'\"/]{1,80}[:%](?P<secret>[^\s'\"]{3,200})", "is_password", "curl", "wget", "http", "xh", "smbclient"),
    _password(rf"\b(?:{TOOLS})\b[^\n|;]{{0,200}}?\s-(?:p|P)(?:[ \t]{{1,3}}|=)?(?:\"(?P<double>[^\"\n]{{3,200}})\"|'(?P<single>[^'\n]{{3,200}})'|(?P<bare>[^\s'\"\-][^\s'\"]{{2,200}}))", "is_said", "-p"),
    _password(r"\b(?:sshpass[ \t]{1,3}-p|redis-cli\b[^\n|;]{0,200}?\s-a|ldap(?:search|modify|add|whoami|passwd)\b[^\n|;]{0,300}?\s-w|cqlsh\b[^\n|;]{0,200}?\s-p|-(?:store|key|src|dest)pass(?:word)?|-pass(?:in|out)?[ \t]{1,3}pass:|-(?:passin|passout)[ \t]{1,3}pass:)\s{0,2}[\"']?(?P<secret>[^\s'\"]{3,100})", "is_option", "sshpass", "redis-cli", "ldap", "cqlsh", "pass"),
    _password(r"\bhtpasswd[ \t]{1,3}-[a-zA-Z]{0,8}b[a-zA-Z]{0,8}[ \t]{1,3}[^\s]{1,200}[ \t]{1,3}[^\s]{1,80}[ \t]{1,3}[\"']?(?P<secret>[^\s'\"]{3,100})", "is_option", "htpasswd"),
    _password(r"\bnet[ \t]{1,3}(?:use|user)\b[^\n]{0,200}?(?:/user:[^\s]{1,80}[ \t]{1,3}|\buser[ \t]{1,3}[\w.\-]{1,40}[ \t]{1,3})[\"']?(?P<secret>[^\s'\"/][^\s'\"]{2,100})", "is_option", "net"),
    _password(rf"\b(?:echo|printf)[ \t]{{1,3}}(?:-n[ \t]{{1,3}})?(?:{DOUBLE}|{SINGLE}|(?P<bare>[^\s|\"']{{3,200}}))\s{{0,3}}\|[^\n|]{{0,100}}?(?:sudo\s[^\n|]{{0,40}}?-S|passwd|--password-stdin|cryptsetup|gpg\b|kinit|smbpasswd|su\b)", "is_option", "echo", "printf"),
    _password(r"\b(?:echo|printf)[ \t]{1,3}[\"']?[\w\-]{1,32}:(?P<secret>[^\s\"'|]{3,200})[\"']?\s{0,3}\|[^\n|]{0,60}?chpasswd", "is_option", "chpasswd"),
    _password(r"\b(?:rabbitmqctl[ \t]{1,3}(?:add_user|change_password)[ \t]{1,3}[^\s]{1,80}|passwd[ \t]{1,3}--stdin|requirepass|masterauth|snmp-server[ \t]{1,3}community|wpa-psk|pre-shared-key)[ \t]{1,3}[\"']?(?P<secret>[^\s'\"]{4,200})", "is_option", "rabbitmqctl", "requirepass", "masterauth", "snmp-server", "wpa-psk", "pre-shared-key", "stdin"),
    _password(r"\b(?:enable|username[ \t]{1,3}[^\s]{1,60}(?:\sprivilege\s\d{1,2})?)\s(?:secret|password)[ \t]{1,3}(?:\d\s)?(?P<secret>[^\s'\"]{4,200})", "is_said", "enable", "username"),
    _password(r"\bidentified[ \t]{1,3}(?:with[ \t]{1,3}[\w'\"]{1,40}[ \t]{1,3})?by[ \t]{1,3}(?:password[ \t]{1,3})?(?:'(?P<single>[^'\n]{3,200})'|\"(?P<double>[^\"\n]{3,200})\"|(?P<bare>[^\s;'\"]{4,200}))", "is_said_or_quoted", "identified"),
    _password(r"\bpassword(?:[ \t]{1,3}for\s[^\n=]{1,80}?=\s{0,3}|[ \t]{1,3}|\s{0,3}\(\s{0,3})(?:'(?P<single>[^'\n]{3,200})'|\"(?P<double>[^\"\n]{3,200})\")", "is_password", "password"),
    _password(r"\bmachine\s{1,8}[^\s]{1,200}\s{1,20}(?:login\s{1,8}[^\s]{1,200}\s{1,20})?(?:account\s{1,8}[^\s]{1,100}\s{1,20})?passw(?:or)?d\s{1,8}(?P<secret>[^\s]{3,400})", "is_password", "machine"),
    _password(rf"{LINE_START}\s{{0,8}}(?:default\s{{1,8}})?login\s{{1,8}}[^\s]{{1,200}}\s{{1,20}}passw(?:or)?d\s{{1,8}}(?P<secret>[^\s]{{3,400}}){LINE_END}", "is_password", "login"),
    _password(rf"{LINE_START}[ \t]{{0,12}}(?:password|passwd|passphrase)[ \t]{{1,8}}(?P<secret>[^\s:=\"'(]{{5,200}})[ \t]{{0,8}}{LINE_END}", "is_said", "pass"),
    _password(rf"{LINE_START}[\w.*\-]{{1,100}}:(?:\d{{4,5}}|\*):[\w*\-]{{1,60}}:[\w*.\-]{{1,60}}:(?P<secret>[^\s:]{{4,200}}){LINE_END}", "is_password", ":"),
    _password(rf"{LINE_START}[a-z_][\w\-]{{0,31}}:(?P<secret>\$(?:1|2[abxy]?|5|6|7|y|apr1|argon2id?)\$[^\s:]{{8,300}})", "always", ":$", label="a stored password"),
    _password(r"\bprivate-lines:\s\d{1,3}\r?\n(?P<secret>(?:[A-Za-z0-9+/=]{4,80}(?:\r?\n|(?![^\n]))){1,60})", "always", "private-lines", label="a private key"),
    _password(r"\bAC[0-9a-f]{32}\b[^\n]{0,60}?\b(?P<secret>[0-9a-f]{32})\b", "is_random", "ac", label="a Twilio key"),
    _password(rf"\b(?:define|getenv|get|get_or|env|config|setdefault|fetch|setproperty|put|set|setitem|append|header|setrequestheader|addheader|add|option)\(\s{{0,3}}[\"'](?P<name>[\w.\-]{{2,80}})[\"']\s{{0,3}},\s{{0,3}}{QUOTED}", "is_assigned", "("),
    _password(rf"\b(?P<name>[a-z_][\w.\-]{{1,60}})\(\s{{0,3}}{QUOTED}\s{{0,3}}\)", "is_set", "pass", "pwd", "pw"),
    _password(rf"\b(?:login|log_in|sign_in|auth|authenticate|basicauth|basic_auth|basic|set_basic_auth|networkcredential|httpbasicauth|httpdigestauth|httpproxyauth|usernamepasswordcredentials|usernamepasswordauthenticationtoken|plaincredentials|passwordauthentication|plain_auth|create_user|createuser|create_superuser|setcredentials|withcredentials|setauth)(?:\s{{0,2}}[=:]\s{{0,2}})?[(\[]\s{{0,3}}{NAMED}\s{{0,3}},\s{{0,3}}{QUOTED}", "is_password", "login", "auth", "sign_in", "cred", "create", "log_in", "basic"),
    _password(rf"\b(?:mysqli_connect|mysqli|mysql_connect|pdo|getconnection|pg_connect|oci_connect|createpool|create_engine|connect)\(\s{{0,3}}{FIRST}\s{{0,3}},\s{{0,3}}{FIRST}\s{{0,3}},\s{{0,3}}{QUOTED}", "is_password", "mysql", "pdo", "connect", "create"),
    _password(rf"\b(?:convertto-securestring(?:[ \t]{{1,3}}-string)?|password_hash\(|hashpw\()\s{{0,3}}{QUOTED}", "is_password", "securestring", "password_hash", "hashpw"),
    _password(rf"(?<![\w\-])-{{1,2}}(?P<name>[a-z][\w.\-]{{1,60}})(?:=|[ \t]{{1,3}}|:)(?:{QUOTED}|(?P<bare>[^\s'\"`\-][^\s'\"`]{{2,400}}))", "is_named_option", "-"),
    _password(rf"\b(?:key|name|id)\s{{0,2}}=\s{{0,2}}[\"'](?P<name>[^\"'\n]{{2,80}})[\"']\s{{1,8}}(?:type\s{{0,2}}=\s{{0,2}}[\"'][^\"'\n]{{0,40}}[\"']\s{{1,8}})?value\s{{0,2}}=\s{{0,2}}{QUOTED}", "is_assigned", "value"),
    _password(rf"(?<![\w.\-])[\"']?(?:name|key)[\"']?\s{{0,2}}:\s{{0,2}}[\"']?(?P<name>[\w.\-]{{2,80}})[\"']?\s{{0,2}},?\s{{1,40}}[\"']?value[\"']?\s{{0,2}}:\s{{0,2}}(?:{QUOTED}|{BARE})", "is_assigned", "value"),
    _password(r"<[^<>\n]{0,120}?\b(?:name|key|id)\s{0,2}=\s{0,2}[\"'](?P<name>[\w.\-]{2,80})[\"'][^<>\n]{0,120}>(?:\s{0,8}<value>)?(?P<secret>[^<\n]{3,400})</", "is_assigned", "</"),
    _password(r"<(?:[\w]{1,20}:)?(?P<name>[\w.\-]{2,60})(?:\s[^<>\n]{0,200})?>(?:<!\[CDATA\[)?(?P<secret>[^<\]\n]{3,4000})(?:\]\]>)?</", "is_assigned", "</"),
    Rule("password", "a password or key", rf"{NAME}(?:\\?[\"'])?\]{{0,2}}\s{{0,8}}(?:\|\|=|\?\?=|(?<=\s)->(?=\s)|={{1,3}}>?|!==?|:=|\?=|:(?!:))(?:\s{{0,8}}[a-zA-Z$@]{{0,2}}{QUOTED}|[ \t]{{0,8}}{ESCAPED}|[ \t]{{0,8}}(?:base64:)?{BARE})", "REDACTED{n}", "is_assigned"),
    _password(rf"\b(?:{SAYS})[ \t]{{1,3}}(?:(?:for|of)[ \t]{{1,3}}[\w@.\-]{{1,60}}[ \t]{{1,3}})?(?:is|was|are|to|now|set to|changed to|reads)(?:[ \t]{{1,3}}now)?:?[ \t]{{1,3}}[\"'`]?(?P<secret>[^\s\"'`,;]{{5,200}})(?<![.:)?!])", "is_said", "pass", "pwd", "pin", "token", "key", "secret", "cred", "otp", "code"),
    _password(r"\b(?:with|using|use|the|new|default|temporary|temp|initial|root|admin|user|login|my|and)[ \t]{1,3}(?:password|passwd|passphrase|pw|token|api key|secret)[ \t]{1,3}[\"'`]?(?P<secret>[^\s\"'`,;]{6,200})(?<![.:)?!])", "is_said", "pass", "pw", "token", "api key", "secret"),
    _password(rf"\bset[ \t]{{1,3}}[\"']?(?P<name>[\w.:\-]{{2,80}})[\"']?[ \t]{{1,3}}(?:{QUOTED}|{BARE})", "is_named_said", "set"),
    _password(r"\bmc[ \t]{1,3}(?:alias|config[ \t]{1,3}host)[ \t]{1,3}(?:set|add)[ \t]{1,3}[^\s]{1,80}[ \t]{1,3}[^\s]{1,200}[ \t]{1,3}[^\s]{1,200}[ \t]{1,3}(?P<secret>[^\s]{6,200})", "is_option", "mc "),
    _password(r"(?<![^\n])[^\n]{0,12}?(?:user\s[^\s]{1,80}|331[^\n]{0,200})\r?\n[^\n]{0,12}?\bpass[ \t]{1,3}(?P<secret>[^\s]{4,200})", "is_option", "pass "),
    _password(r"\b(?:with|as|credentials|creds|login)[: ]\s{0,3}[\w.@\-]{1,60}\s{1,2}/\s{1,2}(?P<secret>[^\s\"'`,;]{5,200})(?<![.:)?!])", "is_said", " / "),
    _password(r"\b(?:password|passphrase|token|authtoken|api[ _\-]?key|secret|secret key|license key|access key|auth key)[ \t]{1,3}[\"'`(]?(?P<secret>[A-Za-z0-9_\-+/.~]{16,400}={0,2})(?![\w(])", "is_random", "pass", "token", "key", "secret"),
    _password(r"\b(?:password|passwd|passphrase|bindpw|rootpw|psk)[ \t]{1,3}[\"'`]?(?P<secret>[^\s\"'`,;]{6,200})(?<![.:)?!,])", "is_said_with_digit", "pass", "bindpw", "rootpw", "psk"),
    _password(r"\bpass ?(?:phrase|word)[ \t]for[ \t][^:\n]{1,80}:[ \t]{1,3}(?P<secret>[^\n]{5,200})", "is_said_with_digit", "for "),
    _password(rf"\bpragma[ \t]{{1,3}}(?:hex)?(?:re)?key\s{{0,3}}=\s{{0,3}}{QUOTED}", "is_password", "pragma"),
    # --- People and machines -------------------------------------------------------------------------
    Rule("prompt", "a name and a machine", rf"{LINE_START}\(?[\w.() \-]{{0,40}}?\[?(?P<secret>{USER}@[\w.\-]{{1,64}})(?::[^\n$#]{{0,200}}[$#](?![^\s])| [^\n\]$#]{{0,200}}\][$#]| [~/][^\n%>]{{0,100}}[%>](?![^\s])| % )", "user@host", "is_no_placeholder_prompt", ("@",)),
    Rule("prompt", "a name and a machine", rf"\b(?:ssh|scp|sftp|rsync|mosh|ssh-copy-id|sshfs)\b[^\n|;]{{0,200}}?\s(?P<secret>{USER}@[A-Za-z0-9][\w\-]{{0,62}}(?:\.(?:local|lan|internal|corp|home))?)(?![\w.@])", "user@host", "is_no_placeholder_prompt", ("@",)),
    Rule("prompt", "a name and a machine", rf"\b(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-nistp\d{{3}})[ \t]{{1,3}}AAAA[A-Za-z0-9+/=]{{16,2000}}[ \t]{{1,3}}(?P<secret>{USER}@[\w.\-]{{1,64}})", "user@host", "is_no_placeholder_prompt", ("@",)),
    Rule("e-mail", "an e-mail address", r"(?<![\w.+/@:\-])(?:mailto:)?(?P<secret>[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@(?P<domain>[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){0,6}\.[A-Za-z]{2,24}))(?![\w@/]|\.\w)", "user{n}@example.com", "is_personal_address", ("@",)),
    Rule("e-mail", "an e-mail address", r"(?<=[:])(?P<secret>[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@(?P<domain>[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){0,6}\.[A-Za-z]{2,24}))(?![\w@/:]|\.\w)", "user{n}@example.com", "is_personal_address", ("@",)),
    Rule("e-mail", "an e-mail address", r"(?<![\w.+/@:\-%])(?P<secret>[A-Za-z0-9][A-Za-z0-9._+\-]{0,63}%40(?P<domain>[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){0,6}\.[A-Za-z]{2,24}))(?![\w@/]|\.\w)", "user{n}@example.com", "is_personal_address", ("%40",)),
    Rule("home", "a home folder", r"(?<![\w.])(?P<root>(?:file://|/(?:var|export|data|mnt|usr|nfs|mnt/[a-z]|[a-z]|cygdrive/[a-z]|Volumes/[\w\-]{1,40}))?/(?:home|Users)/)(?P<secret>[^/\s\"':;,)\]<>|`$*{}\\?&#%]{1,64})(?=[/\s\"':;,)\]<>|`]|(?![^\n]))", "user", "is_personal_name", ("/home/", "/users/")),
    Rule("home", "a home folder", r"\b(?P<root>[a-z]:[\\/]{1,4}(?:Users|Documents and Settings)[\\/]{1,4})(?P<secret>[^\\/\s\"':;,<>|`%$*{}]{1,40}(?: [^\\/\s\"':;,<>|`%$*{}]{1,30}){0,2}(?=[\\/])|[^\\/\s\"':;,<>|`%$*{}]{1,64}(?=[\\/\s\"':;,)\]<>|`]|(?![^\n])))", "user", "is_personal_name", ("users", "documents and settings"), True),
    Rule("home", "a home folder", r"(?<![\w:\\/.])(?P<root>\\{1,2}Users\\{1,2})(?P<secret>[^\\/\s\"':;,<>|`%$*{}]{1,64})(?=\\)", "user", "is_personal_name", ("users",), True),
    _host(r"(?<![\w.@/\-])(?:ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}(?:\.[a-z0-9\-]{1,63}){0,4}|ec2-[\d\-]{7,20}(?:\.[a-z0-9\-]{1,40}){2,4}|(?:DESKTOP|LAPTOP|WIN|EC2AMAZ)-[A-Z0-9]{6,15}|[A-Z][a-z]{1,20}s?-(?:MacBook(?:-(?:Pro|Air))?|MBP|iMac|Mac-mini)(?:-\d{1,2})?(?:\.local)?)(?![\w\-])", "always", "ip-", "ec2", "desktop-", "laptop-", "win-", "-mac", "-mbp", "-imac", ignores_case=False),
    _host(r"(?<![\w.\-])[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){0,4}\.(?:(?:rds|cache|elb|redshift|es|docdb)\.amazonaws\.com|(?:database|redis\.cache|servicebus|vault)\.(?:windows|azure)\.net|(?:postgres|mysql|mariadb)\.database\.azure\.com|mongodb\.net|upstash\.io|neon\.tech|supabase\.co|db\.ondigitalocean\.com|cloudapp\.azure\.com|compute\.amazonaws\.com|psdb\.cloud|aivencloud\.com)(?![\w\-])", "is_no_documentation_host", "amazonaws", "windows.net", "azure", "mongodb.net", "upstash", "neon", "supabase", "digitalocean", "psdb", "aiven"),
    _host(r"(?<![\w.\-])(?P<secret>(?P<name>[a-z0-9_\-]{1,63}(?:\.[a-z0-9_\-]{1,63}){0,5})\.(?P<zone>local|internal|lan|corp|intranet|localdomain))(?![\w\-(]|\.\w)", "is_machine", ".local", ".internal", ".lan", ".corp", ".intranet"),
    _host(r"(?<![\w.\-])[a-z0-9_\-]{1,63}(?:\.[a-z0-9\-]{1,63}){0,3}\.(?:corp|internal|intern|int|intra|intranet|lan|prod|production|staging|stage|vpn|dmz|ad)(?:\.[a-z0-9\-]{1,63}){0,3}\.(?:com|net|org|io|dev|cloud|app|de|fr|uk|eu|co|at|ch|nl|pl|es|it|cz|se|us|ca|au|in|br|jp)(?![\w\-])", "is_no_documentation_host", "corp", "int", "lan.", "prod", "stag", "vpn", "dmz", ".ad."),
    _host(rf"{LINE_START}(?:<\d{{1,3}}>\d?\s?)?(?:[A-Z][a-z]{{2}} [ \d]\d \d\d:\d\d:\d\d|\d{{4}}-\d\d-\d\dT[\d:.]{{8,15}}(?:Z|[+\-]\d\d:\d\d)) (?P<secret>[A-Za-z0-9][\w.\-]{{0,63}}) [\w./()\-]{{1,60}}(?:\[\d{{1,8}}\])?:", "is_own_machine", ":", ignores_case=False),
    _host(r"(?:resolve host(?:name)?:?|host name|unknownhostexception:|unknown host:?|enotfound|eai_again|getaddrinfo failed for|no such host:?|\blookup|connect to host|connection to server at|\bon host|\bto server)[ \t]{1,3}[\"']?(?:tcp:|https?://)?(?P<secret>[a-z0-9][\w\-]{0,62}(?:\.[a-z0-9][\w\-]{0,62}){0,4})(?![\w.\-]{0,80}[@(\[=])", "is_own_machine", "host", "enotfound", "eai_again", "getaddrinfo", "lookup", "server"),
    _host(r"\b(?:host(?:name)?|server|data source|computername|node|machine)[\"']?\s{0,2}[=:]\s{0,2}[\"']?(?:tcp:)?(?P<secret>[a-z0-9][\w\-]{0,62}(?:\.[a-z0-9][\w\-]{0,62}){0,4})(?![\w.\-]{0,80}[@(\[=])", "is_numbered_machine", "host", "server", "source", "computername", "node", "machine"),
    _host(r"\b(?:connect(?:ed|ing|ion|ions)?\s{1,2}(?:to|from|with)|dial tcp|telnet|ping|reach|reached|unreachable:)[ \t]{1,3}[\"'`]?(?:tcp:|https?://)?(?P<secret>[a-z0-9][\w\-]{0,62}(?:\.[a-z0-9][\w\-]{0,62}){0,4})(?![\w.\-]{0,80}[@(\[=/])", "is_numbered_machine", "connect", "dial", "telnet", "ping", "reach"),
    _host(r"\b(?:Linux|FreeBSD|Darwin|SunOS) (?P<secret>[A-Za-z0-9][\w.\-]{0,63}) \d{1,2}\.\d{1,3}", "is_numbered_machine", "linux", "bsd", "darwin", "sunos", ignores_case=False),
    _host(r"(?<![\\\w])\\\\(?P<secret>[a-z0-9][a-z0-9\-]{1,62})\\[\w$\-]{1,60}", "is_own_machine", "\\\\"),
    Rule("address", "a network address", r"(?<![\w.\-])(?P<secret>(?:\d{1,3}\.){3}\d{1,3})(?![\w\-]|\.\d)", "192.0.2.{n1}", "is_public_address", (".",)),
    Rule("address", "a network address", r"(?<![\w:.])(?P<secret>[23][0-9a-f]{3}:(?:[0-9a-f]{0,4}:){1,6}[0-9a-f]{0,4})(?![\w:.])", "2001:db8::{n1}", "is_public_address", (":",), True),
)  # fmt: skip
