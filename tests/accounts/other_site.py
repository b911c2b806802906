"""A site that speaks OpenID Connect, and visits by its accounts. A program of its own: which sites open the hub is
read once, when it starts. It prints what became of each visit, as JSON."""

from __future__ import annotations

import html
import json
import os
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

PEOPLE = {  # by the code the site gives back
    "new": {"sub": "1", "email": "new@example.org", "email_verified": True, "name": "New Person"},
    "unproven": {"sub": "2", "email": "unproven@example.org", "email_verified": False},
    "claims-ada": {"sub": "3", "email": "ada@example.org", "email_verified": True},
    "grace": {"sub": "4", "email": "grace@elsewhere.example", "email_verified": True},
    "nameless": {"sub": "5"},
}


class OtherSite(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        here = f"http://127.0.0.1:{self.server.server_address[1]}"
        if self.path.endswith("/openid-configuration"):
            self.tell(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/userinfo",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        else:
            self.tell(PEOPLE[self.headers["Authorization"].removeprefix("Bearer ")])

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        assert sent["client_secret"] == ["secret"]
        self.tell({"access_token": sent["code"][0], "token_type": "Bearer"})

    def tell(self, what: dict) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(what).encode())

    def log_message(self, *args) -> None:
        pass


def visit(code: str, **state) -> dict:
    """Presses the button, comes back with a code of the other site, and returns where one is then."""
    from django.test import Client

    client = Client()
    page = client.post("/accounts/oidc/oidc/login/", {"process": "login"}).text
    there = html.unescape(re.search(r'content="0;url=([^"]+)"', page)[1])
    asked = {key: value[0] for key, value in parse_qs(urlsplit(there).query).items()}
    back = client.get(
        urlsplit(asked["redirect_uri"]).path, {"code": code, "state": asked["state"], **state}, follow=True
    )
    me = client.get("/me/")
    return {
        "at": back.request["PATH_INFO"],
        "status": back.status_code,
        "signed_in_as": me.wsgi_request.user.email if me.status_code == 200 else "",
        "heading": re.search(r"<h1>(.*?)</h1>", back.text, re.S)[1].strip(),
    }


def visits() -> dict:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from allauth.socialaccount.models import SocialAccount, SocialToken
    from django.conf import settings

    from hub.core.models import User
    from tests.accounts.conftest import account

    ada, grace = account(email="ada@example.org"), account(email="grace@example.org")
    SocialAccount.objects.create(provider="oidc", uid="4", user=grace)
    found = {code: visit(code) for code in ("new", "unproven", "claims-ada", "nameless", "grace")}
    found["again"] = visit("new")
    found["forged"] = visit("new", state="made-up")
    TOTP.activate(grace, generate_totp_secret())
    found["grace-with-second-factor"] = visit("grace")
    settings.SIGNUP_OPEN = False
    SocialAccount.objects.filter(uid="1").delete()
    User.objects.filter(email="new@example.org").delete()
    found["closed"] = visit("new")
    found["known-though-closed"] = visit("grace")
    found["rows"] = {
        "of_ada": SocialAccount.objects.filter(user=ada).count(),
        "tokens": SocialToken.objects.count(),
        "new": User.objects.filter(email="new@example.org").count(),
    }
    return found


def main() -> None:
    server = HTTPServer(("127.0.0.1", 0), OtherSite)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "hub.settings.test",
        "DATABASE_URL": "sqlite:///:memory:",
        "SOCIAL_OIDC_CLIENT_ID": "id",
        "SOCIAL_OIDC_SECRET": "secret",
        "SOCIAL_OIDC_URL": f"http://127.0.0.1:{server.server_address[1]}",
        "SOCIAL_OIDC_NAME": "The Guild",
    }
    import django

    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    json.dump(visits(), sys.stdout)


if __name__ == "__main__":
    main()
