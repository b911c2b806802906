"""What is looked for: one table, a row a rule, earlier rows first where two would take the same text.

Every pattern takes time linear in the text: repetitions are bounded or cannot overlap. What a rule keeps
secret is its group `secret`, or the whole match.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from hub.core.redaction import judging

Judge = Callable[[re.Match[str]], bool]


@dataclass(frozen=True)
class Rule:
    """Something to be found.

    Arguments:
        kind: a name for programs; finds of one kind are numbered together.
        label: what a person is told it is.
        pattern: as a regular expression.
        stand_in: takes its place; `{n}` becomes empty, 2, 3 … for further values.
        judge: asked about each match; what it refuses is left alone.
        hint: letters, small, of which one must be in the text for the pattern to be worth trying.
    """

    kind: str
    label: str
    pattern: re.Pattern[str]
    stand_in: str
    judge: Judge = judging.always
    hint: tuple[str, ...] = ()


def _token(kind: str, label: str, pattern: str, *hint: str) -> Rule:
    stand_in = f"REDACTED-{kind.upper()}{{n}}"
    return Rule(kind, label, re.compile(pattern), stand_in, judging.is_no_example, hint)


# What a name ends in, or holds, when its value is secret.
NAMES = (
    r"(?:passw(?:or)?d|passwd|(?:(?<=[_.-])|(?<![A-Za-z0-9_.-]))pass|pwd|passphrase|passcode|secret(?:_?key)?|token|api_?-?key|access_?-?key(?:_?id)?"
    r"|auth_?-?key|private_?-?key|encryption_?-?key|signing_?-?key|account_?-?key|storage_?-?key"
    r"|master_?-?key|license_?-?key|client_?-?secret|credentials?|connection_?string_?key|salt)"
)
NAME = rf"(?<![A-Za-z0-9])[A-Za-z0-9_.\-]{{0,40}}?{NAMES}(?:_?[A-Za-z0-9]{{0,12}})"
QUOTED = r"""(?:"(?P<double>[^"\n]{1,4000})"|'(?P<single>[^'\n]{1,4000})')"""
BARE = r"""(?P<bare>[^\s"'`,;<>(){}\[\]&|]{1,4000})"""

