"""Error numbers and symbols: the surest thing two prints of one error have in common."""

from __future__ import annotations

import re

_SYMBOLS = re.compile(
    r"\b(?:ERR_[A-Z0-9_]{3,60}|ER_[A-Z0-9_]{3,60}|SQLITE_[A-Z_]{3,40}|TS\d{4,5}|CS\d{4}|BC\d{5}|E0\d{3}|E11000"
    r"|ORA-\d{5}|PLS-\d{5}|MSB\d{4}|NU\d{4}|NETSDK\d{4}|NG0?\d{3,5}|SC\d{4}|(?:fields|models|urls|admin)\.[EW]\d{3}"
    r"|E(?:ACCES|ADDRINUSE|ADDRNOTAVAIL|AI_AGAIN|BADENGINE|CONNABORTED|CONNREFUSED|CONNRESET|EXIST|HOSTUNREACH"
    r"|INTEGRITY|INVAL|ISDIR|LIFECYCLE|MFILE|NEEDAUTH|NETUNREACH|NOENT|NOMEM|NOSPC|NOTDIR|NOTEMPTY|NOTFOUND"
    r"|PERM|PIPE|RESOLVE|ROFS|SOCKETTIMEDOUT|TARGET|TIMEDOUT|XDEV)|E4\d\d"
    r"|UND_ERR_[A-Z_]{3,40}|MODULE_NOT_FOUND|OOMKilled|ImagePullBackOff|ErrImagePull|CrashLoopBackOff"
    r"|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|DEPTH_ZERO_SELF_SIGNED_CERT"
    r"|UNABLE_TO_GET_ISSUER_CERT_LOCALLY)\b"
)
_WINDOWS = re.compile(r"\[WinError (\d{1,5})\]|\b(0x8[0-9A-Fa-f]{7})\b")
_SQLSTATE = re.compile(r"SQLSTATE(?:\[| |: )(\w{5})\b|\bSqlState: (\w{5})\b|\bCode: (\d[0-9A-Z]{4})\b")
_MYSQL = re.compile(
    r"SQLSTATE\[\w{5}\](?: \[(\d{4})\]|: [\w ]{3,60}: (\d{4})\b)|\((\d{4}), ['\"bu]|\(HY000/(\d{4})\)"
    r"|\b(\d{4}) \((?:23000|42000|42S\d\d|HY000|28000|40001|22\d{3}|21S01|08S01)\)|\[(\d{4})\] \[?\w{5}\]?|errno: ?(\d{4})\b"
)
# Codes of numberings nobody listed: `P2002`, `AH00558`, `E-4031`; not names of standards and devices.
_NUMBERED = re.compile(
    r"\b(?!(?:AES|CP|CVE|GPU|HTTP|IPV|ISO|KB|MD|PEP|RFC|RSA|SHA|SSH|TLS|UCS|USB|UTC|UTF|WPA)-?\d)[A-Z]{1,6}-?\d{3,6}\b"
)
# Names of errors: `each_key_duplicate`, `auth/invalid-api-key`, alone after a colon, in brackets or in an address.
_SLUG = r"([a-z][a-z0-9]{0,40}(?:[_/-][a-z0-9]{1,40}){1,8})"
_SLUG_ALONE = re.compile(rf"{_SLUG}$")
_SLUGS = (
    re.compile(rf"(?:^|: ){_SLUG}$"),
    re.compile(rf"[(\[]code=['\"]?{_SLUG}['\"]?[)\]]"),
    re.compile(r"\(([a-z][a-z0-9]{1,40}/[a-z0-9]{1,40}(?:-[a-z0-9]{1,40}){1,8})\)"),
    re.compile(
        rf"https?://[\w.-]{{1,80}}/(?:[\w-]{{1,40}}/){{0,3}}(?:e|err|errors?)/{_SLUG}(?=$|[\s)\]'\",])"
    ),
    re.compile(rf"\s\s{_SLUG}$"),
)
# Numbers that stand where an error says which one it is: `error #418`, `status code 404`, `exit code 137`.
_PLAIN_NUMBER = re.compile(
    r"\b(?i:(?:exit|status|error|result|return)[ -]?code|exit status|error number|error(?= ['#])|msg)"
    r"[ =:]{1,2}['\"(\[#]{0,2}(0x[0-9a-fA-F]{1,16}|\d{1,6})\b(?![.:]\d)"
)
_PROPERTY = re.compile(r"^'?\"?([A-Za-z0-9_]{3,60})\"?'?,?$")
SHORTEST_SLUG = 8
# Codes that say which class of failure it was, and nothing else.
VAGUE = frozenset(
    {"23000", "HY000", "42000", "01000", "00000", "XX000", "P0001", "0x80004005", "0x80131500", "ELIFECYCLE"}
)


def codes_in(text: str) -> frozenset[str]:
    """Returns the specific codes that stand in a line."""
    found = set(_SYMBOLS.findall(text)) | set(_NUMBERED.findall(text))
    for pattern in _SLUGS:
        found.update(slug for slug in pattern.findall(text) if len(slug) >= SHORTEST_SLUG)
    found.update(f"#{number.lower()}" for number in _PLAIN_NUMBER.findall(text))
    for pattern in (_WINDOWS, _SQLSTATE, _MYSQL):
        found.update(group for groups in pattern.findall(text) for group in groups if group)
    return frozenset(
        code for code in found if code not in VAGUE and not code.startswith("0x8013")
    )  # .NET's types


def property_codes(key: str, value: str) -> frozenset[str]:
    """Returns the codes in a property of a printed error object, e.g. `code: '23505',`."""
    found = codes_in(f"{key}: {value}")
    if key in {"code", "sqlState", "errorCode"} and (match := _PROPERTY.match(value.strip())):
        text = match.group(1)
        if text.isupper() or text.isdigit() or re.fullmatch(r"[0-9A-Z]{5}", text):
            found |= {text}
    if key in {"code", "error", "type"} and (match := _SLUG_ALONE.match(value.strip(" ,'\""))):
        found |= {match.group()}
    return frozenset(code for code in found if code not in VAGUE and not (code.isdigit() and len(code) < 4))


def is_specific(code: str) -> bool:
    """Whether a code names one mechanism, whichever program prints it; a plain number does not."""
    if code.startswith("#"):
        return False
    return not (code.startswith("E") and code.isalpha() and code.isupper()) and not code.startswith("E4")


def scheme(code: str) -> str:
    """Returns which numbering a code belongs to; two different codes of one numbering are two errors."""
    if code.startswith("#"):
        return "number"
    if not _SYMBOLS.fullmatch(code) and (
        _NUMBERED.fullmatch(code) or (code.islower() and not code.startswith("0x"))
    ):
        return code  # nobody knows what else belongs to its numbering
    if code.isdigit() and len(code) == 4:
        return "mysql"
    if code == "MODULE_NOT_FOUND":
        return "ERR"
    if re.fullmatch(r"[0-9A-Z]{5}", code) and code[0].isdigit():
        return "sqlstate"
    return re.split(r"[\d_-]", code, maxsplit=1)[0] if is_specific(code) else "system"
