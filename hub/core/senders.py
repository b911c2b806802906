"""What a request says about who sent it: the address, whether another site did, whether a machine did."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

UNIX_SOCKET = "unix"  # in TRUSTED_PROXIES: whoever connects through the socket
IPV6_HOME = 64  # bits that stay the same while one household's addresses change
ROBOT = re.compile(
    r"bot\b|bot[/;_-]|crawl|spider|slurp|scrap|archiver|preview|monitor|uptime|pingdom|lighthouse|headless"
    r"|phantomjs|curl|wget|python|java/|go-http|okhttp|libwww|httpclient|axios|node-fetch|ruby|perl"
    r"|facebookexternalhit|feedfetcher|validator|scan|probe",
    re.IGNORECASE,
)


def client_address(request: HttpRequest) -> str:
    """Returns the address the request came from, an IPv6 one as its /64 network, `""` where unknown.

    `X-Forwarded-For` is believed only when the connection comes from one of `settings.TRUSTED_PROXIES`
    (addresses, networks, or `unix`); then the last address in it that is not itself a trusted proxy counts,
    because everything before was written by the sender.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    if _is_trusted(peer):
        for hop in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
            peer = hop.strip() or peer
            if not _is_trusted(peer):
                break
    address = _parsed(peer)
    if isinstance(address, IPv6Address):
        return str(ip_network(f"{address}/{IPV6_HOME}", strict=False))
    return str(address or "")


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_trusted(peer: str) -> bool:
    trusted = tuple(getattr(settings, "TRUSTED_PROXIES", ()))
    address = _parsed(peer)
    if address is None:
        return peer == "" and UNIX_SOCKET in trusted
    return any(address in network for network in _networks(trusted))


@lru_cache(maxsize=8)
def _networks(trusted: tuple[str, ...]) -> tuple:
    return tuple(ip_network(one) for one in trusted if one != UNIX_SOCKET)


def is_foreign(request: HttpRequest) -> bool:
    """Says whether a browser names another site, even a neighbouring subdomain, as the sender.

    A request that names none is let through: not every browser and no plain program does.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc.lower() != request.get_host().lower()
    except ValueError:  # no address at all, such as `http://[`
        return True


def is_robot(request: HttpRequest) -> bool:
    """Says whether nobody reads what is answered: a program, or a browser that only fetches ahead."""
    purpose = request.headers.get("Sec-Purpose") or request.headers.get("Purpose") or ""
    agent = request.headers.get("User-Agent", "")
    return "prefetch" in purpose or not agent.strip() or ROBOT.search(agent) is not None