RULES: tuple[Rule, ...] = (
    # --- Keys that say what they are -----------------------------------------------------------------
    _token("github-token", "a GitHub token", r"\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{22,255})", "gh", "github_pat"),
    _token("gitlab-token", "a GitLab token", r"\bgl(?:pat|ptt|dt|rt|cbt)-[A-Za-z0-9_\-]{20,64}", "gl"),
    _token("aws-key", "an AWS access key", r"\b(?:AKIA|ASIA|AROA)[A-Z0-9]{16}\b", "akia", "asia", "aroa"),
    _token("google-key", "a Google API key", r"\bAIza[0-9A-Za-z_\-]{35}", "aiza"),
    _token("google-token", "a Google token", r"\b(?:ya29\.[0-9A-Za-z_\-]{20,255}|GOCSPX-[0-9A-Za-z_\-]{20,64})", "ya29", "gocspx"),
    _token("slack-token", "a Slack token", r"\bxox[abeoprs]-[A-Za-z0-9\-]{10,255}", "xox"),
    _token("webhook", "the address of a webhook", r"https://(?:hooks\.slack\.com/services|discord(?:app)?\.com/api/webhooks)/[A-Za-z0-9_/\-]{16,200}", "hook"),
    _token("stripe-key", "a Stripe key", r"\b(?:[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}|whsec_[A-Za-z0-9]{24,128})", "k_", "whsec"),
    _token("ai-key", "a key of an AI service", r"\bsk-(?:ant-|proj-|svcacct-|or-v1-)?[A-Za-z0-9_\-]{20,255}", "sk-"),
    _token("npm-token", "an npm token", r"\bnpm_[A-Za-z0-9]{36}\b", "npm_"),
    _token("pypi-token", "a PyPI token", r"\bpypi-[A-Za-z0-9_\-]{16,255}", "pypi-"),
    _token("docker-token", "a Docker token", r"\bdckr_pat_[A-Za-z0-9_\-]{20,64}", "dckr"),
    _token("cloud-token", "a token of a cloud provider", r"\b(?:do[opr]_v1_[a-f0-9]{64}|shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}|hf_[A-Za-z0-9]{30,64}|dapi[a-f0-9]{32})", "_v1_", "shp", "hf_", "dapi"),
    _token("mail-key", "a key of a mail service", r"\b(?:SG\.[A-Za-z0-9_\-]{16,64}\.[A-Za-z0-9_\-]{16,64}|key-[0-9a-f]{32}\b|xkeysib-[a-f0-9]{64})", "sg.", "key-", "xkey"),
    _token("bot-token", "a token of a bot", r"\b\d{8,10}:AA[A-Za-z0-9_\-]{33}", ":aa"),
    _token("twilio-key", "a Twilio key", r"\bSK[0-9a-f]{32}\b", "sk"),
    _token("signed-token", "a signed token (JWT)", r"\beyJ[A-Za-z0-9_\-]{8,2000}\.eyJ[A-Za-z0-9_\-]{8,4000}\.[A-Za-z0-9_\-]{0,1000}", "eyj"),
    # --- Where secrets stand -------------------------------------------------------------------------
    Rule("password", "a password in an address", re.compile(r"\b[A-Za-z][A-Za-z0-9+.\-]{1,20}://[^\s:/@'\"<>]{0,100}:(?P<secret>[^\s@/'\"<>]{1,200})@"), "REDACTED{n}", judging.is_password, ("://",)),
    Rule("credentials", "what signs a request in", re.compile(r"(?i)\bauthorization[\"']?\s{0,3}[:=]\s{0,3}[\"']?(?:bearer|basic|token|digest|apikey)\s{1,3}(?P<secret>[^\s\"'\\,;]{6,2000})"), "REDACTED{n}", judging.is_password, ("authorization",)),
    Rule("cookie", "a cookie", re.compile(r"(?im)^(?:[<>*]\s)?(?:set-)?cookie:\s(?P<secret>[^\n]{6,20000})$"), "REDACTED{n}", judging.always, ("cookie:",)),
    Rule("password", "a password", re.compile(r"(?i)\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump)\b[^\n|;]{0,200}?\s-p(?P<secret>[^\s'\"\-][^\s'\"]{2,100})"), "REDACTED{n}", judging.is_password, ("-p",)),
    Rule("password", "a password", re.compile(r"(?i)\b(?:curl|wget|http)\b[^\n|;]{0,300}?\s(?:-u|--user)[ =][\"']?[^\s:'\"]{1,60}:(?P<secret>[^\s'\"]{3,100})"), "REDACTED{n}", judging.is_password, ("-u", "--user")),
    Rule("password", "a password", re.compile(r"(?i)\b(?:sshpass\s-p|redis-cli\b[^\n|;]{0,200}?\s-a)\s{0,2}[\"']?(?P<secret>[^\s'\"]{3,100})"), "REDACTED{n}", judging.is_password, ("sshpass", "redis-cli")),
    Rule("password", "a password", re.compile(rf"(?i)--{NAMES}(?:=|\s{{1,3}})[\"']?(?P<bare>[^\s'\"\-][^\s'\"]{{2,200}})"), "REDACTED{n}", judging.is_password, ("--",)),
    Rule("password", "a password", re.compile(rf"(?i)define\(\s{{0,3}}[\"'][A-Za-z0-9_]{{0,40}}(?:{NAMES}|_KEY|_SALT)[\"']\s{{0,3}},\s{{0,3}}{QUOTED}"), "REDACTED{n}", judging.is_assigned, ("define(",)),
    Rule("password", "a password", re.compile(rf"(?i)<{NAMES}>(?P<secret>[^<\n]{{3,300}})</"), "REDACTED{n}", judging.is_password, ("</",)),
    Rule("password", "a password or key", re.compile(rf"(?i)(?P<name>{NAME})[\"']?\]?\s{{0,3}}(?:=>|:=|=(?!=)|:(?!:))\s{{0,3}}(?:[rbf]{{0,2}}{QUOTED}|{BARE})"), "REDACTED{n}", judging.is_assigned),
    # --- People and machines -------------------------------------------------------------------------
    Rule("prompt", "a name and a machine", re.compile(r"(?m)^\(?[\w.() \-]{0,40}?(?P<secret>[\w.\-]{1,32}@[\w.\-]{1,64})(?::[^\n$#]{0,200}[$#]\s| [^\n\]$#]{0,200}\][$#])"), "user@host", judging.is_no_placeholder_prompt, ("@",)),
    Rule("e-mail", "an e-mail address", re.compile(r"(?<![\w.+/@:\-])[A-Za-z0-9][A-Za-z0-9._%+\-]{0,63}@(?P<domain>[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){0,6}\.[A-Za-z]{2,24})(?![\w@/])"), "user{n}@example.com", judging.is_personal_address, ("@",)),
    Rule("home", "a home folder", re.compile(r"(?<![\w.])/(?:home|Users)/(?P<secret>[^/\s\"':<>|`$*{}\\]{1,64})(?=[/\s\"':<>|`]|$)"), "user", judging.is_personal_name, ("/home/", "/users/")),
    Rule("home", "a home folder", re.compile(r"(?i)\b[a-z]:[\\/]{1,4}Users[\\/]{1,4}(?P<secret>[^\\/\s\"':<>|`%$*{}]{1,64})(?=[\\/\s\"':<>|`]|$)"), "user", judging.is_personal_name, ("users",)),
    Rule("host", "the name of a machine", re.compile(r"(?<![\w.@/\-])(?:ip-\d{1,3}-\d{1,3}-\d{1,3}-\d{1,3}(?:\.[a-z0-9\-]{1,63}){0,4}|ec2-[\d\-]{7,20}(?:\.[a-z0-9\-]{1,40}){2,4}|[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){1,3}\.(?:rds|cache|elb|redshift)\.amazonaws\.com)(?![\w.\-])"), "host{n}.example", judging.always, ("ip-", "ec2-", "amazonaws")),
    Rule("host", "the name of a machine", re.compile(r"(?i)(?<![\w.\-])(?P<name>[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){0,5})\.(?P<zone>local|internal|lan|corp|intranet|localdomain)(?![\w.\-(])"), "host{n}.example", judging.is_machine, (".local", ".internal", ".lan", ".corp", ".intranet")),
    Rule("host", "the name of a machine", re.compile(r"(?i)(?<![\w.\-])[a-z0-9\-]{1,63}(?:\.[a-z0-9\-]{1,63}){0,3}\.(?:corp|internal|intra|lan|prod|staging|vpn)(?:\.[a-z0-9\-]{1,63}){0,3}\.(?:com|net|org|io|dev|de|fr|uk|eu|co)(?![\w.\-])"), "host{n}.example", judging.is_no_documentation_host, ("corp", "intern", "intra", "lan.", "prod", "staging", "vpn")),
    Rule("address", "a network address", re.compile(r"(?<![\w.\-])(?<!==)(?<![a-z]/)(?P<secret>(?:\d{1,3}\.){3}\d{1,3})(?![\w.\-])"), "192.0.2.{n1}", judging.is_public_address, (".",)),
    Rule("address", "a network address", re.compile(r"(?i)(?<![\w:.])(?P<secret>(?:[0-9a-f]{1,4}:){3,7}(?::?[0-9a-f]{1,4}){1,4})(?![\w:.])"), "2001:db8::{n1}", judging.is_public_address, (":",)),
)  # fmt: skip
