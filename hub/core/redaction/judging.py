"""Tells a secret from what only stands where one could: examples, placeholders, code that reads one."""

from __future__ import annotations

import re
from ipaddress import ip_address

STAND_IN = "REDACTED"
# Said where a secret would stand, in documentation and in code.
EMPTY = frozenset(
    [
        "password",
        "passwd",
        "pass",
        "pwd",
        "secret",
        "token",
        "key",
        "apikey",
        "api_key",
        "changeme",
        "change_me",
        "change-me",
        "example",
        "test",
        "testing",
        "none",
        "null",
        "nil",
        "true",
        "false",
        "undefined",
        "empty",
        "default",
        "dummy",
        "placeholder",
        "redacted",
        "hidden",
        "removed",
        "admin",
        "root",
        "user",
        "username",
        "postgres",
        "mysql",
        "guest",
        "public",
        "private",
        "string",
        "str",
        "bytes",
        "text",
        "required",
        "optional",
        "value",
        "values",
        "foo",
        "bar",
        "baz",
        "foobar",
        "qux",
        "hunter2",
        "letmein",
        "123456",
        "12345678",
        "secret_key",
        "your_password",
        "mysecretpassword",
        "yourpassword",
        "mypassword",
        "passw0rd",
        "expired",
        "invalid",
        "missing",
        "wrong",
        "incorrect",
        "mismatch",
        "denied",
        "failed",
        "authentication",
        "bearer",
        "basic",
        "sha256",
        "sha512",
        "md5",
        "bcrypt",
        "argon2",
        "hs256",
        "rs256",
        "csrf",
        "session",
    ]
)
EXAMPLE = re.compile(
    r"(?i)example|x{4,}|\*{3,}|^\.{3}|\.{3}$|0{8,}|^your[_-]|^my[_-]?(?:secret|token|key|pass)|placeholder|^<.*>$"
    r"|^\$\{|^\{\{|^%\("
)
READS = re.compile(
    r"(?i)^(?:[$%@{<(\[#!]|os\.|process\.|env\b|env\(|getenv|config|settings|self\.|this\.|request\.|req\.|ctx\.|app\.|options\.|args\.|vault|secrets\.|var\.|data\.|local\.|params?\.|import\b|await\b|new\b|func|lambda|async\b|return\b)"
)
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:(?:\.|::|->)[A-Za-z_][A-Za-z0-9_]*)*(?:\(\)|\[\])?")
ENVIRONMENT = re.compile(r"[A-Z][A-Z0-9_]*")
TOO_PLAIN = re.compile(r"[a-z_\-. ]*|[A-Z_ ]*|\d{1,5}|[^\w]*")

NOBODY = frozenset(
    [
        "user",
        "username",
        "users",
        "you",
        "your",
        "yourname",
        "your-name",
        "your_name",
        "yourusername",
        "me",
        "name",
        "app",
        "runner",
        "vagrant",
        "ubuntu",
        "debian",
        "admin",
        "administrator",
        "root",
        "node",
        "www",
        "www-data",
        "circleci",
        "travis",
        "jenkins",
        "ec2-user",
        "deploy",
        "vscode",
        "codespace",
        "gitpod",
        "linuxbrew",
        "myuser",
        "someuser",
        "shared",
        "public",
        "default",
        "guest",
        "all",
        "git",
        "postgres",
        "mysql",
        "redis",
        "web",
        "worker",
        "appuser",
        "nonroot",
        "runneradmin",
        "containeradministrator",
        "build",
        "builder",
        "ci",
        "home",
        "test",
        "testuser",
        "example",
        "dev",
        "developer",
        "student",
        "project",
        "projects",
        "jovyan",
        "coder",
        "sbx_user1051",
        "docker",
        "pi",
    ]
)
DOCUMENTATION = re.compile(r"(?i)(?:^|\.)(?:example|test|invalid|localhost)(?:\.[a-z]{2,3})?$")
SERVICE_MAIL = re.compile(r"(?i)^(?:git|noreply|no-reply|hg|svn)@")
# Names that mean the same on everybody's machine.
EVERYBODYS = frozenset(
    [
        "localhost.localdomain",
        "host.docker.internal",
        "kubernetes.docker.internal",
        "gateway.docker.internal",
        "metadata.google.internal",
        "cluster.local",
        "svc.cluster.local",
        "default.svc.cluster.local",
        "kubernetes.default.svc.cluster.local",
    ]
)
RESOLVERS = frozenset({"8.8.8.8", "8.8.4.4", "1.1.1.1", "1.0.0.1", "9.9.9.9"})
LEAST_HIGH, HIGH = 2, 10  # a version such as 1.2.3.4 has no two numbers from ten on


