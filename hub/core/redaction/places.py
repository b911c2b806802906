"""Tells addresses of people and machines from those of documentation, of everybody, and from versions."""

from __future__ import annotations

import re

from hub.core.redaction.candidates import Candidate
from hub.core.redaction.words import (
    EVERYBODYS,
    FILES,
    MADE_UP,
    NOBODY,
    NOWHERE,
    RESOLVERS,
    SOURCES,
    TECHNOLOGIES,
)

DOCUMENTATION = re.compile(r"(?i)(?:^|\.)(?:example|test|invalid|localhost)(?:\.[a-z]{2,3})?$")
ENDS_IN_EXAMPLE = re.compile(r"(?i)(?:^|\.)example\.(?:com|org|net|edu)$")
IN_ADDRESS = re.compile(r"://[^\s/@]{0,40}:$")
SERVICE_MAIL = re.compile(r"(?i)^(?:git|noreply|no-reply|donotreply|hg|svn)@")
OWN_ZONE = re.compile(r"\.(?:local|internal|lan|corp|intranet|localdomain|home|prod|private)$")
NUMBERED = re.compile(r"(?i)[a-z]-?[0-9]{1,4}(?![0-9])")
FILE = re.compile(r"(?i)\.(?:html?|php|jsx?|tsx?|py|css|json|png|svg|md|vue)$")
REQUEST = re.compile(
    r"(?:\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+|(?:href|action|src|path|route|url|to)[ \t]*[=(:][ \t]*[\"'])$"
)
VERSION = re.compile(
    r"(?i)(?:(?:upgrad|updat|downgrad|bump|releas|version|migrat|spec|section|chapter)[a-z]{0,8}:? [^\n]{0,30}|\bv|version|\bver\.?|release|\bbuild|\brev|==|[<>~^]=?|@|[a-z]/|[a-z]-)[ \t]{0,2}[\"'(=:]{0,3}[ \t]{0,2}[\"']?$"
)
NETWORK = re.compile(
    r"(?i)(?:\b(?:from|to|at|host|ip|ips|addr|address|client|server|peer|remote|ping|ssh|connect|via|by|inet|src|dst|source|destination|gateway|nameserver|bind|listen|for|user|whois|curl|telnet|traceroute|nmap|dig|ban|block|deny|allow|forwarded-for|real-ip)|//|@)[\"']?[ \t]{0,2}[=:(\[,]{0,2}[ \t]{0,2}[\"']?$"
)
BEHIND = re.compile(r":\d{2,5}(?!\d)|[/]\d{1,2}(?!\d)|[ \t]- |[ \t]+port\b")
LEAST_HIGH, HIGH = 2, 10  # a version such as 1.2.3.4 has no two numbers from ten on
# First number of a network and how it goes on, that is nobody's on the internet.
RESERVED_V4 = re.compile(
    r"(?:0|10|127|22[4-9]|2[3-5]\d)\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\."
    r"|192\.0\.[02]\.|192\.168\.|198\.1[89]\.|198\.51\.100\.|203\.0\.113\."
)
GROUP = re.compile(r"[0-9a-f]{1,4}")
HIGHEST = 255


def is_personal_address(one: Candidate) -> bool:
    """Whether an e-mail address is somebody's."""
    if IN_ADDRESS.search(one.before):
        return False  # what stands before the @ is a password or the name of an account
    domain, name = one.groups["domain"] or "", one.value.partition("@")[0].lower()
    labels = domain.lower().split(".")
    if DOCUMENTATION.search(domain) or ENDS_IN_EXAMPLE.search(domain) or SERVICE_MAIL.search(one.value):
        return False
    if labels[-1] in FILES or (labels[-1] in SOURCES and labels[0][:1] in set("0123456789")):
        return False
    return not (
        (labels[0] in MADE_UP and len(labels) == 2)
        or (name in NOBODY and labels[0] in {"test", "host", "server"})
    )


def is_personal_name(one: Candidate) -> bool:
    """Whether a home folder is somebody's, and no page of a site."""
    return not (
        one.value.lower() in NOBODY
        or FILE.search(one.value)
        or REQUEST.search(one.before[: -len(one.groups["root"] or "")])
    )


def is_no_placeholder_prompt(one: Candidate) -> bool:
    """Whether a name at a machine is more than `user@host`."""
    user, _, host = one.value.partition("@")
    host = host.lower()
    if DOCUMENTATION.search(host) or ENDS_IN_EXAMPLE.search(host) or user == "git":
        return False
    return not (user.lower() in NOBODY and host in NOWHERE)


def is_machine(one: Candidate) -> bool:
    """Whether a dotted name is a machine's, and not an attribute such as `threading.local`."""
    whole, name = one.value.lower(), one.groups["name"] or ""
    if whole in EVERYBODYS or whole.endswith(".svc.cluster.local") or DOCUMENTATION.search(name):
        return False
    telling = bool(re.search(r"[0-9\-]", name))
    if (one.groups["zone"] or "").lower() in {"local", "internal"}:
        return telling
    return telling or "." in name


def is_own_machine(one: Candidate) -> bool:
    """Whether the name a program says it could not reach is a machine's of its own."""
    value = one.value.lower()
    if (
        value in NOWHERE
        or value in EVERYBODYS
        or ENDS_IN_EXAMPLE.search(value)
        or DOCUMENTATION.search(value)
    ):
        return False
    if "." not in value:
        return bool(re.search(r"[0-9\-]", value)) and not re.fullmatch(r"[0-9\-]+", value)
    return bool(OWN_ZONE.search(value))


def is_numbered_machine(one: Candidate) -> bool:
    """As `is_own_machine`, where a setting could be named alike: a single label needs letters and a number."""
    value = one.value.lower()
    return (
        is_own_machine(one)
        and value not in TECHNOLOGIES
        and ("." in value or NUMBERED.search(value) is not None)
    )


def is_no_documentation_host(one: Candidate) -> bool:
    """Whether a name of a machine is not one of documentation."""
    return not ENDS_IN_EXAMPLE.search(one.value) and not DOCUMENTATION.search(one.value)


def is_public_address(one: Candidate) -> bool:
    """Whether a network address is somebody's, and not a version, an example or everybody's."""
    text = one.value.lower()
    if ":" in text:
        return _is_public_v6(text)
    parts = [int(part) for part in text.split(".")]
    if (
        max(parts) > HIGHEST
        or RESERVED_V4.match(text)
        or text in RESOLVERS
        or re.search(r"(?:^|\.)0\d", text)
    ):
        return False
    if VERSION.search(one.before):
        return one.before.endswith(("//", "@"))
    if sum(part >= HIGH for part in parts) >= LEAST_HIGH:
        return True
    return bool(NETWORK.search(one.before) or BEHIND.match(one.after))


def _is_public_v6(text: str) -> bool:
    if text.count("::") > 1 or ":::" in text:
        return False
    groups = [one for one in text.split(":") if one]
    whole = "::" in text
    if not all(GROUP.fullmatch(one) for one in groups) or (
        len(groups) != 8 and not (whole and 3 <= len(groups) < 8)
    ):
        return False
    first, second = int(groups[0], 16), int(groups[1], 16)
    # Addresses in use begin with 2 or 3; 2001:db8 is documentation's, 2001:0 to 2001:1ff nobody's.
    return 0x2000 <= first <= 0x3FFF and not (first == 0x2001 and (second == 0xDB8 or second < 0x200))