def always(match: re.Match[str]) -> bool:
    """Whether anything is left to take out."""
    return not _secret(match).strip().startswith(STAND_IN)


def is_no_example(match: re.Match[str]) -> bool:
    """Whether a key is none of those that documentation prints."""
    return not EXAMPLE.search(match[0])


def is_password(match: re.Match[str]) -> bool:
    """Whether a value that stands where a password does is one."""
    return _is_value(_secret(match))


def is_assigned(match: re.Match[str]) -> bool:
    """Whether what is assigned to a name that means a secret is one, and not the code that gets it."""
    found = match.groupdict()
    value = _secret(match)
    if not _is_value(value):
        return False
    name = found.get("name") or ""
    if re.search(
        r"(?i)(?:_?(?:id|name|type|file|path|url|uri|field|length|ttl|expiry|header|prefix|count|limit|algorithm|hash(?:er|ers)?|validators?|policy|reset|form|input|hint|error|help|label|min|max))$",
        name,
    ):
        return False
    if found.get("bare") is None:
        return not (" " in value.strip() and value.count(" ") > 2) and not TOO_PLAIN.fullmatch(value)
    is_called = match.string[match.end() : match.end() + 1] in {"(", "[", "<"}
    return not is_called and _is_bare_secret(value, in_environment=bool(ENVIRONMENT.fullmatch(name)))


def _is_bare_secret(value: str, *, in_environment: bool) -> bool:
    if in_environment:
        return len(value) >= 4
    if TOO_PLAIN.fullmatch(value) or len(value) < 6:
        return False
    return not IDENTIFIER.fullmatch(value) or _is_mixed(value)


def _is_mixed(value: str) -> bool:
    """Whether small letters, capitals and digits are mixed as names in code seldom are."""
    kinds = (str.islower, str.isupper, str.isdigit)
    return len(value) >= 8 and all(any(kind(char) for char in value) for kind in kinds)


def is_personal_address(match: re.Match[str]) -> bool:
    domain = match["domain"]
    return not (DOCUMENTATION.search(domain) or _ends_in_example(domain) or SERVICE_MAIL.match(match[0]))


def is_personal_name(match: re.Match[str]) -> bool:
    return _secret(match).casefold() not in NOBODY


def is_no_placeholder_prompt(match: re.Match[str]) -> bool:
    user, _, host = _secret(match).partition("@")
    return not (user.casefold() in NOBODY and host.casefold() in {"host", "localhost", "machine", "example"})


def is_machine(match: re.Match[str]) -> bool:
    """Whether a dotted name is a machine's, and not an attribute such as `threading.local`."""
    whole = match[0].casefold()
    if whole in EVERYBODYS or whole.endswith(".svc.cluster.local") or DOCUMENTATION.search(match["name"]):
        return False
    zone, labels = match["zone"].casefold(), match["name"].split(".")
    telling = any(char.isdigit() or char == "-" for char in match["name"])
    if zone in {"local", "internal"}:
        return telling
    return telling or len(labels) > 1


def is_no_documentation_host(match: re.Match[str]) -> bool:
    return not _ends_in_example(match[0])


def is_public_address(match: re.Match[str]) -> bool:
    """Whether a network address is somebody's, and not a version, an example or everybody's."""
    text = _secret(match)
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if address.version == 4 and sum(int(part) >= HIGH for part in text.split(".")) < LEAST_HIGH:
        return False
    return address.is_global and text not in RESOLVERS


def _secret(match: re.Match[str]) -> str:
    found = match.groupdict()
    for name in ("secret", "double", "single", "bare"):
        if found.get(name) is not None:
            return found[name]
    return match[0]


def _is_value(value: str) -> bool:
    plain = value.strip().strip("\"'").casefold()
    return not (
        len(plain) < 3
        or plain in EMPTY
        or len(set(plain)) < 3
        or value.startswith(STAND_IN)
        or READS.match(value)
        or EXAMPLE.search(value)
    )


def _ends_in_example(domain: str) -> bool:
    return bool(re.search(r"(?i)(?:^|\.)example\.(?:com|org|net|edu)$", domain))
